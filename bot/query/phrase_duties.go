package query

// wording: 工作任务完成情况

import (
	"fmt"

	"anwei"
	"anwei/bot/phrases"
)

func dutiesTitle(p anwei.Period, whose string, now interface{ Format(string) string }) string {
	return whose + p.Chinese() + "工作任务完成情况（截至" + now.Format("1月2日 15:04") + "）："
}

func dutyLine(d anwei.Duty, period string, asked int, left []string, times int) string {
	name := d.Title + phrases.Parens(period)
	if d.Wanted == 0 {
		return fmt.Sprintf("· %s：登记%d%s", name, times, d.Counts)
	}
	if asked == 1 {
		state := map[bool]string{true: "已完成", false: "还没有完成"}[len(left) == 0]
		return fmt.Sprintf("· %s：%s（%d/%d%s）", name, state, times, d.Wanted, d.Counts)
	}
	text := fmt.Sprintf("· %s：应完成%d家，已完成%d家", name, asked, asked-len(left))
	if len(left) > 0 && len(left) < asked {
		text += "，未完成：" + phrases.Names(left, 10)
	}
	return text
}

func moreDuties(n int) string { return fmt.Sprintf("另有%d项见表格。", n) }

func dutiesComing() string { return "完整的表格随后发给您。" }

func noDuties(p anwei.Period, unit, duty string) string {
	if duty == "" {
		return p.Chinese() + "没有需要完成的工作任务。"
	}
	return p.Chinese() + unit + "没有单位要完成" + phrases.Quoted(duty) + "这项任务，或者还没有开始。"
}
