package office

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
)

// recordContacts is what the record calls that people are looked up.
const recordContacts = "联系人"

// look takes what the office looks at: who is late again and again, what could
// not be understood, what was done, what waits for it, whom to call. It returns false
// for anything else.
func look(t *bot.Turn, text string) bool {
	said, ok := frame.Look(t.Readings(text))
	if !ok {
		return false
	}
	office := t.In.Person.Has(anwei.Office)
	switch said.Act {
	case frame.LookLate:
		if _, reads := t.Scope(); reads || mayWatch(t, ActLate) {
			t.Rooms.Chronic(t)
		}
	case frame.LookMisheard:
		if mayWatch(t, ActMisheard) {
			t.Rooms.MisheardList(t)
		}
	case frame.LookRecord:
		actLog(t, said)
	case frame.LookRevised:
		if _, reads := t.Scope(); !reads {
			return false
		}
		bot.List(t, text, anwei.RevisionsTable)
	case frame.LookPending:
		if !office {
			return false
		}
		pendingList(t)
	case frame.LookPromised:
		if !office {
			return false
		}
		promisedList(t)
	case frame.LookGroup:
		if !office {
			t.Denied(phrases.RecordGroup, "")
			t.Reply("common.only_office", "office", t.In.Plan.Office)
			return true
		}
		groupDraft(t)
	case frame.LookAbsent:
		return absentees(t)
	case frame.LookPeople:
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
	f, ok := t.In.Plan.CountsForm()
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
	tellStandings(t, f, p, x)
}

// tellStandings begins with how many wait for the office.
func tellStandings(t *bot.Turn, f anwei.Form, p anwei.Period, x standings) {
	first := ""
	if len(x.waiting) > 0 {
		first = x.waiting[0]
	}
	t.Reply("office.waiting", "period", phrases.ShortPeriod(p), "form", f.Short, "n", len(x.waiting), "waiting", phrases.Names(x.waiting, 30),
		"of", x.of, "in", x.sealed+len(x.waiting)+len(x.returned)+len(x.unconfirmed), "sealed", x.sealed,
		"back", len(x.returned), "returned", phrases.Names(x.returned, 10),
		"unsure", phrases.If(len(x.unconfirmed) > 0, len(x.unconfirmed)), "unconfirmed", phrases.Names(x.unconfirmed, 10), "as_of", bot.AsOf(t), "first", first)
}

// promisedList shows who of those that owe the form of counts, of the open period or
// the one before, has named a day or said that it is difficult.
func promisedList(t *bot.Turn) {
	f, ok := t.In.Plan.CountsForm()
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
				lines = append(lines, t.Text("office.promised_line", "about", t.About(m), "said", promiseNote(t, s)))
			}
		}
	}
	if len(lines) == 0 {
		t.Reply("office.promised_none", "form", f.Short, "as_of", bot.AsOf(t))
		return
	}
	t.Reply("office.promised_list", "form", f.Short, "n", len(lines), "lines", phrases.Limited(lines, 40), "as_of", bot.AsOf(t))
}

// standings is how many of the units' reports were accepted, and which were not.
type standings struct {
	of, sealed                     int
	waiting, returned, unconfirmed []string
}

// groupDraft shows what would be sent to the office's group about the open period,
// and sends it only when the button is pressed.
func groupDraft(t *bot.Turn) {
	f, ok := t.In.Plan.CountsForm()
	if !ok {
		return
	}
	m := anwei.Matter{Unit: t.In.Person.UnitsAs(anwei.Office)[0], Form: f.ID, Period: bot.OpenPeriod(f, t.In)}
	text := bot.GroupText(t, m)
	switch {
	case text == "":
		t.Reply("common.nothing_for_group")
	case !t.In.Group:
		t.Reply("common.copy_to_group", "text", text)
	default:
		t.Say(text)
		t.Out = append(t.Out, bot.Say{Content: &anwei.Card{Title: t.Text("office.to_group_title"), Text: t.Text("office.to_group_text"), Buttons: []anwei.Button{
			{Text: anwei.WordGroup, Key: anwei.ButtonKey(anwei.WordGroup, m), Main: true},
			{Text: anwei.WordNotNow, Key: anwei.ButtonKey(anwei.WordNotNow, m)},
		}}})
	}
}

// contacts tells who does what at the units, and how they are called up: the office
// and leaders, of the units that they may see.
func contacts(t *bot.Turn, said frame.LookSaid) bool {
	scope, reads := t.Scope()
	if !reads {
		return false
	}
	roster := t.In.Ledger.Roster()
	under := roster.Under(scope)
	for _, u := range said.Units {
		if !under[u] {
			t.Denied(recordContacts, u)
			t.Reply("office.contacts_not_yours", "unit", t.UnitName(u))
			return true
		}
	}
	posts := posts(t, said.Role)
	var lines []string
	for _, u := range roster.Units {
		if u.Retired || !under[u.ID] || len(said.Units) > 0 && !slices.Contains(said.Units, u.ID) {
			continue
		}
		if line := contactLine(t, u, posts[u.ID], said.All); line != "" {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines, "\n")
	if said.All {
		text = t.Text("office.contacts", "n", len(lines), "lines", phrases.Limited(lines, shownContacts))
	}
	if said.All && len(lines) > shownContacts {
		text += t.Text("office.contacts_more")
	}
	if said.All && t.In.Person.Has(anwei.Office) {
		text += t.Text("office.contacts_change")
	}
	t.Say(text + t.Returning())
	return true
}

// absentees tells how the reporters of those are called up that have not reported of the
// open period on one of the forms.
func absentees(t *bot.Turn) bool {
	scope, reads := t.Scope()
	if !reads {
		return false
	}
	lacks := map[anwei.UnitID]bool{}
	for _, f := range t.In.Plan.Forms {
		for _, u := range bot.Missing(t, f, bot.OpenPeriod(f, t.In), scope) {
			lacks[u.ID] = true
		}
	}
	var lines []string
	posts := posts(t, anwei.Reporter)
	for _, u := range t.In.Ledger.Roster().Units {
		if line := contactLine(t, u, posts[u.ID], true); lacks[u.ID] && !u.Retired && line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		t.Reply("office.contacts_all_in")
		return true
	}
	t.Reply("office.contacts_absent", "n", len(lines), "lines", phrases.Limited(lines, shownContacts))
	return true
}

// shownContacts is how many units are listed with their people.
const shownContacts = 40

// contactLine names those of a unit; short leaves out what is not needed in a list.
func contactLine(t *bot.Turn, u anwei.Unit, all []holder, short bool) string {
	var parts []string
	for i, h := range all {
		if slices.ContainsFunc(all[:i], func(x holder) bool { return x.person.ID == h.person.ID }) {
			continue
		}
		parts = append(parts, holderText(t, h, all[i:], short))
	}
	switch {
	case len(parts) == 0 && short:
		return ""
	case len(parts) == 0:
		return t.Text("office.nobody_there", "unit", u.Name)
	case short:
		return t.Text("office.contact_line", "unit", u.Name, "people", strings.Join(parts, "、"))
	}
	return t.Text("office.contact_lines", "unit", u.Name, "people", strings.Join(parts, "\n· "))
}

// holderText is a person with all that he is at the unit.
func holderText(t *bot.Turn, h holder, all []holder, short bool) string {
	var as []string
	for _, x := range all {
		if x.person.ID == h.person.ID {
			as = append(as, bot.RoleText(t, x.as.Role, x.as.Deputy))
		}
	}
	return t.Text("office.holder", "as", strings.Join(as, "、"), "name", h.person.Name, "post", phrases.If(!short, h.person.Post),
		"phone", h.person.Phone, "until", phrases.If(!h.as.Until.IsZero(), h.as.Until.Chinese()))
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
