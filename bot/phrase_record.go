package bot

//wording:操作记录

import (
	"fmt"
	"strings"
	"time"

	"anwei"
)

// What the record of the office's acts calls them, beside the names of acts.
const (
	recordNotice      = "通知"
	recordNoticeChase = "催通知"
	recordRecall      = "撤回通知"
	recordFreeze      = "定格"
	recordTick        = "补录勾销"
	recordTable       = "取表"
	recordQuestion    = "查询"
	recordRehearse    = "测试提醒"
	recordOpen        = "登记案件"
	recordStep        = "案件办理"
	recordGroup       = "群通报"
	recordLog         = "操作记录"
)

func recordedNotice(n anwei.Notice) string {
	return fmt.Sprintf("%d号，%s，%d人：%s", n.ID, n.Audience, len(n.To), shorten(n.Text))
}

func recordedLater(at time.Time) string { return "（定于" + clockText(at) + "发送）" }

func recordedChase(n anwei.Notice, people int) string {
	return fmt.Sprintf("%d号，催%d人", n.ID, people)
}

func recordedSnapshot(s anwei.Snapshot) string { return shortPeriod(s.Period) + "，" + s.Name }

func recordedTick(p anwei.Period, undo bool, units []string) string {
	word := "已录"
	if undo {
		word = "未录"
	}
	return shortPeriod(p) + word + "：" + strings.Join(units, "、")
}

func recordedCase(p anwei.Plan, c anwei.Case, unit, what string) string {
	return caseName(p, c) + "，" + unit + "：" + shorten(what)
}

// recordLine says one row of the record: when, who, what, and whether it was
// refused.
func recordLine(a anwei.Audit, by string, zone *time.Location) string {
	text := "· " + clockText(a.At.In(zone)) + " " + by + " " + a.Action
	if a.Detail != "" {
		text += "：" + shorten(strings.ReplaceAll(a.Detail, "\n→ ", "→"))
	}
	if a.Refused {
		text += "（无权限，没有办）"
	}
	return text
}

func recordText(lines []string) string {
	if len(lines) == 0 {
		return "今年还没有操作记录。"
	}
	return "最近的操作：\n" + strings.Join(lines, "\n")
}
