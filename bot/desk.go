package bot

import (
	"time"

	"anwei"
)

// Desk is what a turn may read of what was done about people and about reports
// that are in.
type Desk interface {
	Handlings(key anwei.ReportKey) []anwei.Handling
	Grant(id anwei.GrantID) (anwei.Grant, bool)
	GrantsOf(p anwei.PersonID) []anwei.Grant
	LastGrant() anwei.GrantID
	Marks() []anwei.Mark
	// Audits returns at most limit rows from since on and before until, newest
	// first.
	Audits(since, until time.Time, limit int) []anwei.Audit
	// Misheard returns at most limit of what was not understood, newest first.
	Misheard(limit int) []anwei.Misheard
	// Put reports whether a message with the key was ever put into the outbox.
	Put(key string) bool
}

// Handle puts on record what was done with a report that is in.
type Handle struct {
	Key      anwei.ReportKey
	Handling anwei.Handling
}

// PutAudit puts on record what was done by right of an office, or refused.
type PutAudit struct{ Audit anwei.Audit }

// PutReminded puts on record that somebody was reminded.
type PutReminded struct{ Reminded anwei.Reminded }

// PutGrant writes a grant. One that is New has the number that the ledger gives
// next.
type PutGrant struct {
	Grant anwei.Grant
	New   bool
}

// PutMark writes a mark. One that is New has the number that the ledger gives
// next.
type PutMark struct {
	Mark anwei.Mark
	New  bool
}

// PutPerson and PutUnit change the roster.
type PutPerson struct{ Person anwei.Person }

// PutUnit writes a unit of the roster.
type PutUnit struct{ Unit anwei.Unit }

// AddMisheard keeps what was not understood.
type AddMisheard struct{ Misheard anwei.Misheard }

func (Handle) effect()      {}
func (PutAudit) effect()    {}
func (PutReminded) effect() {}
func (PutGrant) effect()    {}
func (PutMark) effect()     {}
func (PutPerson) effect()   {}
func (PutUnit) effect()     {}
func (AddMisheard) effect() {}
