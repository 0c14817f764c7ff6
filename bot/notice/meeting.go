package notice

import (
	"anwei"
	"anwei/bot"
	"anwei/language/day"
	"anwei/language/frame"
)

// aboutNewest answers what the office asks of the meeting that it called to last, or
// of what was answered to its last notice that wants an answer. It returns false where
// there is none.
func aboutNewest(t *bot.Turn, said frame.NoticeSaid) bool {
	meets := said.Act != frame.NoticeReplies
	n, ok := newestOf(t, said.ID, func(n anwei.Notice) bool {
		return meets && n.Meeting != nil || !meets && n.Feedback
	})
	if !ok {
		return false
	}
	switch {
	case said.Act == frame.NoticeReplies:
		t.Say(repliesText(t, n) + t.Returning())
	case said.Act == frame.NoticeMeeting:
		t.Say(whoComes(t, n) + t.Returning())
	case !t.In.Now.Before(n.Meeting.At):
		return false // nobody waits for that meeting any more
	default:
		moved := anwei.Notice{
			ID: nextNotice(t), State: anwei.NoticeDraft, Edition: 1, By: t.In.Person.ID, Unit: t.In.Person.UnitsAs(anwei.Office)[0],
			Created: t.In.Now, Confirm: true, Audience: n.Audience, Text: said.Body,
		}
		preview(t, movedTo(t, read(t, moved), n), true)
		t.Tell("notice.old_meeting", "n", n.ID)
	}
	return true
}

// toLeader tells a leader who has not answered the newest notice of an office that he
// leads, who comes to its meeting, or what was answered. It returns false where there is none.
func toLeader(t *bot.Turn, said frame.NoticeSaid) bool {
	scope, reads := t.Scope()
	if !reads {
		return false
	}
	for _, n := range t.In.Ledger.Notices(recent) {
		if !n.Live() || said.ID != 0 && n.ID != said.ID || !t.In.Ledger.Roster().Within(n.Unit, scope) {
			continue
		}
		switch {
		case said.Act == frame.NoticeMeeting && n.Meeting != nil:
			t.Say(whoComes(t, n))
		case said.Act == frame.NoticeReplies && n.Feedback:
			t.Say(repliesText(t, n))
		case said.Act == frame.NoticeMissing && n.Asks():
			t.Say(noticeMissing(t, n))
		default:
			continue
		}
		return true
	}
	return false
}

// movedTo gives a notice that a meeting was put off the meeting that its words name: the
// time is new, and so is the place only where it says so.
func movedTo(t *bot.Turn, n, old anwei.Notice) anwei.Notice {
	if n.Meeting == nil {
		for _, m := range day.Moments(n.Text, t.In.Now) {
			if m.HasClock && !m.Until && m.Reason == "" {
				n.Meeting = &anwei.Meeting{At: m.At(t.In.Now.Location())}
				break
			}
		}
	}
	if n.Meeting != nil && n.Meeting.Place == "" {
		n.Meeting.Place = old.Meeting.Place
	}
	return n
}

// newestOf is the notice with the number, or the newest of the person's office that
// was sent and fits.
func newestOf(t *bot.Turn, id anwei.NoticeID, fits func(anwei.Notice) bool) (anwei.Notice, bool) {
	for _, n := range t.In.Ledger.Notices(recent) {
		if t.OfOffice(n) && n.Live() && (id == 0 || n.ID == id) && fits(n) {
			return officeNotice(t, n.ID)
		}
	}
	return anwei.Notice{}, false
}

// meetingAsked tells when and where the next meeting is that the person was called to.
// It returns false where there is none, or the words ask something else.
func meetingAsked(t *bot.Turn) bool {
	n, called := nextMeeting(t)
	if called && t.Hand.Stage == bot.Idle {
		meetingIs(t, n, t.In.Now)
		return true
	}
	return false
}

// meetingAbout answers what is asked of a meeting without naming it, of somebody whom a
// notice called to one and who did nothing else since: out of the notice, and where that
// is silent with whom to ask.
func meetingAbout(t *bot.Turn, typed string) bool {
	n, called := nextMeeting(t)
	if _, is := n.Receiver(t.In.Person.ID); !called || !is || t.Hand.Stage != bot.Idle && !counting(t) || n.Sent.Before(t.In.Now.AddDate(0, 0, -meetingDays)) {
		return false
	}
	r, _, asks := frame.Of(t.Readings(typed), "meeting")
	if !asks {
		return false
	}
	meetingIs(t, n, t.In.Now)
	switch {
	case r.Said("latecome"):
		t.Tell("notice.meeting_late", "office", t.In.Plan.Office)
	case r.Said("bring"), r.Said("floor"):
		t.Tell("notice.meeting_words", "text", brief(n, 160), "office", t.In.Plan.Office)
	}
	return true
}

// counting reports whether figures are asked and nothing else: who says that he comes, or
// asks where a meeting is, cannot mean those.
func counting(t *bot.Turn) bool {
	return !bot.IsAsked(t) && t.Hand.Stage == bot.Asking && t.AskedWord() == ""
}

// meetingDays is for how many days after its notice a meeting may be asked about without
// its name.
const meetingDays = 7

// nextMeeting is the next meeting that the person was called to, or calls to.
func nextMeeting(t *bot.Turn) (anwei.Notice, bool) {
	all := t.In.Ledger.NoticesTo(t.In.Person.ID, recent)
	if t.In.Person.Has(anwei.Office) {
		all = append(all, t.In.Ledger.Notices(recent)...)
	}
	for _, n := range all {
		_, is := n.Receiver(t.In.Person.ID)
		if n.Live() && n.Meeting != nil && t.In.Now.Before(n.Meeting.At) && (is || t.OfOffice(n)) {
			return n, true
		}
	}
	return anwei.Notice{}, false
}
