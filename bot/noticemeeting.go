package bot

import (
	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// aboutNewest answers what the office asks of the meeting that it called to last, or
// of what was answered to its last notice that wants an answer. It returns false where
// there is none.
func (t *turn) aboutNewest(said frame.NoticeSaid) bool {
	meets := said.Act != frame.NoticeReplies
	n, ok := t.newestOf(said.ID, func(n anwei.Notice) bool {
		return meets && n.Meeting != nil || !meets && n.Feedback
	})
	if !ok {
		return false
	}
	receipts := t.in.Ledger.Receipts(n.ID)
	switch {
	case said.Act == frame.NoticeReplies:
		t.say(repliesText(n, receipts) + t.returning())
	case said.Act == frame.NoticeMeeting:
		t.say(whoComes(n, receipts, t.in.Now) + t.returning())
	case !t.in.Now.Before(n.Meeting.At):
		return false // nobody waits for that meeting any more
	default:
		moved := anwei.Notice{
			ID: t.nextNotice(), State: anwei.NoticeDraft, Edition: 1, By: t.in.Person.ID, Unit: t.in.Person.UnitsAs(anwei.Office)[0],
			Created: t.in.Now, Confirm: true, Audience: n.Audience, Text: said.Body,
		}
		t.preview(t.movedTo(t.read(moved), n), true)
		t.say(oldMeeting(n))
	}
	return true
}

// movedTo gives a notice that a meeting was put off the meeting that its words name: the
// time is new, and so is the place only where it says so.
func (t *turn) movedTo(n, old anwei.Notice) anwei.Notice {
	if n.Meeting == nil {
		for _, m := range language.Moments(n.Text, t.in.Now) {
			if m.HasClock && !m.Until && m.Reason == "" {
				n.Meeting = &anwei.Meeting{At: m.At(t.in.Now.Location())}
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
func (t *turn) newestOf(id anwei.NoticeID, fits func(anwei.Notice) bool) (anwei.Notice, bool) {
	for _, n := range t.in.Ledger.Notices(recent) {
		if t.ofOffice(n) && n.Live() && (id == 0 || n.ID == id) && fits(n) {
			return t.officeNotice(n.ID)
		}
	}
	return anwei.Notice{}, false
}

// meetingAsked tells when and where the next meeting is that the person was called to.
// It returns false where there is none, or the words ask something else.
func (t *turn) meetingAsked(text string) bool {
	if t.st.Stage != Idle || !frame.AsksMeeting(t.readings(text)) {
		return false
	}
	all := t.in.Ledger.NoticesTo(t.in.Person.ID, recent)
	if t.in.Person.Has(anwei.Office) {
		all = append(all, t.in.Ledger.Notices(recent)...)
	}
	for _, n := range all {
		_, is := n.Receiver(t.in.Person.ID)
		if n.Live() && n.Meeting != nil && t.in.Now.Before(n.Meeting.At) && (is || t.ofOffice(n)) {
			t.say(meetingIs(n, t.in.Now) + t.returning())
			return true
		}
	}
	return false
}
