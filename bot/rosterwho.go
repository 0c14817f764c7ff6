package bot

import (
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// askAccount asks for the account of who is to come, without which nobody can be
// written to.
func (t *turn) askAccount(kind ActKind, c Change) {
	if c.Person.Name == "" {
		t.say(nameMissing(kind) + t.returning())
		return
	}
	t.askAct(Act{ID: t.in.Message.ID, Kind: kind, Unit: c.Unit, Change: &c, Why: true}, askUserID(c.Person.Name))
}

// accounted takes the account that was asked for.
func (t *turn) accounted(a Act, text string) bool {
	if drops(text) || no(text) {
		t.st.Pending = nil
		t.say(notActed() + t.returning())
		return true
	}
	said, ok := frame.Account(t.readings(text))
	if !ok || strings.EqualFold(text, "ok") {
		return false
	}
	c := *a.Change
	c.Person.ID = said.ID
	c.Person.Phone, c.Person.Post = either(said.Phone, c.Person.Phone), either(said.Post, c.Person.Post)
	t.st.Pending = nil
	if !t.runs(c.Unit) {
		t.refuse(a.Kind, c.Unit)
		return true
	}
	t.previewChange(a.Kind, c)
	return true
}

// whoIs are the people whom a name fits, or else who holds the role at the unit that
// the words name: 南村镇填报员.
func (t *turn) whoIs(who string, said frame.RosterSaid) []anwei.PersonID {
	var found []anwei.PersonID
	for _, p := range t.in.Ledger.Roster().People {
		if who != "" && (p.Name == who || string(p.ID) == who) {
			found = append(found, p.ID)
		}
	}
	if len(found) == 0 && said.Role != "" && len(said.Units) == 1 {
		for _, p := range t.holders(Change{Unit: said.Units[0], Role: said.Role, Deputy: said.Deputy}) {
			found = append(found, p.ID)
		}
	}
	if len(found) == 0 {
		found = language.People(who, t.in.Ledger.Roster().People)
	}
	return found
}

// retiring are the people whom the words that retire somebody may mean.
func (t *turn) retiring(said frame.RosterSaid) []anwei.PersonID {
	if said.ID != "" {
		return t.whoIs(string(said.ID), said)
	}
	if found := t.whoIs(said.Out, said); len(found) > 0 {
		return found
	}
	return t.whoIs(said.Name, said)
}

// retiresUnit reports whether the words that retire something name a unit alone.
func retiresUnit(said frame.RosterSaid) bool {
	return len(said.Units) == 1 && said.Name == "" && said.Role == ""
}

// retire previews that a person or a unit is used no more.
func (t *turn) retire(said frame.RosterSaid) {
	found := t.retiring(said)
	if retiresUnit(said) && !t.namesPerson(said.Out) {
		if !t.runs(said.Units[0]) {
			t.refuse(ActRetire, said.Units[0])
			return
		}
		t.previewChange(ActRetire, Change{Unit: said.Units[0]})
		return
	}
	who := either(string(said.ID), either(said.Name, said.Out))
	switch {
	case len(found) == 0:
		t.say(nobodyToRetire(who) + t.returning())
	case len(found) > 1:
		t.say(whichPerson(who, t.describe(found)) + t.returning())
	case !t.runsAll(found[0]):
		t.refuse(ActRetire, firstUnit(t.person(found[0])))
	default:
		t.previewChange(ActRetire, Change{Out: found[0]})
	}
}

// namesPerson reports whether the words are somebody's name or account.
func (t *turn) namesPerson(who string) bool {
	for _, p := range t.in.Ledger.Roster().People {
		if p.Name == who || string(p.ID) == who {
			return true
		}
	}
	return false
}

// rephone previews that a person has another phone number.
func (t *turn) rephone(said frame.RosterSaid) {
	found := t.whoIs(said.Out, said)
	if said.Out == "我" || said.Out == "我的" || said.Out == "本人" {
		found = []anwei.PersonID{t.in.Person.ID}
	}
	switch {
	case len(found) == 0:
		t.say(nobodyToCall(said.Out) + t.returning())
	case len(found) > 1:
		t.say(whichPerson(said.Out, t.describe(found)) + t.returning())
	case !t.runsAll(found[0]):
		t.refuse(ActPhone, firstUnit(t.person(found[0])))
	default:
		t.previewChange(ActPhone, Change{Out: found[0], Person: anwei.Person{Phone: said.Phone}})
	}
}

// rephoned works out that a person has another phone number.
func (t *turn) rephoned(c Change) changed {
	var x changed
	x.in = t.person(c.Out).Standing()
	x.old = rolePart(x.in.Name, either(x.in.Phone, noPhone()))
	x.in.Phone = c.Person.Phone
	x.people, x.now = []anwei.Person{x.in}, x.in.Phone
	return x
}

// tellPhone tells a person which number is kept of him now.
func (t *turn) tellPhone(a Act, p anwei.Person) {
	if p.ID != t.in.Person.ID {
		t.out = append(t.out, Say{To: p.ID, Key: "roster/" + a.ID + "/" + string(p.ID), Text: phoneKept(p, t.in.Plan.Office)})
	}
}
