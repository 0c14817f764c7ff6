package anwei

import (
	"encoding/json"
	"fmt"
	"time"
)

// Outgoing is one message that was decided on and committed, and is to be sent.
type Outgoing struct {
	// Seq is given by storage and rises in the order of commits.
	Seq uint64 `json:"seq"`
	// Key is unique for ever: putting a key twice is putting it once.
	Key string   `json:"key"`
	To  PersonID `json:"to"`
	// Content is what the message brings.
	Content Content   `json:"-"`
	Created time.Time `json:"created"`
	// NotBefore holds the message back: for a retry, or while the same text is
	// on its way in the answer to a callback.
	NotBefore time.Time `json:"not_before,omitzero"`
	Attempts  int       `json:"attempts,omitempty"`
	LastError string    `json:"last_error,omitempty"`
	// Batch is the same for messages that say the same to many people, which may
	// go out in one call; empty where the message is for one person alone.
	Batch string `json:"batch,omitempty"`
	// About is set where the message is of a notice. One that has become
	// pointless by then is not sent.
	About *About `json:"about,omitempty"`
}

// Content is what a message brings. The set is closed: a PlainText, a *Card, an Order, a
// Reminder, a Bulletin or a Recall.
//
//sumtype:decl
type Content interface{ content() }

// PlainText is a text without any marks of style.
type PlainText string

// Reminder is what a person is reminded of. Its words are made of the items that are
// still owed when it is sent; where none is, it is not sent.
type Reminder []Item

// Recall is WeCom's id of a message that is to be taken back, in place of something to
// be said. Such a message is to nobody, but a RecallLane.
type Recall string

func (PlainText) content() {}

func (*Card) content() {}

func (Reminder) content() {}

func (Recall) content() {}

// stored is a message as ledgers keep it: what it brings stands under a key of its
// kind, beside what all messages have.
type stored struct {
	envelope

	Text     PlainText       `json:"text,omitempty"`
	Card     *Card           `json:"card,omitempty"`
	Order    json.RawMessage `json:"order,omitempty"`
	Reminds  Reminder        `json:"reminds,omitempty"`
	Bulletin *Bulletin       `json:"bulletin,omitempty"`
	Recall   Recall          `json:"recall,omitempty"`
}

type envelope Outgoing

// MarshalJSON implements json.Marshaler.
func (o Outgoing) MarshalJSON() ([]byte, error) {
	s := stored{envelope: envelope(o)}
	var err error
	switch c := o.Content.(type) {
	case nil:
	case PlainText:
		s.Text = c
	case *Card:
		s.Card = c
	case Reminder:
		s.Reminds = c
	case Bulletin:
		s.Bulletin = &c
	case Recall:
		s.Recall = c
	case Order:
		s.Order, err = json.Marshal(c)
	default:
		err = fmt.Errorf("message %q brings a %T", o.Key, c)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(s)
}

// UnmarshalJSON implements json.Unmarshaler.
func (o *Outgoing) UnmarshalJSON(raw []byte) (err error) {
	var s stored
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	*o = Outgoing(s.envelope)
	switch {
	case s.Recall != "":
		o.Content = s.Recall
	case s.Bulletin != nil:
		o.Content = *s.Bulletin
	case len(s.Reminds) > 0: // it had words beside its items once
		o.Content = s.Reminds
	case s.Order != nil:
		o.Content, err = readOrder(s.Order)
	case s.Card != nil:
		o.Content = s.Card
	case s.Text != "":
		o.Content = s.Text
	}
	return err
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
}

// Button is one choice of a card. Key comes back when it is pressed.
type Button struct {
	Text string `json:"text"` // at most 10 characters
	Key  string `json:"key"`
	// Main marks the choice that is usually right.
	Main bool `json:"main,omitempty"`
}
