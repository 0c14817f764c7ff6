package roster

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language"
)

// markYear lists the marks of a year at and below the scope, or those of the units
// and of the kind that are named alone, and orders the workbook for the annual
// evaluation.
func markYear(t *bot.Turn, said language.MarkSaid, scope anwei.UnitID) {
	year := anwei.PeriodOf(anwei.Year, t.In.Now)
	if said.Last {
		year = year.Prev()
	}
	roster := t.In.Ledger.Roster()
	for _, u := range said.Units {
		if !roster.Within(u, scope) {
			t.Denied(string(bot.ActMark), u)
			t.Say(marksNotYours(t.UnitName(u)) + t.Returning())
			return
		}
	}
	kinds, lines := 0, []string(nil)
	for _, m := range t.In.Ledger.Marks() {
		k, _ := t.In.Plan.MarkKind(m.Kind)
		if k.Group != said.Group || m.At.In(t.In.Now.Location()).Year() != year.Year || !roster.Within(m.Unit, scope) {
			continue
		}
		kinds++
		if (said.Kind == "" || said.Kind == m.Kind) && (len(said.Units) == 0 || slices.Contains(said.Units, m.Unit)) {
			lines = append(lines, markLine(k, m, t.UnitName(m.Unit), t.In.Now.Location()))
		}
	}
	name := markName(said.Group)
	if k, ok := t.In.Plan.MarkKind(said.Kind); ok {
		name = k.Title
	}
	where := strings.Join(bot.NamesOf(t, said.Units), "、")
	whole := kinds > 0 && kinds == len(lines)
	t.Say(markYearText(where, name, year, lines, whole) + t.Returning())
	if whole {
		t.Out = append(t.Out, bot.Say{Order: &anwei.Order{Marks: said.Group, Period: year, Unit: scope}})
	}
}

// kindFor is the kind of mark that was said; where only its group was, the one that
// the plan has for such a unit. It asks where there are several.
func kindFor(t *bot.Turn, said language.MarkSaid, unit anwei.Unit) (anwei.MarkKind, bool) {
	if said.Kind != "" {
		return t.In.Plan.MarkKind(said.Kind)
	}
	var fit []anwei.MarkKind
	for _, k := range t.In.Plan.Marks {
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
	t.Say(whichMarkKind(said.Group, unit, titles) + t.Returning())
	return anwei.MarkKind{}, false
}
