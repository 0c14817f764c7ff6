package duty

// wording: 快查快处和重大隐患

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// unprovenText is what is kept of a step that was told without a photo.
func unprovenText(result, reason string) string { return result + "（无照片：" + reason + "）" }

func mayNotOpen(r anwei.CaseRule, office string) string {
	who := office
	if slices.Contains(r.Open, anwei.Reporter) {
		who += "或本单位的填报员"
	}
	return phrases.Quoted(r.Title) + "由" + who + "登记，您暂时不能办理。"
}

func caseUnit(r anwei.CaseRule) string {
	return "请写明是哪个单位，例如“" + r.Word + " 南村镇 ……”。"
}

func caseText(r anwei.CaseRule) string {
	if r.Months > 0 {
		return "请写明是什么隐患、什么时候整改好，例如“" + r.Word + " 南村镇 某加油站储罐没有液位报警，12月20日前整改”。"
	}
	return "请写明是什么事，例如“" + r.Word + " 南村镇 某煤矿皮带走廊着火隐患”。"
}

func termMissing(r anwei.CaseRule) string {
	return "请写明整改期限，例如“12月20日前整改”。原则上不超过" + strconv.Itoa(r.Months) + "个月。"
}

func termTooLong(r anwei.CaseRule, latest anwei.Date) string {
	return fmt.Sprintf("整改期限原则上不超过%d个月（%s以前），请重新写明期限。确需更长时间的，请与安委办联系。", r.Months, latest.Chinese())
}

// caseSheet shows a case with its steps.
func caseSheet(r anwei.CaseRule, c anwei.Case, unit string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "【%s%d号】%s\n%s", r.Title, c.ID, unit, c.Text)
	for _, s := range c.Steps {
		fmt.Fprintf(&b, "\n· %s：%s前（含当天）", s.Title, s.Due.Chinese())
	}
	return b.String()
}

func openTitle(r anwei.CaseRule, unit string) string {
	return scheduler.Shorten(r.Title+"："+unit, 36)
}

func openText() string { return "确认后即通知承办单位，到期前后会提醒。" }

func caseOpened(r anwei.CaseRule, c anwei.Case, own bool) string {
	if own {
		return fmt.Sprintf("✅ 已登记为%s%d号，期限%s，到期前会提醒您。办好后回复例如“%d号%s已完成”加结果。",
			r.Title, c.ID, c.Steps[len(c.Steps)-1].Due.Chinese(), c.ID, c.Steps[0].Title)
	}
	return fmt.Sprintf("✅ 已登记为%s%d号，承办单位已收到通知。办完一步，回复例如“%d号%s已完成”加结果。", r.Title, c.ID, c.ID, c.Steps[0].Title)
}

func caseNotOpened() string { return "好的，没有登记。" }

// caseCard tells the unit that it has to act.
func caseCard(t *bot.Turn, r anwei.CaseRule, c anwei.Case) *anwei.Card {
	s := c.Steps[0]
	m := StepMatter(c, s)
	return &anwei.Card{
		Title: scheduler.Shorten(fmt.Sprintf("%s%d号：%s", r.Title, c.ID, t.UnitName(c.Unit)), 36),
		Text:  fmt.Sprintf("%s。请于%s前（含当天）完成“%s”，办完点“已完成”并说明结果。", scheduler.Shorten(strings.TrimRight(c.Text, "。"), 100), s.Due.Chinese(), s.Title),
		Buttons: []anwei.Button{
			{Text: anwei.WordHeld, Key: anwei.ButtonKey(anwei.WordHeld, m), Main: true},
		},
	}
}

func caseNews(r anwei.CaseRule, c anwei.Case, unit string, by anwei.Person) string {
	return fmt.Sprintf("%s登记了%s%d号：%s，期限%s（%s）。", unit, r.Title, c.ID, c.Text, c.Steps[len(c.Steps)-1].Due.Chinese(), by.Name)
}

func noSuchCase(id anwei.CaseID) string {
	return fmt.Sprintf("没有查到您可以办理的%d号案件，请核对编号；回复“案件”可查看。", id)
}

func caseClosedAlready(p anwei.Plan, c anwei.Case) string {
	return phrases.CaseName(p, c) + "已于" + phrases.ClockText(c.Closed) + "办结。"
}

func stepDoneAlready(p anwei.Plan, c anwei.Case, s anwei.CaseStep) string {
	return phrases.StepName(p, c, s) + "已于" + phrases.ClockText(s.Done) + "完成。"
}

func caseUnfinished(p anwei.Plan, c anwei.Case) string {
	var left []string
	for _, s := range c.Steps {
		if s.Done.IsZero() {
			left = append(left, s.Title)
		}
	}
	return phrases.CaseName(p, c) + "还有" + strings.Join(left, "、") + "没有完成，请先逐步登记。"
}

func askResult(about string) string { return "请用一句话说明" + about + "的办理结果。" }

func askProof(about string) string {
	return "请发一张" + about + "的照片或文件作为佐证；没有照片的，回复“无照片”加原因。"
}

func whyNoProof() string {
	return "请一并说明原因，例如“无照片，企业已停产封门”。"
}

func stepRecorded(p anwei.Plan, c anwei.Case, s, next anwei.CaseStep, left bool) string {
	text := "✅ 已记下：" + phrases.StepName(p, c, s) + "已完成。"
	if left {
		return text + fmt.Sprintf("下一步：%s，%s前（含当天）。", next.Title, next.Due.Chinese())
	}
	return text + "本案已办结，谢谢！"
}

func caseProgress(p anwei.Plan, c anwei.Case, s anwei.CaseStep, unit string, by anwei.Person, left bool) string {
	text := fmt.Sprintf("%s（%s）“%s”已完成：%s（%s）。", phrases.CaseName(p, c), unit, s.Title, s.Result, by.Name)
	if !left {
		text += "本案已办结。"
	}
	return text
}

// caseList lists open cases with the step that is next.
func caseList(p anwei.Plan, cs []anwei.Case, name func(anwei.UnitID) string, today anwei.Date) string {
	if len(cs) == 0 {
		return "目前没有在办的案件。"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "在办%d件：", len(cs))
	for _, c := range cs {
		s, _ := c.Next()
		fmt.Fprintf(&b, "\n· %s %s %s：%s，%s前", phrases.CaseName(p, c), name(c.Unit), scheduler.Shorten(c.Text, 24), s.Title, s.Due.Chinese())
		if s.Due.Before(today) {
			b.WriteString("（已到期）")
		}
	}
	return b.String()
}
