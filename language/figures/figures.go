// Package figures reads the counts of a form out of what people type: lists,
// sentences, office prose and pasted tables.
//
// A wrong figure taken silently is the worst thing a reader can do, and a
// question is cheap. So every number gets all its explanations with their costs,
// a bounded search walks the numbers from left to right, and a value is taken
// only where all readings that cost about as little as the best agree. What they
// do not agree on is a doubt, with its readings. The package is pure and knows no
// form of its own; what words mean stands in words.txt.
package figures

import (
	"anwei"
	"anwei/language/text"
)

// Asked is what the reader may rely on when it reads an answer.
type Asked struct {
	// Fields are the fields just asked, in order. It is empty when a person
	// volunteers a message.
	Fields []anwei.FieldID
	// Have are the values so far. Sentences such as 全部整改 need them.
	Have anwei.Values
	// Month is the month reported, 0 where it is not known; it tells among several.
	Month int
}

// Reading is what was understood of a text.
type Reading struct {
	// Found are the values taken, in the order of the form's fields, at most
	// one a field.
	Found []Found
	// Unplaced are numbers that were seen and not used. They are for showing to
	// the person, who knows what they meant.
	Unplaced []text.Span
	// Refusals say why nothing, or a part, was taken.
	Refusals []text.Refusal
	// Doubts are the fields on which the readings differ.
	Doubts []Doubt
	// Dated says that several months are spoken of, so that the one asked tells.
	Dated bool
	// readings are what was compared, the best first.
	readings []reading
	symbols  string // the tokens that were compared
	fields   []anwei.Field
	steps    int // what the search took
}

// Found is one value with the place it came from.
type Found struct {
	Field anwei.FieldID
	Value anwei.Value
	text.Span
}

// Doubt is what is put to the person: fields on which the readings differ, and
// what each reading has them be. A field that a reading leaves alone is absent
// from its values; where the readings differ in a contradiction, they hold the
// other values of the text as well, of which none was taken.
type Doubt struct {
	Fields   []anwei.FieldID
	Readings []anwei.Values
	// Span is what was typed of the fields.
	text.Span
}

// Values returns the values found, by field.
func (r Reading) Values() anwei.Values {
	v := anwei.Values{}
	for _, f := range r.Found {
		v[f.Field] = f.Value
	}
	return v
}
