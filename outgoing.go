package anwei

import "time"

// Outgoing is one message that was decided on and committed, and is to be sent.
// It carries text or a card or an order for a file, one of the three.
type Outgoing struct {
	// Seq is given by storage and rises in the order of commits.
	Seq uint64 `json:"seq"`
	// Key is unique for ever: putting a key twice is putting it once.
	Key  string   `json:"key"`
	To   PersonID `json:"to"`
	Text string   `json:"text,omitempty"`
	Card *Card    `json:"card,omitempty"`
	// Order asks for a file that is made when the message is sent, so that its
	// figures are fresh.
	Order   *Order    `json:"order,omitempty"`
	Created time.Time `json:"created"`
	// NotBefore holds the message back: for a retry, or while the same text is
	// on its way in the answer to a callback.
	NotBefore time.Time `json:"not_before,omitzero"`
	Attempts  int       `json:"attempts,omitempty"`
	LastError string    `json:"last_error,omitempty"`
	// Reminds is the report that a reminder is about; sending is given up when
	// the report has come in meanwhile.
	Reminds *ReportKey `json:"reminds,omitempty"`
}

// Card is a message with at most six buttons. Everything a button does can also
// be typed.
type Card struct {
	Title   string   `json:"title"`          // at most 36 characters
	Text    string   `json:"text,omitempty"` // at most 160 characters
	Buttons []Button `json:"buttons"`
}

// Button is one choice of a card. Key comes back when it is pressed.
type Button struct {
	Text string `json:"text"` // at most 10 characters
	Key  string `json:"key"`
	// Main marks the choice that is usually right.
	Main bool `json:"main,omitempty"`
}

// Order is a cheque for a file: which form, which period, and whose.
type Order struct {
	Form   FormID `json:"form"`
	Period Period `json:"period"`
	// Unit asks for the unit's own official sheet where Own is set, and
	// otherwise for the table of all units at or below it.
	Unit UnitID `json:"unit"`
	Own  bool   `json:"own,omitempty"`
}

// File is a finished document. Name is what people see, with its extension.
type File struct {
	Name string
	Data []byte
}
