package notice

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/language"
)

// postpones puts a notice that is being made aside, where that is said. A report in
// hand is put aside before the preview of a notice is.
func postpones(t *bot.Turn, n anwei.Notice, w bot.Noticing, text string) bool {
	later := language.ReadCommand(text, t.FormInMind(), t.In.Now).Kind == language.Later
	if !later || w.Stage == NoticeShown && t.State.Stage != bot.Idle {
		return false
	}
	t.State.Noticing = nil
	t.Say(noticeWaits(n) + t.Returning())
	return true
}

// besideMaking does what is plainly no part of a notice: a question, or a command
// about something else. The notice goes on being made unless something else is asked
// now; then it can be taken up again.
func besideMaking(t *bot.Turn, n anwei.Notice, w bot.Noticing, text string) bool {
	if !elsewhere(t, w.Stage, text) {
		return false
	}
	if said, ok := language.ReadNotice(text); ok && said.ID == n.ID {
		t.Say(noticeStill(n, w.Stage))
		return true
	}
	stage := t.State.Stage
	t.State.Noticing = nil
	t.Rooms.Text(t, text)
	switch {
	case t.State.Noticing != nil: // another notice
	case t.State.Stage != stage || t.State.Pending != nil:
		t.Say(noticeWaits(n))
	default:
		t.State.Noticing = &w
		t.Say(noticeStill(n, w.Stage))
	}
	return true
}

// elsewhere reports whether a text is about something else than the notice that is
// made. The new text of a notice may well end with a question.
func elsewhere(t *bot.Turn, stage bot.NoticeStage, text string) bool {
	const short = 20 // characters of a question between two steps
	if stage == NoticeWriting || stage == NoticeShown || utf8.RuneCountInString(text) > short {
		return false
	}
	for _, w := range []string{"请", "会", "：", ":", "\n"} {
		if stage == NoticeChanging && strings.Contains(text, w) {
			return false
		}
	}
	switch language.ReadFormCommand(text, t.In.Plan.Forms, t.FormInMind(), t.In.Now).Kind {
	case language.Begin, language.Table, language.Progress, language.Remind:
		return true
	default:
	}
	if said, ok := language.ReadNotice(text); ok && said.Act != language.NoticeNew && said.Act != language.NoticeCompose {
		return true
	}
	return bot.Inquires(t, text) && (stage == NoticeWhom || t.Rooms.MayAsk(t, text))
}

// ownDraft says of a notice that the person is still writing that it was not sent.
func ownDraft(t *bot.Turn, id anwei.NoticeID) bool {
	n, ok := t.In.Ledger.Notice(id)
	if !ok || n.State != anwei.NoticeDraft || n.By != t.In.Person.ID || !t.OfOffice(n) {
		return false
	}
	t.Say(noticeWaits(n) + t.Returning())
	return true
}

// resumeNotice goes on with the notice that was put aside last: 接着发通知.
func resumeNotice(t *bot.Turn, text string) bool {
	switch strings.TrimRight(text, "。！!") {
	case wordTakeUp, "继续发通知", "接着写通知", "继续写通知", "继续通知", "接着通知":
	default:
		return false
	}
	const lately = 31 * 24 * time.Hour
	for _, n := range t.In.Ledger.Notices(recent) {
		if n.State != anwei.NoticeDraft || n.By != t.In.Person.ID || !t.OfOffice(n) || t.In.Now.Sub(n.Created) > lately {
			continue
		}
		if len(n.To) > 0 {
			preview(t, n, false)
			return true
		}
		makes(t, n, false, NoticeWriting)
		t.Say(noticeTakenUp(n))
		return true
	}
	if !t.In.Person.Has(anwei.Office) {
		return false
	}
	t.Say(nothingToTakeUp() + t.Returning())
	return true
}
