package language

import (
	"strings"
	"time"

	"anwei"
)

// Period reads the first period that a text names, relative to now, whose
// location is the plan's, and says where it stands. A month without a year is
// the one of this year, or of last year when it is more than half a year ahead:
// 12月 said in January is the month just past. 目前 and 现在 name no period, and
// several months together, as in 1-9月, are none.
func Period(text string, now time.Time) (anwei.Period, Span, bool) {
	c := fold(text)
	p := periodReader{chars: c, now: now}
	for i := 0; i < len(c.r); i++ {
		if found, end := p.read(i); end > i {
			if found.IsZero() { // a stretch of months
				i = end - 1
				continue
			}
			return found, c.span(i, end), true
		}
	}
	return anwei.Period{}, Span{}, false
}

type periodReader struct {
	chars
	now time.Time
}

// read reads the period that begins at rune i.
func (p periodReader) read(i int) (anwei.Period, int) {
	if end := p.stretch(i); end > i {
		return anwei.Period{}, end
	}
	if found, end := p.relative(i); end > i {
		return found, end
	}
	year, j := p.year(i)
	named := j > i
	if !named {
		year = p.now.Year()
	}
	if found, end := p.within(year, j, named); end > j {
		return found, end
	}
	if !named || p.get(j-1) != '年' {
		return anwei.Period{}, i
	}
	for _, w := range []string{"以来", "全年", "度", "累计"} {
		if p.has(j, w) {
			j += len([]rune(w))
			break
		}
	}
	return anwei.Period{Kind: anwei.Year, Year: year, N: 1}, j
}

// relative reads the words that need no number.
func (p periodReader) relative(i int) (anwei.Period, int) {
	month := anwei.PeriodOf(anwei.Month, p.now)
	quarter := anwei.PeriodOf(anwei.Quarter, p.now)
	for _, w := range []struct {
		words string
		is    anwei.Period
	}{
		{"上上个月 上上月", month.Prev().Prev()},
		{"上个月份 上个月 上月份 上月 上期", month.Prev()},
		{"下个月 下月份 下月", month.Next()},
		{"这个月份 这个月 本月份 本月 当月 这月 本期 截至目前 截止目前 截至现在 截止现在", month},
		{"去年同期 上年同期", anwei.Period{Kind: anwei.Month, Year: month.Year - 1, N: month.N}},
		{"上个季度 上季度", quarter.Prev()},
		{"下个季度 下季度", quarter.Next()},
		{"这个季度 本季度 当季度", quarter},
		{"年初以来 本年度 本年 全年", anwei.PeriodOf(anwei.Year, p.now)},
	} {
		for s := range strings.FieldsSeq(w.words) {
			if p.has(i, s) {
				return w.is, i + len([]rune(s))
			}
		}
	}
	return anwei.Period{}, i
}

// year reads 2026年, 26年, 今年, 去年 and the like, and 2026 before a mark.
func (p periodReader) year(i int) (year, end int) {
	switch {
	case p.has(i, "今年"), p.has(i, "本年"):
		return p.now.Year(), i + 2
	case p.has(i, "去年"), p.has(i, "上年"):
		return p.now.Year() - 1, i + 2
	case p.has(i, "前年"):
		return p.now.Year() - 2, i + 2
	case p.has(i, "明年"):
		return p.now.Year() + 1, i + 2
	}
	if isDigit(p.get(i - 1)) {
		return 0, i
	}
	v, ok := scanNumeral(p.r, i)
	if !ok || v.grouped {
		return 0, i
	}
	switch n := int(v.n); {
	case v.fraction && isDigit(p.get(i)): // 2026.9
		if n = small(p.r[i : i+digitsAt(p.r, i)]); n > 1990 && n < 2100 && digitsAt(p.r, i) == 4 {
			return n, i + 5
		}
	case p.get(v.end) == '年' && n > 1990 && n < 2100:
		return n, v.end + 1
	case p.get(v.end) == '年' && n >= 20 && n < 60 && digitsAt(p.r, i) == 2:
		return 2000 + n, v.end + 1
	case n > 1990 && n < 2100 && runeIn(p.get(v.end), "-/") && digitsAt(p.r, v.end+1) > 0:
		return n, v.end + 1
	case n >= 199001 && n < 210000 && n%100 >= 1 && n%100 <= 12 && digitsAt(p.r, i) == 6:
		return n / 100, i + 4
	}
	return 0, i
}

// within reads a month, a quarter or a half of the year, whose name has ended
// at j.
func (p periodReader) within(year, j int, named bool) (anwei.Period, int) {
	k := j
	if p.get(k) == '的' && named {
		k++
	}
	switch {
	case p.has(k, "上半年"):
		return anwei.Period{Kind: anwei.Half, Year: year, N: 1}, k + 3
	case p.has(k, "下半年"):
		return anwei.Period{Kind: anwei.Half, Year: year, N: 2}, k + 3
	case p.has(k, "元月"):
		return p.month(year, 1, named), k + 2
	}
	if p.get(k) == '第' {
		k++
	}
	if r := p.get(k); runeIn(r, "Qq") && r != 0 && p.get(k+1) >= '1' && p.get(k+1) <= '4' && !isDigit(p.get(k+2)) {
		return anwei.Period{Kind: anwei.Quarter, Year: year, N: int(p.get(k+1) - '0')}, k + 2
	}
	if found, end := p.numbered(year, j, k, named); end > k {
		return found, end
	}
	return anwei.Period{}, j
}

// numbered reads the 9月 and the 三季度 of a year, at k.
func (p periodReader) numbered(year, j, k int, named bool) (anwei.Period, int) {
	v, ok := scanNumeral(p.r, k)
	if !ok || v.vague || v.fraction || v.n < 1 || v.n > 12 || !named && k == j && isDigit(p.get(k-1)) {
		return anwei.Period{}, k
	}
	end := v.end
	ordinal := p.get(k-1) == '第'
	if ordinal && p.get(end) == '个' {
		end++
	}
	switch {
	case p.has(end, "季度") && v.n <= 4:
		return anwei.Period{Kind: anwei.Quarter, Year: year, N: int(v.n)}, end + 2
	case p.has(v.end, "月份") && !ordinal:
		return p.month(year, int(v.n), named), v.end + 2
	case p.get(v.end) == '月' && !ordinal:
		return p.month(year, int(v.n), named), v.end + 1
	case named && isDigit(p.get(k)) && p.get(j-1) != '年':
		return p.month(year, int(v.n), true), v.end
	}
	return anwei.Period{}, k
}

func (p periodReader) month(year, n int, named bool) anwei.Period {
	if !named && n-int(p.now.Month()) > 6 {
		year--
	}
	return anwei.MonthPeriod(year, time.Month(n))
}

// stretch returns the end of several months together: 1-9月, 1至10月份.
func (p periodReader) stretch(i int) int {
	if isDigit(p.get(i - 1)) {
		return i
	}
	v, ok := scanNumeral(p.r, i)
	if !ok || v.n < 1 || v.n > 12 {
		return i
	}
	j := v.end
	if p.get(j) == '月' {
		j++
	}
	if !runeIn(p.get(j), "-~—至到、") || p.get(j) == 0 {
		return i
	}
	w, ok := scanNumeral(p.r, j+1)
	if !ok || w.n < 1 || w.n > 12 || p.get(w.end) != '月' {
		return i
	}
	return w.end + 1
}

// WithoutMonths takes out the first stretch of months, which is no period: 1-9月.
func WithoutMonths(text string) string {
	p := periodReader{chars: fold(text)}
	for i := range p.r {
		if end := p.stretch(i); end > i {
			return text[:p.at[i]] + " " + text[p.at[end]:]
		}
	}
	return text
}
