package phrases

// wording: 操作记录

import (
	"fmt"
	"strings"
	"time"

	"anwei"
)

// What the record of the office's acts calls them, beside the names of acts.
const (
	RecordNotice      = "通知"
	RecordNoticeChase = "催通知"
	RecordRecall      = "撤回通知"
	RecordFreeze      = "定格"
	RecordTick        = "补录勾销"
	RecordTable       = "取表"
	RecordQuestion    = "查询"
	RecordRehearse    = "测试提醒"
	RecordOpen        = "登记案件"
	RecordStep        = "案件办理"
	RecordGroup       = "群通报"
)

func RecordedNotice(n anwei.Notice) string {
	return fmt.Sprintf("%d号，%s，%d人：%s", n.ID, n.Audience, len(n.To), Shorten(n.Text))
}

func RecordedLater(at time.Time) string { return "（定于" + ClockText(at) + "发送）" }

func RecordedChase(n anwei.Notice, people int) string {
	return fmt.Sprintf("%d号，催%d人", n.ID, people)
}

func RecordedSnapshot(s anwei.Snapshot) string { return ShortPeriod(s.Period) + "，" + s.Name }

func RecordedTick(p anwei.Period, undo bool, units []string) string {
	word := "已录"
	if undo {
		word = "未录"
	}
	return ShortPeriod(p) + word + "：" + strings.Join(units, "、")
}

func RecordedCase(p anwei.Plan, c anwei.Case, unit, what string) string {
	return CaseName(p, c) + "，" + unit + "：" + Shorten(what)
}
