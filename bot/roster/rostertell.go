package roster

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// nameUnit asks for the unit that a change is of.
func nameUnit(t *bot.Turn, kind bot.ActKind) {
	if kind == bot.ActAdd {
		t.Reply("roster.name_add_unit")
		return
	}
	t.Reply("roster.name_unit")
}

// nobodyHolds says that nobody, or nobody of the name, has the role that changes.
func nobodyHolds(t *bot.Turn, c bot.Change, who string) string {
	unit, role := t.UnitName(c.Unit), bot.RoleText(t, c.Role, c.Deputy)
	if who != "" {
		return t.Text("roster.nobody_called", "unit", unit, "role", role, "who", who)
	}
	return t.Text("roster.nobody_holds", "unit", unit, "role", role)
}

// whoGivesUp asks which of those who have a role gives it up.
func whoGivesUp(t *bot.Turn, c bot.Change, all []anwei.Person) {
	people := anwei.Each(all, func(p anwei.Person) string { return personText(t, p) })
	t.Reply("roster.who_gives_up", "unit", t.UnitName(c.Unit), "role", bot.RoleText(t, c.Role, c.Deputy), "people", strings.Join(people, "、"))
}

// rosterChange shows a change of the roster.
func rosterChange(t *bot.Turn, k bot.ActKind, x changed) string {
	old, now := x.old, x.now
	switch {
	case k == bot.ActRetire:
		now = ""
	case old == "":
		old, now = now, ""
	}
	return t.Text("roster.change", "act", k, "old", old, "now", now, "notes", strings.Join(x.notes, "\n"))
}

// youAreOut tells a person that he has a role no more.
func youAreOut(t *bot.Turn, x changed) string {
	if x.in.ID == "" {
		return t.Text("roster.out", "name", x.out.Name, "office", t.In.Plan.Office)
	}
	role, _, _ := strings.Cut(x.old, " ")
	return t.Text("roster.replaced", "name", x.out.Name, "role", role, "by", x.in.Name)
}

// youAreIn tells a person of a new role and how to begin.
func youAreIn(t *bot.Turn, c bot.Change, x changed) string {
	places := []any{
		"name", x.in.Name, "plan", t.In.Plan.Short, "unit", t.UnitName(c.Unit), "role", bot.RoleText(t, c.Role, c.Deputy),
		"notes", phrases.JoinLines(x.notes),
	}
	if c.Role == anwei.Leader {
		return t.Text("roster.in_leader", places...)
	}
	return t.Text("roster.in", places...)
}
