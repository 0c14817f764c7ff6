package language

import (
	"strings"
	"time"

	"anwei"
)

// ReadStretch reads several months together: 1-9月, 8月9月, 近三个月, 前三季度. Where they
// are one period of this year's calendar, it returns that and the text with its name in
// their place: 7-9月 is 三季度, and 1-10月 in October the year. Otherwise the period is zero and
// the text is without them. Two months that are compared are no stretch.
func ReadStretch(text string, now time.Time) (is anwei.Period, rest string, ok bool) {
	c := fold(text)
	for i := range c.r {
		if end := stretchWord(c.r, i); end > i {
			return is, text[:c.at[i]] + text[c.at[end]:], true
		}
		first, last, end := monthsAt(c.r, i)
		if end == i {
			continue
		}
		after := text[c.at[end]:]
		if is = wholePeriod(first, last, now); is.IsZero() {
			return is, text[:c.at[i]] + after, true
		}
		_, name, _ := strings.Cut(is.Chinese(), "年")
		if before := text[:c.at[i]]; !strings.HasSuffix(before, "年") {
			return is, before + is.Chinese() + after, true
		}
		return is, text[:c.at[i]] + name + after, true // 2025年7-9月
	}
	return is, text, false
}

// stretchWord returns the end of 近三个月, 最近几个月, 前9个月, 近半年 or 前三季度 at i.
func stretchWord(r []rune, i int) int {
	rest := string(r[i:])
	for _, w := range strings.Fields("近半年 近一年 近几个月 前几个月 这几个月") {
		if strings.HasPrefix(rest, w) {
			return i + len([]rune(w))
		}
	}
	if r[i] != '近' && r[i] != '前' && r[i] != '这' {
		return i
	}
	v, ok := scanNumeral(r, i+1)
	if !ok || v.n < 2 || v.n > 12 {
		return i
	}
	for _, w := range []string{"个月", "个季度", "季度"} {
		if strings.HasPrefix(string(r[v.end:]), w) {
			return v.end + len([]rune(w))
		}
	}
	return i
}

// monthsAt reads the months from the first to the last at i, and returns their end or i.
func monthsAt(r []rune, i int) (first, last int64, end int) {
	if i > 0 && (isDigit(r[i-1]) || r[i-1] == '第') {
		return 0, 0, i
	}
	v, ok := scanNumeral(r, i)
	if !ok || v.n < 1 || v.n > 12 {
		return 0, 0, i
	}
	j, named := v.end, false
	if j < len(r) && r[j] == '月' {
		j, named = j+1, true
		if j < len(r) && r[j] == '份' {
			j++
		}
	}
	linked := j < len(r) && runeIn(r[j], "-~—至到、和跟与,")
	switch {
	case linked && (named || !runeIn(r[j], ",")):
		j++
	case !named:
		return 0, 0, i
	}
	w, ok := scanNumeral(r, j)
	if !ok || w.n <= v.n || w.n > 12 || w.end == len(r) || r[w.end] != '月' {
		return 0, 0, i
	}
	end = w.end + 1
	if end < len(r) && r[end] == '份' {
		end++
	}
	return v.n, w.n, end
}

// wholePeriod returns the period of this year that the months are, and zero where they
// are none.
func wholePeriod(first, last int64, now time.Time) anwei.Period {
	year := now.Year()
	switch {
	case first == 1 && (last == 12 || last == int64(now.Month())):
		return anwei.PeriodOf(anwei.Year, now)
	case first%6 == 1 && last == first+5:
		return anwei.Period{Kind: anwei.Half, Year: year, N: int(last / 6)}
	case first%3 == 1 && last == first+2:
		return anwei.Period{Kind: anwei.Quarter, Year: year, N: int(last / 3)}
	}
	return anwei.Period{}
}
