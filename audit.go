package anwei

import "time"

// Audit is one row of the record of what was done by right of an office, and of
// what was refused for lack of rights. Rows are added and never changed.
type Audit struct {
	// ID is unique among the rows of one instant.
	ID string    `json:"id"`
	At time.Time `json:"at"`
	By PersonID  `json:"by"`
	// Action is one word for what was done: 退回, 换人.
	Action string `json:"action"`
	// Unit and To are whom it was done to, where it was a unit or a person.
	Unit UnitID   `json:"unit,omitempty"`
	To   PersonID `json:"to,omitempty"`
	// Detail says it in a line, as it was shown before it was confirmed.
	Detail string `json:"detail,omitempty"`
	// Old and New are what stood before and after, of a change of the roster.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
	// Refused is set where it was not done, as the person may not do it.
	Refused bool `json:"refused,omitempty"`
}

// Misheard is something that could not be understood, shortened, so that the
// office sees where people get stuck.
type Misheard struct {
	At   time.Time `json:"at"`
	By   PersonID  `json:"by"`
	Text string    `json:"text"`
	// About says what the talk was about, empty for nothing in hand.
	About string `json:"about,omitempty"`
}
