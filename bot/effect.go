package bot

import (
	"anwei"
)

// PutBaseline keeps what the office has set an indicator to be compared with.
type PutBaseline struct{ Baseline anwei.Baseline }

func (PutBaseline) effect() {}

// PutWish keeps which briefing a person wants.
type PutWish struct{ Wish anwei.Wish }

func (PutWish) effect() {}

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

func (Handle) effect() {}

func (PutAudit) effect() {}

func (PutReminded) effect() {}

func (PutGrant) effect() {}

func (PutMark) effect() {}

func (PutPerson) effect() {}

func (PutUnit) effect() {}

func (AddMisheard) effect() {}

// Read reads a file that was sent, when the turn is saved. What it turned out to
// be comes back as a BookMessage whose id is ReadID of the message, or never.
type Read struct {
	Media string
	// Kind is the kind that WeCom names.
	Kind string
}

func (Read) effect() {}

// PutNotice writes a notice. One that is New has the number that the ledger gives
// next.
type PutNotice struct {
	Notice anwei.Notice
	New    bool
}

// PutReceipt writes what a person has answered to a notice.
type PutReceipt struct{ Receipt anwei.Receipt }

// Post puts messages of a notice into the outbox. Each has its key, so that none
// is ever put twice.
type Post struct{ Rows []anwei.Outgoing }

func (PutNotice) effect() {}

func (PutReceipt) effect() {}

func (Post) effect() {}

// Effect is something that should be done when a turn is saved. The set is
// closed.
//
//sumtype:decl
type Effect interface{ effect() }

// Say is a message to one person.
type Say struct {
	// To is empty for the person who spoke.
	To anwei.PersonID
	// Key makes the message unique for ever; empty for an answer of this turn.
	Key     string
	Content anwei.Content
}

// SaveDraft keeps a draft.
type SaveDraft struct{ Draft anwei.Draft }

// DropDraft throws a draft away.
type DropDraft struct{ Key anwei.ReportKey }

// Confirm puts a report on record.
type Confirm struct {
	Report   anwei.Report
	Revision anwei.Revision
}

// Ask asks the assistant about a message, when the turn is saved. Its guess comes
// back as a GuessMessage whose id is GuessID of the message, or never.
type Ask struct {
	Text   string
	Media  string // of a picture
	Form   anwei.Form
	Fields []anwei.FieldID
	// Choices are set where the assistant is to choose a question, and not to read
	// figures.
	Choices *Choices
}

// GuessID is the id of the guess about a message.
func GuessID(message string) string { return "guess:" + message }

// PutPromise keeps a promise, in place of the one before.
type PutPromise struct{ Promise anwei.Promise }

// AddFulfilment puts a fulfilment on record.
type AddFulfilment struct{ Fulfilment anwei.Fulfilment }

// VoidFulfilment makes a fulfilment count no more.
type VoidFulfilment struct {
	Matter anwei.Matter
	N      int
	Why    string
}

// PutCase writes a case. One that is New has the number that the ledger gives
// next.
type PutCase struct {
	Case anwei.Case
	New  bool
}

// PutEvidence keeps what was sent as proof.
type PutEvidence struct{ Evidence anwei.Evidence }

func (Ask) effect() {}

func (PutPromise) effect() {}

func (AddFulfilment) effect() {}

func (VoidFulfilment) effect() {}

func (PutCase) effect() {}

func (PutEvidence) effect() {}

func (Say) effect() {}

func (SaveDraft) effect() {}

func (DropDraft) effect() {}

func (Confirm) effect() {}

// AddSnapshot keeps a snapshot for ever, under a name that its period does not have
// yet.
type AddSnapshot struct{ Snapshot anwei.Snapshot }

// PutKeyed keeps up to which revision a report was typed into the other system.
type PutKeyed struct{ Keyed anwei.Keyed }

func (AddSnapshot) effect() {}

func (PutKeyed) effect() {}
