package notice

import (
	"fmt"
	"strings"
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
			lines = append(lines, noticeLine(t, n))
		}
	}
	if len(lines) == 0 {
		t.Reply("notice.list.none")
		return
	}
	t.Reply("notice.list", "lines", strings.Join(lines, "\n"))
}

// soon is how long after a chase the office may chase again.
const soon = 30 * time.Minute

// chaseNotice chases those who are missing, and nobody else.
func chaseNotice(t *bot.Turn, n anwei.Notice) {
	receipts, posted := t.In.Ledger.Receipts(n.ID), t.In.Ledger.Posted(n)
	n.Chases++
	rows := chaseRows(t.Phrases, n, receipts, posted, fmt.Sprintf("chase/by/%d", n.Chases), t.Text("notice.chase", "n", n.ID, "wants", wantsText(t.Phrases, n)), t.In.Now)
	switch {
	case !n.Live():
		t.Say(already(t, n) + t.Returning())
	case !n.Asks():
		t.Reply("notice.asks_nothing", "n", n.ID)
	case len(rows) == 0:
		nobodyToChase(t, n, posted)
	case t.In.Now.Sub(n.Chased) < soon:
		t.Reply("notice.chased_lately", "clock", n.Chased.Format("15:04"))
	default:
		n.Chased = t.In.Now
		t.Out = append(t.Out, bot.PutNotice{Notice: n}, bot.Post{Rows: rows})
		t.Audit(anwei.Audit{Action: phrases.RecordNoticeChase, Unit: n.Unit, Detail: t.Text("office.recorded_chase", "n", n.ID, "people", len(rows))})
		who := make([]string, len(rows))
		for i, r := range rows {
			to, _ := n.Receiver(r.To)
			who[i] = to.Name
		}
		t.Reply("notice.chased", "n", n.ID, "people", len(who), "names", people(t.Phrases, who, 20))
	}
}

// recallNotice takes a notice back as far as that goes, or stops one that was not
// sent yet.
func recallNotice(t *bot.Turn, n anwei.Notice) {
	switch n.State {
	case anwei.NoticeRecalled, anwei.NoticeCancelled, anwei.NoticeDraft:
		t.Say(already(t, n) + t.Returning())
		return
	case anwei.NoticeScheduled:
		n.State, n.Look = anwei.NoticeCancelled, time.Time{}
		t.Out = append(t.Out, bot.PutNotice{Notice: n})
		t.Audit(anwei.Audit{Action: phrases.RecordRecall, Unit: n.Unit, Detail: recorded(t, n)})
		t.Reply("notice.not_sent", "n", n.ID)
		return
	case anwei.NoticeSent:
	}
	n.State, n.Recalled, n.RecalledBy = anwei.NoticeRecalled, t.In.Now, t.In.Person.ID
	n.Look = nextLook(t.In.Plan, t.In.Calendar, n)
	rows, sum := recallRows(t.Phrases, n, t.In.Ledger.Posted(n), t.In.Now)
	t.Out = append(t.Out, bot.PutNotice{Notice: n}, bot.Post{Rows: rows})
	t.Audit(anwei.Audit{Action: phrases.RecordRecall, Unit: n.Unit, Detail: recorded(t, n)})
	t.Reply("notice.recalled", "n", n.ID, "back", phrases.If(sum.back > 0, sum.back), "told", phrases.If(sum.told > 0, sum.told),
		"never", phrases.If(sum.never > 0, sum.never))
}

// myNotices tells somebody of the notices that he got.
func myNotices(t *bot.Turn) {
	const shown = 5
	var lines []string
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, shown) {
		if n.State != anwei.NoticeScheduled && n.State != anwei.NoticeCancelled {
			lines = append(lines, myNoticeLine(t, n, t.In.Ledger.Receipt(n.ID, t.In.Person.ID)))
		}
	}
	if len(lines) == 0 {
		t.Reply("notice.mine.none")
		return
	}
	t.Reply("notice.mine", "lines", strings.Join(lines, "\n"))
}

// myNotice tells somebody what a notice that he got says; 0 is the newest.
func myNotice(t *bot.Turn, id anwei.NoticeID) {
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, recent) {
		if n.State != anwei.NoticeScheduled && n.State != anwei.NoticeCancelled && (id == 0 || n.ID == id) {
			t.Say(myNoticeText(t, n, t.In.Ledger.Receipt(n.ID, t.In.Person.ID)) + t.Returning())
			return
		}
	}
	noSuch(t, id)
}

// recorded is how a notice reads in the record.
func recorded(t *bot.Turn, n anwei.Notice) string {
	return t.Text("office.recorded_notice", "n", n.ID, "audience", n.Audience, "people", len(n.To), "text", phrases.Shorten(n.Text))
}
