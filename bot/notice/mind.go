package notice

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// Minding is what the alarm knows of a notice that it has to look at.
type Minding struct {
	Phrases  *phrases.Catalogue
	Plan     anwei.Plan
	Calendar anwei.Calendar
	Now      time.Time // in the plan's zone
	Receipts map[anwei.PersonID]anwei.Receipt
	Posted   map[anwei.PersonID]anwei.Posted
}

// noticeEvent is one thing that happens to a notice by the clock.
type noticeEvent struct {
	key  string
	at   time.Time
	what eventKind
	// text is the plan's, of a chase.
	text string
	// last is set at the last look at what became of a recall.
	last bool
}

type eventKind int

const (
	eventSend eventKind = iota
	eventChase
	eventClose
	eventEve
	eventSoon
	eventRecall
	eventBack
)

// tooLate is how late something may still be said; what is older is left out.
const tooLate = 12 * time.Hour

// straggling is when after a recall it is looked for what was on its way meanwhile.
const straggling = time.Minute

// Mind does what is due of a notice by the clock: sends one that was
// scheduled, chases, reminds of its meeting, tells the office who is missing when
// the time for answers is over. It returns the notice as it is then, and messages
// with keys of their own. Called again it does nothing twice.
func Mind(n anwei.Notice, in Minding) (anwei.Notice, []anwei.Outgoing) {
	var rows []anwei.Outgoing
	n.Minded = slices.Clone(n.Minded)
	for _, e := range noticeEvents(in.Plan, in.Calendar, n) {
		if slices.Contains(n.Minded, e.key) || e.at.After(in.Now) {
			continue
		}
		if e.what == eventBack && in.untaken(n) {
			more, _ := recallRows(in.Phrases, n, in.Posted, in.Now)
			rows = append(rows, more...)
			break // and looks again
		}
		n.Minded = append(n.Minded, e.key)
		var more []anwei.Outgoing
		if n, more = in.happen(n, e); len(more) > 0 {
			rows = append(rows, more...)
		}
	}
	n.Look = nextLook(in.Plan, in.Calendar, n)
	if !n.Look.IsZero() && !n.Look.After(in.Now) {
		n.Look = in.Now.Add(straggling)
	}
	return n, rows
}

// happen does one event.
func (in Minding) happen(n anwei.Notice, e noticeEvent) (anwei.Notice, []anwei.Outgoing) {
	late := in.Now.Sub(e.at) > tooLate
	switch e.what {
	case eventSend:
		return in.sendScheduled(n, in.Now.Sub(e.at) > 2*tooLate)
	case eventRecall:
		rows, _ := recallRows(in.Phrases, n, in.Posted, in.Now)
		return n, rows
	case eventBack:
		return in.tellKept(n, e.last)
	case eventChase:
		if late || !n.AnswerBy.IsZero() && !in.Now.Before(n.AnswerBy) {
			return n, nil
		}
		return n, chaseRows(in.Phrases, n, in.Receipts, in.Posted, e.key, planned(in.Phrases, n, e.text), in.Now)
	case eventClose:
		return n, in.office(n, e.key, in.Phrases.Text("notice.closed", "n", n.ID,
			"counts", countsText(in.Phrases, n, in.Receipts, in.Posted), "unanswered", unansweredText(in.Phrases, n, in.Receipts, 30)))
	case eventEve, eventSoon:
		if late || n.Meeting == nil || !in.Now.Before(n.Meeting.At) {
			return n, nil
		}
		rows := meetingRows(n, in.Receipts, e.key, meetingSoon(in.Phrases, n, in.Now), in.Now)
		if e.what == eventEve {
			rows = append(rows, in.office(n, e.key, meetingList(in.Phrases, n, in.Receipts))...)
		}
		return n, rows
	}
	return n, nil
}

// sendScheduled sends a notice at the time that the office has set. One that has
// become pointless meanwhile is not sent, and the office is told.
func (in Minding) sendScheduled(n anwei.Notice, late bool) (anwei.Notice, []anwei.Outgoing) {
	if late || n.Meeting != nil && !in.Now.Before(n.Meeting.At) || !n.AnswerBy.IsZero() && !in.Now.Before(n.AnswerBy) {
		n.State = anwei.NoticeCancelled
		return n, in.office(n, "missed", in.Phrases.Text("notice.missed", "n", n.ID, "at", phrases.ClockText(n.SendAt)))
	}
	n.State, n.Sent = anwei.NoticeSent, in.Now
	rows := Rows(in.Phrases, in.Plan, n)
	return n, append(rows, in.office(n, "sent", in.Phrases.Text("notice.sent_now", "n", n.ID, "people", len(n.To)))...)
}

// office tells the one who sent the notice.
func (in Minding) office(n anwei.Notice, key, text string) []anwei.Outgoing {
	return in.tell(n, n.By, key, text)
}

// tell tells somebody of the office, once for the key.
func (in Minding) tell(n anwei.Notice, to anwei.PersonID, key, text string) []anwei.Outgoing {
	parts := bot.Split(strings.TrimSpace(text))
	rows := make([]anwei.Outgoing, 0, len(parts))
	for i, part := range parts {
		rows = append(rows, anwei.Outgoing{
			Key: fmt.Sprintf("notice/%d/office/%s/%d", n.ID, key, i), To: to, Content: anwei.PlainText(part), Created: in.Now,
		})
	}
	return rows
}

// nextLook is when the alarm has to look at the notice next; zero is never.
func nextLook(plan anwei.Plan, cal anwei.Calendar, n anwei.Notice) time.Time {
	var next time.Time
	for _, e := range noticeEvents(plan, cal, n) {
		if !slices.Contains(n.Minded, e.key) && (next.IsZero() || e.at.Before(next)) {
			next = e.at
		}
	}
	return next
}

// noticeEvents lists all that happens to a notice by the clock, done or not.
func noticeEvents(plan anwei.Plan, cal anwei.Calendar, n anwei.Notice) []noticeEvent {
	switch n.State {
	case anwei.NoticeScheduled:
		return []noticeEvent{{key: "send", at: n.SendAt, what: eventSend}}
	case anwei.NoticeRecalled:
		return append([]noticeEvent{
			{key: "recall/1", at: n.Recalled.Add(straggling), what: eventRecall},
			{key: "recall/2", at: n.Recalled.Add(10 * straggling), what: eventRecall},
		}, backEvents(n)...)
	case anwei.NoticeSent:
		return append(chases(plan, cal, n), meetingEvents(plan, n)...)
	case anwei.NoticeDraft, anwei.NoticeCancelled:
	}
	return nil
}

// chases are the plan's steps of chasing, and the end of the time for answers.
func chases(plan anwei.Plan, cal anwei.Calendar, n anwei.Notice) []noticeEvent {
	if !n.Asks() {
		return nil
	}
	var out []noticeEvent
	end := n.AnswerBy
	if end.IsZero() && n.Meeting != nil {
		end = n.Meeting.At
	}
	for i, c := range plan.Notices.Chase {
		var at time.Time
		switch {
		case c.Hours > 0 && !n.AnswerBy.IsZero():
			at = daytime(n.AnswerBy.Add(-time.Duration(c.Hours)*time.Hour), n.AnswerBy)
		case c.Days > 0 && n.AnswerBy.IsZero():
			at = cal.AddWorking(anwei.DateOf(n.Sent), c.Days).At(c.At, n.Sent.Location())
		default:
			continue
		}
		if at.After(n.Sent) && (end.IsZero() || at.Before(end)) {
			out = append(out, noticeEvent{key: fmt.Sprintf("chase/%d", i), at: at, what: eventChase, text: c.Text})
		}
	}
	if !n.AnswerBy.IsZero() {
		out = append(out, noticeEvent{key: "close", at: scheduler.Daytime(n.AnswerBy.Add(time.Second)), what: eventClose})
	}
	return out
}

// meetingEvents are the day before a meeting and the time shortly before it. A
// reminder that would fall into the quiet hours comes after them, where that is
// still before the meeting.
func meetingEvents(plan anwei.Plan, n anwei.Notice) []noticeEvent {
	if n.Meeting == nil {
		return nil
	}
	var out []noticeEvent
	begins := n.Meeting.At
	if c := plan.Notices.DayBefore; c != (anwei.Clock{}) {
		if at := anwei.DateOf(begins).AddDays(-1).At(c, begins.Location()); at.After(n.Sent) {
			out = append(out, noticeEvent{key: "eve", at: at, what: eventEve})
		}
	}
	if m := plan.Notices.Minutes; m > 0 {
		at := scheduler.Daytime(begins.Add(-time.Duration(m) * time.Minute))
		if at.After(n.Sent) && at.Before(begins) {
			out = append(out, noticeEvent{key: "soon", at: at, what: eventSoon})
		}
	}
	return out
}

// daytime moves a time out of the quiet hours: to the morning after, or where that
// is too late to the evening before.
func daytime(at, before time.Time) time.Time {
	if later := scheduler.Daytime(at); later.Before(before) {
		return later
	}
	return scheduler.Evening(at)
}
