package phrases

// wording: 工作任务

import (
	"fmt"
	"strings"
	"time"

	"anwei"
)

// CaseName names a case: 快查快处3号.
func CaseName(p anwei.Plan, c anwei.Case) string {
	rule, _ := p.CaseRule(c.Kind)
	return fmt.Sprintf("%s%d号", rule.Title, c.ID)
}

// StepName names a step of a case: 快查快处3号“整改”.
func StepName(p anwei.Plan, c anwei.Case, s anwei.CaseStep) string {
	return CaseName(p, c) + Quoted(s.Title)
}

func NotYours(unit string) string {
	return "“" + unit + "”的事项不由您办理。如有变动，请与安委办联系。"
}

func OldQuestion() string {
	return "这是之前的卡片，没有因此记录任何内容。请重新告诉我。"
}

// Quoted puts a name into quotation marks, those within it one level down.
func Quoted(name string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(name) + "”"
}

// CountText says how many of what a duty wants are done.
func CountText(n int, d anwei.Duty) string {
	if d.Wanted == 0 {
		return fmt.Sprintf("已登记%d%s", n, d.Counts)
	}
	return fmt.Sprintf("已完成%d/%d%s", n, d.Wanted, d.Counts)
}

func UndoneBy(p anwei.Person, at time.Time) string { return p.Name + "于" + ClockText(at) + "撤销" }

func NameOneUnit(word string) string {
	return "请写明一个单位，例如“" + word + " 南村镇”。"
}

func OnlyOffice(office string) string {
	return "这项由" + office + "办理，您暂时不能操作。"
}

func NothingForGroup() string { return "都已报齐，不用再发了。" }

func CopyToGroup(text string) string {
	return "还没有设置工作群机器人。请长按复制下面的话，发到工作群：\n" + text
}
