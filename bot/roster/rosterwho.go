package roster

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language/frame"
	"anwei/language/lexicon"
)

// askAccount asks for the account of who is to come, without which nobody can be
// written to.
func askAccount(t *bot.Turn, kind bot.ActKind, c bot.Change) {
	if c.Person.Name == "" {
		t.Reply("roster.name_missing")
		return
	}
	bot.AskOfAct(t, bot.Act{ID: t.In.Message.ID, Kind: kind, Unit: c.Unit, Change: &c, Why: true}, t.Text("roster.ask_account", "name", c.Person.Name))
}

// Accounted takes the account that was asked for.
func Accounted(t *bot.Turn, a bot.Act, text string) bool {
	if bot.Declines(t, text) {
		t.Close()
		t.Reply("office.not_acted")
		return true
	}
	said, ok := frame.Account(t.Readings(text))
	if !ok || strings.EqualFold(text, "ok") {
		return false
	}
	c := *a.Change
	c.Person.ID = said.ID
	c.Person.Phone, c.Person.Post = cmp.Or(said.Phone, c.Person.Phone), cmp.Or(said.Post, c.Person.Post)
	t.Close()
	if !t.Runs(c.Unit) {
		t.Refuse(a.Kind, c.Unit)
		return true
	}
	previewChange(t, a.Kind, c)
	return true
}

// whoIs are the people whom a name fits, or else who holds the role at the unit that
// the words name: 南村镇填报员.
func whoIs(t *bot.Turn, who string, said frame.RosterSaid) []anwei.PersonID {
	var found []anwei.PersonID
	for _, p := range t.In.Ledger.Roster().People {
		if who != "" && p.Called(who) {
			found = append(found, p.ID)
		}
	}
	if len(found) == 0 && said.Role != "" && len(said.Units) == 1 {
		for _, p := range holders(t, bot.Change{Unit: said.Units[0], Role: said.Role, Deputy: said.Deputy}) {
			found = append(found, p.ID)
		}
	}
	if len(found) == 0 {
		found = lexicon.People(who, t.In.Ledger.Roster().People)
	}
	return found
}

// retiring are the people whom the words that retire somebody may mean.
func retiring(t *bot.Turn, said frame.RosterSaid) []anwei.PersonID {
	if said.ID != "" {
		return whoIs(t, string(said.ID), said)
	}
	if found := whoIs(t, said.Out, said); len(found) > 0 {
		return found
	}
	return whoIs(t, said.Name, said)
}

// retiresUnit reports whether the words that retire something name a unit alone.
func retiresUnit(said frame.RosterSaid) bool {
	return len(said.Units) == 1 && said.Name == "" && said.Role == ""
}

// retire previews that a person or a unit is used no more.
func retire(t *bot.Turn, said frame.RosterSaid) {
	found := retiring(t, said)
	if retiresUnit(said) && !namesPerson(t, said.Out) {
		if !t.Runs(said.Units[0]) {
			t.Refuse(bot.ActRetire, said.Units[0])
			return
		}
		previewChange(t, bot.ActRetire, bot.Change{Unit: said.Units[0]})
		return
	}
	who := cmp.Or(string(said.ID), said.Name, said.Out)
	switch {
	case len(found) == 0 && who == "":
		t.Reply("roster.which_to_retire")
	case len(found) == 0:
		t.Reply("roster.nobody_to_retire", "who", who)
	case len(found) > 1:
		whichPerson(t, who, found)
	case !runsAll(t, found[0]):
		t.Refuse(bot.ActRetire, firstUnit(person(t, found[0])))
	default:
		previewChange(t, bot.ActRetire, bot.Change{Out: found[0]})
	}
}

// namesPerson reports whether the words are somebody's name or account.
func namesPerson(t *bot.Turn, who string) bool {
	return slices.ContainsFunc(t.In.Ledger.Roster().People, func(p anwei.Person) bool { return p.Called(who) })
}

// rephone previews that a person has another phone number.
func rephone(t *bot.Turn, said frame.RosterSaid) {
	found := whoIs(t, said.Out, said)
	if said.Out == "我" || said.Out == "我的" || said.Out == "本人" {
		found = []anwei.PersonID{t.In.Person.ID}
	}
	switch {
	case len(found) == 0:
		t.Reply("roster.nobody_to_call", "who", said.Out)
	case len(found) > 1:
		whichPerson(t, said.Out, found)
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
	x.old = t.Text("roster.holds", "what", x.in.Name, "who", cmp.Or(x.in.Phone, t.Text("roster.no_phone")), "phone", "")
	x.in.Phone = c.Person.Phone
	x.people, x.now = []anwei.Person{x.in}, x.in.Phone
	return x
}

// tellPhone tells a person which number is kept of him now.
func tellPhone(t *bot.Turn, a bot.Act, p anwei.Person) {
	if p.ID != t.In.Person.ID {
		t.Out = append(t.Out, bot.Say{To: p.ID, Key: "roster/" + a.ID + "/" + string(p.ID), Content: anwei.PlainText(t.Text("roster.phone_kept", "name", p.Name, "office", t.In.Plan.Office, "phone", p.Phone))})
	}
}
