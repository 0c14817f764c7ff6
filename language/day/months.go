package day

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/text"
)

// ReadMonths reads several months together: 1-9月, 8月9月, 近三个月, 前三季度. Where they
// are one period of this year's calendar, it returns that and the text with its name in
// their place: 7-9月 is 三季度, and 1-10月 in October the year. Otherwise the period is zero and
// the text is without them. Two months that are compared are no stretch.
func ReadMonths(typed string, now time.Time) (is anwei.Period, rest string, ok bool) {
	c := text.Fold(typed)
	for i := range c.Runes {
		if end := stretchWord(c, i); end > i {
			return is, typed[:c.At[i]] + typed[c.At[end]:], true
		}
		first, last, end := monthsAt(c.Runes, i)
		if end == i {
			first, last, end = openMonths(c, i, now)
		}
		if end == i {
			continue
		}
		after := typed[c.At[end]:]
		if is = wholePeriod(first, last, now); is.IsZero() {
			return is, typed[:c.At[i]] + after, true
		}
		_, name, _ := strings.Cut(is.Chinese(), "年")
		if before := typed[:c.At[i]]; !strings.HasSuffix(before, "年") {
			return is, before + is.Chinese() + after, true
		}
		return is, typed[:c.At[i]] + name + after, true // 2025年7-9月
	}
	return is, typed, false
}

// stretchWord returns the end of 近三个月, 最近几个月, 前9个月, 近半年 or 前三季度 at i.
func stretchWord(c text.Folded, i int) int {
	r := c.Runes
	if end := c.AnyAt(i, "近半年 近一年 近几个月 前几个月 这几个月"); end > i {
		return end
	}
	if r[i] != '近' && r[i] != '前' && r[i] != '这' {
		return i
	}
	v, ok := text.NumberAt(r, i+1)
	if !ok || v.N < 2 || v.N > 12 {
		return i
	}
	if end := c.AnyAt(v.Next, "个月 个季度 季度"); end > v.Next {
		return end
	}
	return i
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
	if !ok || w.N <= v.N || w.N > 12 || w.Next == len(r) || r[w.Next] != '月' {
		return 0, 0, i
	}
	end = w.Next + 1
	if end < len(r) && r[end] == '份' {
		end++
	}
	return v.N, w.N, end
}

// OpenMonths reads months of which one end is not named, and returns the period that they
// are, zero where they are none, and the text without them: 8月以来, 截至9月底累计.
func OpenMonths(typed string, now time.Time) (is anwei.Period, rest string, ok bool) {
	c := text.Fold(typed)
	for i := range c.Runes {
		if first, last, end := openMonths(c, i, now); end > i {
			before := typed[:c.At[i]]
			if is = wholePeriod(first, last, now); strings.HasSuffix(strings.TrimSuffix(before, "今年"), "年") {
				is = anwei.Period{} // of another year
			}
			return is, before + typed[c.At[end]:], true
		}
	}
	return is, typed, false
}

// openMonths reads months of which one end is not named: 8月以来, to now, and 截至9月底 with
// 累计, from the year's beginning.
func openMonths(c text.Folded, i int, now time.Time) (first, last int64, end int) {
	j := c.AnyAt(i, "截至 截止到 截止")
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
	if total := text.Words("累计 一共 总共 合计 总计"); total.In(c.Low) {
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
