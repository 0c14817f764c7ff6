package phrases

// wording: 求助

import (
	"fmt"
	"strings"

	"anwei"
)

func AgainTitle(f anwei.Form, p anwei.Period) string {
	return ShortPeriod(p) + f.Short + "清空重填？"
}

func AgainText(answered int) string {
	return fmt.Sprintf("已填的%d项：回复“清空”就不要了，从头填起；回复“保留”接着填。", answered)
}

func BegunAnew() string { return "好的，从头开始。\n" }

func Numbered(n int, name, value string) string {
	return fmt.Sprintf("%d. %s：%s", n, name, value)
}

func NoLast(p anwei.Period) string {
	return ShortPeriod(p) + "没有报过，没有可以照用的数。\n"
}

// The words of the buttons where last period's figures are offered.
const (
	WordAllSame = "都一样"
	WordDiffer  = "不一样"
)

func SameAsLast(p anwei.Period, lines []string) string {
	return ShortPeriod(p) + "是这样报的：\n" + strings.Join(lines, "\n")
}

func SameTitle(p anwei.Period) string { return "这几项都和" + ShortPeriod(p) + "一样吗？" }

func SameText(change string) string {
	return "都一样的，回复“都一样”；有不一样的先改，例如“" + change + "”，改完再回复“都一样”；要逐项填，回复“不一样”。"
}

func SecondFigure(lines []string) string { return strings.Join(lines, "；") + "。" }

func ReplaceTitle() string { return "替换还是相加？" }

func ReplaceText() string {
	return "换成后面的，回复“替换”；两个合在一起，回复“相加”；前面的没错，回复“不改”。"
}

func KeptOld() string { return "好的，没有改。\n" }

func RescueText(u anwei.Unit, parts []string) string {
	return "可以照这个样子说（数换成" + u.Name + "的）：" + strings.Join(parts, "，") + "。不清楚的回复“这个怎么算”，要人帮忙回复“找人”。\n"
}

func TotalTitle() string { return "是累计数，还是本期数？" }

func TotalLine(f anwei.Field, left, right int64) string {
	return fmt.Sprintf("%s%d，以前各期共%d，相差%d", f.Name, left, right, left-right)
}

// TotalText keeps within a card; what does not fit stands in the summary above it.
func TotalText(lines []string) string {
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

func KeptAsMonth() string { return "好的，按本期数记，原因已注明。\n" }

func MonthReason() string { return "填报人确认是本期一期的数，不是累计数" }

// TwoFigures says that a second figure came for an answered field.
func TwoFigures(f anwei.Field, first, second string) string {
	if f.Kind != anwei.Count {
		first, second = Quoted(first), Quoted(second)
	}
	return f.Name + "已填" + first + "，又收到" + second
}
