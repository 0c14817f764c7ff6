package filing

// wording: 台账的填写

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language/text"
	"anwei/scheduler"
)

// Appended is what stands in a ledger after something was added in a period: the
// words of before, and behind them the new ones with the period's name, unless
// they begin with a month themselves.
func Appended(base string, p anwei.Period, words string) string {
	if base == "" {
		return words
	}
	if !strings.HasSuffix(base, "。") && !strings.HasSuffix(base, "；") && !strings.HasSuffix(base, "！") {
		base += "。"
	}
	if strings.Contains(base, phrases.ShortPeriod(p)+"：") {
		return base + words // something was added in this period before
	}
	digits := strings.TrimLeft(words, "0123456789")
	if digits != words && strings.HasPrefix(digits, "月") {
		return base + words
	}
	return base + phrases.ShortPeriod(p) + "：" + words
}

func doneText(words string) string {
	if words == "" {
		return "已完成。"
	}
	return "已完成，" + words
}

// noLastEntries tells which tasks cannot be unchanged, as nothing was reported
// before.
func noLastEntries(items []int, p anwei.Period) string {
	if len(items) == 0 {
		return ""
	}
	return fmt.Sprintf("第%s项%s没有报过，说不上无变化。请写明目前的情况；与本单位无关的，回复“%d 不涉及”加原因。\n", phrases.NumberList(items), phrases.ShortPeriod(p), items[0])
}

func nothingAppended(n int) string {
	return fmt.Sprintf("第%d项要追加什么没有写，例如“追加：12日召开专题会1次”。\n", n)
}

func tooShort(n int, f anwei.Field, least int) string {
	return fmt.Sprintf("第%d项%s写得太短了，至少%d个字，请写具体一些。\n", n, phrases.Quoted(f.Short), least)
}

func tooLong(n int, f anwei.Field, size, most int) string {
	return fmt.Sprintf("第%d项%s一共%d字，表里最多放%d字，没有记入。请精简后回复“%d 改写：……”。\n", n, phrases.Quoted(f.Short), size, most, n)
}

func notAnOption(f anwei.Field, text string) string {
	return fmt.Sprintf("“%s”不在“%s”的选项里。\n", scheduler.Shorten(text, 20), f.Name)
}

func nothingNew() string { return "与已填的一样，没有改动。\n" }

func stillHas(f anwei.Field, v anwei.Value) string {
	return f.Name + "仍是" + phrases.ValueText(f, v) + "，要改请单独回复。\n"
}

func unplacedText(spans []text.Span) string {
	var pieces []string
	for _, s := range spans {
		if strings.TrimSpace(s.Text) != "" {
			pieces = append(pieces, "“"+scheduler.Shorten(s.Text, 20+1)+"”")
		}
	}
	if len(pieces) == 0 {
		return ""
	}
	return "没有归到哪一项、未记入：" + strings.Join(pieces, "、") + "。\n"
}

// noCounts answers a text that was taken for figures on a form that asks for none.
func noCounts(f anwei.Form, text string) string {
	if strings.Contains(text, "零报") {
		return f.Short + "没有零报告：没有变化的回复“全部无变化”，与本单位无关的回复“不涉及”加原因。\n"
	}
	return phrases.NotUnderstood() + "\n"
}

func seriesTitle() string { return "分别填，还是填在一项里？" }

func seriesText(numbers []int, one int) string {
	return fmt.Sprintf("这几条分别是第%s项的，回复“分别填”；都是第%d项的内容，回复“填一项”。", phrases.NumberList(numbers), one)
}

// taskHead is the first line of the question for one text or choice.
func taskHead(f anwei.Form, p anwei.Period, unit string, done, of int) string {
	return fmt.Sprintf("【%s%s】%s 已填%d/%d项\n", phrases.ShortPeriod(p), f.Short, unit, done, of)
}

// askText asks for a text, with last period's beside it.
func askText(n int, f anwei.Field, hint, last string, p anwei.Period) string {
	if hint == "" {
		hint = "请简要写明本期情况"
	}
	text := fmt.Sprintf("第%d项%s：%s。\n", n, phrases.Quoted(f.Short), strings.TrimRight(hint, "。"))
	if last == "" {
		return strings.TrimSuffix(text, "\n")
	}
	return text + phrases.ShortPeriod(p) + "：" + last + "\n没有新情况回复“无变化”加原因，有新进展回复“追加：……”，办结了回复“完成”，要重写直接发。"
}

func severalTasks(a, b int, had bool) string {
	example := fmt.Sprintf("第%d项：…… 第%d项：……", a, b)
	if had {
		example = fmt.Sprintf("%d 无变化 %d 追加：……", a, b)
	}
	return "与本单位无关的，回复“不涉及”加原因。也可以几项一起发，例如“" + example + "”，或带上任务名称一项一行。照片、文件发来就是这一项的佐证。"
}

// askChoice asks for one of the options; without a number where the item was just
// named.
func askChoice(n int, f anwei.Field) string {
	options := make([]string, len(f.Options))
	for i, o := range f.Options {
		options[i] = strconv.Itoa(i+1) + " " + o
	}
	head := "请选一个，回复序号或名称：\n"
	if n > 0 {
		head = fmt.Sprintf("第%d项%s：", n, phrases.Quoted(f.Name)) + head
	}
	return head + strings.Join(options, "\n")
}

func choiceTitle(n int, f anwei.Field) string {
	return scheduler.Shorten(fmt.Sprintf("第%d项 %s", n, f.Name), 36)
}

func choiceText(unit string, p anwei.Period, f anwei.Form, done, of int) string {
	return fmt.Sprintf("%s%s%s，已填%d/%d项。请点选，也可以回复名称。", unit, phrases.ShortPeriod(p), f.Short, done, of)
}

// now shows what a text or choice holds when it is asked again.
func nowHolds(n int, f anwei.Field, v anwei.Value, had bool) string {
	switch {
	case !had:
		return fmt.Sprintf("第%d项%s还没有填。", n, phrases.Quoted(f.Short))
	case v.NA && v.Note != "":
		return fmt.Sprintf("第%d项%s现在是：不涉及（%s）。", n, phrases.Quoted(f.Short), v.Note)
	case v.NA:
		return fmt.Sprintf("第%d项%s现在是：不涉及。", n, phrases.Quoted(f.Short))
	}
	return fmt.Sprintf("第%d项%s现在是：%s", n, phrases.Quoted(f.Short), v.Text)
}

func askAnew() string {
	return "\n请直接发新的内容（整段替换），或回复“追加：……”；不改的回复“跳过”。"
}

func wordExample(n int, f anwei.Field, u anwei.Unit, had bool) string {
	if f.Kind == anwei.Choice {
		return fmt.Sprintf("%s这一项请从上面的名称里选一个，例如“%s”。\n", u.Name, f.Options[0])
	}
	if had {
		return fmt.Sprintf("可以照这个样子说：“%d 无变化，%s本月没有开展”，或者“%d 追加：%s12日召开专题会1次”。不清楚的回复“这个怎么算”，要人帮忙回复“找人”。\n", n, u.Name, n, u.Name)
	}
	return fmt.Sprintf("可以照这个样子说：“%s12日召开专题会1次，研究解决2个问题”，没有这项工作的回复“不涉及”加原因。不清楚的回复“这个怎么算”，要人帮忙回复“找人”。\n", u.Name)
}

// sameWords tells the office what was written word for word before, or elsewhere.
func sameWords(about string, lines []string) string {
	return about + "有几项文字雷同，已照常收下，请留意：\n" + strings.Join(lines, "\n")
}

func sameAsBefore(p anwei.Period, items []string) string {
	return "· 与" + phrases.ShortPeriod(p) + "一字不差：" + strings.Join(items, "、")
}

func sameAsUnit(unit string, items []string) string {
	return "· 与" + unit + "相同：" + strings.Join(items, "、")
}

func item(n int, f anwei.Field) string { return fmt.Sprintf("第%d项%s", n, f.Short) }

func nextForm(f anwei.Form, p anwei.Period) string {
	return "还有" + phrases.ShortPeriod(p) + f.Short + "没有报"
}

func nextFormText(f anwei.Form, p anwei.Period, day anwei.Date, fields int) string {
	return fmt.Sprintf("一共%d项，%s前（含当天）报送。现在接着填，请点“填报”或回复“%s”。", fields, day.Chinese(), phrases.BeginWord(f, p))
}
