package bot

import (
	"time"

	"anwei"
	"anwei/language/frame"
)

// Stage is where a talk stands.
type Stage string

// The stages of a talk. The empty stage is a talk in which nothing is asked.
const (
	Idle     Stage = ""
	Choosing Stage = "choosing" // for which of the person's units
	Asking   Stage = "asking"   // the figures of one group
	Fixing   Stage = "fixing"   // the new value of one field
	Review   Stage = "review"   // the summary is shown, confirmation is awaited
	Reason   Stage = "reason"   // why doubtful figures are right
	Leaving  Stage = "leaving"  // whether a draft may be thrown away
	Guessing Stage = "guessing" // whether an assistant's guess is right
)

// State is where one person's talk stands. It passes through its JSON form
// between turns. What was answered is not in it: that is the unit's draft.
type State struct {
	Stage Stage `json:"stage,omitempty"`
	// Key is the report in hand.
	Key anwei.ReportKey `json:"key,omitzero"`
	// Group counts the form's groups from 0: the one that is asked.
	Group int `json:"group,omitempty"`
	// Field is the field whose new value is awaited while Fixing; while Asking the
	// text or choice that is asked, empty where counts are.
	Field anwei.FieldID `json:"field,omitempty"`
	// Shown is what the last summary showed; only that can be confirmed.
	Shown anwei.Values `json:"shown,omitempty"`
	// Words are what was typed before a unit was chosen.
	Words string `json:"words,omitempty"`
	// Consulted is the message that an assistant was asked about, Heard its words.
	// A guess about any other message comes too late.
	Consulted string `json:"consulted,omitempty"`
	Heard     string `json:"heard,omitempty"`
	// Guess is what the assistant made of it, until the person has said yes or no.
	Guess anwei.Values `json:"guess,omitempty"`
	// Pending is what was asked beside the report in hand, nil where nothing is.
	Pending *Pending `json:"pending,omitempty"`
	// Proven is what a photo that comes now would prove, nil where nothing was
	// told lately.
	Proven *Proven `json:"proven,omitempty"`
	// Asked is the last question that was answered, nil where none was.
	Asked *LastAsked `json:"asked,omitempty"`
	// Again is set while Leaving where the report is to be begun anew.
	Again bool `json:"again,omitempty"`
	// Next is the report that was offered after one was handed in: what 填报 means for
	// an hour.
	Next anwei.ReportKey `json:"next,omitzero"`
	// Missed counts the answers in a row that were not understood.
	Missed int `json:"missed,omitempty"`
	// Noticing is the notice in the making, nil where none is.
	Noticing *Noticing `json:"noticing,omitempty"`
	// Spoke is when the person was last heard.
	Spoke time.Time `json:"spoke,omitzero"`
	// Greeted is set once the person has been welcomed.
	Greeted bool `json:"greeted,omitempty"`
	// Behalf is set while the office fills in the report in hand for its unit.
	Behalf bool `json:"behalf,omitempty"`
}

// PendingKind is what is asked beside a report.
type PendingKind string

// What may be asked beside a report.
const (
	AskWhich   PendingKind = "which"   // which of Options is meant
	AskDetail  PendingKind = "detail"  // when and how a duty was done
	AskNote    PendingKind = "note"    // whether the fulfilment is right
	AskDay     PendingKind = "day"     // on which day it takes place
	AskWhy     PendingKind = "why"     // what the difficulty is
	AskOpen    PendingKind = "open"    // whether the case is right
	AskResult  PendingKind = "result"  // what came of a case's step
	AskProof   PendingKind = "proof"   // a photo or file of it
	AskSame    PendingKind = "same"    // whether what is missing is as last period
	AskReplace PendingKind = "replace" // whether a second figure replaces the first or is added
	AskAct     PendingKind = "act"     // whether, to whom and why the office does something
	AskStand   PendingKind = "stand"   // why returned figures are right as they are
	AskUnlock  PendingKind = "unlock"  // why a sealed report should be unlocked
	AskWrong   PendingKind = "wrong"   // what is wrong with what the office entered
	AskSeries  PendingKind = "series"  // whether numbered lines answer several tasks or one
	AskSheet   PendingKind = "sheet"   // for which of Options a table counts
	AskOver    PendingKind = "over"    // whether a table's figures replace others
	AskMeant   PendingKind = "meant"   // whether a question that an assistant chose was meant
	AskZero    PendingKind = "zero"    // whether all counts that are open are zero

	AskFeedback PendingKind = "feedback" // what was done about a notice
	AskExcuse   PendingKind = "excuse"   // why he does not come to a meeting
	AskProxy    PendingKind = "proxy"    // who comes in his place
	AskStamp    PendingKind = "stamp"    // a picture of the stamped sheet, or whether one is
)

// Pending is a question beside the report in hand. The next message that fits
// answers it; any other goes where it would go without it.
type Pending struct {
	Ask PendingKind `json:"ask"`
	// ID is the message after which it was asked with a card; empty where the
	// buttons are told apart by their matter.
	ID      string         `json:"id,omitempty"`
	Matter  anwei.Matter   `json:"matter,omitzero"`
	Options []anwei.Matter `json:"options,omitempty"`
	Words   string         `json:"words,omitempty"`
	// Told is the fulfilment as far as it was told, Case the case to be opened,
	// Result what came of a step that still wants its proof.
	Told   *anwei.Fulfilment `json:"told,omitempty"`
	Case   *anwei.Case       `json:"case,omitempty"`
	Result string            `json:"result,omitempty"`
	// Values are the second answers that came for answered fields, or what several
	// tasks would be answered with.
	Values anwei.Values `json:"values,omitempty"`
	// Act is what the office is about to do.
	Act *Act `json:"act,omitempty"`
	// One are the values where numbered lines answer one task.
	One anwei.Values `json:"one,omitempty"`
	// Sheet is what a table says that was sent.
	Sheet *Sheet `json:"sheet,omitempty"`
	// Page is a picture that may be of a stamped sheet.
	Page *anwei.Evidence `json:"page,omitempty"`
	// Meant is the question that may have been meant.
	Meant *Meant `json:"meant,omitempty"`
}

// Proven is what was told last: a fulfilment by its number, a case's step, or a
// task of a report.
type Proven struct {
	Matter anwei.Matter  `json:"matter"`
	N      int           `json:"n,omitempty"`
	Field  anwei.FieldID `json:"field,omitempty"`
	At     time.Time     `json:"at"`
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
	// Assisted is set where an assistant may be asked, Sees where it reads
	// pictures.
	Assisted, Sees bool
	// Reads is set where files that were sent can be read.
	Reads bool
	// Group is set where the office's group chat can be written to.
	Group bool
	// Mailbox is where stamped sheets are sent to, empty where that is not told.
	Mailbox string
	// Frames are what is read by; nil makes them for this one step.
	Frames *frame.Frames
}

// Ledger is what a turn may read. It answers from the turn's own transaction,
// so that a Step with an equal ledger gives equal results.
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
	Said(key string) bool
	Desk
	Notices
	Tables
	Wishes
}

// Effect is something that should be done when a turn is saved. The set is
// closed.
//
//sumtype:decl
type Effect interface{ effect() }

// Say is a message to one person: a text, a card or an order for a file.
type Say struct {
	// To is empty for the person who spoke.
	To anwei.PersonID `json:"to,omitempty"`
	// Key makes the message unique for ever; empty for an answer of this turn.
	Key   string       `json:"key,omitempty"`
	Text  string       `json:"text,omitempty"`
	Card  *anwei.Card  `json:"card,omitempty"`
	Order *anwei.Order `json:"order,omitempty"`
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

func (Ask) effect()            {}
func (PutPromise) effect()     {}
func (AddFulfilment) effect()  {}
func (VoidFulfilment) effect() {}
func (PutCase) effect()        {}
func (PutEvidence) effect()    {}
func (Say) effect()            {}
func (SaveDraft) effect()      {}
func (DropDraft) effect()      {}
func (Confirm) effect()        {}
