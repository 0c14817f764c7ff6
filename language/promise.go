package language

import (
	"slices"
	"strings"
	"time"

	"anwei"
)

// PromiseSaid is an answer to 什么时候能报.
type PromiseSaid struct {
	// Kind is Promised or Difficult.
	Kind anwei.PromiseKind
	// On is the day by which it will be done. It is zero where the day was
	// refused, and where a difficulty was told without a day.
	On anwei.Date
	// Reason is why it cannot be done yet, in the person's own words.
	Reason string
	// Refused says why there is no day: PastDay, FarDay (over 31 days ahead),
	// NoSuchDay, Approximate (下周, 晚点), Ambiguous or Contradiction.
	Refused []Refusal
}

// farthestPromise is how many days ahead something may be promised.
const farthestPromise = 31

// ReadPromise reads an answer to 什么时候能报: 明天上午报, 周五前, 10月25日前, 马上报, 有困难，
// 人员出差. It is false for anything else, such as questions, figures, what is said
// to have been done already, and what will be done on the day but is no report.
// now is in the plan's location.
func ReadPromise(text string, now time.Time) (PromiseSaid, bool) {
	c := plainChars(text)
	if len(c.r) == 0 || len(c.r) > 120 || isQuestion(c) {
		return PromiseSaid{}, false
	}
	p := &promiseReader{chars: c, today: anwei.DateOf(now)}
	if p.done() {
		return PromiseSaid{}, false
	}
	for _, part := range c.clauses(0, len(c.r)) {
		if !p.clause(part) {
			return PromiseSaid{}, false
		}
	}
	return p.said()
}

// promiseReader reads one answer.
type promiseReader struct {
	chars
	today   anwei.Date
	days    []dayAt     // of the clauses that promise
	reasons []stretchOf // the clauses that say why not
	report  bool        // a verb of reporting is said
	unable  bool        // 报不了, 有困难
	vague   []Span      // 晚点, 尽快
}

// clause reads one clause. It is false where the clause has no place in an
// answer.
func (p *promiseReader) clause(s stretchOf) bool {
	if p.difficulty(s) {
		return true
	}
	days := dayReader{chars: p.chars, now: p.today, tense: TenseAhead}.all(s.from, s.to)
	before := len(p.days)
	rest, report, vague := p.without(s, days)
	if rest == "" {
		p.report = p.report || report
		p.vague = append(p.vague, vague...)
		p.promise(days, report)
		return true
	}
	p.days = p.days[:before]
	if p.figures(s) {
		return false
	}
	p.reasons = append(p.reasons, s)
	return true
}

// promise keeps the days of a clause that promises. A day such as 9.12, or 一会儿,
// is one only where reporting is spoken of.
func (p *promiseReader) promise(days []dayAt, report bool) {
	said := append(slices.Clone(p.days), days...)
	p.days = p.days[:0]
	for _, d := range said {
		if d.dotted && !report && !d.Until {
			p.reasons = append(p.reasons, d.stretchOf)
			continue
		}
		p.days = append(p.days, d)
	}
}

// without returns what a clause says besides its days and the words of a
// promise.
func (p *promiseReader) without(s stretchOf, days []dayAt) (rest string, report bool, vague []Span) {
	reporting, soon, idle := reportVerbs(), soonWords(), promiseFillers()
	var b strings.Builder
	for i := s.from; i < s.to; {
		if k := slices.IndexFunc(days, func(d dayAt) bool { return d.from <= i && i < d.to }); k >= 0 {
			i = days[k].to
			continue
		}
		if end := p.anyAt(i, soon); end > i {
			if w := p.word(i, end); slices.Contains(vagueSoon(), w) {
				vague = append(vague, p.cut(i, end))
			} else {
				said := DaySaid{On: p.today, Span: p.cut(i, end)}
				p.days = append(p.days, dayAt{DaySaid: said, stretchOf: stretchOf{i, end}, dotted: slices.Contains(shortly(), w)})
			}
			i = end
			continue
		}
		if end := p.anyAt(i, reporting); end > i && end <= s.to {
			report, i = true, end
			continue
		}
		if end := p.anyAt(i, idle); end > i && end <= s.to {
			i = end
			continue
		}
		b.WriteRune(p.r[i])
		i++
	}
	return b.String(), report, vague
}

// said puts the answer together.
func (p *promiseReader) said() (PromiseSaid, bool) {
	out := PromiseSaid{Kind: anwei.Promised, Reason: p.reason()}
	told := p.explicit()
	switch {
	case len(p.days) == 0 && len(p.vague) == 0 && !p.unable:
		return PromiseSaid{}, false
	case len(p.days) == 0 && len(p.vague) == 0, told:
		out.Kind = anwei.Difficult
	case len(p.reasons) > 0 && !p.report:
		return PromiseSaid{}, false // a day, and a sentence about something else
	case len(p.days) == 0 && !p.report:
		return PromiseSaid{}, false // 稍后 alone is a command
	}
	p.day(&out)
	return out, true
}

// day takes the one day that was named.
func (p *promiseReader) day(out *PromiseSaid) {
	refuse := func(s Span, why Reason) {
		out.On = anwei.Date{}
		out.Refused = append(out.Refused, Refusal{Span: s, Reason: why})
	}
	if len(p.days) == 0 {
		for _, s := range p.vague {
			refuse(s, Approximate)
			return
		}
		return
	}
	for _, d := range p.days {
		if d.Reason != "" {
			refuse(d.Span, d.Reason)
			return
		}
		if d.On != p.days[0].On {
			refuse(p.cut(p.days[0].from, d.to), Ambiguous)
			return
		}
	}
	d := p.days[0]
	switch {
	case d.On.Before(p.today):
		refuse(d.Span, PastDay)
	case p.today.AddDays(farthestPromise).Before(d.On):
		refuse(d.Span, FarDay)
	default:
		out.On = d.On
	}
}

// reason returns the clauses that say why, as they were written.
func (p *promiseReader) reason() string {
	texts := make([]string, 0, len(p.reasons))
	for _, s := range p.reasons {
		if t := strings.TrimSpace(p.cut(s.from, s.to).Text); t != "" {
			texts = append(texts, t)
		}
	}
	return strings.Join(texts, "，")
}
