package office

// wording: 操作记录

import (
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
)

// What the record of the office's acts calls them, beside the names of acts.
const (
	recordLog = "操作记录"
)

// recordLine says one row of the record: when, who, what, and whether it was
// refused.
func recordLine(a anwei.Audit, by string, zone *time.Location) string {
	text := "· " + phrases.ClockText(a.At.In(zone)) + " " + by + " " + a.Action
	if a.Detail != "" {
		text += "：" + phrases.Shorten(strings.ReplaceAll(a.Detail, "\n→ ", "→"))
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
