// Package roster is the room of units and people: changes, deputies and marks.
package roster

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/language/lexicon"
)

// changed is what a change makes of the roster: people and units as they will be,
// with what stood before in words.
type changed struct {
	people   []anwei.Person
	unit     *anwei.Unit
	out, in  anwei.Person
	old, now string
	notes    []string
}

// change takes a change of the roster, or the wish to see the latest ones.
// Whoever is not of the office is told so.
func change(t *bot.Turn, text string) bool {
	said, ok := frame.Roster(t.Readings(text))
	if !ok {
		return false
	}
	kind := bot.ActOf(said.Act)
	switch {
	case !t.In.Person.Has(anwei.Office):
		u := bot.First(said.Units)
		if found := lexicon.People(said.Out, t.In.Ledger.Roster().People); u == "" && len(found) == 1 {
			u = firstUnit(person(t, found[0]))
		}
		if said.Act == frame.RosterRetire && u == "" {
			return false // 停用 of something else
		}
		t.Refuse(kind, u)
	case said.Act == frame.RosterLog:
		changeLog(t)
	case said.Act == frame.RosterPhone:
		rephone(t, said)
	case said.Act == frame.RosterRetire:
		retire(t, said)
	default:
		assign(t, kind, said)
	}
	return true
}

// assign previews that somebody gets a role at a unit, in another's place or
// beside those who have it.
func assign(t *bot.Turn, kind bot.ActKind, said frame.RosterSaid) {
	c := bot.Change{Role: said.Role, Deputy: said.Deputy, Person: anwei.Person{
		ID: said.ID, Name: said.Name, Phone: said.Phone, Post: said.Post,
	}}
	c.Role = cmp.Or(c.Role, anwei.Reporter)
	if len(said.Units) != 1 {
		nameUnit(t, kind)
		return
	}
	if c.Unit = said.Units[0]; !t.Runs(c.Unit) {
		t.Refuse(kind, c.Unit)
		return
	}
	if kind == bot.ActReplace {
		holders := holders(t, c)
		if said.Out != "" {
			holders = slices.DeleteFunc(holders, func(p anwei.Person) bool { return !p.Called(said.Out) })
		}
		switch {
		case len(holders) == 0:
			t.Say(nobodyHolds(t, c, said.Out) + t.Returning())
			return
		case len(holders) > 1:
			whoGivesUp(t, c, holders)
			return
		}
		c.Out = holders[0].ID
	}
	if c.Person.ID == "" {
		found := lexicon.People(c.Person.Name, t.In.Ledger.Roster().People)
		if len(found) != 1 || person(t, found[0]).Name != c.Person.Name {
			askAccount(t, kind, c)
			return
		}
		c.Person.ID = found[0]
	}
	previewChange(t, kind, c)
}

// holders are those who hold the role at the unit by the roster.
func holders(t *bot.Turn, c bot.Change) []anwei.Person {
	var out []anwei.Person
	for _, p := range t.In.Ledger.Roster().People {
		for _, a := range p.Standing().Roles {
			if a.Role == c.Role && a.Unit == c.Unit && a.Deputy == c.Deputy {
				out = append(out, p.Standing())
			}
		}
	}
	return out
}

// runsAll reports whether all that a person does is within the office's reach.
func runsAll(t *bot.Turn, id anwei.PersonID) bool {
	return !slices.ContainsFunc(person(t, id).Standing().Roles, func(a anwei.Assignment) bool { return !t.Runs(a.Unit) })
}

func firstUnit(p anwei.Person) anwei.UnitID {
	for _, a := range p.Standing().Roles {
		return a.Unit
	}
	return ""
}

// previewChange shows what a change makes of the roster, and asks for the one yes.
func previewChange(t *bot.Turn, kind bot.ActKind, c bot.Change) {
	x, why := changing(t, kind, c)
	if why != "" {
		t.Say(why + t.Returning())
		return
	}
	bot.PreviewAct(t, bot.Act{ID: t.In.Message.ID, Kind: kind, Unit: c.Unit, Change: &c}, rosterChange(t, kind, x))
}

// changing works out what a change makes of the roster as it is now, by the rules
// that a roster from a file must pass too. It says why where it cannot be.
func changing(t *bot.Turn, kind bot.ActKind, c bot.Change) (changed, string) {
	switch kind { //nolint:exhaustive // the others give somebody a role
	case bot.ActRetire:
		return retired(t, c)
	case bot.ActPhone:
		return rephoned(t, c), ""
	}
	a := anwei.Assignment{Role: c.Role, Unit: c.Unit, Deputy: c.Deputy}
	unit, known := t.In.Ledger.Unit(c.Unit)
	var x changed
	if c.Out != "" {
		x.out = person(t, c.Out).Standing()
		kept := slices.DeleteFunc(slices.Clone(x.out.Roles), func(b anwei.Assignment) bool { return b == a })
		if len(kept) == len(x.out.Roles) {
			return x, nobodyHolds(t, c, x.out.Name)
		}
		x.out.Roles = kept
		x.people = append(x.people, x.out)
	}
	x.in = person(t, c.Person.ID).Standing()
	fresh := x.in.Name == ""
	if flaw := c.Person.Flaw(false); flaw != anwei.NoFlaw {
		return x, t.Text("roster.flaw."+string(flaw), "what", c.Person.ID)
	}
	if flaw := a.Flaw(x.in.Roles, known && !unit.Retired); flaw != anwei.NoFlaw && c.Out != x.in.ID {
		return x, t.Text("roster.flaw."+string(flaw), "what", x.in.Name)
	}
	switch {
	case fresh && c.Person.Name == "":
		return x, t.Text("roster.name_missing")
	case c.Out == x.in.ID && (c.Person.Name == "" || c.Person.Name == x.in.Name):
		return x, t.Text("roster.same_person", "name", x.in.Name)
	case !fresh && c.Person.Name != "" && c.Person.Name != x.in.Name:
		return x, t.Text("roster.flaw_taken", "id", x.in.ID, "is", x.in.Name, "name", c.Person.Name)
	}
	if fresh {
		x.in = c.Person
	} else if runsAll(t, x.in.ID) {
		x.in.Phone, x.in.Post = cmp.Or(c.Person.Phone, x.in.Phone), cmp.Or(c.Person.Post, x.in.Post)
	}
	x.in.Roles = append(slices.Clone(x.in.Roles), a)
	x.people = append(x.people, x.in)
	what := unit.Name + bot.RoleText(t, c.Role, c.Deputy)
	if c.Out != "" {
		x.old = t.Text("roster.holds", "what", what, "who", personText(t, x.out), "phone", "")
	}
	x.now = t.Text("roster.holds", "what", what, "who", personText(t, x.in), "phone", x.in.Phone)
	x.notes = inherits(t, c)
	return x, ""
}

// retired works out that a person or a unit is used no more.
func retired(t *bot.Turn, c bot.Change) (changed, string) {
	var x changed
	if c.Out != "" {
		x.out = person(t, c.Out).Standing()
		switch {
		case c.Out == t.In.Person.ID:
			return x, t.Text("roster.not_yourself")
		case len(x.out.Roles) == 0:
			return x, t.Text("roster.retired_already", "who", x.out.Name)
		}
		x.old = personText(t, x.out) + rolesText(t, x.out)
		for _, a := range x.out.Roles {
			c := bot.Change{Unit: a.Unit, Role: a.Role}
			if a.Role == anwei.Reporter && !a.Deputy && len(holders(t, c)) == 1 {
				x.notes = append(x.notes, t.Text("roster.nobody_left", "unit", t.UnitName(a.Unit)))
			}
		}
		x.out.Roles = nil
		x.people, x.now = []anwei.Person{x.out}, string(bot.ActRetire)
		return x, ""
	}
	u, _ := t.In.Ledger.Unit(c.Unit)
	if u.Retired {
		return x, t.Text("roster.retired_already", "who", u.Name)
	}
	for _, below := range t.In.Ledger.Roster().Units {
		if below.Parent == u.ID && !below.Retired {
			return x, t.Text("roster.units_below", "unit", u.Name, "below", below.Name)
		}
	}
	x.old, u.Retired = u.Name, true
	x.unit, x.now, x.notes = &u, string(bot.ActRetire), []string{t.Text("roster.reports_stay")}
	return x, ""
}

func rolesText(t *bot.Turn, p anwei.Person) string {
	parts := anwei.Each(p.Roles, func(a anwei.Assignment) string {
		return t.UnitName(a.Unit) + bot.RoleText(t, a.Role, a.Deputy)
	})
	return "，" + strings.Join(parts, "、")
}

// inherits says what of a unit's reports whoever comes finds.
func inherits(t *bot.Turn, c bot.Change) []string {
	f, ok := t.In.Plan.CountsForm()
	u, known := t.In.Ledger.Unit(c.Unit)
	if !ok || !known || c.Role != anwei.Reporter || !f.Audience.Includes(u) {
		return nil
	}
	key := anwei.ReportKey{Form: f.ID, Period: bot.OpenPeriod(f, t.In), Unit: u.ID}
	about := t.About(anwei.ReportMatter(key))
	if r, in := t.In.Ledger.Report(key); in && r.State() == anwei.Returned {
		return []string{t.Text("roster.finds_returned", "about", about)}
	}
	d, begun := t.In.Ledger.Draft(key)
	fields := f.FieldsFor(u)
	if answered := len(fields) - len(d.Values.Missing(fields)); begun && answered > 0 {
		return []string{t.Text("roster.finds_draft", "about", about, "answered", answered, "of", len(fields))}
	}
	return nil
}

// ChangeRoster does a change that was confirmed, and tells those concerned.
func ChangeRoster(t *bot.Turn, a bot.Act) {
	c := *a.Change
	if c.Unit != "" && !t.Runs(c.Unit) || c.Unit == "" && !runsAll(t, c.Out) {
		t.Refuse(a.Kind, c.Unit)
		return
	}
	x, why := changing(t, a.Kind, c)
	if why != "" {
		t.Say(why + t.Returning())
		return
	}
	for _, p := range x.people {
		t.Out = append(t.Out, bot.PutPerson{Person: p})
	}
	unit := cmp.Or(c.Unit, firstUnit(person(t, c.Out)))
	if x.unit != nil {
		t.Out = append(t.Out, bot.PutUnit{Unit: *x.unit})
		t.TellUnit("roster/"+a.ID, bot.Say{Content: anwei.PlainText(t.Text("roster.unit_retired", "unit", x.unit.Name, "office", t.In.Plan.Office))}, unit)
	}
	if a.Kind != bot.ActPhone {
		dropGrants(t, c)
	}
	told := x
	told.notes = nil
	t.Audit(anwei.Audit{Action: string(a.Kind), Unit: unit, To: c.Out, Detail: rosterChange(t, a.Kind, told), Old: x.old, New: x.now})
	t.Reply("roster.change_done", "act", a.Kind)
	if a.Kind == bot.ActPhone {
		tellPhone(t, a, x.in)
		return
	}
	if c.Out != "" && c.Out != t.In.Person.ID {
		t.Out = append(t.Out, bot.Say{To: c.Out, Key: "roster/" + a.ID + "/" + string(c.Out), Content: anwei.PlainText(youAreOut(t, x))})
	}
	if a.Kind != bot.ActRetire && x.in.ID != t.In.Person.ID {
		t.Out = append(t.Out, bot.Say{To: x.in.ID, Key: "roster/" + a.ID + "/" + string(x.in.ID), Content: anwei.PlainText(youAreIn(t, c, x))})
	}
}

// dropGrants ends what a person who reports for a unit no more had asked others to
// do in his place.
func dropGrants(t *bot.Turn, c bot.Change) {
	if c.Out == "" {
		return
	}
	for _, g := range t.In.Ledger.GrantsOf(c.Out) {
		over := g.Declined || !g.Revoked.IsZero() || g.Until.Before(t.Today())
		if over || g.From != c.Out || c.Unit != "" && !slices.Contains(g.Units, c.Unit) {
			continue
		}
		g.Revoked, g.RevokedBy = t.In.Now, t.In.Person.ID
		t.Out = append(t.Out, bot.PutGrant{Grant: g})
		t.Out = append(t.Out, bot.Say{
			To: g.To, Key: grantKey(g, "revoked"), Content: anwei.PlainText(revokedNews(t, g)),
		})
	}
}

// changeLog shows the latest changes of the roster, and of who reports for whom.
func changeLog(t *bot.Turn) {
	var lines []string
	for _, a := range t.In.Ledger.Audits(t.In.Plan.From.In(t.In.Now.Location()), t.In.Now.Add(1), bot.SearchedRows) {
		switch a.Action {
		case string(bot.ActReplace), string(bot.ActAdd), string(bot.ActRetire), string(bot.ActPhone), auditDeputy:
		default:
			continue
		}
		if !a.Refused && (a.Unit == "" || t.Runs(a.Unit)) && len(lines) < bot.ShownChanges {
			detail := a.Detail
			if a.Action != auditDeputy {
				detail = strings.ReplaceAll(detail, "\n→ ", "→")
			}
			at := phrases.ClockText(a.At.In(t.In.Now.Location()))
			lines = append(lines, t.Text("roster.log_line", "at", at, "by", t.PersonName(a.By), "detail", detail))
		}
	}
	if len(lines) == 0 {
		t.Reply("roster.log_none")
		return
	}
	t.Reply("roster.log", "lines", strings.Join(lines, "\n"))
}
