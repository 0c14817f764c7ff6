package anwei

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
