package language

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// WishAct is what is said of briefings and of the summary of a month.
type WishAct string

// What may be said of them.
const (
	WishDaily   WishAct = "daily"   // 以后每天早上发我一条简报
	WishWeekly  WishAct = "weekly"  // 每周一给我发一下简报
	WishStop    WishAct = "stop"    // 简报不用发了
	WishNow     WishAct = "now"     // 简报
	WishSummary WishAct = "summary" // 上月小结
	WishMonthly WishAct = "monthly" // 每月给我发小结
)

// WishSaid is what somebody wants to be sent.
type WishSaid struct {
	Act WishAct
	// Period is the month of a summary, zero where none is named.
	Period anwei.Period
	// Bare is set where it is not said what is meant: 以后每天发我, 不用发了.
	Bare bool
}

// longestWish is how many characters a wish may have.
const longestWish = 26

// ReadWish reads what somebody wants to be sent by itself, or to be sent no more, or
// which summary he wants to read. Text that says anything else besides is none.
func ReadWish(typed string, now time.Time) (WishSaid, bool) {
	typed = strings.TrimSpace(typed)
	if utf8.RuneCountInString(typed) > longestWish || strings.Contains(typed, "\n") {
		return WishSaid{}, false
	}
	if said, ok := readSummary(typed, now); ok {
		return said, true
	}
	named := text.ContainsAny(typed, "简报", "快报")
	sent := text.ContainsAny(typed, "发", "推", "报给我")
	often, weekly := wishOften(), wishWeekly()
	about := append(strings.Fields("简报 快报 情况 进度 进展 数据 报送 消息 信息 汇总 订阅 开通"), wishSent()...)
	stop := strings.Fields("不要 不用 不需要 不必 别 取消 停 停止 停掉 停了 退订 不订 不想 不想要 再 不 不再 关 关掉 关闭 暂停 收到 看")
	switch {
	case !named && !sent:
		return WishSaid{}, false
	case strings.HasPrefix(typed, "不发") && !named:
		return WishSaid{}, false // said of a notice
	case text.ContainsAny(typed, "不", "别", "取消", "停", "退订", "关"):
		return WishSaid{Act: WishStop, Bare: !named}, madeOf(typed, politeWords(), often, weekly, about, stop)
	case text.ContainsAny(typed, weekly...):
		return WishSaid{Act: WishWeekly, Bare: !named}, madeOf(typed, politeWords(), often, weekly, about)
	case text.ContainsAny(typed, often...):
		return WishSaid{Act: WishDaily, Bare: !named}, madeOf(typed, politeWords(), often, about)
	case named:
		return WishSaid{Act: WishNow}, madeOf(typed, politeWords(), about)
	}
	return WishSaid{}, false
}

func wishOften() []string {
	return strings.Fields("每天 每日 天天 每个工作日 每一天 日")
}

func wishWeekly() []string {
	return strings.Fields("每周 每周一 每星期 每星期一 每个星期 每礼拜 每个礼拜 一周一次 每周一次 周一 星期一 周")
}

// wishSent are the words around the sending of something.
func wishSent() []string {
	return strings.Fields("发 发来 发送 发给 推 推送 推给 报给 以后 今后 从今天起 从明天起 从今往后 开始 定时 定期 按时 准时 自动 早上 早晨 早 上午 上班 上班前 8点 八点 8点半 八点半 9点 九点 手机 上 到 一次")
}

// readSummary reads 上月小结, 10月工作小结 and 月度小结发我.
func readSummary(typed string, now time.Time) (WishSaid, bool) {
	if !text.ContainsAny(typed, "小结", "总结") {
		return WishSaid{}, false
	}
	p, span, dated := day.Period(typed, now)
	rest := typed
	if dated {
		rest = typed[:span.From] + " " + typed[span.To:]
	}
	about := strings.Fields("小结 总结 月度 月 工作 情况 份 全县 我县")
	if !madeOf(rest, politeWords(), wishSent(), about, strings.Fields("每月 每个月 月月")) {
		return WishSaid{}, false
	}
	if text.ContainsAny(rest, "每月", "每个月", "月月") {
		return WishSaid{Act: WishMonthly}, true
	}
	return WishSaid{Act: WishSummary, Period: p}, true
}
