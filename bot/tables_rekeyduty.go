package bot

import (
	"slices"

	"anwei"
	"anwei/report"
)

// keyedDuty puts on record that the units have done the duty of which the plan says
// that keying a report fulfils it, or that they have not after all, and says so. The
// right to tick a report off, which was checked, is the right to say this of it.
func (t *turn) keyedDuty(mine []report.Keying, what tick) string {
	d, ok := t.in.Plan.Duty(t.in.Plan.Rekey.Duty)
	if !ok {
		return ""
	}
	var names []string
	for _, k := range mine {
		if k.State == report.NotIn || !slices.Contains(what.units, k.Unit.ID) || !d.Audience.Includes(k.Unit) {
			continue
		}
		m := anwei.Matter{Unit: k.Unit.ID, Duty: d.ID, Period: d.Period(k.Report.Key.Period.First())}
		if what.undo && t.unkey(m) || !what.undo && t.fulfilKeyed(m, d) {
			names = append(names, k.Unit.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return keyedDutyText(d, what.undo, names)
}

// fulfilKeyed records that the duty was done by keying, unless it is done already.
func (t *turn) fulfilKeyed(m anwei.Matter, d anwei.Duty) bool {
	before := t.in.Ledger.Fulfilments(m)
	if anwei.Counted(before) >= max(d.Wanted, 1) {
		return false
	}
	t.out = append(t.out, AddFulfilment{Fulfilment: anwei.Fulfilment{
		Matter: m, N: len(before) + 1, On: t.today(), Count: 1, Result: keyedResult(t.in.Plan.Rekey.System),
		Words: t.in.Message.Text, By: t.in.Person.ID, At: t.in.Now,
	}})
	return true
}

// unkey voids what keying has recorded, and nothing that was told otherwise.
func (t *turn) unkey(m anwei.Matter) bool {
	voided := false
	for _, f := range t.in.Ledger.Fulfilments(m) {
		if f.Void == "" && f.Result == keyedResult(t.in.Plan.Rekey.System) {
			t.out = append(t.out, VoidFulfilment{Matter: m, N: f.N, Why: undoneBy(t.in.Person, t.in.Now)})
			voided = true
		}
	}
	return voided
}
