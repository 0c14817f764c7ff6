package language

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei/language/day"
)

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
