package deed

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// result returns what came of it, as it was written: the clauses that say so,
// without who took part.
func (r *deedReader) result() string {
	people, core := r.attendance(), r.act.clause
	var parts []text.Stretch
	for _, p := range r.Clauses(r.within.Begin, r.within.End) {
		if p.End <= core.Begin || r.act.kind == actNone && p.Begin == r.within.Begin && len(people) == 0 && !r.resultful(p) {
			continue
		}
		piece, ok := r.resultIn(p, core, people)
		switch last := len(parts) - 1; {
		case ok && last >= 0 && piece.Begin-parts[last].End == 1:
			parts[last].End = piece.End
		case ok:
			parts = append(parts, piece)
		}
	}
	texts := anwei.Each(parts, func(p text.Stretch) string { return strings.TrimSpace(r.Cut(p.Begin, p.End).Text) })
	return strings.Join(texts, "；")
}

func (r *told) resultful(p text.Stretch) bool {
	at, _ := r.Find(p.Begin, p.End, r.words["result"])
	return at >= 0
}

// resultIn returns the part of a clause that says what came of it.
func (r *deedReader) resultIn(p, core text.Stretch, people []counted) (text.Stretch, bool) {
	from, to := p.Begin, p.End
	if p.Begin == core.Begin {
		from = r.act.at
		for _, m := range r.mentionsIn(p) {
			from = max(from, m.End)
		}
	}
	at, _ := r.Find(from, to, r.words["result"])
	if at < 0 {
		return text.Stretch{}, false
	}
	if p.Begin == core.Begin || len(r.daysIn(day.TenseOpen, p.Begin, at)) > 0 {
		from = at
	}
	for _, c := range people {
		switch {
		case c.Begin >= p.Begin && c.End <= at:
			from = at
		case c.Begin > at && c.End <= p.End:
			for to = c.Begin; to > at && r.EndsAt(to, r.words["lead"]); {
				to--
			}
		}
	}
	return text.Stretch{Begin: from, End: to}, to > from && r.says(from, to)
}

// mentionsIn are the words for the duty in its clause where they stand in p.
func (r *deedReader) mentionsIn(p text.Stretch) []mention {
	if r.clause < 0 || r.parts[r.clause].Begin != p.Begin {
		return nil
	}
	return r.parts[r.clause].duties
}

// says reports whether a piece says more than a verb, 印发了, and more than the number that
// is counted anyway, 解决了3项.
func (r *deedReader) says(from, to int) bool {
	end := r.AnyAt(from, r.words["result"])
	for end < to && text.RuneIn(r.Runes[end], "了完过好的会议到位成") {
		end++
	}
	if end >= to || !r.byMatter() {
		return end < to
	}
	rest := r.Word(from, to)
	for _, c := range r.done() {
		if c.Begin >= from && c.End <= to {
			rest = strings.Replace(rest, r.Word(c.Begin, c.End), "", 1)
		}
	}
	for w := range r.words["matter"].All() {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return len([]rune(rest)) > 1
}

// nearest are the stretches in which days are looked for that are said of the act: its
// clause, that of the duty, the part of the text about it.
func (r *deedReader) nearest() []text.Stretch {
	out := []text.Stretch{r.act.clause}
	if r.clause >= 0 {
		out = append(out, r.parts[r.clause].Stretch)
	}
	return append(out, r.within)
}

// daysOf returns the days that are said of the act.
func (r *deedReader) daysOf(t day.Tense) []day.Found {
	for _, p := range r.nearest() {
		if days := r.daysIn(t, p.Begin, p.End); len(days) > 0 {
			return days
		}
	}
	return nil
}

// on returns the day on which the duty was held or, in the tense ahead, will be.
func (r *deedReader) on(t day.Tense) anwei.Date {
	days, ahead := r.daysOf(t), t == day.TenseAhead
	if later := slices.DeleteFunc(slices.Clone(days), func(d day.Found) bool { return d.Begin < r.act.at }); r.act.kind == actPlanned && len(later) > 0 {
		days = later
	}
	if len(days) == 0 {
		return r.unsaid(ahead)
	}
	for _, d := range days {
		switch {
		case d.Reason != "":
			r.refuse(d.Span, d.Reason)
			return anwei.Date{}
		case d.On != days[0].On:
			r.refuse(r.Cut(days[0].Begin, d.End), text.Ambiguous)
			return anwei.Date{}
		}
	}
	d := days[0]
	var why text.Reason
	switch {
	case ahead && (d.On.Before(r.today) || r.today.AddDays(120).Before(d.On) && !strings.Contains(d.Text, "年")): // 3月10日 in October
		why = day.PastDay
	case ahead && r.today.AddDays(366).Before(d.On):
		why = day.FarDay
	case !ahead && r.today.Before(d.On):
		why = day.FutureDay
	case !ahead && d.Until:
		why = text.Approximate
	default:
		return d.On
	}
	r.refuse(d.Span, why)
	return anwei.Date{}
}

// unsaid returns today where a time of day or 刚刚 stands for it. A month or a
// quarter that is not the one now is refused, as it is no day.
func (r *deedReader) unsaid(ahead bool) anwei.Date {
	p := r.within
	if !ahead {
		said := r.nearest()
		for _, s := range said[:len(said)-1] {
			early, _ := r.Find(s.Begin, s.End, r.words["early"])
			late, _ := r.Find(s.Begin, s.End, r.words["late"])
			if early >= 0 || late >= 0 && r.known.Now.Hour() >= 12 {
				return r.today
			}
		}
		if r.act.clause.End > 0 {
			p = r.act.clause
		}
	}
	if at, _ := r.Find(max(p.Begin, r.act.at), p.End, r.words["result"]); at > p.Begin {
		p.End = at
	}
	s := r.Cut(p.Begin, p.End)
	if period, span, ok := day.Period(s.Text, r.known.Now); ok && !period.Contains(r.known.Now) {
		r.refuse(text.Span{From: s.From + span.From, To: s.From + span.To, Text: span.Text}, text.Approximate)
	}
	return anwei.Date{}
}
