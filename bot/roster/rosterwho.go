package roster

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
)

// askAccount asks for the account of who is to come, without which nobody can be
// written to.
func askAccount(t *bot.Turn, kind bot.ActKind, c bot.Change) {
	if c.Person.Name == "" {
		t.Say(nameMissing(kind) + t.Returning())
		return
	}
	bot.AskOfAct(t, bot.Act{ID: t.In.Message.ID, Kind: kind, Unit: c.Unit, Change: &c, Why: true}, askUserID(c.Person.Name))
}

// Accounted takes the account that was asked for.
func Accounted(t *bot.Turn, a bot.Act, text string) bool {
	if bot.Drops(text) || bot.No(text) {
		t.State.Pending = nil
		t.Say(phrases.NotActed() + t.Returning())
		return true
	}
	said, ok := language.RosterAccount(text)
	if !ok || strings.EqualFold(text, "ok") {
		return false
	}
	c := *a.Change
	c.Person.ID = said.ID
	c.Person.Phone, c.Person.Post = either(said.Phone, c.Person.Phone), either(said.Post, c.Person.Post)
	t.State.Pending = nil
	if !t.Runs(c.Unit) {
		t.Refuse(a.Kind, c.Unit)
		return true
	}
	previewChange(t, a.Kind, c)
	return true
}

// whoIs are the people whom a name fits, or else who holds the role at the unit that
// the words name: 南村镇填报员.
func whoIs(t *bot.Turn, who string, said language.RosterSaid) []anwei.PersonID {
	var found []anwei.PersonID
	for _, p := range t.In.Ledger.Roster().People {
		if who != "" && (p.Name == who || string(p.ID) == who) {
			found = append(found, p.ID)
		}
	}
	if len(found) == 0 && said.Role != "" && len(said.Units) == 1 {
		for _, p := range holders(t, bot.Change{Unit: said.Units[0], Role: said.Role, Deputy: said.Deputy}) {
			found = append(found, p.ID)
		}
	}
	if len(found) == 0 {
		found = language.People(who, t.In.Ledger.Roster().People)
	}
	return found
}

// retiring are the people whom the words that retire somebody may mean.
func retiring(t *bot.Turn, said language.RosterSaid) []anwei.PersonID {
	if said.ID != "" {
		return whoIs(t, string(said.ID), said)
	}
	if found := whoIs(t, said.Out, said); len(found) > 0 {
		return found
	}
	return whoIs(t, said.Name, said)
}

// retiresUnit reports whether the words that retire something name a unit alone.
func retiresUnit(said language.RosterSaid) bool {
	return len(said.Units) == 1 && said.Name == "" && said.Role == ""
}

// retire previews that a person or a unit is used no more.
func retire(t *bot.Turn, said language.RosterSaid) {
	found := retiring(t, said)
	if retiresUnit(said) && !namesPerson(t, said.Out) {
		if !t.Runs(said.Units[0]) {
			t.Refuse(bot.ActRetire, said.Units[0])
			return
		}
		previewChange(t, bot.ActRetire, bot.Change{Unit: said.Units[0]})
		return
	}
	who := either(string(said.ID), either(said.Name, said.Out))
	switch {
	case len(found) == 0:
		t.Say(nobodyToRetire(who) + t.Returning())
	case len(found) > 1:
		t.Say(whichPerson(who, describe(t, found)) + t.Returning())
	case !runsAll(t, found[0]):
		t.Refuse(bot.ActRetire, firstUnit(person(t, found[0])))
	default:
		previewChange(t, bot.ActRetire, bot.Change{Out: found[0]})
	}
}

// namesPerson reports whether the words are somebody's name or account.
func namesPerson(t *bot.Turn, who string) bool {
	for _, p := range t.In.Ledger.Roster().People {
		if p.Name == who || string(p.ID) == who {
			return true
		}
	}
	return false
}

// rephone previews that a person has another phone number.
func rephone(t *bot.Turn, said language.RosterSaid) {
	found := whoIs(t, said.Out, said)
	if said.Out == "我" || said.Out == "我的" || said.Out == "本人" {
		found = []anwei.PersonID{t.In.Person.ID}
	}
	switch {
	case len(found) == 0:
		t.Say(nobodyToCall(said.Out) + t.Returning())
	case len(found) > 1:
		t.Say(whichPerson(said.Out, describe(t, found)) + t.Returning())
	case !runsAll(t, found[0]):
		t.Refuse(bot.ActPhone, firstUnit(person(t, found[0])))
	default:
		previewChange(t, bot.ActPhone, bot.Change{Out: found[0], Person: anwei.Person{Phone: said.Phone}})
	}
}

// rephoned works out that a person has another phone number.
func rephoned(t *bot.Turn, c bot.Change) changed {
	var x changed
	x.in = person(t, c.Out).Standing()
	x.old = rolePart(x.in.Name, either(x.in.Phone, noPhone()))
	x.in.Phone = c.Person.Phone
	x.people, x.now = []anwei.Person{x.in}, x.in.Phone
	return x
}

// tellPhone tells a person which number is kept of him now.
func tellPhone(t *bot.Turn, a bot.Act, p anwei.Person) {
	if p.ID != t.In.Person.ID {
		t.Out = append(t.Out, bot.Say{To: p.ID, Key: "roster/" + a.ID + "/" + string(p.ID), Text: phoneKept(p, t.In.Plan.Office)})
	}
}
