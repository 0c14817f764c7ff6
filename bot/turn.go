// Package bot is the hall: what a message, a session, an effect and a turn are, and
// what the rooms of the talk share.
package bot

import (
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
)

// Turn is one Step while it is being taken.
type Turn struct {
	In    Input
	State State
	Hand  Hand
	Out   []Effect
	// Draft, Form and Unit are the report in hand, where there is one.
	Draft anwei.Draft
	Form  anwei.Form
	Unit  anwei.Unit
	// Missed counts what was not understood just before, while nothing was asked.
	Missed int
	// Passing is the question that the text passes by, nil where none is, see PassBy.
	Passing *Passing
	// heard is what was read of other texts than the message, see Hear.
	heard    map[string]*language.Heard
	gathered gathered
	// Rooms are what the rooms do for one another.
	Rooms Rooms
	// Phrases are the sentences of the bot, with the examples of this roster and plan.
	Phrases *phrases.Catalogue
}

// NewTurn begins a turn, with the rooms that it may be for.
func NewTurn(st State, in Input, rooms Rooms) *Turn {
	return &Turn{In: in, State: st, Hand: mend(st), Rooms: rooms, Phrases: in.Phrases.With(examples(in)), heard: map[string]*language.Heard{}}
}

// Text is the sentence of a key with its places filled, see phrases.Catalogue.Text.
func (t *Turn) Text(key string, places ...any) string { return t.Phrases.Text(key, places...) }

// Tell says the sentence of a key to the person.
func (t *Turn) Tell(key string, places ...any) { t.Say(t.Text(key, places...)) }

// Reply says the sentence of a key to the person, and what was asked before it.
func (t *Turn) Reply(key string, places ...any) { t.Say(t.Text(key, places...) + t.Returning()) }

// Load takes the draft with the key in hand, under the plan it was begun with.
func Load(t *Turn, key anwei.ReportKey) bool {
	d, ok := t.In.Ledger.Draft(key)
	if !ok {
		return false
	}
	plan, ok := t.In.Ledger.Plan(d.Plan)
	if !ok {
		plan = t.In.Plan
	}
	form, ok := plan.Form(key.Form)
	if !ok {
		return false
	}
	d.Values = d.Values.Clone()
	t.Draft, t.Form = d, form
	t.Unit, ok = t.In.Ledger.Unit(key.Unit)
	return ok
}

// AlreadyIn says when a report was handed in.
func AlreadyIn(t *Turn, f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return t.Text("common.already_in", "report", phrases.ReportName(u.Name, r.Key.Period, f),
		"at", phrases.ClockText(r.At), "late", phrases.LateText(r), "revision", r.Revision)
}

// SayAlreadyIn answers the button of a report that was handed in, and returns
// false where it was not.
func SayAlreadyIn(t *Turn, key anwei.ReportKey) bool {
	r, in := t.In.Ledger.Report(key)
	f, known := t.In.Plan.Form(key.Form)
	u, found := t.In.Ledger.Unit(key.Unit)
	if !in || !known || !found {
		return false
	}
	t.Say(AlreadyIn(t, f, u, r) + "\n" + t.Text("common.already_in.help", "change", phrases.ChangeExample(f, u)))
	return true
}

// Say says a text to the person, in as many messages as it needs.
func (t *Turn) Say(text string) {
	for _, part := range Split(strings.TrimSpace(text)) {
		t.Out = append(t.Out, Say{Content: anwei.PlainText(part)})
	}
}

// Save keeps the draft as it is now.
func (t *Turn) Save() {
	t.Draft.By, t.Draft.Changed = t.In.Person.ID, t.In.Now
	t.Out = append(t.Out, SaveDraft{Draft: t.Draft})
}

// UnitName is the name of a unit, empty where there is none.
func (t *Turn) UnitName(id anwei.UnitID) string {
	u, _ := t.In.Ledger.Unit(id)
	return u.Name
}
