package notice

import (
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// listNotices tells the office of its latest notices.
func listNotices(t *bot.Turn) {
	const shown = 8
	var lines []string
	for _, n := range t.In.Ledger.Notices(recent) {
		if len(lines) < shown && t.OfOffice(n) && n.State != anwei.NoticeDraft && n.State != anwei.NoticeCancelled {
			lines = append(lines, noticeLine(n, t.In.Ledger.Receipts(n.ID)))
		}
	}
	t.Say(noticeList(lines) + t.Returning())
}

// soon is how long after a chase the office may chase again.
const soon = 30 * time.Minute

// chaseNotice chases those who are missing, and nobody else.
func chaseNotice(t *bot.Turn, n anwei.Notice) {
	receipts, posted := t.In.Ledger.Receipts(n.ID), t.In.Ledger.Posted(n)
	n.Chases++
	rows := chaseRows(n, receipts, posted, fmt.Sprintf("chase/by/%d", n.Chases), chaseText(n, officeChase()), t.In.Now)
	switch {
	case !n.Live():
		t.Say(noticeAlready(n) + t.Returning())
	case !n.Asks():
		t.Say(noticeAsksNothing(n) + t.Returning())
	case len(rows) == 0:
		t.Say(nobodyToChase(n, posted) + t.Returning())
	case t.In.Now.Sub(n.Chased) < soon:
		t.Say(chasedLately(n.Chased) + t.Returning())
	default:
		n.Chased = t.In.Now
		t.Out = append(t.Out, bot.PutNotice{Notice: n}, bot.Post{Rows: rows})
		t.Audit(anwei.Audit{Action: phrases.RecordNoticeChase, Unit: n.Unit, Detail: phrases.RecordedChase(n, len(rows))})
		who := make([]string, len(rows))
		for i, r := range rows {
			to, _ := n.Receiver(r.To)
			who[i] = to.Name
		}
		t.Say(chased(n, who) + t.Returning())
	}
}

// recallNotice takes a notice back as far as that goes, or stops one that was not
// sent yet.
func recallNotice(t *bot.Turn, n anwei.Notice) {
	switch n.State {
	case anwei.NoticeRecalled, anwei.NoticeCancelled, anwei.NoticeDraft:
		t.Say(noticeAlready(n) + t.Returning())
		return
	case anwei.NoticeScheduled:
		n.State, n.Look = anwei.NoticeCancelled, time.Time{}
		t.Out = append(t.Out, bot.PutNotice{Notice: n})
		t.Audit(anwei.Audit{Action: phrases.RecordRecall, Unit: n.Unit, Detail: phrases.RecordedNotice(n)})
		t.Say(noticeNotSent(n) + t.Returning())
		return
	case anwei.NoticeSent:
	}
	n.State, n.Recalled, n.RecalledBy = anwei.NoticeRecalled, t.In.Now, t.In.Person.ID
	n.Look = nextLook(t.In.Plan, t.In.Calendar, n)
	rows, sum := recallRows(n, t.In.Ledger.Posted(n), t.In.Now)
	t.Out = append(t.Out, bot.PutNotice{Notice: n}, bot.Post{Rows: rows})
	t.Audit(anwei.Audit{Action: phrases.RecordRecall, Unit: n.Unit, Detail: phrases.RecordedNotice(n)})
	t.Say(noticeRecalled(n, sum) + t.Returning())
}

// myNotices tells somebody of the notices that he got.
func myNotices(t *bot.Turn) {
	const shown = 5
	var lines []string
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, shown) {
		if n.State != anwei.NoticeScheduled && n.State != anwei.NoticeCancelled {
			lines = append(lines, myNoticeLine(n, t.In.Ledger.Receipt(n.ID, t.In.Person.ID)))
		}
	}
	t.Say(myNoticeList(lines) + t.Returning())
}

// myNotice tells somebody what a notice that he got says; 0 is the newest.
func myNotice(t *bot.Turn, id anwei.NoticeID) {
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, recent) {
		if n.State != anwei.NoticeScheduled && n.State != anwei.NoticeCancelled && (id == 0 || n.ID == id) {
			t.Say(myNoticeText(t.In.Plan, n, t.In.Ledger.Receipt(n.ID, t.In.Person.ID)) + t.Returning())
			return
		}
	}
	t.Say(noSuchNotice(id) + t.Returning())
}
