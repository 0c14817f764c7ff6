// Package office is the room of what the office does with reports.
package office

import (
	"anwei"
	"anwei/bot"
	"anwei/language/question"
)

// Stranger answers somebody who is not on the roster, and tells the office once.
func Stranger(t *bot.Turn) {
	var office []anwei.Person
	for _, p := range t.In.Ledger.Roster().People {
		if p.Has(anwei.Office) {
			office = append(office, p)
		}
	}
	id := t.In.Person.ID
	if t.In.Message.Kind != bot.EnterMessage {
		t.Say(strangerText(t.In.Plan, office))
	}
	for _, p := range office {
		t.Out = append(t.Out, bot.Say{
			To:   p.ID,
			Key:  "stranger/" + string(id) + "/" + string(p.ID),
			Text: strangerNotice(id),
		})
	}
}

// Welcome greets a person once.
func Welcome(t *bot.Turn) {
	if t.State.Greeted {
		return
	}
	t.State.Greeted = true
	t.Say(Greeting(t.In.Person, t.In.Plan) + "\n" + bot.HelpText(t))
}

// Progress says how far the reporting of a form is, empty meaning the one that is
// spoken of, and zero the open period.
func Progress(t *bot.Turn, form anwei.FormID, p anwei.Period) {
	t.Rooms.Inquire(t, bot.Fuller(t, question.Query{Intent: question.AskProgress, Form: spokenOf(t, form), Period: p}))
}

// Table orders the table of all units that the person may read, or the person's
// own official sheet. An empty form is the one that is spoken of.
func Table(t *bot.Turn, form anwei.FormID, p anwei.Period) {
	t.Rooms.Inquire(t, bot.Fuller(t, question.Query{Intent: question.AskExport, Form: spokenOf(t, form), Period: p}))
}

// spokenOf returns the form, and where none is named that of the report in hand.
func spokenOf(t *bot.Turn, form anwei.FormID) anwei.FormID {
	if form == "" {
		return t.Form.ID
	}
	return form
}
