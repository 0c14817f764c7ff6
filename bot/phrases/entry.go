package phrases

// wording: 台账填答

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
)

func AddedText(words string) string { return "追加“" + words + "”" }

// EntriesEcho lists the texts and choices that a message set.
func EntriesEcho(lines []string) string {
	if len(lines) == 1 {
		return "已记下：" + lines[0] + "\n"
	}
	return fmt.Sprintf("已记下%d项：\n%s\n", len(lines), strings.Join(lines, "\n"))
}

func ManyEntries(n int) string { return fmt.Sprintf("已记下%d项。\n", n) }

// NumberList lists the numbers of items: 1、4、5.
func NumberList(items []int) string {
	list := make([]string, len(items))
	for i, n := range items {
		list[i] = strconv.Itoa(n)
	}
	return strings.Join(list, "、")
}

func EvidenceOfTask(kind string, n int, f anwei.Field) string {
	return fmt.Sprintf("%s已存为第%d项%s的佐证。放错了，回复“%s是第几项的”。", PieceName(kind), n, Quoted(f.Short), PieceName(kind))
}

// Named is a value with its field's name, the unit of measure said once.
func Named(f anwei.Field, v anwei.Value) string {
	if f.Unit != "" && strings.HasSuffix(f.Name, f.Unit) {
		f.Unit = ""
	}
	return f.Name + ValueText(f, v)
}
