package notice

import (
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/scheduler"
)

// asked is what is kept with a question: the notice.
type asked struct {
	Matter anwei.Matter `json:"matter"`
	// Words are what may be the result.
	Words string `json:"words,omitempty"`
}

// question is a question about a notice.
func question(kind bot.QuestionKind, m anwei.Matter) bot.OpenQuestion {
	return bot.NewQuestion(Room, kind, m.String(), asked{Matter: m})
}

// Kinds are how the questions of this room are answered.
func Kinds() bot.Kinds {
	answers := func(kind bot.QuestionKind) bot.Kind {
		return bot.KindOf(func(t *bot.Turn, p asked, text string) bool { return answered(t, kind, p, text) }, nil)
	}
	return bot.Kinds{kindPerhaps: answers(kindPerhaps), kindFeedback: answers(kindFeedback), kindExcuse: answers(kindExcuse), kindProxy: answers(kindProxy)}
}

// answered takes the answer to what was asked beside the talk of a notice.
func answered(t *bot.Turn, kind bot.QuestionKind, p asked, text string) bool {
	n, ok := t.In.Ledger.Notice(p.Matter.Notice)
	if !ok || !n.Live() {
		t.Close()
		return false
	}
	switch {
	case kind == kindPerhaps && bot.Declines(t, text):
		t.Close()
		t.Tell("notice.not_done", "n", n.ID)
		return true
	case kind == kindPerhaps && !bot.Yes(t, text), bot.Wants(t, text) || bot.AnswersReport(t, text):
		return false
	case kind == kindPerhaps:
		text = p.Words
	}
	r := receipt(t, n)
	acknowledge(t, &r, text)
	switch kind {
	case kindFeedback, kindPerhaps:
		feedback(t, n, r, text)
	case kindExcuse:
		attend(t, n, r, anwei.Excused, text)
	default:
		attend(t, n, r, anwei.Proxy, text)
	}
	return true
}

// wantsResult is the one notice that wants to be told what was done, where it is what the
// person was sent, or confirmed, last.
func wantsResult(t *bot.Turn) (anwei.Notice, bool) {
	wants := waiting(t, frame.ReplySaid{Kind: frame.ReplyDone})
	if len(wants) != 1 || !isNew(t, wants[0]) {
		return anwei.Notice{}, false
	}
	return wants[0], true
}

// perhapsDone asks whether a text is what was done about the one notice that wants to be
// told, where it came since the person last spoke and his words mean nothing else: 俺镇没有煤矿.
func perhapsDone(t *bot.Turn, text string) bool {
	n, wants := wantsResult(t)
	if !wants || !idle(t) || utf8.RuneCountInString(text) < 4 {
		return false
	}
	if len(t.Readings(text)) > 0 || len(bot.Heard(t, text)) > 0 || bot.Inquires(t, text) || bot.Wants(t, text) || bot.Reports(t, text) {
		return false
	}
	q := bot.NewQuestion(Room, kindPerhaps, "", asked{Matter: receiptMatter(t, n), Words: text})
	bot.Offer(t, q, t.Text("notice.perhaps_title", "n", n.ID), t.Text("notice.perhaps_text", "words", scheduler.Shorten(text, 60)), phrases.WordNote, phrases.WordNotSo)
	return true
}
