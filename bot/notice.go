package bot

import (
	"time"

	"anwei"
	"anwei/language/frame"
)

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

func (PutNotice) effect()  {}
func (PutReceipt) effect() {}
func (Post) effect()       {}

// NoticeStage is how far somebody of the office has come with a notice.
type NoticeStage string

// The stages of a notice in the making.
const (
	NoticeWriting  NoticeStage = "writing"  // what is said is the text, up to 结束
	NoticeWhom     NoticeStage = "whom"     // for whom it is
	NoticeShown    NoticeStage = "shown"    // the preview is shown
	NoticeChanging NoticeStage = "changing" // what is said replaces the text
)

// Noticing is the notice that a person of the office is making. What it says is
// in the ledger.
type Noticing struct {
	ID    anwei.NoticeID `json:"id"`
	Stage NoticeStage    `json:"stage"`
}

// noticeText takes what is said of notices: by the office that makes one, by the
// office about one, and by those who got one. It returns false for anything else.
func (t *turn) noticeText(text string) bool {
	if t.making(text) || t.resumeNotice(text) {
		return true
	}
	if text == wordSend && t.sentLately() {
		return true
	}
	said, ok := frame.Notice(t.readings(text))
	if ok && t.aboutNotice(said) {
		return true
	}
	return t.replyToNotice(text) || t.meetingAsked(text)
}

// sentLately answers somebody who wants to send what he has sent.
func (t *turn) sentLately() bool {
	const lately = 24 * time.Hour
	for _, n := range t.in.Ledger.Notices(recent) {
		if n.By == t.in.Person.ID && t.ofOffice(n) && n.State != anwei.NoticeDraft && t.in.Now.Sub(n.Created) < lately {
			t.say(noticeAlready(n) + t.returning())
			return true
		}
	}
	return false
}

// twin returns a notice of the last day that says the same.
func (t *turn) twin(n anwei.Notice) (anwei.Notice, bool) {
	const lately = 24 * time.Hour
	for _, old := range t.in.Ledger.Notices(recent) {
		if old.ID != n.ID && old.Text == n.Text && old.State != anwei.NoticeDraft && old.State != anwei.NoticeCancelled && t.in.Now.Sub(old.Created) < lately {
			return old, true
		}
	}
	return anwei.Notice{}, false
}

// aboutNotice does what is said about notices, and returns false where the words
// may have been about something else.
func (t *turn) aboutNotice(said frame.NoticeSaid) bool {
	if !t.in.Person.Has(anwei.Office) {
		switch {
		case said.Act == frame.NoticeList:
			t.myNotices()
		case said.Act == frame.NoticeShow:
			t.myNotice(said.ID)
		case said.Act == frame.NoticeNew && said.Audience == "", said.Loose:
			return false
		default:
			t.denied(recordNotice, first(t.unitsIn(said.Audience)))
			t.say(onlyOffice(t.in.Plan.Office) + t.returning())
		}
		return true
	}
	switch said.Act {
	case frame.NoticeNew, frame.NoticeCompose:
		return t.newNotice(said)
	case frame.NoticeList:
		t.listNotices()
	case frame.NoticeMeeting, frame.NoticeMoved, frame.NoticeReplies:
		return t.aboutNewest(said)
	case frame.NoticeShow, frame.NoticeMissing, frame.NoticeChase, frame.NoticeRecall, frame.NoticeSheet, frame.NoticeNames:
		n, ok := t.officeNotice(said.ID)
		switch {
		case !ok && said.Loose:
			return false
		case ok && said.Loose && said.ID == 0 && said.Act == frame.NoticeRecall:
			t.say(whichRecall(n) + t.returning())
			return true
		}
		if !ok {
			if t.ownDraft(said.ID) {
				return true
			}
			t.othersNotice(said.ID)
			t.say(noSuchNotice(said.ID) + t.returning())
			return true
		}
		t.actOn(n, said.Act, said.ID != 0)
	}
	return true
}

// actOn does what the office asks for about one notice. Where it was not named, it is
// shown whom a chase would go to, and goes out once it is.
func (t *turn) actOn(n anwei.Notice, act frame.NoticeAct, named bool) {
	switch act {
	case frame.NoticeMissing:
		t.say(noticeMissing(n, t.in.Ledger.Receipts(n.ID), t.in.Ledger.Posted(n)) + t.returning())
	case frame.NoticeChase:
		if named {
			t.chaseNotice(n)
		} else {
			t.say(noticeMissing(n, t.in.Ledger.Receipts(n.ID), t.in.Ledger.Posted(n)) + t.returning())
		}
	case frame.NoticeRecall:
		t.recallNotice(n)
	case frame.NoticeSheet:
		t.say(sheetOfNotice(n) + t.returning())
		t.out = append(t.out, Say{Order: &anwei.Order{Notice: n.ID}})
	case frame.NoticeNames:
		t.names(n)
	case frame.NoticeShow, frame.NoticeNew, frame.NoticeCompose, frame.NoticeList,
		frame.NoticeMeeting, frame.NoticeMoved, frame.NoticeReplies:
		t.say(noticeStanding(n, t.in.Ledger.Receipts(n.ID), t.in.Ledger.Posted(n), t.in.Now) + t.returning())
	}
}

// officeNotice returns the notice with the number, or the newest, where the person
// is of the office that it is from.
func (t *turn) officeNotice(id anwei.NoticeID) (anwei.Notice, bool) {
	if id != 0 {
		n, ok := t.in.Ledger.Notice(id)
		return n, ok && t.ofOffice(n) && n.State != anwei.NoticeDraft && n.State != anwei.NoticeCancelled
	}
	for _, n := range t.in.Ledger.Notices(recent) {
		if t.ofOffice(n) && n.State != anwei.NoticeDraft && n.State != anwei.NoticeCancelled {
			return n, true
		}
	}
	return anwei.Notice{}, false
}

// recent is how many notices are looked at where none is named.
const recent = 20

// ofOffice reports whether the person is of the office that the notice is from.
func (t *turn) ofOffice(n anwei.Notice) bool {
	return t.in.Person.Has(anwei.Office) && t.inOffice(t.in.Ledger.Roster(), n.Unit)
}

// pressNotice does what a button says about a notice.
func (t *turn) pressNotice(word string, m anwei.Matter) {
	n, ok := t.in.Ledger.Notice(m.Notice)
	if !ok {
		t.say(noSuchNotice(m.Notice) + t.returning())
		return
	}
	switch word {
	case wordSend, wordChange, wordCancel, wordNames:
		t.pressMaking(word, n, m)
	default:
		t.pressReply(word, n)
	}
}

// noticeMatter is what the buttons of a notice name; the edition where one that is
// out of date must do nothing.
func noticeMatter(n anwei.Notice) anwei.Matter { return anwei.Matter{Unit: n.Unit, Notice: n.ID} }
