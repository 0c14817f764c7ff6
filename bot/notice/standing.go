package notice

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// noticeLine is a notice in the office's list.
func noticeLine(t *bot.Turn, n anwei.Notice) string {
	state := ""
	switch {
	case n.State == anwei.NoticeScheduled:
		state = t.Text("notice.list.scheduled", "at", phrases.ClockText(n.SendAt))
	case n.State == anwei.NoticeRecalled:
		state = t.Text("notice.list.recalled")
	case n.Asks():
		state = t.Text("notice.list.confirmed", "confirmed", count(n, t.In.Ledger.Receipts(n.ID), nil).confirmed, "people", len(n.To))
	}
	return t.Text("notice.list.line", "n", n.ID, "day", n.Created.Format("1月2日"),
		"whom", scheduler.Shorten(n.Audience, 10), "text", brief(n, 16), "state", state)
}

// standing counts what became of a notice.
type standing struct {
	sent, waiting, failed, dropped int
	confirmed, done                int
	attends, excused, proxy        int
}

func count(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted) standing {
	var s standing
	for _, to := range n.To {
		switch posted[to.Person].State {
		case anwei.PostSent:
			s.sent++
		case anwei.PostWaiting, anwei.PostNone:
			s.waiting++
		case anwei.PostFailed:
			s.failed++
		case anwei.PostDropped:
			s.dropped++
		}
		r := receipts[to.Person]
		if !r.Confirmed.IsZero() {
			s.confirmed++
		}
		if !r.Done.IsZero() {
			s.done++
		}
		switch r.Attend {
		case anwei.Attends:
			s.attends++
		case anwei.Excused:
			s.excused++
		case anwei.Proxy:
			s.proxy++
		}
	}
	return s
}

// noticeStanding says how far a notice has come, beginning with the numbers.
func noticeStanding(t *bot.Turn, n anwei.Notice) string {
	receipts, posted, c := t.In.Ledger.Receipts(n.ID), t.In.Ledger.Posted(n), t.Phrases
	state := c.Text("notice.standing.sent", "at", phrases.ClockText(n.Sent))
	switch n.State {
	case anwei.NoticeScheduled:
		state = c.Text("notice.standing.scheduled", "at", momentText(n.SendAt, t.In.Now))
	case anwei.NoticeRecalled:
		state = c.Text("notice.standing.recalled", "at", phrases.ClockText(n.Recalled))
	case anwei.NoticeSent, anwei.NoticeDraft, anwei.NoticeCancelled:
	}
	var b strings.Builder
	b.WriteString(c.Text("notice.standing", "n", n.ID, "whom", n.Audience, "people", len(n.To), "state", state))
	if n.State != anwei.NoticeScheduled {
		b.WriteString("\n" + countsText(c, n, receipts, posted))
	}
	if n.State == anwei.NoticeRecalled {
		b.WriteString(backText(c, remains(c, n, posted)))
	}
	b.WriteString("\n" + rule + "\n" + scheduler.Shorten(n.Text, 300) + "\n" + rule + "\n")
	if !n.AnswerBy.IsZero() {
		b.WriteString(c.Text("notice.standing.by", "by", deadlineText(n.AnswerBy, t.In.Now)))
	}
	if !n.Live() {
		return b.String() + c.Text("notice.standing.over", "n", n.ID)
	}
	if n.Asks() {
		b.WriteString(unansweredText(c, n, receipts, 10) + "\n")
	}
	return b.String() + c.Text("notice.standing.live", "n", n.ID)
}

// countsText counts the three things that are told apart, and who comes.
func countsText(c *phrases.Catalogue, n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted) string {
	s := count(n, receipts, posted)
	return c.Text("notice.counts", "sent", s.sent, "waiting", phrases.If(s.waiting > 0, s.waiting), "failed", phrases.If(s.failed > 0, s.failed),
		"confirmed", phrases.If(n.Asks(), s.confirmed), "done", phrases.If(n.Feedback, s.done), "people", len(n.To),
		"attends", phrases.If(n.Meeting != nil, c.Text("notice.counts.attends", "attends", s.attends, "excused", s.excused, "proxy", s.proxy)))
}

// unanswered sorts the names of those who are missing by what is.
func unanswered(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt) map[string][]string {
	out := map[string][]string{}
	for _, to := range n.To {
		r := receipts[to.Person]
		// Whoever says whether he comes has confirmed.
		if n.Confirm && n.Meeting == nil && r.Confirmed.IsZero() {
			out["confirm"] = append(out["confirm"], to.Name)
		}
		if n.Feedback && r.Done.IsZero() {
			out["feedback"] = append(out["feedback"], to.Name)
		}
		if n.Meeting != nil && r.Attend == "" {
			out["attend"] = append(out["attend"], to.Name)
		}
	}
	return out
}

// unansweredText says who is missing, each kind apart.
func unansweredText(c *phrases.Catalogue, n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, most int) string {
	missing := unanswered(n, receipts)
	var lines []string
	for _, what := range []string{"confirm", "feedback", "attend"} {
		if who := missing[what]; len(who) > 0 {
			lines = append(lines, c.Text("notice.unanswered."+what, "n", len(who), "names", people(c, who, most)))
		}
	}
	if len(lines) == 0 {
		return c.Text("notice.all_answered")
	}
	return strings.Join(lines, "\n")
}

// noticeMissing says of whom a notice still waits for something.
func noticeMissing(t *bot.Turn, n anwei.Notice) string {
	receipts, posted := t.In.Ledger.Receipts(n.ID), t.In.Ledger.Posted(n)
	if !n.Live() {
		return already(t, n)
	}
	if !n.Asks() {
		return t.Text("notice.missing.unasked", "n", n.ID, "counts", countsText(t.Phrases, n, receipts, posted))
	}
	// Whoever has answered has got it, by whichever way.
	unheard := n
	unheard.To = slices.DeleteFunc(slices.Clone(n.To), func(r anwei.Receiver) bool { return !receipts[r.Person].Confirmed.IsZero() })
	lost := failed(unheard, posted)
	return t.Text("notice.missing", "n", n.ID, "unanswered", unansweredText(t.Phrases, n, receipts, 60), "lost", people(t.Phrases, lost, 20),
		"chase", phrases.If(t.In.Person.Has(anwei.Office) && (len(lost) > 0 || len(unanswered(n, receipts)) > 0), n.ID))
}

func failed(n anwei.Notice, posted map[anwei.PersonID]anwei.Posted) []string {
	var out []string
	for _, r := range n.To {
		if posted[r.Person].State == anwei.PostFailed {
			out = append(out, r.Name)
		}
	}
	return out
}

// nobodyToChase says that all have answered whom the notice has reached.
func nobodyToChase(t *bot.Turn, n anwei.Notice, posted map[anwei.PersonID]anwei.Posted) {
	if lost := failed(n, posted); len(lost) > 0 {
		t.Reply("notice.nobody_to_chase.lost", "n", n.ID, "lost", people(t.Phrases, lost, 20))
		return
	}
	t.Reply("notice.nobody_to_chase", "n", n.ID)
}

// answersOf are the names of those who were called to a meeting, by their answer, with
// the reason of whoever is excused and who stands in, in short or in whole.
func answersOf(c *phrases.Catalogue, n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, proxy string) map[anwei.Attendance][]string {
	out := map[anwei.Attendance][]string{}
	for _, to := range n.To {
		r, name := receipts[to.Person], to.Name
		switch r.Attend {
		case anwei.Excused:
			name = c.Text("notice.excused_for", "name", to.Name, "why", r.Detail)
		case anwei.Proxy:
			name = c.Text("notice.by_proxy."+proxy, "name", to.Name, "proxy", r.Detail)
		case anwei.Attends:
			if r.Detail != "" {
				name = c.Text("notice.comes_as", "name", to.Name, "words", r.Detail)
			}
		}
		out[r.Attend] = append(out[r.Attend], name)
	}
	return out
}

// meetingList tells the office who comes.
func meetingList(c *phrases.Catalogue, n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt) string {
	s, names := count(n, receipts, nil), answersOf(c, n, receipts, "short")
	return c.Text("notice.meeting_list", "n", n.ID, "at", phrases.ClockText(n.Meeting.At), "people", len(n.To),
		"attends", s.attends, "proxy", s.proxy, "excused", s.excused,
		"proxies", people(c, names[anwei.Proxy], 20), "out", people(c, names[anwei.Excused], 20),
		"unanswered", unansweredText(c, anwei.Notice{Meeting: n.Meeting, To: n.To}, receipts, 20))
}

// silent is the answer of whoever has given none.
const silent anwei.Attendance = ""

// whoComes lists who comes, who does not and why, and who has not said.
func whoComes(t *bot.Turn, n anwei.Notice) string {
	names := answersOf(t.Phrases, n, t.In.Ledger.Receipts(n.ID), "whole")
	text := t.Text("notice.comes", "n", n.ID, "meeting", meetingText(n, t.In.Now), "people", len(n.To))
	all := [...]anwei.Attendance{anwei.Attends, anwei.Proxy, anwei.Excused, silent}
	parts := make([]string, len(all))
	for i, a := range all {
		what := t.Text("notice.comes." + cmp.Or(string(a), "silent"))
		parts[i] = t.Text("notice.comes.part", "what", what, "n", len(names[a]), "names", people(t.Phrases, names[a], 15))
	}
	text += "\n" + strings.Join(parts, "\n")
	if !t.In.Now.Before(n.Meeting.At) {
		text += t.Text("notice.comes.over")
	}
	text += bot.AsOf(t)
	if len(names[silent]) > 0 && t.In.Person.Has(anwei.Office) {
		text += "\n" + t.Text("notice.comes.chase", "n", n.ID)
	}
	return text
}

// repliesText shows what was reported to have been done.
func repliesText(t *bot.Turn, n anwei.Notice) string {
	var lines []string
	receipts := t.In.Ledger.Receipts(n.ID)
	for _, to := range n.To {
		r := receipts[to.Person]
		if r.Done.IsZero() {
			continue
		}
		what := r.Result
		if r.Proofs > 0 {
			what = strings.TrimPrefix(what+"；"+t.Text("notice.replies.proofs", "n", r.Proofs), "；")
		}
		lines = append(lines, t.Text("notice.replies.line", "name", to.Name, "what", what))
	}
	return t.Text("notice.replies", "n", n.ID, "done", len(lines), "people", len(n.To), "lines", phrases.Limited(lines, 30))
}

// meetingIs says when and where a meeting is.
func meetingIs(t *bot.Turn, n anwei.Notice, now time.Time) {
	if n.Meeting.Place == "" {
		t.Reply("notice.meeting_is.no_place", "n", n.ID, "at", momentText(n.Meeting.At, now))
		return
	}
	t.Reply("notice.meeting_is", "n", n.ID, "at", momentText(n.Meeting.At, now), "place", n.Meeting.Place)
}
