package table

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// keyedDuty puts on record that the units have done the duty of which the plan says
// that keying a report fulfils it, or that they have not after all, and says so. The
// right to tick a report off, which was checked, is the right to say this of it.
func keyedDuty(t *bot.Turn, mine []report.Keying, what bot.Tick) string {
	d, ok := t.In.Plan.Duty(t.In.Plan.Rekey.Duty)
	if !ok {
		return ""
	}
	var names []string
	for _, k := range mine {
		if k.State == report.NotIn || !slices.Contains(what.Units, k.Unit.ID) || !d.Audience.Includes(k.Unit) {
			continue
		}
		m := anwei.Matter{Unit: k.Unit.ID, Duty: d.ID, Period: d.Period(k.Report.Key.Period.First())}
		if what.Undo && unkey(t, m) || !what.Undo && fulfilKeyed(t, m, d) {
			names = append(names, k.Unit.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	if what.Undo {
		return t.Text("table.unkeyed_duty", "duty", d.Title, "units", phrases.Names(names, 20))
	}
	return t.Text("table.keyed_duty", "duty", d.Title, "units", phrases.Names(names, 20))
}

// keyedResult is the result of the duty that keying fulfils. It is stored.
func keyedResult(system string) string { return "已录入" + system }

// fulfilKeyed records that the duty was done by keying, unless it is done already.
func fulfilKeyed(t *bot.Turn, m anwei.Matter, d anwei.Duty) bool {
	before := t.In.Ledger.Fulfilments(m)
	if anwei.Counted(before) >= max(d.Wanted, 1) {
		return false
	}
	t.Out = append(t.Out, bot.AddFulfilment{Fulfilment: anwei.Fulfilment{
		Matter: m, N: len(before) + 1, On: t.Today(), Count: 1, Result: keyedResult(t.In.Plan.Rekey.System),
		Words: t.In.Message.Text, By: t.In.Person.ID, At: t.In.Now,
	}})
	return true
}

// unkey voids what keying has recorded, and nothing that was told otherwise.
func unkey(t *bot.Turn, m anwei.Matter) bool {
	voided := false
	for _, f := range t.In.Ledger.Fulfilments(m) {
		if f.Void == "" && f.Result == keyedResult(t.In.Plan.Rekey.System) {
			t.Out = append(t.Out, bot.VoidFulfilment{Matter: m, N: f.N, Why: t.Text("common.undone_by", "person", t.In.Person.Name, "at", phrases.ClockText(t.In.Now))})
			voided = true
		}
	}
	return voided
}
