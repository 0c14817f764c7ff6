package phrases

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"anwei"
)

// MaxButton is how many characters a button may have (protocol §1.3).
const MaxButton = 10

// ValueText shows a value with its unit of measure: 12个, 不适用.
func ValueText(f anwei.Field, v anwei.Value) string {
	switch {
	case v.NA:
		return "不适用"
	case f.Kind.Counts():
		return f.Show(v) + f.Unit
	}
	return f.Show(v)
}

// Named is a value with its field's name, the unit of measure said once.
func Named(f anwei.Field, v anwei.Value) string {
	if f.Unit != "" && strings.HasSuffix(f.Name, f.Unit) {
		f.Unit = ""
	}
	return f.Name + ValueText(f, v)
}

// Numbered is a line of a list: the number of an item, its name and its value.
func Numbered(n int, name, value string) string {
	return fmt.Sprintf("%d. %s：%s", n, name, value)
}

// ItemName names an item: 第3项理论学习.
func ItemName(n int, f anwei.Field) string { return "第" + strconv.Itoa(n) + "项" + f.Short }

// NumberList lists the numbers of items: 1、4、5.
func NumberList(items []int) string {
	list := anwei.Each(items, strconv.Itoa)
	return strings.Join(list, "、")
}

// ShortPeriod is the period without its year where it is a month: 10月.
func ShortPeriod(p anwei.Period) string {
	if p.Kind == anwei.Month {
		return strconv.Itoa(p.N) + "月"
	}
	return p.Chinese()
}

// Quoted puts a name into quotation marks, those within it one level down.
func Quoted(name string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(name) + "”"
}

// PieceName is what a piece of evidence of a kind is called.
func PieceName(kind string) string {
	switch kind {
	case "image":
		return "照片"
	case "video":
		return "视频"
	}
	return "文件"
}

// CaseName names a case: 快查快处3号.
func CaseName(p anwei.Plan, c anwei.Case) string {
	rule, _ := p.CaseRule(c.Kind)
	return rule.Title + strconv.Itoa(int(c.ID)) + "号"
}

// StepName names a step of a case: 快查快处3号“整改”.
func StepName(p anwei.Plan, c anwei.Case, s anwei.CaseStep) string {
	return CaseName(p, c) + Quoted(s.Title)
}

// ReportName names a report: 南村镇10月调度表.
func ReportName(unit string, p anwei.Period, f anwei.Form) string {
	return unit + ShortPeriod(p) + f.Short
}

// BeginWord is what one says to open the report of a form and a period.
func BeginWord(f anwei.Form, p anwei.Period) string {
	return anwei.WordBegin + ShortPeriod(p) + f.Short
}

// ChangeExample is how one field of the form is corrected: the seventh, or the
// last where there are fewer.
func ChangeExample(f anwei.Form, u anwei.Unit) string {
	n, fields := 0, f.FieldsFor(u)
	for i, fd := range f.Fields {
		for _, own := range fields {
			if own.ID == fd.ID && (n == 0 || i < 7) {
				n = i + 1
			}
		}
	}
	if n == 0 {
		return "改第1项"
	}
	return ChangeItem(n, f.Fields[n-1], 12)
}

// ChangeItem is how the n-th field is corrected, to the figure where it is one.
func ChangeItem(n int, fd anwei.Field, figure int64) string {
	item := "改第" + strconv.Itoa(n) + "项"
	switch {
	case fd.Kind.Counts():
		return item + " " + strconv.FormatInt(figure, 10)
	case len(fd.Options) > 0:
		return item + " " + fd.Options[0]
	}
	return item
}

// OrdinalLabel is a button for one whose name is too long for it.
func OrdinalLabel(n int) string { return "第" + strconv.Itoa(n) + "个" }

// ClockText is a time without its year: 10月20日 15:00.
func ClockText(t time.Time) string { return t.Format("1月2日 15:04") }

// LateText says whether a report came in time.
func LateText(r anwei.Report) string {
	if r.Late {
		return "逾期"
	}
	return "按时"
}

// JoinLines puts each line on a line of its own.
func JoinLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(lines, "\n")
}

// MessageName is what people call a kind of message of WeCom's.
func MessageName(kind string) string {
	switch kind {
	case "image":
		return "图片"
	case "voice":
		return "语音"
	case "video":
		return "视频"
	case "file":
		return "文件"
	case "location":
		return "位置"
	}
	return "这类消息"
}
