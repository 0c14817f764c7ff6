package anwei

import "time"

// HandlingKind is what was done with a report after it was handed in.
type HandlingKind string

// What may be done with a report that is in. The office returns, seals and
// unlocks; a reporter of the unit asks for the lock to be opened, and says
// whether what the office entered for his unit is right.
const (
	Returned  HandlingKind = "returned"  // 退回: to be corrected and handed in again
	Sealed    HandlingKind = "sealed"    // 收下: final, and changed no more
	UnlockAsk HandlingKind = "asked"     // 申请解锁; it stays sealed
	Unlocked  HandlingKind = "unlocked"  // 解锁: may be corrected again
	Agreed    HandlingKind = "agreed"    // 确认无误, of a report that the office entered
	Disputed  HandlingKind = "disputed"  // 有误, likewise
	ToppedUp  HandlingKind = "topped_up" // the figures of the whole period, of a sealed report
	Submitted HandlingKind = "submitted" // nothing yet: the state of a new revision
)

// Handling is one thing that was done with a report that is in. Handlings are
// added and never overwritten.
type Handling struct {
	// N numbers the handlings of a report from 1.
	N    int          `json:"n"`
	Kind HandlingKind `json:"kind"`
	// Revision is the newest revision of the report when it was done.
	Revision int `json:"revision"`
	// Fields are the cells that a return names, in the form's order; none is the
	// report as a whole.
	Fields []FieldID `json:"fields,omitempty"`
	Reason string    `json:"reason,omitempty"`
	By     PersonID  `json:"by"`
	At     time.Time `json:"at"`
}

// State says where a report that is in stands: Submitted, Returned or Sealed. It
// runs submitted → (returned → submitted)* → sealed, and back by unlocking.
func (r Report) State() HandlingKind {
	if r.Handled == nil {
		return Submitted
	}
	switch r.Handled.Kind {
	case Returned:
		return Returned
	case Sealed, UnlockAsk:
		return Sealed
	default:
		return Submitted
	}
}

// Unconfirmed reports whether the newest revision was entered by the office and
// the unit has not said yet whether it is right.
func (r Report) Unconfirmed() bool { return r.Behalf && r.Handled == nil }

// Contested reports whether the newest revision was entered by the office and the unit
// has said that it is wrong.
func (r Report) Contested() bool {
	return r.Behalf && r.Handled != nil && r.Handled.Kind == Disputed
}
