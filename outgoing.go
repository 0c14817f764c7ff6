package anwei

import (
	"fmt"
	"time"
)

// Outgoing is one message that was decided on and committed, and is to be sent.
// It carries one of Text, Card, Order, Reminds, Bulletin and Recall.
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
	// Reminds are what a reminder is about. Its text and card are made of those
	// that are still owed when it is sent; where none is, it is not sent.
	Reminds []Item `json:"reminds,omitempty"`
	// Markdown says that Text is in WeCom's markdown.
	Markdown bool `json:"markdown,omitempty"`
	// Batch is the same for messages that say the same to many people, which may
	// go out in one call; empty where the message is for one person alone.
	Batch string `json:"batch,omitempty"`
	// About is set where the message is of a notice. One that has become
	// pointless by then is not sent.
	About *About `json:"about,omitempty"`
	// Bulletin is composed when the message is sent. Where there is nothing to say
	// then, it is not sent.
	Bulletin *Bulletin `json:"bulletin,omitempty"`
	// Recall is WeCom's id of a message that is to be taken back, in place of
	// something to be said. To is then nobody, but a RecallLane.
	Recall string `json:"recall,omitempty"`
}

// Item is one matter within a reminder.
type Item struct {
	// Key names the occurrence for ever: rule, matter and person.
	Key    string    `json:"key"`
	Rule   RuleID    `json:"rule"`
	Matter Matter    `json:"matter"`
	As     Recipient `json:"as"`
	// Title heads a card about it alone: 10月调度表待填报.
	Title string `json:"title"`
	// Form is the short name of the report that it is about, and State how far
	// that is; both are empty where it is about something else. Title, Text and
	// Line have them as {form} and {state}, so that the reports of a unit which
	// are due alike can be named in one sentence.
	Form  string `json:"form,omitempty"`
	State string `json:"state,omitempty"`
	// Text says it alone, Line as one of several.
	Text string `json:"text"`
	Line string `json:"line"`
	// Ask offers to promise a day or to tell a difficulty.
	Ask bool `json:"ask,omitempty"`
	// TopUp is set where it asks whether a report that is in has changed since:
	// the day from which on a confirmation answers that.
	TopUp Date `json:"top_up,omitzero"`
	// Back is set where it reminds of a correction: since when that is waited for.
	Back Date `json:"back,omitzero"`
	// Due is the last day. Title, Text and Line have {left} for how far that is, which
	// is known when it is sent.
	Due Date `json:"due,omitzero"`
	// Begun is set where the report has a draft.
	Begun bool `json:"begun,omitempty"`
	// Late is set where the item is said on a later day than the rule's.
	Late bool `json:"late,omitempty"`
}

// OfficeGroup stands, as a receiver, for the group chat of the office, which is
// reached by a group robot. No userid has such a character.
const OfficeGroup PersonID = "#group"

// RecallLane stands, as a receiver, for one recall of a notice: what is tried again
// for a day holds back nothing else. No userid has such a character.
func RecallLane(id NoticeID, n int) PersonID { return PersonID(fmt.Sprintf("#recall/%d/%d", id, n)) }

// Card is a message with at most six buttons. Everything a button does can also
// be typed.
type Card struct {
	Title   string   `json:"title"`          // at most 36 characters
	Text    string   `json:"text,omitempty"` // at most 160 characters
	Buttons []Button `json:"buttons"`
	// URL is the page that a card without buttons opens.
	URL string `json:"url,omitempty"`
}

// Button is one choice of a card. Key comes back when it is pressed.
type Button struct {
	Text string `json:"text"` // at most 10 characters
	Key  string `json:"key"`
	// Main marks the choice that is usually right.
	Main bool `json:"main,omitempty"`
}

// Order is a cheque for a file: which form or which duties, which period, and
// whose.
type Order struct {
	Form   FormID `json:"form,omitempty"`
	Period Period `json:"period"`
	// Duties asks for the table of the duties of the period instead of a form's;
	// Duty limits it to one of them.
	Duties bool   `json:"duties,omitempty"`
	Duty   DutyID `json:"duty,omitempty"`
	// Table asks for a list about the reports of the period instead of the reports,
	// and Snapshot for the reports as a snapshot of the period holds them.
	Table    TableKind `json:"table,omitempty"`
	Snapshot string    `json:"snapshot,omitempty"`
	// Marks asks for the list of the marks of the period, which is a year.
	Marks MarkGroup `json:"marks,omitempty"`
	// Unit asks for the unit's own official sheet where Own is set, and
	// otherwise for the table of all units at or below it.
	Unit UnitID `json:"unit"`
	Own  bool   `json:"own,omitempty"`
	// Notice asks for the table of the receipts of a notice, or for one of its
	// files where Piece names the evidence that it was kept as, the N-th of them.
	Notice NoticeID `json:"notice,omitempty"`
	Piece  string   `json:"piece,omitempty"`
	N      int      `json:"n,omitempty"`
	// Format is what the file is to be; empty is a workbook.
	Format Format `json:"format,omitempty"`
	// Indicator is what a Picture shows: the units by it, or its Course over the
	// periods; of one Kind of units where that is set, and with the Low values first.
	Indicator IndicatorID `json:"indicator,omitempty"`
	Course    bool        `json:"course,omitempty"`
	Kind      UnitKind    `json:"kind,omitempty"`
	Tag       string      `json:"tag,omitempty"` // of one industry, likewise
	Low       bool        `json:"low,omitempty"`
}

// TableKind is a list about reports.
type TableKind string

// The lists that can be had besides the reports themselves.
const (
	RevisionsTable TableKind = "revisions" // 修订清单: every revision of the period's reports
	MovesTable     TableKind = "moves"     // 变化清单: what changed since the snapshot
	RekeyTable     TableKind = "rekey"     // 补录清单: what is to be typed into the other system
)

// Format is what an ordered file is.
type Format string

// The formats of a file.
const (
	Workbook Format = ""
	PDF      Format = "pdf"
	Picture  Format = "picture"
)

// File is a finished document. Name is what people see, with its extension.
type File struct {
	Name string
	Data []byte
}
