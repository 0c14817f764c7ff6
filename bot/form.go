package bot

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/text"
	"anwei/scheduler"
)

// Settle returns the period that is meant, zero meaning the open one. It returns
// false where that cannot be reported, and has then said why.
func Settle(t *Turn, f anwei.Form, p anwei.Period) (anwei.Period, bool) {
	if p.IsZero() {
		p = OpenPeriod(f, t.In)
	}
	reason := Closed(t, f, p)
	if reason != "" {
		t.Say(reason)
	}
	return p, reason == ""
}

// Closed says why a period cannot be reported, or nothing when it can.
func Closed(t *Turn, f anwei.Form, p anwei.Period) string {
	switch {
	case !f.Covers(p):
		if p.Kind != f.Every {
			return t.Text("common.not_covered.kind", "form", f.Short)
		}
		return t.Text("common.not_covered", "form", f.Short, "first", f.First.Chinese(), "last", f.Last.Chinese(), "period", p.Chinese())
	case t.In.Now.Before(p.First().In(t.In.Now.Location())):
		return t.Text("common.not_yet", "period", p.Chinese(), "form", f.Short)
	}
	return ""
}

// Correct begins a draft out of a report that is in, with the reasons for what stays
// as it is.
func Correct(t *Turn, r anwei.Report) {
	t.Draft = anwei.Draft{Key: r.Key, Plan: t.In.Plan.Version, Values: r.Values.Clone(), Reasons: maps.Clone(r.Reasons), Begun: t.In.Now}
	delete(t.Draft.Reasons, StandRule)
	t.Hand.Stage = Review
}

// FormInMind is the form that is spoken of where none is named: the one in hand,
// the one of the report that was handed in last, or the first that the person
// reports.
func (t *Turn) FormInMind() anwei.Form {
	if t.Form.ID != "" {
		return t.Form
	}
	if f, ok := t.In.Plan.Form(t.Hand.Key.Form); ok {
		return f
	}
	if forms := t.MyForms(); len(forms) > 0 {
		return forms[0]
	}
	if len(t.In.Plan.Forms) > 0 {
		return t.In.Plan.Forms[0]
	}
	return anwei.Form{}
}

// FormMeant is the form with the id, or the one that is spoken of where it is
// empty.
func FormMeant(t *Turn, id anwei.FormID) (anwei.Form, bool) {
	if id == "" {
		f := t.FormInMind()
		return f, f.ID != ""
	}
	return t.In.Plan.Form(id)
}

// MyForms are the forms that the person reports for any unit, in the plan's order.
func (t *Turn) MyForms() []anwei.Form {
	return anwei.Where(t.In.Plan.Forms, func(f anwei.Form) bool { return len(t.Reporting(f)) > 0 })
}

// Reporting returns the units that the person reports the form for.
func (t *Turn) Reporting(f anwei.Form) []anwei.Unit {
	var units []anwei.Unit
	for _, id := range t.In.Person.UnitsAs(anwei.Reporter) {
		if u, ok := t.In.Ledger.Unit(id); ok && f.Audience.Includes(u) {
			units = append(units, u)
		}
	}
	return units
}

// ReportingAny returns the units that the person reports any of the forms for.
func ReportingAny(t *Turn, forms []anwei.Form) []anwei.Unit {
	var units []anwei.Unit
	for _, id := range t.In.Person.UnitsAs(anwei.Reporter) {
		u, ok := t.In.Ledger.Unit(id)
		for _, f := range forms {
			if ok && f.Audience.Includes(u) {
				units = append(units, u)
				break
			}
		}
	}
	return units
}

// RefusedText says what of a message was not taken, and why.
func RefusedText(t *Turn, r language.Reading) string {
	var b strings.Builder
	var told []text.Span
	for i, x := range r.Refusals {
		rest := slices.Concat(r.Refusals[:i], r.Refusals[i+1:])
		if slices.ContainsFunc(rest, func(y text.Refusal) bool { return y.Span != x.Span && Within(x.Span, y.Span) }) {
			continue // the larger piece is told
		}
		if !slices.Contains(told, x.Span) {
			b.WriteString(refusal(t, x) + "\n")
		}
		told = append(told, x.Span)
	}
	var rest []string
	for _, s := range r.Unplaced {
		if !slices.ContainsFunc(told, func(x text.Span) bool { return Within(s, x) }) {
			rest = append(rest, Cited(s.Text))
		}
	}
	if len(rest) > 0 {
		b.WriteString(t.Text("filing.refused_words", "pieces", strings.Join(rest, "、")))
	}
	return b.String()
}

// Cited is a piece of what was typed, shortened.
func Cited(typed string) string { return "“" + scheduler.Shorten(typed, 20+1) + "”" }

// Within reports whether the piece of text a is a part of b.
func Within(a, b text.Span) bool { return b.From <= a.From && a.To <= b.To }

func refusal(t *Turn, x text.Refusal) string {
	about := Cited(x.Text)
	if x.Text == "" {
		about = t.Text("filing.these_words")
	}
	if len(x.Fields) == 1 {
		if f, ok := t.Form.Field(x.Fields[0]); ok {
			about = f.Name + about
		}
	}
	return about + t.Phrases.Refused(x.Reason)
}
