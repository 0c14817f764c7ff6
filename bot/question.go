package bot

import (
	"cmp"
	"slices"

	"anwei"
	"anwei/language/question"
)

// Choices is what an assistant chooses a question from: the words that nobody could
// read, and for each slot of a question the closed list of what it may hold. Hide
// lists names and ids that must not leave the house with the words; the names of
// units are public and do.
type Choices struct {
	Text string
	// Last is the question before as one would type it, empty where none is the
	// topic.
	Last  string
	Today anwei.Date
	Slots []Slot
	Hide  []string
}

// SlotID names a slot of a question.
type SlotID string

// Slot is one slot of a question with all that it may hold.
type Slot struct {
	ID      SlotID
	Options []Option
}

// Option is one thing that a slot may hold. The id is chosen; the name says what it
// is, and is empty where the id says so itself.
type Option struct{ ID, Name string }

// Has reports whether the slot may hold the id.
func (s Slot) Has(id string) bool {
	return slices.ContainsFunc(s.Options, func(o Option) bool { return o.ID == id })
}

// Chosen is what an assistant chose, by slot; what is unsaid is not in it.
type Chosen map[SlotID]string

// LastAsked returns the last question, and nil where it was asked too long ago.
func LastAsked(t *Turn) *question.Asked {
	last, ok := Kept[question.Asked](t.State, Topic)
	if !ok || t.In.Now.Sub(last.At) > Remembered || t.In.Now.Before(last.At) {
		return nil
	}
	return &last
}

// Fuller returns what the text asks besides a command's own words, the form or who
// has not reported, and the command where it asks nothing.
func Fuller(t *Turn, command question.Query) question.Query {
	q := t.Hear(t.In.Message.Text).Asks(LastAsked(t).Before())
	switch {
	case q.Intent == command.Intent, q.Intent == question.AskMissing && command.Intent == question.AskProgress:
		q.Form = cmp.Or(q.Form, command.Form)
		return q
	}
	return command
}
