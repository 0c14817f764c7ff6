// Package language reads Chinese as officials type it: figures, numerals,
// periods and commands.
//
// A wrong figure taken silently is the worst thing a reader can do, and a
// question is cheap: what the text does not determine is refused with a reason,
// never guessed. The package is pure and knows no form of its own; every name
// comes from the form it is given.
package language

import (
	"anwei"
	"anwei/language/text"
)

// Asked is what the reader may rely on when it reads an answer.
type Asked struct {
	// Form names what can be reported: its fields and groups with the words
	// that people use for them.
	Form anwei.Form
	// Fields are the fields just asked, in order. It is empty when a person
	// volunteers a message.
	Fields []anwei.FieldID
	// Have are the values so far. Sentences such as 全部整改 need them.
	Have anwei.Values
}

// Reading is what was understood of a text.
type Reading struct {
	// Found are the values taken, in the order of the form's fields, at most
	// one a field.
	Found []Found
	// Unplaced are numbers or clauses that were seen and not used. They are for
	// showing to the person, who knows what they meant.
	Unplaced []text.Span
	// Refusals say why nothing, or a part, was taken.
	Refusals []text.Refusal
}

// Found is one value with the place it came from.
type Found struct {
	Field anwei.FieldID
	Value anwei.Value
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
