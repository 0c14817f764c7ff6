package bot

import (
	"slices"

	"anwei"
	"anwei/language/frame"
)

// lookWords takes what the office looks at: who is late again and again, what could
// not be understood, what was done, what waits for it, whom to call. It returns false
// for anything else.
func (t *turn) lookWords(text string) bool {
	said, ok := frame.Look(t.readings(text))
	if !ok || t.answersReport(text) {
		return false
	}
	office := t.in.Person.Has(anwei.Office)
	switch said.Act {
	case frame.LookLate:
		if t.mayWatch(ActLate) {
			t.chronic()
		}
	case frame.LookMisheard:
		if t.mayWatch(ActMisheard) {
			t.misheardList()
		}
	case frame.LookRecord:
		t.actLog()
	case frame.LookRevised:
		if _, reads := t.scope(); !reads {
			return false
		}
		t.list(text, anwei.RevisionsTable)
	case frame.LookPending:
		if !office {
			return false
		}
		t.pendingList()
	case frame.LookPromised:
		if !office {
			return false
		}
		t.promisedList()
	case frame.LookGroup:
		if !office {
			t.denied(recordGroup, "")
			t.say(onlyOffice(t.in.Plan.Office) + t.returning())
			return true
		}
		t.groupDraft()
	case frame.LookPeople:
		return t.contacts(said)
	}
	return true
}

func (t *turn) mayWatch(kind ActKind) bool {
	if !t.in.Person.Has(anwei.Office) {
		t.refuse(kind, "")
		return false
	}
	return true
}

// pendingList shows which reports of the open period, or of the one before, wait for
// the office to accept them, and which for their unit.
func (t *turn) pendingList() {
	f, ok := countsForm(t.in.Plan)
	if !ok {
		return
	}
	p := openPeriod(f, t.in)
	ids := t.runFor(Act{Form: f.ID})
	reports := t.inBrief(f.ID, p)
	if len(reports) == 0 && f.Covers(p.Prev()) {
		p = p.Prev()
		reports = t.inBrief(f.ID, p)
	}
	var x standings
	x.of = len(ids)
	for _, id := range ids {
		r, in := reports[id]
		if !in {
			continue
		}
		name := t.unitName(id)
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
	t.say(standingsText(f, p, x, t.in.Now) + t.returning())
}

// promisedList shows who of those that owe the form of counts, of the open period or
// the one before, has named a day or said that it is difficult.
func (t *turn) promisedList() {
	f, ok := countsForm(t.in.Plan)
	if !ok {
		return
	}
	units := t.runFor(Act{Form: f.ID})
	open := openPeriod(f, t.in)
	var lines []string
	for _, p := range []anwei.Period{open.Prev(), open} {
		if !f.Covers(p) {
			continue
		}
		for _, o := range t.owners(f, p, units) {
			m := anwei.ReportMatter(o.key)
			if s, said := t.in.Ledger.Promise(m); said {
				lines = append(lines, promisedLine(t.about(m), s, t.today()))
			}
		}
	}
	t.say(promisedText(f, lines, t.in.Now) + t.returning())
}

// standings is how many of the units' reports were accepted, and which were not.
type standings struct {
	of, sealed                     int
	waiting, returned, unconfirmed []string
}

// groupDraft shows what would be sent to the office's group about the open period,
// and sends it only when the button is pressed.
func (t *turn) groupDraft() {
	f, ok := countsForm(t.in.Plan)
	if !ok {
		return
	}
	m := anwei.Matter{Unit: t.in.Person.UnitsAs(anwei.Office)[0], Form: f.ID, Period: openPeriod(f, t.in)}
	text := t.groupText(m)
	switch {
	case text == "":
		t.say(nothingForGroup() + t.returning())
	case !t.in.Group:
		t.say(copyToGroup(text) + t.returning())
	default:
		t.say(text)
		t.out = append(t.out, Say{Card: &anwei.Card{Title: toGroupTitle(), Text: toGroupText(), Buttons: []anwei.Button{
			{Text: anwei.WordGroup, Key: anwei.ButtonKey(anwei.WordGroup, m), Main: true},
			{Text: anwei.WordNotNow, Key: anwei.ButtonKey(anwei.WordNotNow, m)},
		}}})
	}
}

// contacts tells who does what at the units, and how they are called up: the office
// and leaders, of the units that they may see.
func (t *turn) contacts(said frame.LookSaid) bool {
	scope, reads := t.scope()
	if !reads {
		return false
	}
	roster := t.in.Ledger.Roster()
	under := roster.Under(scope)
	for _, u := range said.Units {
		if !under[u] {
			t.denied(recordContacts, u)
			t.say(contactsNotYours(t.unitName(u)) + t.returning())
			return true
		}
	}
	posts := t.posts(said.Role)
	var lines []string
	for _, u := range roster.Units {
		if u.Retired || !under[u.ID] || len(said.Units) > 0 && !slices.Contains(said.Units, u.ID) {
			continue
		}
		if line := contactLine(u, posts[u.ID], said.All); line != "" {
			lines = append(lines, line)
		}
	}
	t.say(contactsText(lines, said.All, t.in.Person.Has(anwei.Office)) + t.returning())
	return true
}

// holder is a person with what he is at a unit.
type holder struct {
	person anwei.Person
	as     anwei.Assignment
}

// posts are those who hold the role at each unit, or any role where none is named,
// reporters first.
func (t *turn) posts(role anwei.Role) map[anwei.UnitID][]holder {
	out := map[anwei.UnitID][]holder{}
	for _, want := range []anwei.Role{anwei.Reporter, anwei.Leader, anwei.Office} {
		if role != "" && role != want {
			continue
		}
		for _, p := range t.in.Ledger.Roster().People {
			for _, a := range p.Roles {
				if a.Role == want {
					out[a.Unit] = append(out[a.Unit], holder{p, a})
				}
			}
		}
	}
	return out
}
