// Package office is the room of what the office does with reports.
package office

import (
	"cmp"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
)

// strangersADay is of how many strangers the office is told one by one in a day. A
// line says that there are more.
const strangersADay = 5

// Stranger answers somebody who is not on the roster, and tells the office once a day,
// by the userid that the roster lacks.
func Stranger(t *bot.Turn) {
	office := anwei.Where(t.In.Ledger.Roster().People, func(p anwei.Person) bool { return p.Has(anwei.Office) })
	id := t.In.Person.ID
	if t.In.Message.Kind != bot.EnterMessage {
		var first anwei.Person
		if len(office) > 0 {
			first = office[0]
		}
		t.Tell("office.stranger", "plan", t.In.Plan.Short, "office", t.In.Plan.Office, "name", first.Name, "phone", first.Phone)
	}
	today := anwei.DateOf(t.In.Now)
	if len(office) == 0 || anwei.DateOf(t.State.Spoke.In(t.In.Now.Location())) == today {
		return
	}
	key := func(n int, p anwei.Person) string {
		return "stranger/" + today.String() + "/" + strconv.Itoa(n) + "/" + string(p.ID)
	}
	n := 1
	for n <= strangersADay && t.In.Ledger.Put(key(n, office[0])) {
		n++
	}
	notice := t.Text("office.stranger_notice", "id", id)
	if n > strangersADay {
		notice = t.Text("office.stranger_more", "n", strangersADay)
	}
	for _, p := range office {
		t.Out = append(t.Out, bot.Say{To: p.ID, Key: key(n, p), Content: anwei.PlainText(notice)})
	}
}

// Welcome greets a person once.
func Welcome(t *bot.Turn) {
	if t.State.Greeted {
		return
	}
	t.State.Greeted = true
	Greet(t)
}

// Greet says who the assistant is and what the person can do.
func Greet(t *bot.Turn) {
	t.Say(t.Text("help.greeting", "name", t.In.Person.Name, "plan", t.In.Plan.Short) + "\n" + bot.HelpText(t))
}

// Help explains the group that is asked, or what the person can do at all.
func Help(t *bot.Turn) {
	if t.Hand.Stage == bot.Idle || t.Hand.Stage == bot.Choosing {
		t.Say(bot.HelpText(t))
		return
	}
	help := t.Text("help.in_tasks")
	if t.AskedWord() == "" {
		help = t.Text("help.in_report", "named", namedFigures(t.Form), "change", phrases.ChangeExample(t.Form, t.Unit))
	}
	t.Rooms.Ask(t, help+"\n"+bot.Hints(t)+"\n")
}

// namedFigures are two figures of a form with their names, as they can be said.
func namedFigures(f anwei.Form) string {
	var parts []string
	for i, fd := range anwei.CountsOf(f.Fields) {
		if i < 2 {
			name := strings.TrimSuffix(strings.TrimSuffix(fd.Short, "数"), fd.Unit)
			parts = append(parts, cmp.Or(name, fd.Short)+strconv.Itoa(3+9*i)+fd.Unit)
		}
	}
	return strings.Join(parts, "，")
}

// Progress says how far the reporting of a form is, empty meaning all of them, and zero
// the open period.
func Progress(t *bot.Turn, form anwei.FormID, p anwei.Period) {
	t.Rooms.Inquire(t, bot.Fuller(t, question.Query{Intent: question.AskProgress, Form: form, Period: p}))
}

// Table orders the table of all units that the person may read, or the person's
// own official sheet. An empty form is the one that is spoken of.
func Table(t *bot.Turn, form anwei.FormID, p anwei.Period) {
	t.Rooms.Inquire(t, bot.Fuller(t, question.Query{Intent: question.AskExport, Form: spokenOf(t, form), Period: p}))
}

// spokenOf returns the form, and where none is named that of the report in hand.
func spokenOf(t *bot.Turn, form anwei.FormID) anwei.FormID {
	return cmp.Or(form, t.Form.ID)
}
