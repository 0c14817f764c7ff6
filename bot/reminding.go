package bot

import (
	"strings"

	"anwei"
	"anwei/scheduler"
)

// asked lets the scheduler read the ledger of a turn. Its errors are kept by the
// ledger, as everywhere in a turn.
type asked struct{ Ledger }

func (a asked) Unit(id anwei.UnitID) (anwei.Unit, bool, error) {
	u, ok := a.Ledger.Unit(id)
	return u, ok, nil
}

func (a asked) Report(k anwei.ReportKey) (anwei.Report, bool, error) {
	r, ok := a.Ledger.Report(k)
	return r, ok, nil
}

func (a asked) InUseSince(f anwei.FormID) (anwei.Period, bool, error) {
	since, used := a.Ledger.InUseSince(f)
	return since, used, nil
}

func (a asked) Draft(k anwei.ReportKey) (anwei.Draft, bool, error) {
	d, ok := a.Ledger.Draft(k)
	return d, ok, nil
}

func (a asked) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	p, ok := a.Ledger.Promise(m)
	return p, ok, nil
}

func (a asked) Promises(u anwei.UnitID) ([]anwei.Promise, error) { return a.Ledger.Promises(u), nil }

func (a asked) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	return a.Ledger.Fulfilments(m), nil
}

func (a asked) Case(id anwei.CaseID) (anwei.Case, bool, error) {
	c, ok := a.Ledger.Case(id)
	return c, ok, nil
}

func (a asked) Cases(u anwei.UnitID, open bool) ([]anwei.Case, error) {
	return a.Ledger.Cases(u, open), nil
}

func (a asked) Reminders(m anwei.Matter) ([]anwei.Reminded, error) {
	return a.Ledger.Reminders(m), nil
}

func (a asked) Said(key string) (bool, error) { return a.Ledger.Said(key), nil }

// UnitsAfter and PeopleAfter are of no use to a look at one unit.
func (a asked) UnitsAfter(anwei.UnitID, int) ([]anwei.Unit, error) { return nil, nil }

func (a asked) PeopleAfter(anwei.PersonID, int) ([]anwei.Person, error) { return nil, nil }

func (a asked) GrantsOf(p anwei.PersonID) ([]anwei.Grant, error) { return a.Ledger.GrantsOf(p), nil }

// officeWords takes what only the office asks about the reminders of one unit.
func (t *turn) officeWords(text string) bool {
	if !t.in.Person.Has(anwei.Office) {
		return t.deniedReminders(text)
	}
	if rest, ok := cutPrefixes(text, "测试提醒", "试发提醒"); ok {
		t.aboutUnit(rest, "测试提醒", t.rehearse)
		return true
	}
	if rest, ok := cutPrefixes(text, "催办记录", "提醒记录"); ok {
		t.aboutUnit(rest, "催办记录", t.history)
		return true
	}
	if asksPast(text) && len(t.unitsIn(text)) == 1 {
		t.aboutUnit(text, "催办记录", t.history)
		return true
	}
	return false
}

// asksPast reports whether it is asked how often somebody was reminded: 南村催了几次.
func asksPast(text string) bool {
	return hasAny(text, "催了几", "催过几", "催了多少", "催过没", "催过吗", "催了没", "催了吗", "催没催", "提醒过几", "提醒了几", "提醒过没", "提醒过吗", "催办记录", "催办情况")
}

// aboutUnit finds the one unit that the text names, within the person's office.
func (t *turn) aboutUnit(text, word string, then func(anwei.Unit)) {
	roster := t.in.Ledger.Roster()
	var found []anwei.Unit
	for _, named := range t.namesOfUnits().Find(text) {
		for _, id := range named.Units {
			if u, ok := roster.Unit(id); ok && t.inOffice(roster, id) {
				found = append(found, u)
			}
		}
	}
	if len(found) != 1 {
		if len(found) == 0 {
			t.deniedUnit(word, text)
		}
		t.say(nameOneUnit(word))
		return
	}
	then(found[0])
}

// rehearse shows the next reminder of a unit and sends it to nobody.
func (t *turn) rehearse(u anwei.Unit) {
	var people []anwei.Person
	for _, p := range t.in.Ledger.Roster().People {
		for _, a := range p.Roles {
			if a.Unit == u.ID && a.Role != anwei.Office {
				people = append(people, p)
				break
			}
		}
	}
	facts := scheduler.Facts{Plan: t.in.Plan, Calendar: t.in.Calendar}
	next, err := scheduler.Next(t.in.Now, facts, asked{t.in.Ledger}, people, u.ID)
	if err != nil || len(next) == 0 {
		t.say(noReminder(u))
		return
	}
	var b strings.Builder
	b.WriteString(rehearsal(u, next[0].At))
	for _, r := range next {
		text, card := scheduler.Compose(r.Items)
		if card != nil {
			text = card.Title + "\n" + card.Text + "\n" + buttonWords(card)
		}
		b.WriteString("\n—— 发给" + t.personName(r.To) + "\n" + text)
	}
	t.audit(anwei.Audit{Action: recordRehearse, Unit: u.ID, Detail: u.Name})
	t.say(b.String())
}

func buttonWords(c *anwei.Card) string {
	words := make([]string, len(c.Buttons))
	for i, b := range c.Buttons {
		words[i] = "［" + b.Text + "］"
	}
	return strings.Join(words, "")
}

func (t *turn) personName(id anwei.PersonID) string {
	for _, p := range t.in.Ledger.Roster().People {
		if p.ID == id {
			return p.Name
		}
	}
	return string(id)
}

// history tells when the unit was reminded of what it owes or owed lately.
func (t *turn) history(u anwei.Unit) {
	var lines []string
	for _, m := range t.lately(u) {
		if told := scheduler.Told(scheduler.Days(t.in.Ledger.Reminders(m), t.in.Now.Location())); told != "" {
			lines = append(lines, "· "+strings.TrimPrefix(t.about(m), u.Name)+"："+told)
		}
	}
	t.say(historyText(u, lines))
}

// lately lists the matters of a unit of this period and the one before, and its
// cases.
func (t *turn) lately(u anwei.Unit) []anwei.Matter {
	var out []anwei.Matter
	for _, f := range t.in.Plan.Forms {
		if !f.Audience.Includes(u) {
			continue
		}
		open := openPeriod(f, t.in)
		for _, p := range []anwei.Period{open.Prev(), open} {
			out = append(out, anwei.Matter{Unit: u.ID, Form: f.ID, Period: p})
		}
	}
	for _, d := range t.in.Plan.Duties {
		if !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.today())
		if d.Every != "" {
			out = append(out, anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p.Prev()})
		}
		out = append(out, anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p})
	}
	for _, c := range t.in.Ledger.Cases(u.ID, false) {
		for _, s := range c.Steps {
			out = append(out, stepMatter(c, s))
		}
	}
	return out
}

// toGroup sends the names of those who owe a report to the office's group, in the
// words of the plan, and only because somebody of the office has said so.
func (t *turn) toGroup(m anwei.Matter) {
	roster := t.in.Ledger.Roster()
	text := t.groupText(m)
	switch {
	case !t.inOffice(roster, m.Unit):
		t.denied(recordGroup, m.Unit)
		t.say(onlyOffice(t.in.Plan.Office))
	case text == "":
		t.say(nothingForGroup())
	case !t.in.Group:
		t.say(copyToGroup(text))
	default:
		key := "group/" + m.String() + "/" + t.today().String()
		t.out = append(t.out, Say{To: anwei.OfficeGroup, Key: key, Text: text})
		t.audit(anwei.Audit{Action: recordGroup, Unit: m.Unit, Detail: shorten(text)})
		t.say(sentToGroup(text))
	}
}

// groupText puts the missing units into the drafts of the plan's rules about the
// form and about those that are due on the same day; it is empty where nobody is
// missing any more.
func (t *turn) groupText(m anwei.Matter) string {
	f, ok := t.in.Plan.Form(m.Form)
	if !ok {
		return ""
	}
	day := f.Deadline.On(m.Period, t.in.Calendar)
	var calls []scheduler.Call
	for _, x := range t.in.Plan.Forms {
		if x.Every != f.Every || !x.Covers(m.Period) || x.Deadline.On(m.Period, t.in.Calendar) != day {
			continue
		}
		if text := t.callText(x, m, day); text != "" {
			calls = append(calls, scheduler.Call{Form: x.Short, Text: text})
		}
	}
	return scheduler.Calls(calls)
}

// callText puts the units whose report is missing into the draft about the form,
// but for the form's name.
func (t *turn) callText(f anwei.Form, m anwei.Matter, day anwei.Date) string {
	var missing []string
	reports := t.inBrief(f.ID, m.Period)
	for _, u := range t.asks(f, m.Unit) {
		if _, in := reports[u.ID]; !in {
			missing = append(missing, u.Name)
		}
	}
	if len(missing) > 0 && !f.Deadline.Late(m.Period, t.in.Calendar, t.in.Now) {
		return callEarly(m.Period, day, names(missing, 60), t.in.Plan.Office)
	}
	for _, r := range t.in.Plan.Reminders {
		if r.Form == f.ID && r.Draft != "" && len(missing) > 0 {
			return strings.NewReplacer(
				"{unit}", names(missing, 60), "{period}", shortPeriod(m.Period), "{deadline}", day.Chinese(), "{state}", "",
			).Replace(r.Draft)
		}
	}
	return ""
}
