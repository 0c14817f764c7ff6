package talk

import (
	"cmp"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/filing"
	"anwei/bot/office"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/text"
)

// pleas takes what somebody says who is stuck: at any time, and the talk goes on
// where it was.
func pleas(t *bot.Turn, typed string) bool {
	plea, field := t.In.Reader.Plea(typed, t.FormInMind(), t.In.Now)
	switch plea {
	case language.NoPlea:
		return false
	case language.Greet:
		greet(t)
	case language.Human:
		human(t)
	case language.Explain:
		return explain(t, field)
	case language.Beyond:
		return beyond(t, typed)
	case language.Restart:
		return restart(t)
	case language.Same:
		return filing.Same(t)
	}
	return true
}

// answered gives the plan's own answer to a question about itself, and asks again what was
// asked. Whoever sees figures is told where one comes from by these.
func answered(t *bot.Turn, typed string) bool {
	a, ok := t.In.Reader.Question.Answered(typed, t.In.Now)
	if !ok || len(t.Sight().Wide) > 0 && t.In.Reader.Question.Manner(typed).Source {
		return false
	}
	due := ""
	if f, ok := t.In.Plan.CountsForm(); ok {
		due = f.Deadline.On(bot.OpenPeriod(f, t.In), t.In.Calendar).Chinese()
	}
	contact := cmp.Or(officeContact(t), t.Text("talk.no_contact"))
	said := strings.NewReplacer("{office}", t.In.Plan.Office, "{contact}", contact, "{due}", due).Replace(a.Text)
	if t.Hand.Stage == bot.Idle {
		t.Say(said)
		return true
	}
	t.Rooms.Ask(t, said+"\n")
	return true
}

// greet answers a greeting, and asks again what was asked.
func greet(t *bot.Turn) {
	if t.Hand.Stage == bot.Idle {
		office.Greet(t)
		return
	}
	t.Rooms.Ask(t, t.Text("talk.greeting_back", "name", t.In.Person.Name))
}

// human hands the question to the office, with what the talk is about.
func human(t *bot.Turn) {
	about, unit := "", anwei.UnitID("")
	if t.Hand.Key.Unit != "" {
		about, unit = t.About(anwei.ReportMatter(t.Hand.Key)), t.Hand.Key.Unit
	} else if mine := t.Mine(); len(mine) > 0 {
		about, unit = mine[0].Name, mine[0].ID
	}
	if unit == "" {
		unit = rootUnit(t)
	}
	stuck := ""
	if ids := t.Asked(); len(ids) > 0 && t.Form.ID != "" {
		f, _ := t.Form.Field(ids[0])
		stuck = phrases.Quoted(f.Name)
	}
	t.TellOffice("human/"+t.In.Message.ID, t.Text("talk.call_for_help", "who", strings.TrimSpace(t.In.Person.Name+" "+t.In.Person.Phone), "about", about, "stuck", stuck), unit)
	t.Reply("talk.help_is_coming", "office", t.In.Plan.Office, "contact", officeContact(t))
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

// explain says how a field is to be understood, in the words of the plan, and
// asks the same question again. Without a field it is about those that are asked.
func explain(t *bot.Turn, field anwei.FieldID) bool {
	if t.Form.ID == "" || t.Hand.Stage == bot.Idle {
		return false
	}
	fields := t.Asked()
	if field != "" {
		fields = []anwei.FieldID{field}
	}
	if len(fields) == 0 {
		return false
	}
	var b strings.Builder
	for _, id := range fields {
		f, _ := t.Form.Field(id)
		b.WriteString(explanation(t, f))
	}
	t.Rooms.Ask(t, b.String())
	return true
}

// explanation says how a field is to be understood.
func explanation(t *bot.Turn, f anwei.Field) string {
	hint := f.HintFor(t.Unit.Kind)
	switch {
	case hint != "":
	case f.Kind.Counts():
		hint = t.Text("talk.no_hint_count")
	default:
		hint = t.Text("talk.no_hint")
	}
	return t.Text("talk.explain", "n", t.Number(f.ID), "title", phrases.Quoted(f.Title),
		"measures", strings.TrimRight(f.Measures, "。"), "hint", strings.TrimRight(hint, "。"))
}

// beyond tells who asks about an item that the form in hand does not have.
func beyond(t *bot.Turn, typed string) bool {
	items := text.Items(typed)
	if t.Form.ID == "" || t.Hand.Stage == bot.Idle || len(items) == 0 {
		return false
	}
	t.Rooms.Ask(t, t.Text("common.no_such_item", "n", items[0], "of", len(t.Form.Fields)))
	return true
}

// restart asks whether the answers may be thrown away and the report begun anew.
func restart(t *bot.Turn) bool {
	switch t.Hand.Stage {
	case bot.Asking, bot.Fixing, bot.Review, bot.Reason, bot.Guessing:
	default:
		return false
	}
	if _, in := t.In.Ledger.Report(t.Draft.Key); in || len(t.Draft.Values) == 0 {
		t.Hand.Stage, t.Hand.Group = bot.Asking, 0
		t.Rooms.GoOn(t, "")
		return true
	}
	t.Hand.Stage, t.Hand.Again = bot.Leaving, true
	filing.AskLeave(t)
	return true
}
