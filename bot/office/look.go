package office

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
)

// LookWords takes what the office looks at: who is late again and again, what could
// not be understood, what was done, what waits for it, whom to call. It returns false
// for anything else.
func LookWords(t *bot.Turn, text string) bool {
	said, ok := language.ReadLook(text, t.NamesOfUnits())
	if !ok || bot.AnswersReport(t, text) {
		return false
	}
	office := t.In.Person.Has(anwei.Office)
	switch said.Act {
	case language.LookLate:
		if mayWatch(t, ActLate) {
			t.Rooms.Chronic(t)
		}
	case language.LookMisheard:
		if mayWatch(t, ActMisheard) {
			t.Rooms.MisheardList(t)
		}
	case language.LookRecord:
		actLog(t)
	case language.LookRevised:
		if _, reads := t.Scope(); !reads {
			return false
		}
		bot.List(t, text, anwei.RevisionsTable)
	case language.LookPending:
		if !office {
			return false
		}
		pendingList(t)
	case language.LookPromised:
		if !office {
			return false
		}
		promisedList(t)
	case language.LookGroup:
		if !office {
			t.Denied(phrases.RecordGroup, "")
			t.Say(phrases.OnlyOffice(t.In.Plan.Office) + t.Returning())
			return true
		}
		groupDraft(t)
	case language.LookPeople:
		return contacts(t, said)
	}
	return true
}

func mayWatch(t *bot.Turn, kind bot.ActKind) bool {
	if !t.In.Person.Has(anwei.Office) {
		t.Refuse(kind, "")
		return false
	}
	return true
}

// pendingList shows which reports of the open period, or of the one before, wait for
// the office to accept them, and which for their unit.
func pendingList(t *bot.Turn) {
	f, ok := bot.CountsForm(t.In.Plan)
	if !ok {
		return
	}
	p := bot.OpenPeriod(f, t.In)
	ids := bot.RunFor(t, bot.Act{Form: f.ID})
	reports := bot.InBrief(t, f.ID, p)
	if len(reports) == 0 && f.Covers(p.Prev()) {
		p = p.Prev()
		reports = bot.InBrief(t, f.ID, p)
	}
	var x standings
	x.of = len(ids)
	for _, id := range ids {
		r, in := reports[id]
		if !in {
			continue
		}
		name := t.UnitName(id)
		switch {
		case r.State() == anwei.Sealed:
			x.sealed++
		case r.State() == anwei.Returned:
			x.returned = append(x.returned, name)
		case r.Unconfirmed(), r.Contested():
			x.unconfirmed = append(x.unconfirmed, name)
		default:
			x.waiting = append(x.waiting, name)
		}
	}
	t.Say(standingsText(f, p, x, t.In.Now) + t.Returning())
}

// promisedList shows who of those that owe the form of counts, of the open period or
// the one before, has named a day or said that it is difficult.
func promisedList(t *bot.Turn) {
	f, ok := bot.CountsForm(t.In.Plan)
	if !ok {
		return
	}
	units := bot.RunFor(t, bot.Act{Form: f.ID})
	open := bot.OpenPeriod(f, t.In)
	var lines []string
	for _, p := range []anwei.Period{open.Prev(), open} {
		if !f.Covers(p) {
			continue
		}
		for _, o := range owners(t, f, p, units) {
			m := anwei.ReportMatter(o.key)
			if s, said := t.In.Ledger.Promise(m); said {
				lines = append(lines, promisedLine(t.About(m), s, t.Today()))
			}
		}
	}
	t.Say(promisedText(f, lines, t.In.Now) + t.Returning())
}

// standings is how many of the units' reports were accepted, and which were not.
type standings struct {
	of, sealed                     int
	waiting, returned, unconfirmed []string
}

// groupDraft shows what would be sent to the office's group about the open period,
// and sends it only when the button is pressed.
func groupDraft(t *bot.Turn) {
	f, ok := bot.CountsForm(t.In.Plan)
	if !ok {
		return
	}
	m := anwei.Matter{Unit: t.In.Person.UnitsAs(anwei.Office)[0], Form: f.ID, Period: bot.OpenPeriod(f, t.In)}
	text := bot.GroupText(t, m)
	switch {
	case text == "":
		t.Say(phrases.NothingForGroup() + t.Returning())
	case !t.In.Group:
		t.Say(phrases.CopyToGroup(text) + t.Returning())
	default:
		t.Say(text)
		t.Out = append(t.Out, bot.Say{Card: &anwei.Card{Title: toGroupTitle(), Text: toGroupText(), Buttons: []anwei.Button{
			{Text: anwei.WordGroup, Key: anwei.ButtonKey(anwei.WordGroup, m), Main: true},
			{Text: anwei.WordNotNow, Key: anwei.ButtonKey(anwei.WordNotNow, m)},
		}}})
	}
}

// contacts tells who does what at the units, and how they are called up: the office
// and leaders, of the units that they may see.
func contacts(t *bot.Turn, said language.LookSaid) bool {
	scope, reads := t.Scope()
	if !reads {
		return false
	}
	roster := t.In.Ledger.Roster()
	under := roster.Under(scope)
	for _, u := range said.Units {
		if !under[u] {
			t.Denied(recordContacts, u)
			t.Say(contactsNotYours(t.UnitName(u)) + t.Returning())
			return true
		}
	}
	posts := posts(t, said.Role)
	var lines []string
	for _, u := range roster.Units {
		if u.Retired || !under[u.ID] || len(said.Units) > 0 && !slices.Contains(said.Units, u.ID) {
			continue
		}
		if line := contactLine(u, posts[u.ID], said.All); line != "" {
			lines = append(lines, line)
		}
	}
	t.Say(contactsText(lines, said.All, t.In.Person.Has(anwei.Office)) + t.Returning())
	return true
}

// holder is a person with what he is at a unit.
type holder struct {
	person anwei.Person
	as     anwei.Assignment
}

// posts are those who hold the role at each unit, or any role where none is named,
// reporters first.
func posts(t *bot.Turn, role anwei.Role) map[anwei.UnitID][]holder {
	out := map[anwei.UnitID][]holder{}
	for _, want := range []anwei.Role{anwei.Reporter, anwei.Leader, anwei.Office} {
		if role != "" && role != want {
			continue
		}
		for _, p := range t.In.Ledger.Roster().People {
			for _, a := range p.Roles {
				if a.Role == want {
					out[a.Unit] = append(out[a.Unit], holder{p, a})
				}
			}
		}
	}
	return out
}
