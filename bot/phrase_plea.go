package bot

//wording:填报中遇到难处

import (
	"fmt"
	"strings"

	"anwei"
)

// What the bot says to somebody who is stuck.

func greetingBack(p anwei.Person) string { return p.Name + "您好！咱们接着填。\n" }

func callForHelp(p anwei.Person, about, stuck string) string {
	text := strings.TrimSpace(p.Name+" "+p.Phone) + "请您帮忙"
	if about != "" {
		text += "：" + about
	}
	if stuck != "" {
		text += "，正填到" + quoted(stuck)
	}
	return text + "。请方便时与他联系。"
}

func helpIsComing(plan anwei.Plan, contact string) string {
	text := "好的，已转告" + plan.Office + "，会与您联系。"
	if contact != "" {
		text += "急事可直接打电话：" + contact + "。"
	}
	return text
}

func explanation(n int, f anwei.Field, hint string) string {
	if hint == "" {
		hint = "按本单位当月实际情况填写"
		if f.Kind == anwei.Count {
			hint += "，没有就填0"
		}
	}
	text := fmt.Sprintf("第%d项%s：", n, quoted(f.Title))
	if f.Measures != "" {
		text += "方案要求是，" + strings.TrimRight(f.Measures, "。") + "。"
	}
	return text + strings.TrimRight(hint, "。") + "。\n"
}

func againTitle(f anwei.Form, p anwei.Period) string {
	return shortPeriod(p) + f.Short + "清空重填？"
}

func againText(answered int) string {
	return fmt.Sprintf("已填的%d项：回复“清空”就不要了，从头填起；回复“保留”接着填。", answered)
}

func begunAnew() string { return "好的，从头开始。\n" }

func numbered(n int, name, value string) string {
	return fmt.Sprintf("%d. %s：%s", n, name, value)
}

func noLast(p anwei.Period) string {
	return shortPeriod(p) + "没有报过，没有可以照用的数。\n"
}

// The words of the buttons where last period's figures are offered.
const (
	wordAllSame = "都一样"
	wordDiffer  = "不一样"
)

func sameAsLast(p anwei.Period, lines []string) string {
	return shortPeriod(p) + "是这样报的：\n" + strings.Join(lines, "\n")
}

func sameTitle(p anwei.Period) string { return "这几项都和" + shortPeriod(p) + "一样吗？" }

func sameText(change string) string {
	return "都一样的，回复“都一样”；有不一样的先改，例如“" + change + "”，改完再回复“都一样”；要逐项填，回复“不一样”。"
}

func secondFigure(lines []string) string { return strings.Join(lines, "；") + "。" }

func replaceTitle() string { return "替换还是相加？" }

func replaceText() string {
	return "换成后面的，回复“替换”；两个合在一起，回复“相加”；前面的没错，回复“不改”。"
}

func keptOld() string { return "好的，没有改。\n" }

func rescueText(u anwei.Unit, parts []string) string {
	return "可以照这个样子说（数换成" + u.Name + "的）：" + strings.Join(parts, "，") + "。不清楚的回复“这个怎么算”，要人帮忙回复“找人”。\n"
}

func totalTitle() string { return "是累计数，还是本期数？" }

func totalLine(f anwei.Field, left, right int64) string {
	return fmt.Sprintf("%s%d，以前各期共%d，相差%d", f.Name, left, right, left-right)
}

// totalText keeps within a card; what does not fit stands in the summary above it.
func totalText(lines []string) string {
	head, tail := "", "。是累计数的，改为相差的数。"
	for i, l := range lines {
		if i > 0 {
			l = "；" + l
		}
		if len([]rune(head+l+tail)) > 150 {
			return head + "等" + tail
		}
		head += l
	}
	return head + tail
}

func keptAsMonth() string { return "好的，按本期数记，原因已注明。\n" }

func monthReason() string { return "填报人确认是本期一期的数，不是累计数" }

// twoFigures says that a second figure came for an answered field.
func twoFigures(f anwei.Field, first, second string) string {
	if f.Kind != anwei.Count {
		first, second = quoted(first), quoted(second)
	}
	return f.Name + "已填" + first + "，又收到" + second
}
