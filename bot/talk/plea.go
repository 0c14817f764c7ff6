package talk

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/filing"
	"anwei/bot/office"
	"anwei/bot/phrases"
	"anwei/language"
)

// pleas takes what somebody says who is stuck: at any time, and the talk goes on
// where it was.
func pleas(t *bot.Turn, text string) bool {
	plea, field := language.ReadPlea(text, t.FormInMind(), t.In.Now)
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
		return beyond(t, text)
	case language.Restart:
		return restart(t)
	case language.Same:
		return bot.Same(t)
	}
	return true
}

// greet answers a greeting, and asks again what was asked.
func greet(t *bot.Turn) {
	if t.State.Stage == bot.Idle {
		t.Say(office.Greeting(t.In.Person, t.In.Plan) + "\n" + bot.HelpText(t))
		return
	}
	t.Rooms.Ask(t, greetingBack(t.In.Person))
}

// human hands the question to the office, with what the talk is about.
func human(t *bot.Turn) {
	about, unit := "", anwei.UnitID("")
	if t.State.Key.Unit != "" {
		about, unit = t.About(anwei.ReportMatter(t.State.Key)), t.State.Key.Unit
	} else if mine := t.Mine(); len(mine) > 0 {
		about, unit = mine[0].Name, mine[0].ID
	}
	if unit == "" {
		unit = rootUnit(t)
	}
	stuck := ""
	if ids := t.Asked(); len(ids) > 0 && t.Form.ID != "" {
		f, _ := t.Form.Field(ids[0])
		stuck = f.Name
	}
	t.TellOffice("human/"+t.In.Message.ID, callForHelp(t.In.Person, about, stuck), unit)
	t.Say(helpIsComing(t.In.Plan, officeContact(t)) + t.Returning())
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
	if t.Form.ID == "" || t.State.Stage == bot.Idle {
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
		b.WriteString(explanation(t.Number(id), f, f.HintFor(t.Unit.Kind)))
	}
	t.Rooms.Ask(t, b.String())
	return true
}

// beyond tells who asks about an item that the form in hand does not have.
func beyond(t *bot.Turn, text string) bool {
	items := language.Items(text)
	if t.Form.ID == "" || t.State.Stage == bot.Idle || len(items) == 0 {
		return false
	}
	t.Rooms.Ask(t, phrases.NoSuchItem(items[0], len(t.Form.Fields)))
	return true
}

// restart asks whether the answers may be thrown away and the report begun anew.
func restart(t *bot.Turn) bool {
	switch t.State.Stage {
	case bot.Asking, bot.Fixing, bot.Review, bot.Reason, bot.Guessing:
	default:
		return false
	}
	if _, in := t.In.Ledger.Report(t.Draft.Key); in || len(t.Draft.Values) == 0 {
		t.State.Stage, t.State.Group = bot.Asking, 0
		t.Rooms.GoOn(t, "")
		return true
	}
	t.State.Stage, t.State.Again = bot.Leaving, true
	filing.AskLeave(t)
	return true
}

// sameYes takes last period's figures for what is missing, once the person has
// seen them.
func sameYes(t *bot.Turn, p bot.Pending, text string) bool {
	all := text == phrases.WordAllSame || text == "全部一样" || text == "一样" || text == "都同上月"
	switch {
	case t.State.Stage != bot.Asking || p.Matter != anwei.ReportMatter(t.State.Key):
		t.State.Pending = nil
		return false
	case bot.No(text), text == phrases.WordDiffer:
		t.State.Pending = nil
		t.Rooms.Ask(t, "")
		return true
	case !all && !bot.Yes(text):
		return false // figures: those that differ; the question stays
	}
	t.State.Pending = nil
	before := t.Draft.Values.Clone()
	last := t.Last()
	for _, f := range t.Draft.Values.Missing(t.Fields()) {
		if v, ok := last.Values[f.ID]; ok {
			v.Same = f.Kind == anwei.Text
			t.Draft.Values[f.ID] = v
		}
	}
	t.Keep(text)
	t.Rooms.GoOn(t, bot.Echo(t, before))
	return true
}

// replace takes whether a second figure for an answered field replaces the first
// or is added to it.
func replace(t *bot.Turn, p bot.Pending, text string) bool {
	if t.State.Stage == bot.Idle || p.Matter != anwei.ReportMatter(t.State.Key) {
		t.State.Pending = nil
		return false
	}
	add := false
	switch text {
	case phrases.WordReplace, "换", "改", "覆盖", "以后面的为准", "是":
	case phrases.WordAdd, "加", "加上", "累加", "合计":
		add = true
	case phrases.WordKeepOld, "不变", "不用改", "保留原来的":
		t.State.Pending = nil
		t.Rooms.GoOn(t, phrases.KeptOld())
		return true
	default:
		return false
	}
	t.State.Pending = nil
	before := t.Draft.Values.Clone()
	for id, v := range p.Values {
		if add {
			v = joined(t, id, v)
		}
		t.Draft.Values[id] = v
	}
	t.Keep(p.Words + "（" + text + "）")
	t.Rooms.GoOn(t, bot.Echo(t, before))
	return true
}

// joined is what a field holds when a second answer is added to the first: figures
// are added up, words put behind those of before.
func joined(t *bot.Turn, id anwei.FieldID, v anwei.Value) anwei.Value {
	old := t.Draft.Values[id]
	f, _ := t.Form.Field(id)
	switch {
	case v.NA || old.NA || f.Kind == anwei.Choice:
		return v
	case f.Kind == anwei.Count:
		return anwei.Number(old.N + v.N)
	}
	both := anwei.Value{Text: filing.Appended(old.Text, t.Draft.Key.Period, v.Text)}
	if _, most := f.Length(); utf8.RuneCountInString(both.Text) > most {
		return v
	}
	return both
}
