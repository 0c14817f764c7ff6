package plan

import (
	"fmt"
	"strings"

	"anwei"
)

func everyWord(k anwei.PeriodKind) string {
	switch k {
	case anwei.Month:
		return "每月"
	case anwei.Quarter:
		return "每季度"
	case anwei.Half:
		return "每半年"
	case anwei.Year:
		return "每年"
	}
	return ""
}

func shiftWord(s anwei.Shift) string {
	switch s {
	case anwei.Earlier:
		return "（遇休息日提前）"
	case anwei.Later:
		return "（遇休息日顺延）"
	case anwei.Keep:
	}
	return "（含当日，遇休息日不变）"
}

// recurrenceWord says when and how often a duty is to be done.
func recurrenceWord(d anwei.Duty) string {
	text := everyWord(d.Every)
	if text == "" {
		text = d.By.String() + " 前完成"
	}
	if d.Wanted > 0 {
		text += fmt.Sprintf("%d%s", d.Wanted, d.Counts)
	} else {
		text += "，据实登记"
	}
	if d.When != "" {
		text += "（" + d.When + "）"
	}
	return text
}

// dayWord says on which day a rule speaks: 截止前3个工作日, 承诺的日子后1天.
func dayWord(r anwei.ReminderRule) string {
	day := "天"
	if r.Working {
		day = "个工作日"
	}
	base := map[anwei.Anchor]string{
		anwei.ByLead: "任务写明的提前日", anwei.ByTopUp: "月末核对日", anwei.ByReturn: "退回或更正的日子", anwei.ByPromise: "承诺的日子", anwei.ByArrangement: "安排的日子",
	}[r.From]
	switch {
	case base != "":
	case r.Form != "":
		base = "截止"
	default:
		base = "到期"
	}
	switch {
	case r.Days < 0:
		return fmt.Sprintf("%s前%d%s", base, -r.Days, day)
	case r.Days > 0:
		return fmt.Sprintf("%s后%d%s", base, r.Days, day)
	}
	return base + "当天"
}

func roleWords(roles []anwei.Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = map[anwei.Role]string{anwei.Reporter: "填报员", anwei.Office: "安委办", anwei.Leader: "领导"}[r]
	}
	return strings.Join(words, "、")
}

func recipientWords(to []anwei.Recipient) string {
	words := make([]string, 0, len(to))
	for _, r := range to {
		switch r {
		case anwei.ToReporter:
			words = append(words, "填报员")
		case anwei.ToDeputy:
			words = append(words, "副手")
		case anwei.ToLeader:
			words = append(words, "单位领导")
		case anwei.ToOffice:
			words = append(words, "安委办")
		}
	}
	return strings.Join(words, "、")
}
