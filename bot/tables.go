package bot

import (
	"anwei"
	"anwei/bot/phrases"
	"anwei/language/day"
)

// PeriodIn returns the period that a text names, as far as it is one that the form
// is reported for and has begun; without any it is the open one. Otherwise it says
// so and returns false.
func PeriodIn(t *Turn, f anwei.Form, text string) (anwei.Period, bool) {
	p, _, _ := day.Period(text, t.In.Now)
	return Settle(t, f, p)
}

// List orders a list about the reports that the person may see.
func List(t *Turn, text string, kind anwei.TableKind) {
	f, _ := FormMeant(t, "")
	p, ok := PeriodIn(t, f, text)
	if !ok {
		return
	}
	unit, ok := seen(t, f)
	if !ok {
		t.Denied(phrases.RecordTable, "")
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return
	}
	t.Tell("table.list_coming."+string(kind), "period", phrases.ShortPeriod(p))
	t.Out = append(t.Out, Say{Content: anwei.ListOrder{Extent: anwei.Extent{Period: p, Unit: unit}, Table: kind}})
}

// seen is the node that the person may see the reports of: the office's or the
// leader's, otherwise the unit that he reports for.
func seen(t *Turn, f anwei.Form) (anwei.UnitID, bool) {
	if scope, may := t.Scope(); may {
		return scope, true
	}
	if own := t.Reporting(f); len(own) > 0 {
		return own[0].ID, true
	}
	return "", false
}
