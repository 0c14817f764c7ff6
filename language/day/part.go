package day

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/text"
)

// ReadPart reads less than a month that a text names: 9月上旬, 9月12日, 本月中旬. It returns
// what was named and the text without it, but with the month; there is false for a day
// that no month has, 2月31日. A day that something lasts until is none.
func ReadPart(typed string, now time.Time) (named, rest string, there, ok bool) {
	c := text.Fold(typed)
	for i := range c.Runes {
		if end := c.AnyAt(i, "上旬 中旬 下旬 上半月 下半月 第一周 第二周 第三周 第四周 第1周 第2周 第3周 第4周"); end > i {
			return c.Word(i, end), typed[:c.At[i]] + typed[c.At[end]:], true, true
		}
		if day, month, end := dayOfMonth(c, i); end > i {
			first := anwei.MonthPeriod(now.Year(), time.Month(month)).Last()
			return c.Word(i, end), typed[:c.At[i]] + c.Word(i, end)[:strings.Index(c.Word(i, end), "月")+len("月")] + typed[c.At[end]:], day <= first.Day, true
		}
	}
	return "", typed, false, false
}

// dayOfMonth reads 9月12日 at i.
func dayOfMonth(c text.Folded, i int) (day int, month int64, end int) {
	if i > 0 && (text.IsDigit(c.Runes[i-1]) || text.RuneIn(c.Runes[i-1], "至到止年")) {
		return 0, 0, i
	}
	m, ok := text.NumberAt(c.Runes, i)
	if !ok || m.N < 1 || m.N > 12 || c.Get(m.Next) != '月' {
		return 0, 0, i
	}
	d, ok := text.NumberAt(c.Runes, m.Next+1)
	if !ok || d.N < 1 || d.Vague || d.Fraction || !text.RuneIn(c.Get(d.Next), "日号") {
		return 0, 0, i
	}
	if end = d.Next + 1; c.AnyAt(end, "了 前 之前 以前 止 为止 到 至 - 后 以后 之后") > end {
		return 0, 0, i
	}
	return int(d.N), m.N, end
}
