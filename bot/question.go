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

// Fitted returns the question without what its intent does not have, so that what is
// shown is just what will be answered. Of a unit with none below it there is nothing
// to rank and nobody else to be missing.
func Fitted(m question.Asked, r anwei.Roster) question.Asked {
	q := &m.Query
	if u, ok := r.Unit(q.Unit); ok && u.Kind == m.Kind {
		m.Kind = ""
	}
	single := q.Unit != "" && !slices.ContainsFunc(r.Units, func(u anwei.Unit) bool { return u.Parent == q.Unit })
	switch q.Intent {
	case question.AskProgress, question.AskMissing:
		q.Metric = ""
		if single {
			q.Intent = question.AskUnit
		}
	case question.AskRank:
		if single {
			q.Intent = question.AskUnit
		}
	case question.AskUnit, question.AskTotal:
		q.Intent = question.AskTotal
		if q.Unit != "" {
			q.Intent = question.AskUnit
		}
	case question.AskExport:
		q.Metric, m.Kind = "", ""
	case question.AskDuties:
		q.Metric, q.Form, m.Kind = "", "", ""
	case question.AskTrend, question.AskRemind, question.AskHelp, question.AskNothing:
	}
	if q.Metric != "" || q.Intent == question.AskRank || q.Intent == question.AskTrend {
		q.Form = "" // the figure says which
	}
	if q.Intent != question.AskRank {
		m.Order, m.Top = "", 0
	}
	if q.Intent != question.AskDuties {
		m.Duty = ""
	}
	return m
}

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
