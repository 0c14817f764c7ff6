package bot

// wording: 其余都是零

import (
	"fmt"
	"strings"

	"anwei"
)

// What the bot says where 零报告 is said of a report that is partly filled in.

// The words of the buttons where it asks whether the rest is zero.
const (
	wordAllZero = "是"
	wordNotZero = "不是"
)

func openItems(lines []string) string {
	return fmt.Sprintf("已填的不动。还没有填的有%d项：\n", len(lines)) + strings.Join(lines, "\n")
}

func openItem(n int, f anwei.Field) string { return fmt.Sprintf("%d. %s", n, f.Name) }

func zeroTitle(n int) string { return fmt.Sprintf("其余%d项都记为0？", n) }

func zeroText() string {
	return "都没有的，回复“是”；不都是的，回复“不是”，再逐组填。"
}

func groupOnly() string { return "好的，逐组填。\n" }
