package office

import (
	"cmp"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// greets answers a greeting, and asks again what was asked.
func greets(t *bot.Turn, _ string) bool {
	if t.Hand.Stage == bot.Idle {
		Greet(t)
	} else {
		t.Rooms.Ask(t, t.Text("talk.greeting_back", "name", t.In.Person.Name))
	}
	return true
}

// thanks answers thanks.
func thanks(t *bot.Turn, _ string) bool {
	if t.Hand.Stage == bot.Idle {
		t.Tell("talk.welcome")
	} else {
		t.Rooms.Ask(t, t.Text("talk.welcome_and_on"))
	}
	return true
}

// Heard answers a word that only says that something was heard, where nothing waits for
// one: 好的. It returns false where a report shows something that may be meant.
func Heard(t *bot.Turn) bool {
	back, returned := bot.Back(t)
	switch {
	case t.Hand.Stage == bot.Idle && returned && back.State() == anwei.Returned:
		t.Tell("duty.back_waits", "about", t.About(anwei.ReportMatter(back.Key)), "reason", back.Handled.Reason)
	case t.Hand.Stage == bot.Asking:
		t.Rooms.Ask(t, t.Text("talk.please_go_on"))
	case t.Hand.Stage != bot.Idle:
		return false
	case len(t.MyForms()) > 0:
		t.Tell("talk.any_time_reporter")
	case t.In.Person.Has(anwei.Office) || t.In.Person.Has(anwei.Leader):
		t.Tell("talk.any_time_reader")
	default:
		t.Tell("talk.any_time")
	}
	return true
}

// explained gives the plan's own answer to a question about itself, and asks again what
// was asked. Whoever sees figures is told where one comes from by these.
func explained(t *bot.Turn, typed string) bool {
	a, _ := t.Hear(typed).Answered()
	if len(t.Sight().Wide) > 0 && t.Hear(typed).Manner().Source {
		return false
	}
	due := ""
	if f, ok := t.In.Plan.CountsForm(); ok {
		day := f.Deadline.On(bot.OpenPeriod(f, t.In), t.In.Calendar)
		if due = day.Chinese(); day.Before(t.Today()) {
			due = t.Text("talk.due_gone", "day", due)
		}
	}
	contact := cmp.Or(officeContact(t), t.Text("talk.no_contact"))
	said := strings.NewReplacer("{office}", t.In.Plan.Office, "{contact}", contact, "{due}", due).Replace(a.Text)
	if t.Hand.Stage == bot.Idle {
		t.Say(said)
	} else {
		t.Rooms.Ask(t, said+"\n")
	}
	return true
}

// human hands the question to the office, with what the talk is about.
func human(t *bot.Turn, _ string) bool {
	about, unit := "", anwei.UnitID("")
	if t.Hand.Key.Unit != "" {
		about, unit = t.About(anwei.ReportMatter(t.Hand.Key)), t.Hand.Key.Unit
	} else if mine := t.Mine(); len(mine) > 0 {
		about, unit = mine[0].Name, mine[0].ID
	}
	unit = cmp.Or(unit, rootUnit(t))
	stuck := ""
	if ids := t.Asked(); len(ids) > 0 && t.Form.ID != "" {
		f, _ := t.Form.Field(ids[0])
		stuck = phrases.Quoted(f.Name)
	}
	t.TellOffice("human/"+t.In.Message.ID, t.Text("talk.call_for_help", "who", strings.TrimSpace(t.In.Person.Name+" "+t.In.Person.Phone), "about", about, "stuck", stuck), unit)
	t.Reply("talk.help_is_coming", "office", t.In.Plan.Office, "contact", officeContact(t))
	return true
}

// rootUnit is the top of the tree, for somebody who has no unit.
func rootUnit(t *bot.Turn) anwei.UnitID {
	for _, u := range t.In.Ledger.Roster().Units {
		if u.Parent == "" {
			return u.ID
		}
	}
	return ""
}

// officeContact is whom to call: the first of the office with a phone.
func officeContact(t *bot.Turn) string {
	for _, p := range t.In.Ledger.Roster().People {
		if p.Has(anwei.Office) && p.Phone != "" {
			return p.Name + " " + p.Phone
		}
	}
	return ""
}
