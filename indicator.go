package anwei

// IndicatorID names an indicator in its plan. No field of its form has the same
// id.
type IndicatorID string

// Indicator is a figure that is computed from the reports of one form: a sum of
// their figures, or one sum in relation to another. A figure of the form alone is
// one too, see FieldIndicator.
type Indicator struct {
	ID   IndicatorID `json:"id"`
	Name string      `json:"name"` // 整改率
	// Words are how else people name it.
	Words []string `json:"words,omitempty"`
	Form  FormID   `json:"form"`
	// Numerator and Denominator are figures of one period. Without a denominator
	// the indicator is the numerator alone, a number.
	Numerator   Sum `json:"numerator,omitzero"`
	Denominator Sum `json:"denominator,omitzero"`
	// Punctual counts reports in place of figures: those in time of those due by
	// a deadline that is over.
	Punctual bool `json:"punctual,omitempty"`
	// Stock counts from the first period of the year to the end of the one that is
	// asked, for what stays until it is dealt with.
	Stock bool `json:"stock,omitempty"`
	// Times is what the relation is multiplied by: 100 for a percentage, 1000 for
	// so many in a thousand. It is 0 without a denominator.
	Times int64 `json:"times,omitempty"`
	// Unit follows the number: %, 个.
	Unit string `json:"unit,omitempty"`
	// Better says which is to be wished for; empty is neither.
	Better Better `json:"better,omitempty"`
	// Baseline is what the notice compares it with, in the indicator's own unit, and
	// nil where the office has not set it; BaselineName names that: 全国平均水平.
	Baseline     *float64 `json:"baseline,omitempty"`
	BaselineName string   `json:"baseline_name,omitempty"`
	Source       string   `json:"source,omitempty"` // the sentence of the notice
	// Unlisted is answered when it is asked for, and does not stand in answers with
	// all figures, which would be too long with it.
	Unlisted bool `json:"unlisted,omitempty"`
}

// Better is which of two values of an indicator is to be wished for.
type Better string

// The directions of an indicator.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
)

// Rate reports whether the indicator is one number in relation to another.
func (i Indicator) Rate() bool { return i.Punctual || !i.Denominator.IsZero() }

// FieldIndicator is a counted field of a form as an indicator.
func FieldIndicator(form FormID, f Field) Indicator {
	return Indicator{
		ID: IndicatorID(f.ID), Name: f.Name, Form: form, Numerator: Figure(f.ID), Unit: f.Unit,
	}
}

// UsualRate returns the indicator of a ranking that names none: the first rate about the
// first form that counts. It returns false for a plan without one.
func (p Plan) UsualRate() (Indicator, bool) {
	counts, _ := Find(p.Forms, Form.Counts)
	return Find(p.Indicators, func(i Indicator) bool { return i.Rate() && i.Form == counts.ID })
}

// Indicator returns the indicator with the id: one of the plan's own, or a counted
// field of one of its forms.
func (p Plan) Indicator(id IndicatorID) (Indicator, bool) {
	for _, i := range p.Indicators {
		if i.ID == id {
			return i, true
		}
	}
	for _, f := range p.Forms {
		if fd, ok := f.Field(FieldID(id)); ok && fd.Kind.Counts() {
			return FieldIndicator(f.ID, fd), true
		}
	}
	return Indicator{}, false
}

// Unheld is something that people ask for and the forms do not have: penalties, where
// they count who was exposed or talked to. It is told so, with what comes nearest.
type Unheld struct {
	// Words are how people name it, the longer ones first.
	Words []string `json:"words"`
	// Near are the indicators that come nearest, at most three.
	Near []IndicatorID `json:"near"`
}

// Answer is what the plan says to a question about itself: what a word of it means, where
// something is to be sent, whether it must be stamped.
type Answer struct {
	// About is what is asked about, and Asks is what is asked of it, as people say both.
	// A question that has one of each is answered.
	About []string `json:"about"`
	Asks  []string `json:"asks"`
	// Not are words that make it a question about something else.
	Not []string `json:"not,omitempty"`
	// Text is the answer. {office}, {contact} and {due} in it stand for the office, whom to
	// call there, and the deadline that comes next.
	Text string `json:"text"`
	// Source is the sentence of the notice that it goes back to.
	Source string `json:"source"`
}

// AnswerPlaces are what may stand in braces in an answer.
func AnswerPlaces() []string { return []string{"office", "contact", "due"} }
