package notice

import (
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// cardRoom is how many characters of a text a card has room for, with what is
// said behind it.
const cardRoom = 110

// noticeCard is a notice as a card, and as a text before it where it is too long
// for one. One that asks for nothing is a text alone.
func noticeCard(c *phrases.Catalogue, plan anwei.Plan, n anwei.Notice) (card *anwei.Card, long string) {
	full := c.Text("notice.full", "office", plan.Office, "n", n.ID, "text", n.Text)
	if !n.Asks() {
		return nil, full
	}
	head := c.Text("notice.title", "office", plan.Office, "n", n.ID, "meeting", phrases.If(n.Meeting != nil, c.Text("notice.title.meeting")))
	head = scheduler.Shorten(head, 36)
	if len([]rune(n.Text)) <= cardRoom {
		return answerCard(n, head, n.Text+"\n"+howToAnswer(c, n)), ""
	}
	return answerCard(n, head, c.Text("notice.see_above")+howToAnswer(c, n)), full
}

// answerCard offers the answers that a notice asks for.
func answerCard(n anwei.Notice, title, text string) *anwei.Card {
	words := []string{phrases.WordReceived}
	if n.Meeting != nil {
		words = []string{phrases.WordAttend, phrases.WordExcuse, phrases.WordProxy}
	}
	if n.Feedback {
		words = append(words, phrases.WordFeedback)
	}
	return buttons(anwei.Card{Title: title, Text: scheduler.Shorten(text, bot.MaxCardText)}, noticeMatter(n), words)
}

func howToAnswer(c *phrases.Catalogue, n anwei.Notice) string {
	by := ""
	if !n.AnswerBy.IsZero() {
		by = wholeDay(deadlineText(n.AnswerBy, n.AnswerBy) + "前")
	}
	switch {
	case n.Meeting != nil:
		return c.Text("notice.how.meeting", "at", momentText(n.Meeting.At, n.Meeting.At), "by", by)
	case n.Feedback:
		return c.Text("notice.how.feedback", "by", by, "n", n.ID)
	}
	return c.Text("notice.how.confirm", "by", by, "n", n.ID)
}

// wholeDay moves what says that a day is in behind the word before.
func wholeDay(text string) string {
	return strings.Replace(text, "（含当天）前", "前（含当天）", 1)
}

// wantsText says what a notice waits for.
func wantsText(c *phrases.Catalogue, n anwei.Notice) string {
	switch {
	case n.Meeting != nil && n.Feedback:
		return c.Text("notice.wants.both")
	case n.Meeting != nil:
		return c.Text("notice.wants.meeting")
	case n.Feedback:
		return c.Text("notice.wants.feedback")
	}
	return c.Text("notice.wants.confirm")
}

// planned fills in the plan's words of a chase.
func planned(c *phrases.Catalogue, n anwei.Notice, text string) string {
	deadline := ""
	if !n.AnswerBy.IsZero() {
		deadline = deadlineText(n.AnswerBy, n.AnswerBy)
	}
	name := c.Text("notice.name", "n", n.ID)
	return wholeDay(strings.NewReplacer("{notice}", name, "{deadline}", deadline, "{wants}", wantsText(c, n)).Replace(text))
}

// brief is the text of a notice on one line.
func brief(n anwei.Notice, most int) string {
	return scheduler.Shorten(strings.Join(strings.Fields(n.Text), " "), most)
}

// The words of the buttons where several notices wait for an answer.
const (
	wordHeard    = "收到"
	wordAllHeard = "都收到"
)

// confirmed thanks for a confirmation, and says what else is waited for.
func confirmed(t *bot.Turn, n anwei.Notice, r anwei.Receipt) {
	text := t.Text("notice.confirmed", "n", n.ID)
	if n.Feedback && r.Done.IsZero() && (n.Meeting == nil || r.Attend != "") {
		text += t.Text("notice.confirmed.feedback", "n", n.ID)
	}
	t.Say(text + t.Returning())
}

// confirmedAlready answers a second confirmation.
func confirmedAlready(t *bot.Turn, n anwei.Notice, r anwei.Receipt) {
	text := t.Text("notice.confirmed_already", "n", n.ID, "at", phrases.ClockText(r.Confirmed))
	if n.Live() && n.Feedback && r.Done.IsZero() {
		text += t.Text("notice.feedback_missing")
	}
	t.Say(text + t.Returning())
	askAttendance(t, n, r)
}

// whichLines lists the notices that an answer may be about.
func whichLines(t *bot.Turn, ns []anwei.Notice, head string, most int) string {
	lines := anwei.Each(ns, func(n anwei.Notice) string {
		return head + t.Text("notice.which_line", "n", n.ID, "text", brief(n, most))
	})
	return strings.Join(lines, "\n")
}

func attendKept(t *bot.Turn, n anwei.Notice, r anwei.Receipt) {
	t.Reply("notice.attend_kept."+string(r.Attend), "detail", r.Detail, "when", phrases.ClockText(n.Meeting.At), "place", n.Meeting.Place)
}

// meetingSoon reminds of a meeting. It may be read on a later day than it is said.
func meetingSoon(c *phrases.Catalogue, n anwei.Notice, now time.Time) string {
	return c.Text("notice.meeting_soon", "when", momentText(n.Meeting.At, now), "place", n.Meeting.Place, "n", n.ID)
}

func recalledYours(c *phrases.Catalogue, n anwei.Notice) string {
	return c.Text("notice.recalled_yours", "n", n.ID, "text", brief(n, 30))
}

// myNoticeLine is a notice in the list of those that somebody got.
func myNoticeLine(t *bot.Turn, n anwei.Notice, r anwei.Receipt) string {
	state := t.Text("notice.mine.confirmed")
	switch {
	case !n.Live():
		state = t.Text("notice.mine.recalled")
	case n.Missing(r):
		state = t.Text("notice.mine.missing", "wants", wantsText(t.Phrases, n))
	case !n.Asks():
		state = t.Text("notice.mine.nothing")
	}
	return t.Text("notice.mine.line", "n", n.ID, "day", n.Sent.Format("1月2日"), "text", brief(n, 24), "state", state)
}

// myNoticeText is a notice as somebody got it.
func myNoticeText(t *bot.Turn, n anwei.Notice, r anwei.Receipt) string {
	if !n.Live() {
		return recalledYours(t.Phrases, n)
	}
	how := ""
	if n.Missing(r) {
		how = howToAnswer(t.Phrases, n)
	}
	return t.Text("notice.mine.full", "office", t.In.Plan.Office, "n", n.ID, "at", phrases.ClockText(n.Sent), "text", n.Text, "how", how)
}
