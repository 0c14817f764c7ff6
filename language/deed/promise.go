package deed

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
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
	Refused []text.Refusal
}

// farthestPromise is how many days ahead something may be promised.
const farthestPromise = 31

// ReadPromise reads an answer to 什么时候能报: 明天上午报, 周五前, 10月25日前, 马上报, 有困难，
// 人员出差. It is false for anything else, such as questions, figures, what is said
// to have been done already, and what will be done on the day but is no report.
// now is in the plan's location.
func ReadPromise(typed string, now time.Time) (PromiseSaid, bool) {
	c := text.Plain(typed)
	if len(c.Runes) == 0 || len(c.Runes) > 120 || isQuestion(c) {
		return PromiseSaid{}, false
	}
	p := &promiseReader{Folded: c, today: anwei.DateOf(now)}
	if p.done() {
		return PromiseSaid{}, false
	}
	for _, part := range c.Clauses(0, len(c.Runes)) {
		if !p.clause(part) {
			return PromiseSaid{}, false
		}
	}
	return p.said()
}

// promiseReader reads one answer.
type promiseReader struct {
	text.Folded
	today   anwei.Date
	days    []day.Found    // of the clauses that promise
	reasons []text.Stretch // the clauses that say why not
	report  bool           // a verb of reporting is said
	unable  bool           // 报不了, 有困难
	vague   []text.Span    // 晚点, 尽快
}

// clause reads one clause. It is false where the clause has no place in an
// answer.
func (p *promiseReader) clause(s text.Stretch) bool {
	if p.difficulty(s) {
		return true
	}
	days := day.Reader{Folded: p.Folded, Now: p.today, Tense: day.TenseAhead}.All(s.Begin, s.End)
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
func (p *promiseReader) promise(days []day.Found, report bool) {
	said := append(slices.Clone(p.days), days...)
	p.days = p.days[:0]
	for _, d := range said {
		if d.Dotted && !report && !d.Until {
			p.reasons = append(p.reasons, d.Stretch)
			continue
		}
		p.days = append(p.days, d)
	}
}

// without returns what a clause says besides its days and the words of a
// promise.
func (p *promiseReader) without(s text.Stretch, days []day.Found) (rest string, report bool, vague []text.Span) {
	reporting, soon, idle := reportVerbs, soonWords, promiseFillers
	var b strings.Builder
	for i := s.Begin; i < s.End; {
		if k := slices.IndexFunc(days, func(d day.Found) bool { return d.Begin <= i && i < d.End }); k >= 0 {
			i = days[k].End
			continue
		}
		if end := p.AnyAt(i, soon); end > i {
			if w := p.Word(i, end); vagueSoon.Has(w) {
				vague = append(vague, p.Cut(i, end))
			} else {
				said := day.Said{On: p.today, Span: p.Cut(i, end)}
				p.days = append(p.days, day.Found{Said: said, Stretch: text.Stretch{Begin: i, End: end}, Dotted: shortly.Has(w)})
			}
			i = end
			continue
		}
		if end := p.AnyAt(i, reporting); end > i && end <= s.End {
			report, i = true, end
			continue
		}
		if end := p.AnyAt(i, idle); end > i && end <= s.End {
			i = end
			continue
		}
		b.WriteRune(p.Runes[i])
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
	refuse := func(s text.Span, why text.Reason) {
		out.On = anwei.Date{}
		out.Refused = append(out.Refused, text.Refusal{Span: s, Reason: why})
	}
	if len(p.days) == 0 {
		for _, s := range p.vague {
			refuse(s, text.Approximate)
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
			refuse(p.Cut(p.days[0].Begin, d.End), text.Ambiguous)
			return
		}
	}
	d := p.days[0]
	switch {
	case d.On.Before(p.today):
		refuse(d.Span, day.PastDay)
	case p.today.AddDays(farthestPromise).Before(d.On):
		refuse(d.Span, day.FarDay)
	default:
		out.On = d.On
	}
}

// reason returns the clauses that say why, as they were written.
func (p *promiseReader) reason() string {
	texts := make([]string, 0, len(p.reasons))
	for _, s := range p.reasons {
		if t := strings.TrimSpace(p.Cut(s.Begin, s.End).Text); t != "" {
			texts = append(texts, t)
		}
	}
	return strings.Join(texts, "，")
}
