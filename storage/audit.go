package storage

import (
	"time"

	"anwei"
)

// Desk holds what is done about people and about reports that are in: handlings,
// grants, marks, and the record of all that was done or refused.
type Desk interface {
	// Handlings returns what was done with a report after it was handed in, oldest
	// first, of all its revisions.
	Handlings(key anwei.ReportKey) ([]anwei.Handling, error)
	// Handle adds a handling and makes it the report's Handled. Its N must be one
	// above the newest, from 1, and its Revision the report's; otherwise nothing
	// is written and the error is ErrConflict.
	Handle(key anwei.ReportKey, h anwei.Handling) error

	// Grant returns the grant with the number.
	Grant(id anwei.GrantID) (anwei.Grant, bool, error)
	// GrantsOf returns the grants that the person gave or got, by number.
	GrantsOf(p anwei.PersonID) ([]anwei.Grant, error)
	// PutGrant writes a grant back; its From and To stay as they were. One without
	// a number is new and gets the next one. It returns the number.
	PutGrant(g anwei.Grant) (anwei.GrantID, error)
	// LastGrant returns the number that was given last, 0 for none.
	LastGrant() (anwei.GrantID, error)

	// Marks returns all marks, by number.
	Marks() ([]anwei.Mark, error)
	// PutMark writes a mark back. One without a number is new and gets the next
	// one. It returns the number.
	PutMark(m anwei.Mark) (uint32, error)

	// Audits returns at most limit rows from since on and before until, newest
	// first, at a cost that grows with the limit alone.
	Audits(since, until time.Time, limit int) ([]anwei.Audit, error)
	// PutAudit adds a row; the same time and id is written once.
	PutAudit(a anwei.Audit) error

	// Misheard returns at most limit of what was not understood, newest first.
	Misheard(limit int) ([]anwei.Misheard, error)
	// AddMisheard adds one, and drops the oldest where there are more than
	// MisheardKept.
	AddMisheard(m anwei.Misheard) error
}

// MisheardKept bounds how much is kept of what was not understood.
const MisheardKept = 200

// Granted returns the person with what grants add on the day.
func Granted(d Desk, p anwei.Person, on anwei.Date) (anwei.Person, error) {
	grants, err := d.GrantsOf(p.ID)
	return p.With(grants, on), err
}

// AllGranted returns the people with what grants add on the day, in their order.
func AllGranted(d Desk, people []anwei.Person, on anwei.Date) ([]anwei.Person, error) {
	for i, p := range people {
		var err error
		if people[i], err = Granted(d, p, on); err != nil {
			return nil, err
		}
	}
	return people, nil
}
