package day

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/text"
)

// ReadMonths reads several months together: 1-9月, 8月9月, 近三个月, 前三季度, and returns the
// period that they are and the text without them; 7-9月 is 三季度, and 1-10月 in October the
// year. Two months that are compared are no such thing.
func ReadMonths(typed string, now time.Time) (is anwei.Period, rest string, ok bool) {
	c := text.Fold(typed)
	for i := range c.Runes {
		if last, n, end := recentAt(c, i, now); end > i {
			return monthsUpTo(last, n, now), typed[:c.At[i]] + " " + typed[c.At[end]:], true
		}
		first, last, end := monthsAt(c.Runes, i)
		open := end == i
		if open {
			first, last, end = openMonths(c, i, now)
		}
		if end == i {
			continue
		}
		before := typed[:c.At[i]]
		year := now.Year()
		if p, span, dated := Period(before, now); dated && p.Kind == anwei.Year && strings.HasSuffix(strings.TrimRight(before, " "), "年") {
			year, before = p.Year, before[:span.From] // 2025年7-9月
		}
		n := int(last-first) + 1
		if open && first > 1 { // 去年8月以来
			n, year = n+12*(now.Year()-year), now.Year()
		}
		return monthsUpTo(anwei.MonthPeriod(year, time.Month(last)), n, now), before + " " + typed[c.At[end]:], true
	}
	return is, typed, false
}

// monthsUpTo is the period that so many months up to the last one are.
func monthsUpTo(last anwei.Period, n int, now time.Time) anwei.Period {
	if first := last.N - n + 1; first >= 1 {
		if p := wholePeriod(int64(first), int64(last.N), now); !p.IsZero() && (p.Kind != anwei.Year || last.Year == now.Year() || n == 12) {
			p.Year = last.Year
			return p
		}
	}
	return anwei.MonthsUpTo(last, n)
}

// recentAt reads 近三个月, 最近几个月, 近半年, which end with the month of now, and 前9个月 or
// 前三季度, which begin with the year. It returns the last month, how many they are, and the
// end or i.
func recentAt(c text.Folded, i int, now time.Time) (last anwei.Period, n, end int) {
	last = anwei.PeriodOf(anwei.Month, now)
	for n, words := range [...]text.Words{3: "最近几个月 近几个月 前几个月 这几个月", 6: "最近半年 近半年 过去半年 这半年", 12: "最近一年 近一年 过去一年"} {
		if end := c.AnyAt(i, words); end > i {
			return last, n, end
		}
	}
	at := c.AnyAt(i, "最近 近 前 这 过去")
	v, ok := text.NumberAt(c.Runes, at)
	within := at == i && ok && c.AnyAt(v.Next, "个月里 个月内 个月来 个月以来") > v.Next
	if at == i && !within || !ok || v.N < 2 || v.N > 12 {
		return last, 0, i
	}
	n = int(v.N)
	if end = c.AnyAt(v.Next, "个季度 季度"); end > v.Next {
		n *= 3
	} else if end = c.AnyAt(v.Next, "个月"); end == v.Next {
		return last, 0, i
	}
	if c.Runes[i] == '前' && n <= 12 {
		last = anwei.MonthPeriod(last.Year, time.Month(n))
	}
	return last, n, end
}

// monthsAt reads the months from the first to the last at i, and returns their end or i.
func monthsAt(r []rune, i int) (first, last int64, end int) {
	if i > 0 && (text.IsDigit(r[i-1]) || r[i-1] == '第') {
		return 0, 0, i
	}
	v, ok := text.NumberAt(r, i)
	if !ok || v.N < 1 || v.N > 12 {
		return 0, 0, i
	}
	j, named := v.Next, false
	if j < len(r) && r[j] == '月' {
		j, named = j+1, true
		if j < len(r) && r[j] == '份' {
			j++
		}
	}
	linked := j < len(r) && text.RuneIn(r[j], "-~—至到、和跟与,")
	switch {
	case linked && (named || !text.RuneIn(r[j], ",")):
		j++
	case !named:
		return 0, 0, i
	}
	w, ok := text.NumberAt(r, j)
	if !ok || w.N <= v.N || w.N > 12 || w.Next == len(r) || r[w.Next] != '月' && r[w.Next] != '两' {
		return 0, 0, i
	}
	if end = w.Next + 1; r[w.Next] == '两' { // 8、9两个月
		end--
	}
	if end < len(r) && r[end] == '份' {
		end++
	}
	return v.N, w.N, countEnd(r, end, w.N-v.N+1)
}

// countEnd returns where the count of n months that end at i ends, or i: 8、9月两个月,
// 8月9月这两个月.
func countEnd(r []rune, i int, n int64) int {
	for _, at := range []int{i, i + 1} {
		if v, ok := text.NumberAt(r, min(at, len(r)-1)); ok && v.N == n && v.Next+1 < len(r) && r[v.Next] == '个' && r[v.Next+1] == '月' {
			return v.Next + 2
		}
	}
	return i
}

// openMonths reads months of which one end is not named: 8月以来, to now, and 截至9月底 with
// 累计, from the year's beginning.
func openMonths(c text.Folded, i int, now time.Time) (first, last int64, end int) {
	j := c.AnyAt(i, "今年截至 今年到 年初到 截至 截止到 截止 一直到")
	if i > 0 && text.IsDigit(c.Runes[i-1]) {
		return 0, 0, i
	}
	v, ok := text.NumberAt(c.Runes, j)
	if !ok || v.N < 1 || v.N > 12 || c.Get(v.Next) != '月' {
		return 0, 0, i
	}
	end = c.AnyAt(v.Next+1, "份")
	if j == i {
		if behind := c.AnyAt(end, "以来 至今 到现在 到目前 到今天 开始到现在"); behind > end {
			return v.N, int64(now.Month()), behind
		}
		return 0, 0, i
	}
	end = c.AnyAt(end, "底 末 份底")
	if total := text.Words("累计 一共 总共 合计 总计 共"); total.In(c.Low) {
		return 1, v.N, c.AnyAt(end, "累计")
	}
	return 0, 0, i
}

// wholePeriod returns the period of this year that the months are, and zero where they
// are none.
func wholePeriod(first, last int64, now time.Time) anwei.Period {
	year := now.Year()
	switch {
	case first == last:
		return anwei.MonthPeriod(year, time.Month(first))
	case first == 1 && (last == 12 || last == int64(now.Month())):
		return anwei.PeriodOf(anwei.Year, now)
	case first%6 == 1 && last == first+5:
		return anwei.Period{Kind: anwei.Half, Year: year, N: int(last / 6)}
	case first%3 == 1 && last == first+2:
		return anwei.Period{Kind: anwei.Quarter, Year: year, N: int(last / 3)}
	}
	return anwei.Period{}
}
