package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language/frame"
)

// markYear lists the marks of a year at and below the scope, or those of the units
// and of the kind that are named alone, and orders the workbook for the annual
// evaluation.
func (t *turn) markYear(said frame.MarkSaid, scope anwei.UnitID) {
	year := anwei.PeriodOf(anwei.Year, t.in.Now)
	if said.Last {
		year = year.Prev()
	}
	roster := t.in.Ledger.Roster()
	for _, u := range said.Units {
		if !roster.Within(u, scope) {
			t.denied(string(ActMark), u)
			t.say(marksNotYours(t.unitName(u)) + t.returning())
			return
		}
	}
	kinds, lines := 0, []string(nil)
	for _, m := range t.in.Ledger.Marks() {
		k, _ := t.in.Plan.MarkKind(m.Kind)
		if k.Group != said.Group || m.At.In(t.in.Now.Location()).Year() != year.Year || !roster.Within(m.Unit, scope) {
			continue
		}
		kinds++
		if (said.Kind == "" || said.Kind == m.Kind) && (len(said.Units) == 0 || slices.Contains(said.Units, m.Unit)) {
			lines = append(lines, markLine(k, m, t.unitName(m.Unit), t.in.Now.Location()))
		}
	}
	name := markName(said.Group)
	if k, ok := t.in.Plan.MarkKind(said.Kind); ok {
		name = k.Title
	}
	where := strings.Join(t.namesOf(said.Units), "、")
	whole := kinds > 0 && kinds == len(lines)
	t.say(markYearText(where, name, year, lines, whole) + t.returning())
	if whole {
		t.out = append(t.out, Say{Order: &anwei.Order{Marks: said.Group, Period: year, Unit: scope}})
	}
}

// kindFor is the kind of mark that was said; where only its group was, the one that
// the plan has for such a unit. It asks where there are several.
func (t *turn) kindFor(said frame.MarkSaid, unit anwei.Unit) (anwei.MarkKind, bool) {
	if said.Kind != "" {
		return t.in.Plan.MarkKind(said.Kind)
	}
	var fit []anwei.MarkKind
	for _, k := range t.in.Plan.Marks {
		if k.Group == said.Group && k.Audience.Includes(unit) {
			fit = append(fit, k)
		}
	}
	if len(fit) == 1 {
		return fit[0], true
	}
	titles := make([]string, len(fit))
	for i, k := range fit {
		titles[i] = k.Title
	}
	t.say(whichMarkKind(said.Group, unit, titles) + t.returning())
	return anwei.MarkKind{}, false
}
