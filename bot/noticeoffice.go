package bot

import (
	"fmt"
	"time"

	"anwei"
)

// listNotices tells the office of its latest notices.
func (t *turn) listNotices() {
	const shown = 8
	var lines []string
	for _, n := range t.in.Ledger.Notices(recent) {
		if len(lines) < shown && t.ofOffice(n) && n.State != anwei.NoticeDraft && n.State != anwei.NoticeCancelled {
			lines = append(lines, noticeLine(n, t.in.Ledger.Receipts(n.ID)))
		}
	}
	t.say(noticeList(lines) + t.returning())
}

// soon is how long after a chase the office may chase again.
const soon = 30 * time.Minute

// chaseNotice chases those who are missing, and nobody else.
func (t *turn) chaseNotice(n anwei.Notice) {
	receipts, posted := t.in.Ledger.Receipts(n.ID), t.in.Ledger.Posted(n)
	n.Chases++
	rows := chaseRows(n, receipts, posted, fmt.Sprintf("chase/by/%d", n.Chases), chaseText(n, officeChase()), t.in.Now)
	switch {
	case !n.Live():
		t.say(noticeAlready(n) + t.returning())
	case !n.Asks():
		t.say(noticeAsksNothing(n) + t.returning())
	case len(rows) == 0:
		t.say(nobodyToChase(n, posted) + t.returning())
	case t.in.Now.Sub(n.Chased) < soon:
		t.say(chasedLately(n.Chased) + t.returning())
	default:
		n.Chased = t.in.Now
		t.out = append(t.out, PutNotice{Notice: n}, Post{Rows: rows})
		t.audit(anwei.Audit{Action: recordNoticeChase, Unit: n.Unit, Detail: recordedChase(n, len(rows))})
		who := make([]string, len(rows))
		for i, r := range rows {
			to, _ := n.Receiver(r.To)
			who[i] = to.Name
		}
		t.say(chased(n, who) + t.returning())
	}
}

// recallNotice takes a notice back as far as that goes, or stops one that was not
// sent yet.
func (t *turn) recallNotice(n anwei.Notice) {
	switch n.State {
	case anwei.NoticeRecalled, anwei.NoticeCancelled, anwei.NoticeDraft:
		t.say(noticeAlready(n) + t.returning())
		return
	case anwei.NoticeScheduled:
		n.State, n.Look = anwei.NoticeCancelled, time.Time{}
		t.out = append(t.out, PutNotice{Notice: n})
		t.audit(anwei.Audit{Action: recordRecall, Unit: n.Unit, Detail: recordedNotice(n)})
		t.say(noticeNotSent(n) + t.returning())
		return
	case anwei.NoticeSent:
	}
	n.State, n.Recalled, n.RecalledBy = anwei.NoticeRecalled, t.in.Now, t.in.Person.ID
	n.Look = nextLook(t.in.Plan, t.in.Calendar, n)
	rows, sum := recallRows(n, t.in.Ledger.Posted(n), t.in.Now)
	t.out = append(t.out, PutNotice{Notice: n}, Post{Rows: rows})
	t.audit(anwei.Audit{Action: recordRecall, Unit: n.Unit, Detail: recordedNotice(n)})
	t.say(noticeRecalled(n, sum) + t.returning())
}

// myNotices tells somebody of the notices that he got.
func (t *turn) myNotices() {
	const shown = 5
	var lines []string
	for _, n := range t.in.Ledger.NoticesTo(t.in.Person.ID, shown) {
		if n.State != anwei.NoticeScheduled && n.State != anwei.NoticeCancelled {
			lines = append(lines, myNoticeLine(n, t.in.Ledger.Receipt(n.ID, t.in.Person.ID)))
		}
	}
	t.say(myNoticeList(lines) + t.returning())
}

// myNotice tells somebody what a notice that he got says; 0 is the newest.
func (t *turn) myNotice(id anwei.NoticeID) {
	for _, n := range t.in.Ledger.NoticesTo(t.in.Person.ID, recent) {
		if n.State != anwei.NoticeScheduled && n.State != anwei.NoticeCancelled && (id == 0 || n.ID == id) {
			t.say(myNoticeText(t.in.Plan, n, t.in.Ledger.Receipt(n.ID, t.in.Person.ID)) + t.returning())
			return
		}
	}
	t.say(noSuchNotice(id) + t.returning())
}
