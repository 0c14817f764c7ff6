package text

import "anwei"

// Span is a piece of the text that was read. From and To are byte offsets, and
// Text is what stands between them.
type Span struct {
	From, To int
	Text     string
}

// Reason says why a piece of a text was not taken.
type Reason string

// The reasons for a refusal.
const (
	// Approximate is a number that is not exact: 二十多, 约40, 12-15.
	Approximate Reason = "approximate"
	// Negative is a number below zero.
	Negative Reason = "negative"
	// Fraction is a number that is not whole.
	Fraction Reason = "fraction"
	// Contradiction is a text that says two things of one field. Nothing of
	// such a text is taken.
	Contradiction Reason = "contradiction"
	// Ambiguous is a number that fits several fields, or a list with fewer or
	// more numbers than were asked.
	Ambiguous Reason = "ambiguous"
	// NoNumber is a text without any figure.
	NoNumber Reason = "no-number"
	// Relative is a figure given by its difference from another that is not
	// known here: 少报了3个, 跟上月一样.
	Relative Reason = "relative"
	// Question is a sentence that asks instead of reporting.
	Question Reason = "question"
	// Unknown is a statement about a figure that needs another one, which is
	// neither in the text nor among the values so far: 全部整改 without the
	// number of hazards.
	Unknown Reason = "unknown"
	// TooLong is a text of which nothing is read, since nobody types that much.
	TooLong Reason = "too-long"
)

// Refusal is a piece of a text that was not taken, with the reason and the
// fields it would have concerned, as far as they are known.
type Refusal struct {
	Span
	Reason Reason
	Fields []anwei.FieldID
}
