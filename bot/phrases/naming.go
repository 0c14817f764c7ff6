package phrases

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
)

// MaxButton is how many characters a button may have (protocol §1.3).
const MaxButton = 10

// ValueText shows a value with its unit of measure: 12个, 不适用.
func ValueText(f anwei.Field, v anwei.Value) string {
	switch {
	case v.NA:
		return "不适用"
	case f.Kind == anwei.Count:
		return strconv.FormatInt(v.N, 10) + f.Unit
	}
	return v.Text
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

// NumberList lists the numbers of items: 1、4、5.
func NumberList(items []int) string {
	list := make([]string, len(items))
	for i, n := range items {
		list[i] = strconv.Itoa(n)
	}
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
