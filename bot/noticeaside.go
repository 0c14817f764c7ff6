package bot

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// While a notice is made, what is said is its text, or for whom it is. What is
// plainly something else is done as at any other time, and the notice waits.

// postpones puts a notice that is being made aside, where that is said. A report in
// hand is put aside before the preview of a notice is.
func (t *turn) postpones(n anwei.Notice, w Noticing, text string) bool {
	later := language.ReadCommand(text, t.formInMind(), t.in.Now).Kind == language.Later
	if !later || w.Stage == NoticeShown && t.st.Stage != Idle {
		return false
	}
	t.st.Noticing = nil
	t.say(noticeWaits(n) + t.returning())
	return true
}

// besideMaking does what is plainly no part of a notice: a question, or a command
// about something else. The notice goes on being made unless something else is asked
// now; then it can be taken up again.
func (t *turn) besideMaking(n anwei.Notice, w Noticing, text string) bool {
	if !t.elsewhere(w.Stage, text) {
		return false
	}
	if said, ok := frame.Notice(t.readings(text)); ok && said.ID == n.ID {
		t.say(noticeStill(n, w.Stage))
		return true
	}
	stage := t.st.Stage
	t.st.Noticing = nil
	t.text(text)
	switch {
	case t.st.Noticing != nil: // another notice
	case t.st.Stage != stage || t.st.Pending != nil:
		t.say(noticeWaits(n))
	default:
		t.st.Noticing = &w
		t.say(noticeStill(n, w.Stage))
	}
	return true
}

// elsewhere reports whether a text is about something else than the notice that is
// made. The new text of a notice may well end with a question.
func (t *turn) elsewhere(stage NoticeStage, text string) bool {
	const short = 20 // characters of a question between two steps
	if stage == NoticeWriting || stage == NoticeShown || utf8.RuneCountInString(text) > short {
		return false
	}
	for _, w := range []string{"请", "会", "：", ":", "\n"} {
		if stage == NoticeChanging && strings.Contains(text, w) {
			return false
		}
	}
	switch language.ReadFormCommand(text, t.in.Plan.Forms, t.formInMind(), t.in.Now).Kind {
	case language.Begin, language.Table, language.Progress, language.Remind:
		return true
	default:
	}
	if said, ok := frame.Notice(t.readings(text)); ok && said.Act != frame.NoticeNew && said.Act != frame.NoticeCompose {
		return true
	}
	return t.inquires(text) && (stage == NoticeWhom || t.mayAsk(text))
}

// ownDraft says of a notice that the person is still writing that it was not sent.
func (t *turn) ownDraft(id anwei.NoticeID) bool {
	n, ok := t.in.Ledger.Notice(id)
	if !ok || n.State != anwei.NoticeDraft || n.By != t.in.Person.ID || !t.ofOffice(n) {
		return false
	}
	t.say(noticeWaits(n) + t.returning())
	return true
}

// resumeNotice goes on with the notice that was put aside last: 接着发通知.
func (t *turn) resumeNotice(text string) bool {
	switch strings.TrimRight(text, "。！!") {
	case wordTakeUp, "继续发通知", "接着写通知", "继续写通知", "继续通知", "接着通知":
	default:
		return false
	}
	const lately = 31 * 24 * time.Hour
	for _, n := range t.in.Ledger.Notices(recent) {
		if n.State != anwei.NoticeDraft || n.By != t.in.Person.ID || !t.ofOffice(n) || t.in.Now.Sub(n.Created) > lately {
			continue
		}
		if len(n.To) > 0 {
			t.preview(n, false)
			return true
		}
		t.makes(n, false, NoticeWriting)
		t.say(noticeTakenUp(n))
		return true
	}
	if !t.in.Person.Has(anwei.Office) {
		return false
	}
	t.say(nothingToTakeUp() + t.returning())
	return true
}
