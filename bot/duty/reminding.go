package duty

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/scheduler"
)

// rehearsal takes 测试提醒 南村镇, which is the office's.
func rehearsal(t *bot.Turn, text string) bool {
	if !t.In.Person.Has(anwei.Office) {
		bot.DeniedReminders(t, text)
	} else {
		aboutUnit(t, text, "测试提醒", func(u anwei.Unit) { rehearse(t, u) })
	}
	return true
}

// pastReminders takes 催办记录 南村镇 and 南村催了几次, which are the office's.
func pastReminders(t *bot.Turn, text string) bool {
	r, _, _ := frame.Of(t.Readings(text), "remind")
	switch {
	case r.Said("chasedpast") && !r.Said("pastreminders") && (!t.In.Person.Has(anwei.Office) || len(bot.UnitsIn(t, text)) != 1):
		return false
	case !t.In.Person.Has(anwei.Office):
		bot.DeniedReminders(t, text)
	default:
		aboutUnit(t, text, "催办记录", func(u anwei.Unit) { history(t, u) })
	}
	return true
}

// aboutUnit finds the one unit that the text names, within the person's office.
func aboutUnit(t *bot.Turn, text, word string, then func(anwei.Unit)) {
	roster := t.In.Ledger.Roster()
	var found []anwei.Unit
	for _, named := range t.Hear(text).Units() {
		for _, id := range named.Units {
			if u, ok := roster.Unit(id); ok && t.InOffice(roster, id) {
				found = append(found, u)
			}
		}
	}
	if len(found) != 1 {
		if len(found) == 0 {
			bot.DeniedUnit(t, word, text)
		}
		t.Tell("common.name_one_unit", "word", word)
		return
	}
	then(found[0])
}

// rehearse shows the next reminder of a unit and sends it to nobody.
func rehearse(t *bot.Turn, u anwei.Unit) {
	var people []anwei.Person
	for _, p := range t.In.Ledger.Roster().People {
		for _, a := range p.Roles {
			if a.Unit == u.ID && a.Role != anwei.Office {
				people = append(people, p)
				break
			}
		}
	}
	facts := scheduler.Facts{Plan: t.In.Plan, Calendar: t.In.Calendar}
	next, err := scheduler.Next(t.In.Now, facts, t.In.Ledger.Scheduler(), people, u.ID)
	if err != nil || len(next) == 0 {
		t.Tell("duty.no_reminder", "unit", u.Name)
		return
	}
	var b strings.Builder
	b.WriteString(t.Text("duty.rehearsal", "unit", u.Name, "at", phrases.ClockText(next[0].At)))
	for _, r := range next {
		text, card := scheduler.Compose(r.Items, anwei.DateOf(r.At))
		if card != nil {
			text = card.Title + "\n" + card.Text + "\n" + buttonWords(card)
		}
		b.WriteString(t.Text("duty.rehearsal_to", "person", t.PersonName(r.To), "text", text))
	}
	t.Audit(anwei.Audit{Action: phrases.RecordRehearse, Unit: u.ID, Detail: u.Name})
	t.Say(b.String())
}

func buttonWords(c *anwei.Card) string {
	words := anwei.Each(c.Buttons, func(b anwei.Button) string { return "［" + b.Text + "］" })
	return strings.Join(words, "")
}

// history tells when the unit was reminded of what it owes or owed lately.
func history(t *bot.Turn, u anwei.Unit) {
	var lines []string
	for _, m := range lately(t, u) {
		if told := scheduler.Told(scheduler.Days(t.In.Ledger.Reminders(m), t.In.Now.Location())); told != "" {
			lines = append(lines, "· "+strings.TrimPrefix(t.About(m), u.Name)+"："+told)
		}
	}
	if len(lines) == 0 {
		t.Tell("duty.no_history", "unit", u.Name)
		return
	}
	t.Tell("duty.history", "unit", u.Name, "lines", strings.Join(lines, "\n"))
}

// lately lists the matters of a unit of this period and the one before, and its
// cases.
func lately(t *bot.Turn, u anwei.Unit) []anwei.Matter {
	var out []anwei.Matter
	for _, f := range t.In.Plan.Forms {
		if !f.Audience.Includes(u) {
			continue
		}
		open := bot.OpenPeriod(f, t.In)
		for _, p := range []anwei.Period{open.Prev(), open} {
			out = append(out, anwei.Matter{Unit: u.ID, Form: f.ID, Period: p})
		}
	}
	for _, d := range t.In.Plan.Duties {
		if !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.Today())
		if d.Every != "" {
			out = append(out, anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p.Prev()})
		}
		out = append(out, anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p})
	}
	for _, c := range t.In.Ledger.Cases(u.ID, false) {
		for _, s := range c.Steps {
			out = append(out, StepMatter(c, s))
		}
	}
	return out
}

// ToGroup sends the names of those who owe a report to the office's group, in the
// words of the plan, and only because somebody of the office has said so.
func ToGroup(t *bot.Turn, m anwei.Matter) {
	roster := t.In.Ledger.Roster()
	text := bot.GroupText(t, m)
	switch {
	case !t.InOffice(roster, m.Unit):
		t.Denied(phrases.RecordGroup, m.Unit)
		t.Tell("common.only_office", "office", t.In.Plan.Office)
	case text == "":
		t.Tell("common.nothing_for_group")
	case !t.In.Group:
		t.Tell("common.copy_to_group", "text", text)
	default:
		key := "group/" + m.String() + "/" + t.Today().String()
		t.Out = append(t.Out, bot.Say{To: anwei.OfficeGroup, Key: key, Content: anwei.PlainText(text)})
		t.Audit(anwei.Audit{Action: phrases.RecordGroup, Unit: m.Unit, Detail: phrases.Shorten(text)})
		t.Tell("duty.sent_to_group", "text", text)
	}
}
