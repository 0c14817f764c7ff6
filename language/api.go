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
	"anwei/language/figures"
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
	// Month is the month reported, 0 where that is not known.
	Month int
}

// Reading is what was understood of a text.
type Reading = figures.Reading

// Found is one value with the place it came from.
type Found = figures.Found

// Doubt is what a text leaves open: fields, and each way to have them.
type Doubt = figures.Doubt
