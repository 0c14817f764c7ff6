package notice

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/frame"
	"anwei/scheduler"
)

// postpones puts a notice that is being made aside, where that is said. A report in
// hand is put aside before the preview of a notice is.
func postpones(t *bot.Turn, n anwei.Notice, w Noticing, text string) bool {
	_, later := bot.Heard(t, text).As(answer.Later, answer.Cancel)
	later = later || t.Hear(text).Command(t.FormInMind()).Kind == language.Later
	if !later || w.Stage == Shown && t.Hand.Stage != bot.Idle {
		return false
	}
	bot.Forget(t, bot.Making)
	t.Reply("notice.waits", "n", n.ID)
	return true
}

// besideMaking does what is plainly no part of a notice: a question, or a command
// about something else. The notice goes on being made unless something else is asked
// now; then it can be taken up again.
func besideMaking(t *bot.Turn, n anwei.Notice, w Noticing, text string) bool {
	if !elsewhere(t, w.Stage, text) {
		return false
	}
	if said, ok := frame.Notice(t.Readings(text)); ok && said.ID == n.ID {
		still(t, n, w.Stage)
		return true
	}
	stage := t.Hand.Stage
	bot.Forget(t, bot.Making)
	t.Rooms.Text(t, text)
	switch _, another := bot.Kept[Noticing](t.State, bot.Making); {
	case another:
	case t.Hand.Stage != stage || bot.IsAsked(t):
		t.Tell("notice.waits", "n", n.ID)
	default:
		bot.Keep(t, Room, bot.Making, w)
		still(t, n, w.Stage)
	}
	return true
}

// waitsFor says what is waited for while a notice is made.
func waitsFor(t *bot.Turn, n anwei.Notice, stage Stage) string {
	return t.Text("notice.making."+string(stage), "n", n.ID, "whom", n.Audience)
}

// still reminds of what is waited for, after something else was answered.
func still(t *bot.Turn, n anwei.Notice, stage Stage) {
	note := ""
	if stage == Whom {
		note = t.Text("notice.not_yet", "n", n.ID)
	}
	t.Say(note + waitsFor(t, n, stage))
}

// takenUp shows how far a notice has come that was put aside.
func takenUp(t *bot.Turn, n anwei.Notice) {
	if n.Text == "" && len(n.Files) == 0 {
		t.Say(waitsFor(t, n, Writing))
		return
	}
	t.Tell("notice.taken_up", "n", n.ID, "text", scheduler.Shorten(n.Text, 300), "files", phrases.If(len(n.Files) > 0, len(n.Files)))
}

// elsewhere reports whether a text is about something else than the notice that is
// made. The new text of a notice may well end with a question.
func elsewhere(t *bot.Turn, stage Stage, text string) bool {
	const short = 20 // characters of a question between two steps
	if stage == Writing || stage == Shown || utf8.RuneCountInString(text) > short {
		return false
	}
	for _, w := range []string{"请", "会", "：", ":", "\n"} {
		if stage == Changing && strings.Contains(text, w) {
			return false
		}
	}
	switch t.Hear(text).FormCommand(t.FormInMind()).Kind {
	case language.Begin, language.Table, language.Progress, language.Remind:
		return true
	default:
	}
	if said, ok := frame.Notice(t.Readings(text)); ok && said.Act != frame.NoticeNew && said.Act != frame.NoticeCompose {
		return true
	}
	return bot.Inquires(t, text) && (stage == Whom || t.Rooms.MayAsk(t, text))
}

// ownDraft says of a notice that the person is still writing that it was not sent.
func ownDraft(t *bot.Turn, id anwei.NoticeID) bool {
	n, ok := t.In.Ledger.Notice(id)
	if !ok || n.State != anwei.NoticeDraft || n.By != t.In.Person.ID || !t.OfOffice(n) {
		return false
	}
	t.Reply("notice.waits", "n", n.ID)
	return true
}

// resumeNotice goes on with the notice that was put aside last: 接着发通知.
func resumeNotice(t *bot.Turn) bool {
	const lately = 31 * 24 * time.Hour
	for _, n := range t.In.Ledger.Notices(recent) {
		if n.State != anwei.NoticeDraft || n.By != t.In.Person.ID || !t.OfOffice(n) || t.In.Now.Sub(n.Created) > lately {
			continue
		}
		if len(n.To) > 0 {
			preview(t, n, false)
			return true
		}
		makes(t, n, false, Writing)
		takenUp(t, n)
		return true
	}
	if !t.In.Person.Has(anwei.Office) {
		return false
	}
	t.Reply("notice.nothing_to_take_up")
	return true
}

// replySaid reads an answer to a notice. What is told as done is one to the only notice
// that waits for it; with a figure in it, which may be one of a report, only right after
// the notice.
func replySaid(t *bot.Turn, text string) (frame.ReplySaid, bool) {
	if text == phrases.WordFeedback { // the button, and no result
		return frame.ReplySaid{Kind: frame.ReplyDone, Sure: true}, true
	}
	said, ok := frame.Reply(t.Readings(text))
	heard := bot.Heard(t, text)
	if yes, agrees := heard.As(answer.Yes); !ok && agrees && yes.Rest != "" {
		said, ok = frame.Reply(t.Readings(yes.Rest))
	}
	if ok && !said.Sure && len(waiting(t, said)) == 0 {
		ok = false // 马上去查 comes to no meeting
	}
	if done, did := heard.As(answer.Done); did && idle(t) && (!ok || said.Kind == frame.ReplyConfirm && said.And == nil) {
		told := frame.ReplySaid{Kind: frame.ReplyDone, Rest: done.Rest}
		wants := waiting(t, told)
		if len(wants) == 1 && (!strings.ContainsAny(text, "0123456789") || isNew(t, wants[0])) {
			return told, true
		}
	}
	if ok {
		return said, true
	}
	n, wants := wantsResult(t)
	if !wants {
		return said, false
	}
	_, hindered := heard.As(answer.Hindered, answer.Later)
	if hindered || heard.Is(answer.Doing, answer.No) { // who is at it, or was kept from it, has the notice
		return frame.ReplySaid{Kind: frame.ReplyConfirm, ID: n.ID}, true
	}
	return said, false
}
