package notice

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/frame"
)

// farthestSend is how far ahead a notice may be scheduled.
const farthestSend = 31 * 24 * time.Hour

// terms changes what a notice in preview asks for: 发给各部门, 明早8点半发, 10月25日前回复,
// 要反馈, 不用确认. It returns false for anything else.
func terms(t *bot.Turn, n anwei.Notice, text string) bool {
	if rest, ok := bot.CutPrefixes(text, "改发给", "发给", "改发"); ok && rest != "" {
		n.Audience = trimWhom(rest)
		preview(t, n, false)
		return true
	}
	switch strings.TrimRight(text, "。！!") {
	case "要反馈", "要求反馈", "要落实", "要回复落实情况", "要求反馈落实情况":
		n.Feedback = true
	case "不用反馈", "不要反馈", "无需反馈":
		n.Feedback = false
	case "不用确认", "无需确认", "不用回复", "无需回复":
		n.Confirm = false
	case "要确认", "要求确认", "要回复":
		n.Confirm = true
	case "不是会议", "不开会":
		n.Meeting = nil
	default:
		return times(t, n, text)
	}
	preview(t, n, false)
	return true
}

// times takes when a notice in preview is to be sent or answered.
func times(t *bot.Turn, n anwei.Notice, text string) bool {
	if said, ok := frame.Notice(t.Readings(text)); ok && said.Act == frame.NoticeNew || utf8.RuneCountInString(text) > 24 {
		return false // another notice
	}
	for _, m := range day.Moments(text, t.In.Now) {
		rest := text[m.To:]
		at := m.At(t.In.Now.Location())
		switch {
		case m.Reason != "":
		case m.Until || strings.Contains(text, "期限") || strings.Contains(text, "截止"):
			if !at.After(t.In.Now) {
				t.Tell("notice.by_past", "at", phrases.ClockText(at))
				return true
			}
			n.AnswerBy = at
			preview(t, n, false)
			return true
		case strings.Contains(rest, "发") || strings.HasPrefix(text, "定时"):
			schedule(t, n, m, at)
			return true
		}
	}
	return false
}

// schedule sets when the notice goes out, where that is a time to come.
func schedule(t *bot.Turn, n anwei.Notice, m day.MomentSaid, at time.Time) {
	if why := cannotSendAt(t, n, m, at); why != "" {
		t.Say(why)
		return
	}
	n.SendAt = at
	preview(t, n, false)
}

// cannotSendAt says why a notice cannot go out at a time, or nothing where it can.
func cannotSendAt(t *bot.Turn, n anwei.Notice, m day.MomentSaid, at time.Time) string {
	switch {
	case m.Reason != "" || !m.HasClock:
		return t.Text("notice.send_clock", "day", m.On.Chinese())
	case !at.After(t.In.Now):
		return t.Text("notice.send_past", "at", phrases.ClockText(at))
	case at.Sub(t.In.Now) > farthestSend:
		return t.Text("notice.send_far")
	case n.Meeting != nil && !at.Before(n.Meeting.At):
		return t.Text("notice.send_after_meeting", "at", phrases.ClockText(n.Meeting.At))
	}
	return ""
}
