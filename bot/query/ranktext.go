package query

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// rankText begins with the unit that was asked for.
func rankText(t *bot.Turn, h answerHead, r report.Ranking, first []report.Place, o question.Order, high bool) string {
	name := r.Indicator.Name
	if len(r.Places) == 0 {
		return t.Text("query.rank.none", "lead", h.whole(), "name", name, "absent", absentText(t, h))
	}
	p := r.Places[0]
	value, n := report.Figure(r.Indicator, p.Value), tied(r)
	if n == len(r.Places) && n > 1 {
		return t.Text("query.rank.tied", "lead", h.lead(), "name", name, "n", n, "value", value, "out", outText(t, r))
	}
	if r.Indicator.Better == "" {
		o = map[question.Order]question.Order{question.Best: question.Most, question.Worst: question.Least}[o]
	}
	switch {
	case o != "":
	case high:
		o = question.Most
	default:
		o = question.Least
	}
	places := anwei.Each(first, func(p report.Place) string {
		return t.Text("query.rank.line", "n", p.N, "unit", p.Unit.Name, "value", report.Figure(r.Indicator, p.Value), "base", placeBase(t, r.Indicator, p.Amount))
	})
	rest := len(r.Places) - len(first)
	return t.Text("query.rank", "lead", h.lead(), "name", name, "end", endText(t, r.Indicator, o), "unit", p.Unit.Name, "tied", phrases.If(n > 1, n),
		"value", value, "base", placeBase(t, r.Indicator, p.Amount), "lines", phrases.JoinLines(places),
		"n", len(r.Places), "rest", phrases.If(rest > 0, rest), "out", outText(t, r))
}

// tied counts the units that share the first place.
func tied(r report.Ranking) int {
	n := 0
	for _, p := range r.Places {
		if p.N == 1 {
			n++
		}
	}
	return n
}

// outText names the units without a place, and why: missing, 不适用 and a
// denominator of nothing are not the same.
func outText(t *bot.Turn, r report.Ranking) string {
	out := map[string][]string{}
	for i := range r.Out {
		u := &r.Out[i]
		why, a := "none", u.Amounts[0]
		switch {
		case a.Missing > 0 && u.Turnout.In < u.Turnout.Due:
			why = "missing"
		case a.Counted == 0 && a.NA > 0 && a.Missing == 0:
			why = "na"
		}
		out[why] = append(out[why], u.Unit.Name)
	}
	var text strings.Builder
	for _, why := range []string{"missing", "na", "none"} {
		if list := out[why]; len(list) > 0 {
			text.WriteString(t.Text("query.out."+why, "n", len(list), "names", phrases.Names(list, 8)))
		}
	}
	return text.String()
}

// trendText begins with the newest figure.
func trendText(t *bot.Turn, h answerHead, i anwei.Indicator, points []report.Point, names []string) string {
	lead := h.Where + h.When
	newest, before := -1, -1
	for k, p := range points {
		if p.Known {
			newest, before = k, newest
		}
	}
	if newest < 0 {
		return t.Text("query.trend.none", "lead", lead, "name", i.Name)
	}
	than, change := "", ""
	if before >= 0 {
		than, change = names[before], changeText(t, figure{Indicator: i, Value: points[newest].Value, Was: points[before].Value})
	}
	lines := make([]string, len(points))
	for k, p := range points {
		lines[k] = names[k] + " " + pointText(t, h, i, p)
	}
	return t.Text("query.trend", "lead", lead, "name", i.Name, "newest", names[newest], "value", report.Figure(i, points[newest].Value),
		"before", than, "change", change, "lines", phrases.JoinLines(lines))
}

// pointText writes one period of a course: its value and what that is made of, or
// why there is none.
func pointText(t *bot.Turn, h answerHead, i anwei.Indicator, p report.Point) string {
	if !p.Known {
		if h.Single && p.Turnout.In == 0 && !i.Punctual {
			return t.Text("query.trend.missing")
		}
		return unknownText(t, figure{Indicator: i, Amount: p.Amount, Open: i.Punctual, Gave: p.Amount.Counted, Of: p.Turnout.Due})
	}
	base := placeBase(t, i, p.Amount)
	if !h.Single && !i.Punctual && !i.Stock && p.Amount.Counted < p.Turnout.Due {
		base = strings.TrimPrefix(base+"，"+ofAll(p.Amount.Counted, p.Turnout.Due, "家"), "，")
	}
	return report.Figure(i, p.Value) + phrases.Parens(base)
}

// originText writes what one report gave to a figure, its version, who confirmed it
// and when.
func originText(t *bot.Turn, f anwei.Form, i anwei.Indicator, o report.Origin, when string) string {
	var parts []string
	seen := map[anwei.FieldID]bool{}
	for _, s := range []anwei.Sum{i.Numerator, i.Denominator} {
		for _, term := range s.Terms {
			if fd, ok := f.Field(term.Field); ok && !seen[term.Field] {
				seen[term.Field] = true
				v, answered := o.Values[term.Field]
				parts = append(parts, gaveText(t, fd.Name, v, answered))
			}
		}
	}
	what := strings.Join(parts, "、")
	if i.Punctual {
		what = phrases.LateText(*o.Report)
	}
	return t.Text("query.origin", "unit", o.Unit.Name, "when", when, "what", what, "revision", o.Report.Revision,
		"by", byText(t, *o.Report), "at", phrases.ClockText(o.Report.At))
}

// byText names who confirmed a report. Where the office entered it for the unit, it
// says so and how the unit stands to it.
func byText(t *bot.Turn, r anwei.Report) string {
	by := t.PersonName(r.By)
	switch {
	case !r.Behalf:
		return by
	case r.Unconfirmed():
		return t.Text("query.by_office.unconfirmed", "by", by)
	case r.Handled.Kind == anwei.Disputed:
		return t.Text("query.by_office.disputed", "by", by)
	}
	return t.Text("query.by_office", "by", by)
}

// traceText begins with the figure and how it is computed.
func traceText(t *bot.Turn, h answerHead, f figure, formula string, lines []string, rest int) string {
	left := phrases.If(rest > 0, rest)
	if !f.Known {
		return t.Text("query.trace.unknown", "lead", h.Where+h.When, "name", f.Indicator.Name, "why", unknownText(t, f),
			"form", h.Form, "formula", formula, "lines", phrases.JoinLines(lines), "rest", left, "absent", absentText(t, h))
	}
	return t.Text("query.trace", "lead", h.Where+h.When, "name", f.Indicator.Name, "value", f.text(), "base", baseText(t, f),
		"form", h.Form, "formula", formula, "lines", phrases.JoinLines(lines), "rest", left, "absent", absentText(t, h))
}

// formulaText says in the names of the figures how an indicator is computed.
func formulaText(t *bot.Turn, f anwei.Form, i anwei.Indicator) string {
	switch {
	case i.Punctual:
		return t.Text("query.formula.punctual")
	case i.Rate():
		return t.Text("query.formula.rate", "of", sumText(f, i.Numerator), "all", sumText(f, i.Denominator))
	}
	return sumText(f, i.Numerator)
}

func sumText(f anwei.Form, s anwei.Sum) string {
	var text strings.Builder
	for k, t := range s.Terms {
		switch {
		case t.Minus:
			text.WriteString("－")
		case k > 0:
			text.WriteString("＋")
		}
		fd, _ := f.Field(t.Field)
		text.WriteString(fd.Name)
	}
	return text.String()
}
