package bot

import (
	"time"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/report/intake"
	"anwei/scheduler"
)

// Wishes is what a turn may read of what people and the office have set.
type Wishes interface {
	Wish(p anwei.PersonID) anwei.Wish
	// Baselines are all that were set by now, by indicator and then by time.
	Baselines() []anwei.Baseline
}

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

// Notices is what a turn may read of notices.
type Notices interface {
	Notice(id anwei.NoticeID) (anwei.Notice, bool)
	// Notices are at most limit notices, the newest first.
	Notices(limit int) []anwei.Notice
	// NoticesTo are at most limit notices that the person got, the newest first.
	NoticesTo(id anwei.PersonID, limit int) []anwei.Notice
	Receipt(id anwei.NoticeID, p anwei.PersonID) anwei.Receipt
	Receipts(id anwei.NoticeID) map[anwei.PersonID]anwei.Receipt
	// Posted is what became of sending the notice, by receiver; of one that was
	// not sent it says who could not be reached lately.
	Posted(n anwei.Notice) map[anwei.PersonID]anwei.Posted
}

// Input is everything that a turn depends on.
type Input struct {
	Message Message
	// Now is in the plan's time zone.
	Now time.Time
	// Person is who spoke; Known is false for somebody not on the roster, of
	// whom only the id is set.
	Person   anwei.Person
	Known    bool
	Plan     anwei.Plan
	Calendar anwei.Calendar
	Ledger   Ledger
	// Phrases are the sentences of the bot, without examples.
	Phrases *phrases.Catalogue
	// Reader reads what people write about the plan and the roster of the ledger.
	Reader *language.Reader
	// UnitNames are what tables call the units, made when they are asked for first.
	UnitNames func() *intake.UnitNames
	// Heard is what was read of the message's text before the turn began, with a reader
	// that may have been of a roster before; nil where nothing was.
	Heard *language.Heard
	// Assisted is set where an assistant may be asked, Sees where it reads
	// pictures.
	Assisted, Sees bool
	// Reads is set where files that were sent can be read.
	Reads bool
	// Group is set where the office's group chat can be written to.
	Group bool
	// Mailbox is where stamped sheets are sent to, empty where that is not told.
	Mailbox string
}

// Ledger is what a turn may read. It answers from the turn's own transaction,
// so that a Step with an equal ledger gives equal results. What it returns is not
// changed by anybody, since it may be returned again.
type Ledger interface {
	Unit(id anwei.UnitID) (anwei.Unit, bool)
	Roster() anwei.Roster
	Plan(version string) (anwei.Plan, bool)
	Draft(key anwei.ReportKey) (anwei.Draft, bool)
	Report(key anwei.ReportKey) (anwei.Report, bool)
	Reports(form anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report
	// EachReport calls fn with the same reports, in any order, without their plan and
	// reasons. What fn is given is good until it returns.
	EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report))
	// Tallies returns what the reports of one form and period come to, of all units that
	// have the parent and kind of one of these, and the place of each unit of the roster, by
	// which they name them; nil where it is not known.
	Tallies(form anwei.FormID, p anwei.Period, of []anwei.Unit) ([]anwei.Tally, map[anwei.UnitID]int)
	// InUseSince returns the first period for which any unit reported on the form in
	// time.
	InUseSince(form anwei.FormID) (anwei.Period, bool)
	Promise(m anwei.Matter) (anwei.Promise, bool)
	Promises(u anwei.UnitID) []anwei.Promise
	Fulfilments(m anwei.Matter) []anwei.Fulfilment
	FulfilmentsOf(d anwei.DutyID, p anwei.Period) map[anwei.UnitID][]anwei.Fulfilment
	Case(id anwei.CaseID) (anwei.Case, bool)
	Cases(u anwei.UnitID, open bool) []anwei.Case
	Evidence(m anwei.Matter) []anwei.Evidence
	Reminders(m anwei.Matter) []anwei.Reminded
	// Scheduler is the ledger as it is, for the scheduler to ask.
	Scheduler() scheduler.Ledger
	Desk
	Notices
	Tables
	Wishes
}

// Tables is what a turn may read of snapshots and of the other system.
type Tables interface {
	Revisions(key anwei.ReportKey) []anwei.Revision
	Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool)
	Snapshots(p anwei.Period) []anwei.Snapshot
	Keyed(form anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Keyed
}
