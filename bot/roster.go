package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// Change is a change of the roster as it was said. What it makes of the roster is
// worked out when it is shown and once more when it is done.
type Change struct {
	Unit   anwei.UnitID   `json:"unit,omitempty"`
	Role   anwei.Role     `json:"role,omitempty"`
	Deputy bool           `json:"deputy,omitempty"`
	Person anwei.Person   `json:"person,omitzero"` // who comes, as far as told
	Out    anwei.PersonID `json:"out,omitempty"`   // who gives the role up
}

// changed is what a change makes of the roster: people and units as they will be,
// with what stood before in words.
type changed struct {
	people   []anwei.Person
	unit     *anwei.Unit
	out, in  anwei.Person
	old, now string
	notes    []string
}

// rosterWords takes a change of the roster, or the wish to see the latest ones.
// Whoever is not of the office is told so.
func (t *turn) rosterWords(text string) bool {
	said, ok := frame.Roster(t.readings(text))
	if !ok || t.answersReport(text) {
		return false
	}
	kind := rosterAct(said.Act)
	switch {
	case !t.in.Person.Has(anwei.Office):
		u := first(said.Units)
		if found := language.People(said.Out, t.in.Ledger.Roster().People); u == "" && len(found) == 1 {
			u = firstUnit(t.person(found[0]))
		}
		if said.Act == frame.RosterRetire && u == "" {
			return false // 停用 of something else
		}
		t.refuse(kind, u)
	case said.Act == frame.RosterLog:
		t.changeLog()
	case said.Act == frame.RosterPhone:
		t.rephone(said)
	case said.Act == frame.RosterRetire:
		t.retire(said)
	default:
		t.assign(kind, said)
	}
	return true
}

func rosterAct(a frame.RosterAct) ActKind {
	switch a {
	case frame.RosterAdd:
		return ActAdd
	case frame.RosterRetire:
		return ActRetire
	case frame.RosterLog:
		return ActLog
	case frame.RosterPhone:
		return ActPhone
	case frame.RosterReplace:
	}
	return ActReplace
}

func first(units []anwei.UnitID) anwei.UnitID {
	if len(units) == 0 {
		return ""
	}
	return units[0]
}

// assign previews that somebody gets a role at a unit, in another's place or
// beside those who have it.
func (t *turn) assign(kind ActKind, said frame.RosterSaid) {
	c := Change{Role: said.Role, Deputy: said.Deputy, Person: anwei.Person{
		ID: said.ID, Name: said.Name, Phone: said.Phone, Post: said.Post,
	}}
	if c.Role == "" {
		c.Role = anwei.Reporter
	}
	if len(said.Units) != 1 {
		t.say(nameChangeUnit(kind) + t.returning())
		return
	}
	if c.Unit = said.Units[0]; !t.runs(c.Unit) {
		t.refuse(kind, c.Unit)
		return
	}
	if kind == ActReplace {
		holders := t.holders(c)
		if said.Out != "" {
			holders = slices.DeleteFunc(holders, func(p anwei.Person) bool { return p.Name != said.Out && string(p.ID) != said.Out })
		}
		switch {
		case len(holders) == 0:
			t.say(nobodyHolds(t.unitName(c.Unit), roleText(c.Role, c.Deputy), said.Out) + t.returning())
			return
		case len(holders) > 1:
			t.say(whoGivesUp(t.unitName(c.Unit), roleText(c.Role, c.Deputy), peopleTexts(holders)) + t.returning())
			return
		}
		c.Out = holders[0].ID
	}
	if c.Person.ID == "" {
		found := language.People(c.Person.Name, t.in.Ledger.Roster().People)
		if len(found) != 1 || t.person(found[0]).Name != c.Person.Name {
			t.askAccount(kind, c)
			return
		}
		c.Person.ID = found[0]
	}
	t.previewChange(kind, c)
}

// holders are those who hold the role at the unit by the roster.
func (t *turn) holders(c Change) []anwei.Person {
	var out []anwei.Person
	for _, p := range t.in.Ledger.Roster().People {
		for _, a := range p.Standing().Roles {
			if a.Role == c.Role && a.Unit == c.Unit && a.Deputy == c.Deputy {
				out = append(out, p.Standing())
			}
		}
	}
	return out
}

// runsAll reports whether all that a person does is within the office's reach.
func (t *turn) runsAll(id anwei.PersonID) bool {
	for _, a := range t.person(id).Standing().Roles {
		if !t.runs(a.Unit) {
			return false
		}
	}
	return true
}

func firstUnit(p anwei.Person) anwei.UnitID {
	for _, a := range p.Standing().Roles {
		return a.Unit
	}
	return ""
}

// previewChange shows what a change makes of the roster, and asks for the one yes.
func (t *turn) previewChange(kind ActKind, c Change) {
	x, why := t.changing(kind, c)
	if why != "" {
		t.say(why + t.returning())
		return
	}
	t.previewAct(Act{ID: t.in.Message.ID, Kind: kind, Unit: c.Unit, Change: &c}, rosterChange(kind, x.old, x.now, x.notes))
}

// changing works out what a change makes of the roster as it is now, by the rules
// that a roster from a file must pass too. It says why where it cannot be.
func (t *turn) changing(kind ActKind, c Change) (changed, string) {
	switch kind { //nolint:exhaustive // the others give somebody a role
	case ActRetire:
		return t.retired(c)
	case ActPhone:
		return t.rephoned(c), ""
	}
	a := anwei.Assignment{Role: c.Role, Unit: c.Unit, Deputy: c.Deputy}
	unit, known := t.in.Ledger.Unit(c.Unit)
	var x changed
	if c.Out != "" {
		x.out = t.person(c.Out).Standing()
		kept := slices.DeleteFunc(slices.Clone(x.out.Roles), func(b anwei.Assignment) bool { return b == a })
		if len(kept) == len(x.out.Roles) {
			return x, nobodyHolds(unit.Name, roleText(c.Role, c.Deputy), x.out.Name)
		}
		x.out.Roles = kept
		x.people, x.old = append(x.people, x.out), personText(x.out)
	}
	x.in = t.person(c.Person.ID).Standing()
	fresh := x.in.Name == ""
	if flaw := c.Person.Flaw(false); flaw != anwei.NoFlaw {
		return x, flawText(flaw, string(c.Person.ID))
	}
	if flaw := a.Flaw(x.in.Roles, known && !unit.Retired); flaw != anwei.NoFlaw && c.Out != x.in.ID {
		return x, flawText(flaw, x.in.Name)
	}
	switch {
	case fresh && c.Person.Name == "":
		return x, nameMissing(kind)
	case c.Out == x.in.ID && (c.Person.Name == "" || c.Person.Name == x.in.Name):
		return x, samePerson(x.in.Name)
	case !fresh && c.Person.Name != "" && c.Person.Name != x.in.Name:
		return x, flawTaken(x.in, c.Person.Name)
	}
	if fresh {
		x.in = c.Person
	} else if t.runsAll(x.in.ID) {
		x.in.Phone, x.in.Post = either(c.Person.Phone, x.in.Phone), either(c.Person.Post, x.in.Post)
	}
	x.in.Roles = append(slices.Clone(x.in.Roles), a)
	x.people = append(x.people, x.in)
	x.now = personText(x.in)
	if x.in.Phone != "" {
		x.now += " " + x.in.Phone
	}
	what := unit.Name + roleText(c.Role, c.Deputy)
	x.old, x.now = rolePart(what, x.old), rolePart(what, x.now)
	x.notes = t.inherits(c)
	return x, ""
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// retired works out that a person or a unit is used no more.
func (t *turn) retired(c Change) (changed, string) {
	var x changed
	if c.Out != "" {
		x.out = t.person(c.Out).Standing()
		switch {
		case c.Out == t.in.Person.ID:
			return x, notYourself()
		case len(x.out.Roles) == 0:
			return x, retiredAlready(x.out.Name)
		}
		x.old = personText(x.out) + t.rolesText(x.out)
		for _, a := range x.out.Roles {
			c := Change{Unit: a.Unit, Role: a.Role}
			if a.Role == anwei.Reporter && !a.Deputy && len(t.holders(c)) == 1 {
				x.notes = append(x.notes, nobodyLeft(t.unitName(a.Unit)))
			}
		}
		x.out.Roles = nil
		x.people, x.now = []anwei.Person{x.out}, retiredText()
		return x, ""
	}
	u, _ := t.in.Ledger.Unit(c.Unit)
	if u.Retired {
		return x, retiredAlready(u.Name)
	}
	for _, below := range t.in.Ledger.Roster().Units {
		if below.Parent == u.ID && !below.Retired {
			return x, unitsBelow(u.Name, below.Name)
		}
	}
	x.old, u.Retired = u.Name, true
	x.unit, x.now, x.notes = &u, retiredText(), []string{reportsStay()}
	return x, ""
}

func (t *turn) rolesText(p anwei.Person) string {
	parts := make([]string, len(p.Roles))
	for i, a := range p.Roles {
		parts[i] = t.unitName(a.Unit) + roleText(a.Role, a.Deputy)
	}
	return "，" + strings.Join(parts, "、")
}

// inherits says what of a unit's reports whoever comes finds.
func (t *turn) inherits(c Change) []string {
	f, ok := countsForm(t.in.Plan)
	u, known := t.in.Ledger.Unit(c.Unit)
	if !ok || !known || c.Role != anwei.Reporter || !f.Audience.Includes(u) {
		return nil
	}
	key := anwei.ReportKey{Form: f.ID, Period: openPeriod(f, t.in), Unit: u.ID}
	about := t.about(anwei.ReportMatter(key))
	if r, in := t.in.Ledger.Report(key); in && r.State() == anwei.Returned {
		return []string{findsReturned(about)}
	}
	d, begun := t.in.Ledger.Draft(key)
	fields := f.FieldsFor(u)
	if answered := len(fields) - len(d.Values.Missing(fields)); begun && answered > 0 {
		return []string{findsDraft(about, answered, len(fields))}
	}
	return nil
}

// changeRoster does a change that was confirmed, and tells those concerned.
func (t *turn) changeRoster(a Act) {
	c := *a.Change
	if c.Unit != "" && !t.runs(c.Unit) || c.Unit == "" && !t.runsAll(c.Out) {
		t.refuse(a.Kind, c.Unit)
		return
	}
	x, why := t.changing(a.Kind, c)
	if why != "" {
		t.say(why + t.returning())
		return
	}
	for _, p := range x.people {
		t.out = append(t.out, PutPerson{Person: p})
	}
	unit := c.Unit
	if unit == "" {
		unit = firstUnit(t.person(c.Out))
	}
	if x.unit != nil {
		t.out = append(t.out, PutUnit{Unit: *x.unit})
		t.tellUnit("roster/"+a.ID, Say{Text: unitRetired(x.unit.Name, t.in.Plan.Office)}, unit)
	}
	if a.Kind != ActPhone {
		t.dropGrants(c)
	}
	t.audit(anwei.Audit{Action: string(a.Kind), Unit: unit, To: c.Out, Detail: rosterChange(a.Kind, x.old, x.now, nil), Old: x.old, New: x.now})
	t.say(changeDone(a.Kind) + t.returning())
	if a.Kind == ActPhone {
		t.tellPhone(a, x.in)
		return
	}
	if c.Out != "" && c.Out != t.in.Person.ID {
		t.out = append(t.out, Say{To: c.Out, Key: "roster/" + a.ID + "/" + string(c.Out), Text: youAreOut(x.out, x.in, x.old, t.in.Plan.Office)})
	}
	if a.Kind != ActRetire && x.in.ID != t.in.Person.ID {
		t.out = append(t.out, Say{To: x.in.ID, Key: "roster/" + a.ID + "/" + string(x.in.ID), Text: youAreIn(x.in, t.in.Plan, t.unitName(c.Unit), c, x.notes)})
	}
}

// dropGrants ends what a person who reports for a unit no more had asked others to
// do in his place.
func (t *turn) dropGrants(c Change) {
	if c.Out == "" {
		return
	}
	for _, g := range t.in.Ledger.GrantsOf(c.Out) {
		over := g.Declined || !g.Revoked.IsZero() || g.Until.Before(t.today())
		if over || g.From != c.Out || c.Unit != "" && !slices.Contains(g.Units, c.Unit) {
			continue
		}
		g.Revoked, g.RevokedBy = t.in.Now, t.in.Person.ID
		t.out = append(t.out, PutGrant{Grant: g})
		t.out = append(t.out, Say{
			To: g.To, Key: grantKey(g, "revoked"), Text: revokedNews(t.in.Person, t.person(g.From), t.person(g.To), t.unitList(g.Units)),
		})
	}
}

// The latest changes that are shown, and how many rows are looked through for them.
const (
	shownChanges = 10
	searchedRows = 500
)

// changeLog shows the latest changes of the roster, and of who reports for whom.
func (t *turn) changeLog() {
	var lines []string
	for _, a := range t.in.Ledger.Audits(t.in.Plan.From.In(t.in.Now.Location()), t.in.Now.Add(1), searchedRows) {
		switch a.Action {
		case string(ActReplace), string(ActAdd), string(ActRetire), string(ActPhone), auditDeputy:
		default:
			continue
		}
		if !a.Refused && (a.Unit == "" || t.runs(a.Unit)) && len(lines) < shownChanges {
			lines = append(lines, rosterLine(a, t.personName(a.By), t.in.Now.Location()))
		}
	}
	t.say(changeLogText(lines) + t.returning())
}
