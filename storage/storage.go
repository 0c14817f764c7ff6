// Package storage declares the contract that the ledger is kept under.
package storage

import (
	"context"
	"time"

	"anwei"
)

// Store keeps the ledger. All methods may be called by several goroutines.
type Store interface {
	// View runs fn on a consistent picture of the ledger. A view must be short:
	// copy out, return, then work.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn and makes everything it wrote durable at once, or nothing
	// of it when fn returns an error, which Update then returns. It may run fn
	// more than once, so fn has no effect but on its Tx. When Update has
	// returned nil, a kill -9 loses nothing of it.
	Update(ctx context.Context, fn func(Tx) error) error
	// Close waits for running transactions and frees the store for another
	// process.
	Close() error
}

// Tx is the ledger within one transaction. What a method returns may be kept
// and changed by the caller. A lookup that finds nothing returns false and no
// error. Put methods overwrite unless they say otherwise. Every method that
// writes fails inside a View, and where what it should put lacks its id. Userids
// are taken without regard to case, and kept in lower case where they are keys.
type Tx interface {
	People
	Reports
	Snapshots
	Talks
	Outbox
	Matters
	Ways
	Desk
	Notices
	Wishes
}

// People holds the roster.
type People interface {
	Unit(id anwei.UnitID) (anwei.Unit, bool, error)
	// Person ignores the case of the id, as WeCom does.
	Person(id anwei.PersonID) (anwei.Person, bool, error)
	// Roster returns all units and people in the order in which they were first put.
	Roster() (anwei.Roster, error)
	// RosterVersion is another number after every change of a unit, a person or a
	// grant, so that what was made of a roster can be kept until it changes.
	RosterVersion() (uint64, error)
	// UnitsAfter and PeopleAfter return at most limit of them in that order, those
	// after the one with the id, or the first ones where the id is empty. After an
	// id that is not there they return nothing.
	UnitsAfter(id anwei.UnitID, limit int) ([]anwei.Unit, error)
	PeopleAfter(id anwei.PersonID, limit int) ([]anwei.Person, error)
	PutUnit(u anwei.Unit) error
	// PutPerson stores the id in lower case.
	PutPerson(p anwei.Person) error
	DeletePerson(id anwei.PersonID) error
}

// Reports holds plans, drafts, reports and their revisions.
type Reports interface {
	// Plan returns the plan with the version, as it was put.
	Plan(version string) (anwei.Plan, bool, error)
	PutPlan(p anwei.Plan) error

	Draft(key anwei.ReportKey) (anwei.Draft, bool, error)
	PutDraft(d anwei.Draft) error
	// DeleteDraft of a draft that is not there is no error.
	DeleteDraft(key anwei.ReportKey) error

	Report(key anwei.ReportKey) (anwei.Report, bool, error)
	// Reports returns all reports of one form and period, by unit id.
	Reports(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error)
	// EachReport calls fn with the same reports, in any order, without their plan and
	// reasons: it is for sums over many. What fn is given is good until it returns,
	// and fn calls no method of the Tx.
	EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report)) error
	// History returns a unit's reports of one form, by period.
	History(form anwei.FormID, u anwei.UnitID) (map[anwei.Period]anwei.Report, error)
	// InUseSince returns the first period for which any unit reported on the form in
	// time. What was caught up on later counts for nothing: the program was not in use
	// then, and nobody could have been in time.
	InUseSince(form anwei.FormID) (anwei.Period, bool, error)
	// Confirm puts the report and adds the revision. The revision's number must
	// be one above the newest, from 1; otherwise nothing is written and the
	// error is ErrConflict, as it is for a report that is sealed. The report's
	// Revision becomes that number.
	Confirm(r anwei.Report, rev anwei.Revision) error
	// Revisions returns all revisions of a report, oldest first.
	Revisions(key anwei.ReportKey) ([]anwei.Revision, error)
}

// Turn is what one inbound message led to, so that its redelivery gets the same
// answer.
type Turn struct {
	// Reply is the text that may go back in the response to a callback; empty
	// when there is none.
	Reply string `json:"reply,omitempty"`
	// ReplySeq is the outgoing message that carries the same text.
	ReplySeq uint64 `json:"reply_seq,omitempty"`
	// Chosen replaces the buttons of the card that was pressed.
	Chosen string    `json:"chosen,omitempty"`
	At     time.Time `json:"at"`
}

// Talks holds where each person's talk stands, and the inbound messages that
// were applied.
type Talks interface {
	// Talk returns the stored form of a talk's state. Its content is the
	// caller's own.
	Talk(id anwei.PersonID) ([]byte, bool, error)
	PutTalk(id anwei.PersonID, state []byte) error
	// Seen returns the turn of the inbound message with the id.
	Seen(id string) (Turn, bool, error)
	PutSeen(id string, t Turn) error
	// ForgetSeen drops turns older than the time, at most limit of them; WeCom
	// redelivers within minutes. It returns how many it dropped.
	ForgetSeen(before time.Time, limit int) (int, error)
}

// Outbox holds the messages that are to be sent, in the order of their commits.
type Outbox interface {
	// PutOutgoing adds the message and returns its Seq, unless its Key was ever
	// put before: then it writes nothing and returns false.
	PutOutgoing(o anwei.Outgoing) (seq uint64, added bool, err error)
	// HasOutgoing reports whether the key was ever put.
	HasOutgoing(key string) (bool, error)
	// SeqOf returns the Seq of the message that was put with the key.
	SeqOf(key string) (seq uint64, put bool, err error)
	// Outgoing returns a pending message.
	Outgoing(seq uint64) (anwei.Outgoing, bool, error)
	// Due returns for each person the first pending message, if it may be sent
	// at now; so one person's messages keep their order. It returns at most
	// limit of them, in order of Seq.
	Due(now time.Time, limit int) ([]anwei.Outgoing, error)
	// NextDue returns the earliest time at which Due will return something, and
	// false when nothing is pending.
	NextDue() (time.Time, bool, error)
	// PutAttempt writes back a pending message after a failed try; its Key, To
	// and Created stay as they were. For a message that is no longer pending it
	// does nothing.
	PutAttempt(o anwei.Outgoing) error
	// Done ends a pending message. For a message that is not pending it does
	// nothing. One that Failed is set aside whole.
	Done(seq uint64, end Ending) error
	// Ended returns how a message ended.
	Ended(seq uint64) (Ending, bool, error)
	// Pending returns at most limit pending messages in order of Seq, those after
	// the one with the seq.
	Pending(after uint64, limit int) ([]anwei.Outgoing, error)
	// Aside returns at most limit messages that were set aside, in order of Seq,
	// those after the one with the seq.
	Aside(after uint64, limit int) ([]anwei.Outgoing, error)
	// Retry makes a message that was set aside pending again, as if it was never
	// tried and created at now. It returns false where none was set aside.
	Retry(seq uint64, now time.Time) (bool, error)
	// Drop throws away a message that was set aside; its ending stays, with the
	// result Dropped. It returns false where none was set aside.
	Drop(seq uint64, now time.Time) (bool, error)
	// SentSince returns whom a message was sent to at or after the time, oldest
	// first. It knows the last hour; what is older it may have forgotten.
	SentSince(t time.Time) ([]Delivery, error)
}

// Delivery is one message that WeCom accepted.
type Delivery struct {
	To anwei.PersonID
	At time.Time
}

// Ending says how an outgoing message ended. Done fills in Key and To.
type Ending struct {
	Key    string         `json:"key"`
	To     anwei.PersonID `json:"to"`
	At     time.Time      `json:"at"`
	Result Result         `json:"result"`
	// Detail is WeCom's message id where it was sent, the cause where it was not.
	Detail string `json:"detail,omitempty"`
}

// Result is the way in which a message ended.
type Result string

// The ways in which a message ends.
const (
	Sent      Result = "sent"      // WeCom accepted it
	Answered  Result = "answered"  // it went back in the response to a callback
	Failed    Result = "failed"    // given up: the person cannot be reached, or the message is refused
	Pointless Result = "pointless" // what it reminded of was done meanwhile
	Dropped   Result = "dropped"   // the operator threw it away after it had failed
)
