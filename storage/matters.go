package storage

import (
	"time"

	"anwei"
)

// Matters holds what is known of the things that units owe besides the reports
// themselves: promises, fulfilments, cases, evidence, and who was reminded.
type Matters interface {
	// Promise returns the newest promise about the matter, and Promises the newest
	// of each matter of the unit, in the order of their matters' String.
	Promise(m anwei.Matter) (anwei.Promise, bool, error)
	Promises(u anwei.UnitID) ([]anwei.Promise, error)
	PutPromise(p anwei.Promise) error

	// Fulfilments returns all fulfilments of the matter, by N, void ones included.
	Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error)
	// FulfilmentsOf returns the fulfilments of one duty and period, by unit.
	FulfilmentsOf(d anwei.DutyID, p anwei.Period) (map[anwei.UnitID][]anwei.Fulfilment, error)
	// AddFulfilment adds one. Its N must be one above the newest of its matter,
	// from 1; otherwise nothing is written and the error is ErrConflict.
	AddFulfilment(f anwei.Fulfilment) error
	// VoidFulfilment sets Void and Voided of the fulfilment with the number; one that
	// is not there is an error.
	VoidFulfilment(m anwei.Matter, n int, why string, at time.Time) error

	// Case returns the case with the number.
	Case(id anwei.CaseID) (anwei.Case, bool, error)
	// Cases returns all cases, or those of one unit, by number; open limits them to
	// those that are not closed, at a cost that does not grow with the closed ones.
	Cases(u anwei.UnitID, open bool) ([]anwei.Case, error)
	// PutCase writes a case back. One without a number is new and gets the next
	// one. It returns the number.
	PutCase(c anwei.Case) (anwei.CaseID, error)

	// Evidence returns what was sent for the matter, in the order of At.
	Evidence(m anwei.Matter) ([]anwei.Evidence, error)
	// PutEvidence writes evidence by its ID.
	PutEvidence(e anwei.Evidence) error
	// Unfetched returns at most limit pieces whose content was neither fetched nor
	// lost, oldest first.
	Unfetched(limit int) ([]anwei.Evidence, error)

	// Reminders returns what was said about the matter, oldest first.
	Reminders(m anwei.Matter) ([]anwei.Reminded, error)
	// PutReminded adds one; the same matter, rule, person and time is written once.
	PutReminded(r anwei.Reminded) error

	// Occurrence returns what became of the reminder with the key.
	Occurrence(key string) (Occurrence, bool, error)
	// PutOccurrence puts the key unless it was ever put: then it writes nothing
	// and returns false.
	PutOccurrence(key string, o Occurrence) (added bool, err error)
	// Rung returns up to when the alarm has put everything that was due, and
	// false before the first time. PutRung moves that time, forth or back.
	Rung() (time.Time, bool, error)
	PutRung(t time.Time) error
}

// Occurrence is what became of one reminder of one rule to one person.
type Occurrence struct {
	At time.Time `json:"at"`
	// Dropped is set where it had become pointless before it could be said.
	Dropped bool `json:"dropped,omitempty"`
}

// Ways holds by which ways people can be reached.
type Ways interface {
	Reach(id anwei.PersonID) (Reach, bool, error)
	PutReach(id anwei.PersonID, r Reach) error
}

// Reach is by which ways one person can be reached.
type Reach struct {
	// Spoke is when he last spoke over the long connection, which can push to
	// nobody else; zero is never.
	Spoke time.Time `json:"spoke,omitzero"`
	// Refused says why WeCom did not take the last message to him, and RefusedAt
	// when; empty where it did.
	Refused   string    `json:"refused,omitempty"`
	RefusedAt time.Time `json:"refused_at,omitzero"`
}
