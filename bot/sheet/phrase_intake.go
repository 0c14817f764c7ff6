package sheet

// wording: 发来的表格

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/report/intake"
	"anwei/scheduler"
)

// The words of the buttons about a table.
const (
	WordAs       = "记到"
	WordNotTaken = "都不是"
)

func numberText(n int) string { return strconv.Itoa(n) }

func fileComing() string { return "收到文件，正在打开，请稍候。" }

func notATable() string {
	return "这个文件不是Excel表格，没有记入。请发填好的.xlsx表格，或用文字回复。\n"
}

func strangeTable() string {
	return "这张表里没有找到要填报的指标，没有记入。请用发给您的正式表格填写，表头不要改。\n"
}

func fileTrouble(t intake.Trouble) string {
	switch t {
	case intake.OldBook:
		return "这是旧格式的表格（.xls或.et），打不开。请在电脑上“另存为”.xlsx格式后重新发送；也可以把单元格复制后直接粘贴给我。\n"
	case intake.LockedBook:
		return "这个表格设了密码，打不开。请去掉密码后重新发送。\n"
	case intake.HugeBook:
		return "这个表格太大了，没有打开。请只保留要报的那一张表，重新发送。\n"
	case intake.BlankBook:
		return "这个表格是空的。请核对后重新发送。\n"
	case intake.NotFetched:
		return "文件没有取到，请重新发送一次。给您添麻烦了。\n"
	case intake.BrokenBook, intake.NotABook:
	}
	return "这个文件打不开，可能没有传完或已损坏。请重新发送一次。\n"
}

// recognised says how much of a table was read, and for which unit and month.
func recognised(f anwei.Form, u anwei.Unit, p anwei.Period, all, fresh, same int) string {
	text := fmt.Sprintf("【%s%s】%s：从表格认出%d项", phrases.ShortPeriod(p), f.Short, u.Name, all)
	switch {
	case all == 0:
	case fresh == all:
		text += "，已记入"
	case same == all:
		text += "，与已有的都相同"
	default:
		var parts []string
		if fresh > 0 {
			parts = append(parts, fmt.Sprintf("新填%d项", fresh))
		}
		if same > 0 {
			parts = append(parts, fmt.Sprintf("相同%d项", same))
		}
		if n := all - fresh - same; n > 0 {
			parts = append(parts, fmt.Sprintf("不同%d项", n))
		}
		text += "：" + strings.Join(parts, "、")
	}
	return text + "。\n"
}

// cellText names a cell that was not taken: D5“约30”（责任倒查）.
func cellText(u intake.Unplaced, f anwei.Field, whole bool) string {
	text := u.Cell
	if !whole {
		return text
	}
	if u.Text != "" {
		text += "“" + scheduler.Shorten(strings.TrimSuffix(u.Text, intake.MergedNote), 12+1) + "”"
	}
	if f.Name != "" {
		text += "（" + scheduler.Shorten(f.Name, 12+1) + "）"
	}
	return text
}

func andMoreCells(n int) string { return fmt.Sprintf("等%d格", n) }

func leftList(lines []string, totals bool) string {
	text := ""
	if len(lines) > 0 {
		text = "没有记入的：\n" + strings.Join(lines, "\n") + "\n"
	}
	if totals {
		text += "合计行不用填，由系统计算。\n"
	}
	return text
}

// notAskedText names what a table says of fields that the unit does not answer.
func notAskedText(form anwei.Form, fields []anwei.Field, v anwei.Values) string {
	var out []string
	for _, f := range form.Fields {
		asked := false
		for _, x := range fields {
			asked = asked || x.ID == f.ID
		}
		if _, ok := v[f.ID]; ok && !asked {
			out = append(out, f.Name)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "不由本单位填报、没有记入：" + strings.Join(out, "、") + "。\n"
}

func strangersText(units []string) string {
	if len(units) == 0 {
		return ""
	}
	return "表里" + phrases.Names(units, 5) + "的数据不由您填报，没有记入。\n"
}

func nothingForYou(f anwei.Form, strangers []string, unit string) string {
	if len(strangers) > 0 {
		text := "这张" + f.Short + "写的是" + phrases.Names(strangers, 5) + "，不由您填报，没有记入。"
		if unit != "" {
			text += "如果是" + unit + "的，请改好填报单位后重新发送。"
		}
		return text + "\n"
	}
	return "认出这是" + f.Short + "，但里面没有可以记入的内容。\n"
}

func notThisPeriod(p anwei.Period, unit string, others []anwei.Period) string {
	list := make([]string, len(others))
	for i, o := range others {
		list[i] = phrases.ShortPeriod(o)
	}
	return fmt.Sprintf("表里没有%s%s的数据，只有%s的，没有记入。请在%s一行填好后重新发送；要更正其他月份，先回复例如“填报%s”。\n",
		unit, phrases.ShortPeriod(p), strings.Join(list, "、"), phrases.ShortPeriod(p), list[len(list)-1])
}

func otherPeriods(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "表里" + strings.Join(list, "、") + "的数与系统里的不同，没有改动；要填，先回复“填报”打开，再发这张表。\n"
}

func whichSheetTitle(says string) string {
	if says == "" {
		return "这张表记到哪里？"
	}
	return "这张表写的是" + says + "，记到哪里？"
}

func whichSheetText(names []string) string {
	text := "还没有记入。请点选"
	if len(names) == 1 {
		return text + "，或回复“" + WordAs + names[0] + "”；都不是，回复“" + WordNotTaken + "”。"
	}
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = fmt.Sprintf("%d %s", i+1, n)
	}
	return text + "，或回复序号：" + strings.Join(list, "、") + "；都不是，回复“" + WordNotTaken + "”。"
}

func sheetDropped() string {
	return "好的，没有记入。请核对表里的填报单位和月份后重新发送。\n"
}

func overLine(n int, f anwei.Field, old anwei.Value, had bool, v anwei.Value) string {
	was := "未填"
	if had {
		was = scheduler.Shorten(phrases.ValueText(f, old), 30+1)
	}
	return fmt.Sprintf("%d. %s：%s → %s", n, f.Name, was, scheduler.Shorten(phrases.ValueText(f, v), 30+1))
}

func overText(lines []string) string {
	return "表里这些与已有的不同，还没有改：\n" + strings.Join(lines, "\n")
}

func overTitle(n int) string { return fmt.Sprintf("这%d项换成表里的数吗？", n) }

func overHelp() string {
	return "换成表里的，回复“替换”；保留原来的，回复“不改”。"
}

// sheetWords marks in a report's history that values came from a table.
func sheetWords(cells []string) string {
	return fmt.Sprintf("（按发来的表格记入%d项：%s）", len(cells), strings.Join(cells, "、"))
}
