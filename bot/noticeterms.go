package bot

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// farthestSend is how far ahead a notice may be scheduled.
const farthestSend = 31 * 24 * time.Hour

// terms changes what a notice in preview asks for: 发给各部门, 明早8点半发, 10月25日前回复,
// 要反馈, 不用确认. It returns false for anything else.
func (t *turn) terms(n anwei.Notice, text string) bool {
	if rest, ok := cutPrefixes(text, "改发给", "发给", "改发"); ok && rest != "" {
		n.Audience = trimWhom(rest)
		t.preview(n, false)
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
		return t.times(n, text)
	}
	t.preview(n, false)
	return true
}

// times takes when a notice in preview is to be sent or answered.
func (t *turn) times(n anwei.Notice, text string) bool {
	if said, ok := frame.Notice(t.readings(text)); ok && said.Act == frame.NoticeNew || utf8.RuneCountInString(text) > 24 {
		return false // another notice
	}
	for _, m := range language.Moments(text, t.in.Now) {
		rest := text[m.To:]
		at := m.At(t.in.Now.Location())
		switch {
		case m.Reason != "":
		case m.Until || strings.Contains(text, "期限") || strings.Contains(text, "截止"):
			if !at.After(t.in.Now) {
				t.say(answerByPast(at))
				return true
			}
			n.AnswerBy = at
			t.preview(n, false)
			return true
		case strings.Contains(rest, "发") || strings.HasPrefix(text, "定时"):
			t.schedule(n, m, at)
			return true
		}
	}
	return false
}

// schedule sets when the notice goes out, where that is a time to come.
func (t *turn) schedule(n anwei.Notice, m language.MomentSaid, at time.Time) {
	if why := t.cannotSendAt(n, m, at); why != "" {
		t.say(why)
		return
	}
	n.SendAt = at
	t.preview(n, false)
}

// cannotSendAt says why a notice cannot go out at a time, or nothing where it can.
func (t *turn) cannotSendAt(n anwei.Notice, m language.MomentSaid, at time.Time) string {
	switch {
	case m.Reason != "" || !m.HasClock:
		return sendAtClock(m.On)
	case !at.After(t.in.Now):
		return sendAtPast(at)
	case at.Sub(t.in.Now) > farthestSend:
		return sendAtFar()
	case n.Meeting != nil && !at.Before(n.Meeting.At):
		return sendAfterMeeting(n)
	}
	return ""
}
