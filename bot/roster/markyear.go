package roster

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
)

// markYear lists the marks of a year at and below the scope, or those of the units
// and of the kind that are named alone, and orders the workbook for the annual
// evaluation.
func markYear(t *bot.Turn, said frame.MarkSaid, scope anwei.UnitID) {
	year := anwei.PeriodOf(anwei.Year, t.In.Now)
	if said.Last {
		year = year.Prev()
	}
	roster := t.In.Ledger.Roster()
	for _, u := range said.Units {
		if !roster.Within(u, scope) {
			t.Denied(string(bot.ActMark), u)
			t.Reply("roster.marks_not_yours", "unit", t.UnitName(u))
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
			lines = append(lines, markLine(t, k, m))
		}
	}
	name := groupName(t, said.Group)
	if k, ok := t.In.Plan.MarkKind(said.Kind); ok {
		name = k.Title
	}
	where := strings.Join(bot.NamesOf(t, said.Units), "、")
	whole := kinds > 0 && kinds == len(lines)
	if len(lines) == 0 {
		t.Reply("roster.marks_none", "year", year.Chinese(), "where", where, "name", name)
		return
	}
	text := t.Text("roster.marks", "year", year.Chinese(), "where", where, "name", name, "n", len(lines), "lines", phrases.Limited(lines, 30))
	if whole {
		text += t.Text("roster.marks_table")
	}
	t.Say(text + t.Returning())
	if whole {
		t.Out = append(t.Out, bot.Say{Content: anwei.MarksOrder{Extent: anwei.Extent{Period: year, Unit: scope}, Group: said.Group}})
	}
}

// kindFor is the kind of mark that was said; where only its group was, the one that
// the plan has for such a unit. It asks where there are several.
func kindFor(t *bot.Turn, said frame.MarkSaid, unit anwei.Unit) (anwei.MarkKind, bool) {
	if said.Kind != "" {
		return t.In.Plan.MarkKind(said.Kind)
	}
	fit := anwei.Where(t.In.Plan.Marks, func(k anwei.MarkKind) bool {
		return k.Group == said.Group && k.Audience.Includes(unit)
	})
	if len(fit) == 1 {
		return fit[0], true
	}
	titles := anwei.Each(fit, func(k anwei.MarkKind) string { return k.Title })
	if len(fit) == 0 {
		t.Reply("roster.not_for_group", "group", groupName(t, said.Group), "unit", unit.Name)
	} else {
		t.Reply("roster.which_mark_kind", "titles", strings.Join(titles, "、"), "first", titles[0], "unit", unit.Name)
	}
	return anwei.MarkKind{}, false
}
