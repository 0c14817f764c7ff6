package anwei

import (
	"fmt"
	"slices"
	"time"
)

// NoticeID numbers the notices of a ledger from 1, as people name them: 3号.
type NoticeID uint32

// NoticeState is how far a notice has come.
type NoticeState string

// The states of a notice.
const (
	NoticeDraft     NoticeState = "draft"     // being written or shown to the one who writes it
	NoticeScheduled NoticeState = "scheduled" // waits for the time that the office set
	NoticeSent      NoticeState = "sent"
	NoticeRecalled  NoticeState = "recalled"
	NoticeCancelled NoticeState = "cancelled" // never sent
)

// Notice is a broadcast of the office. Whom it goes to is frozen when it is shown
// to the one who writes it: what happens to the roster afterwards changes nothing.
type Notice struct {
	ID    NoticeID    `json:"id"`
	State NoticeState `json:"state"`
	// Edition rises whenever text, receivers or terms change before the notice is
	// sent. What was shown of an older edition cannot be sent.
	Edition int       `json:"edition"`
	By      PersonID  `json:"by"`
	Unit    UnitID    `json:"unit"` // of the office that sends it
	Created time.Time `json:"created"`
	Text    string    `json:"text"`
	// Files are the ids under which the pictures and files are kept as evidence.
	Files []string `json:"files,omitempty"`
	// Audience is for whom it is, in the words of the office.
	Audience string     `json:"audience"`
	To       []Receiver `json:"to,omitempty"`
	// Nobody are the addressed units in which nobody can get it.
	Nobody []UnitID `json:"nobody,omitempty"`
	// Confirm asks for 确认, Feedback for what was done, in text, photo or file.
	Confirm  bool `json:"confirm,omitempty"`
	Feedback bool `json:"feedback,omitempty"`
	// Meeting is nil where the notice calls to none.
	Meeting *Meeting `json:"meeting,omitempty"`
	// AnswerBy is the last instant that answers in time; zero is none.
	AnswerBy time.Time `json:"answer_by,omitzero"`
	// SendAt is when the office wants it sent; zero is at once.
	SendAt time.Time `json:"send_at,omitzero"`
	// Sent is when it was put into the outbox.
	Sent       time.Time `json:"sent,omitzero"`
	Recalled   time.Time `json:"recalled,omitzero"`
	RecalledBy PersonID  `json:"recalled_by,omitempty"`
	// Chases counts how often the office chased, Chased is when it last did.
	Chases int       `json:"chases,omitempty"`
	Chased time.Time `json:"chased,omitzero"`
	// Minded are the keys of what the alarm has done about it, Look is when it has
	// to look again; zero is never.
	Minded []string  `json:"minded,omitempty"`
	Look   time.Time `json:"look,omitzero"`
}

// Receiver is one person that a notice goes to, and for which unit.
type Receiver struct {
	Person PersonID `json:"person"`
	Name   string   `json:"name"`
	Unit   UnitID   `json:"unit,omitempty"`
}

// Meeting is what a notice calls to.
type Meeting struct {
	At    time.Time `json:"at"`
	Place string    `json:"place,omitempty"`
}

// Receiver returns the person among the receivers.
func (n Notice) Receiver(id PersonID) (Receiver, bool) {
	i := slices.IndexFunc(n.To, func(r Receiver) bool { return r.Person == id })
	if i < 0 {
		return Receiver{}, false
	}
	return n.To[i], true
}

// Asks reports whether the notice wants any answer.
func (n Notice) Asks() bool { return n.Confirm || n.Feedback || n.Meeting != nil }

// Live reports whether the notice was sent and still stands.
func (n Notice) Live() bool { return n.State == NoticeSent }

// Attendance is what somebody said to a meeting.
type Attendance string

// The answers to a meeting.
const (
	Attends Attendance = "attends" // 参加
	Excused Attendance = "excused" // 请假, with a reason
	Proxy   Attendance = "proxy"   // 替会, by whom
)

// Receipt is what one person has answered to a notice. The three things that are
// counted apart are whether WeCom took it (Posted), Confirmed and Done.
type Receipt struct {
	Notice NoticeID `json:"notice"`
	Person PersonID `json:"person"`
	// Confirmed is when he first confirmed, Words what he typed for it.
	Confirmed time.Time `json:"confirmed,omitzero"`
	Words     string    `json:"words,omitempty"`
	// Done is when he first told what was done, Result what he told last.
	Done   time.Time `json:"done,omitzero"`
	Result string    `json:"result,omitempty"`
	// Proofs counts the photos and files that came with it.
	Proofs int        `json:"proofs,omitempty"`
	Attend Attendance `json:"attend,omitempty"`
	// Detail is why he does not come, or who comes in his place.
	Detail   string    `json:"detail,omitempty"`
	Answered time.Time `json:"answered,omitzero"` // to the meeting
}

// Missing reports whether the notice still waits for something of the person.
func (n Notice) Missing(r Receipt) bool {
	return n.Confirm && r.Confirmed.IsZero() || n.Feedback && r.Done.IsZero() || n.Meeting != nil && r.Attend == ""
}

// AboutKind is why a message about a notice is sent.
type AboutKind string

// The kinds of messages about a notice.
const (
	AboutNotice  AboutKind = ""        // the notice itself
	AboutMissing AboutKind = "missing" // it chases somebody who has not answered
	AboutMeeting AboutKind = "meeting" // it reminds somebody who takes part
)

// About says which notice a message is of, and why it is sent.
type About struct {
	Notice NoticeID  `json:"notice"`
	Kind   AboutKind `json:"kind,omitempty"`
}

// Pointless returns why a message about the notice need not be sent any more to
// somebody whose receipt it is, and "" where it must.
func (a About) Pointless(n Notice, r Receipt) string {
	switch {
	case !n.Live():
		return "通知已撤回"
	case a.Kind == AboutMissing && !n.Missing(r):
		return "已经回复"
	case a.Kind == AboutMeeting && r.Attend != Attends && r.Attend != Proxy && r.Attend != "":
		return "已经请假"
	}
	return ""
}

// PostState is what became of sending something to somebody.
type PostState string

// What may become of sending a notice to a person.
const (
	PostNone    PostState = ""        // it was never put
	PostWaiting PostState = "waiting" // not sent yet
	PostSent    PostState = "sent"    // 已送达: WeCom took it
	PostFailed  PostState = "failed"  // he cannot be reached
	PostDropped PostState = "dropped" // the notice was recalled before
)

// NoticeKey is the key of the message by which a notice goes to a person. What
// follows it has the same key and more.
func NoticeKey(id NoticeID, p PersonID) string { return fmt.Sprintf("notice/%d/%s", id, p) }

// NoticeKeys returns the keys of all messages by which the notice may go to a
// person, the notice itself first.
func (n Notice) NoticeKeys(p PersonID) []string {
	key := NoticeKey(n.ID, p)
	out := append(make([]string, 0, 2+len(n.Files)), key, key+"/card")
	for i := range n.Files {
		out = append(out, fmt.Sprintf("%s/file/%d", key, i+1))
	}
	return out
}

// Posted is what became of sending a notice to one person.
type Posted struct {
	State PostState
	At    time.Time
	// Messages are WeCom's ids of what was sent to him of the notice, its files
	// included; Why is the cause where it failed, or failed last time.
	Messages []string
	Why      string
	// Pushed is set where a part of it went by the long connection, on which
	// nothing can be recalled.
	Pushed bool
	// Back is what became of taking a recalled notice back from him. Where it was
	// kept, Kept is the cause, and KeptAt is when WeCom refused it.
	Back   BackState
	Kept   string
	KeptAt time.Time
}

// BackState is what became of taking a recalled notice back from somebody.
type BackState string

// What may become of taking a notice back.
const (
	BackNone    BackState = ""        // it was not tried: it cannot be taken back from him
	BackWaiting BackState = "waiting" // it is being tried
	BackTaken   BackState = "taken"   // WeCom took all of it back
	BackKept    BackState = "kept"    // WeCom refused for good, and a part of it is still there
)

// RecallKey is the key of the message that takes back what WeCom knows as message
// of the notice.
func RecallKey(id NoticeID, message string) string {
	return fmt.Sprintf("notice/%d/recall/%s", id, message)
}

// NoticeRules says how the notices of a campaign are chased and its meetings
// reminded of.
type NoticeRules struct {
	// To lists who of an addressed unit gets a notice that does not say: the
	// first kind of which the unit has anybody.
	To []Recipient `json:"to,omitempty"`
	// Chase lists when those who are missing are chased.
	Chase []NoticeChase `json:"chase,omitempty"`
	// DayBefore is when on the day before a meeting those who take part are
	// reminded, Minutes how long before it begins; zero of either is never.
	DayBefore Clock `json:"day_before,omitzero"`
	Minutes   int   `json:"minutes,omitempty"`
}

// NoticeChase is one step of chasing.
type NoticeChase struct {
	// Hours is how long before the end of the time for answers; where a notice has
	// no such time, Days is how many working days after it was sent, at At. A step
	// has one of the two.
	Hours int   `json:"hours,omitempty"`
	Days  int   `json:"days,omitempty"`
	At    Clock `json:"at,omitzero"`
	// Text is what is said; {notice} {deadline} {wants} stand for the facts.
	Text string `json:"text"`
}
