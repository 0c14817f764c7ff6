package language

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei/language/day"
)

// readNoticeFree reads that somebody is to be told something in other words than
// 通知: 跟大家说一声，下午系统维护, 明早8点给各镇发通知：注意防火, 各镇注意了，明天省里来检查.
func readNoticeFree(text string) (NoticeSaid, bool) {
	if utf8.RuneCountInString(text) > 500 {
		return NoticeSaid{}, false
	}
	for _, to := range []string{"跟", "给", "和", "向", "对"} {
		rest, ok := strings.CutPrefix(text, to)
		if !ok {
			continue
		}
		for _, say := range []string{"说一声", "说一下", "说下", "讲一下", "讲一声", "通知一下", "发个通知", "发一个通知", "发条通知", "发一条通知", "下个通知", "发个消息", "发条消息", "发一条消息", "发消息", "捎个话"} {
			if whom, body, found := strings.Cut(rest, say); found && whom != "" && utf8.RuneCountInString(whom) <= 40 {
				return NoticeSaid{Act: NoticeNew, Audience: trimNotice(whom), Body: trimNotice(body), Loose: true}, true
			}
		}
	}
	for _, w := range []string{"帮我通知", "帮忙通知", "麻烦通知", "给我通知", "帮我告诉", "帮我转告", "告诉", "告知", "转告", "提示"} {
		if rest, ok := strings.CutPrefix(text, w); ok {
			for _, more := range []string{"一下", "下"} {
				rest = strings.TrimPrefix(rest, more)
			}
			said := newNotice(rest, NoticeNew)
			said.Loose = true
			return said, true
		}
	}
	for _, w := range []string{"请注意了", "请注意", "注意了", "注意一下", "注意"} {
		whom, body, ok := strings.Cut(text, w)
		if ok && whom != "" && utf8.RuneCountInString(whom) <= 12 && strings.HasPrefix(strings.TrimLeft(body, " "), "，") {
			return NoticeSaid{Act: NoticeNew, Audience: trimNotice(whom), Body: trimNotice(body), Loose: true}, true
		}
	}
	return NoticeSaid{}, false
}

// noticeAt takes a time at the front of a text that is to be told at that time: 明早8点
// 给各镇发通知：注意防火, 明天上午9点通知各镇.
func noticeAt(text string) (at, rest string) {
	for _, w := range []string{"给", "通知", "发通知", "发个通知", "请通知"} {
		if i := strings.Index(text, w); i > 0 && i <= 36 && len(day.Moments(text[:i], time.Unix(0, 0).UTC())) == 1 {
			return text[:i], text[i:]
		}
	}
	return "", text
}

// CutSend takes when a notice is to go out off the end of its text: 加强顶板管理，明天早上
// 8点发. It is false where no clause says just that; where apart is not set the words need
// no clause of their own, as at the end of whom it is for: 各镇明天早上8点发.
func CutSend(text string, now time.Time, apart bool) (rest string, at day.MomentSaid, ok bool) {
	end := strings.TrimRight(text, "。！!， ,")
	for _, m := range day.Moments(end, now) {
		if m.Until || m.Reason != "" {
			continue
		}
		before, after := strings.TrimRight(end[:m.From], " "), strings.TrimSpace(end[m.To:])
		for _, w := range []string{"定时", "请", "在", "于", "到", "等"} {
			before = strings.TrimSuffix(before, w)
		}
		before = strings.TrimRight(before, " ")
		stop := !apart || before == "" || strings.ContainsRune("，,。；;！!\n（(", []rune(before)[utf8.RuneCountInString(before)-1])
		switch strings.TrimRight(after, "）)") {
		case "发", "再发", "发送", "发出", "发出去", "定时发", "准时发", "推送", "发给他们", "的时候发", "发出来":
			if stop {
				return strings.TrimRight(before, "，,；;（( \n"), m, true
			}
		}
	}
	return text, day.MomentSaid{}, false
}
