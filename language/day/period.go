package day

import (
	"iter"
	"time"

	"anwei"
	"anwei/language/text"
)

// Period reads the first period that a text names, relative to now, whose
// location is the plan's, and says where it stands. A month without a year is
// the one of this year, or of last year when it is more than half a year ahead:
// 12月 said in January is the month just past. 目前 and 现在 name no period, and
// several months together, as in 1-9月, are none.
func Period(typed string, now time.Time) (anwei.Period, text.Span, bool) {
	for p, span := range Periods(typed, now) {
		return p, span, true
	}
	return anwei.Period{}, text.Span{}, false
}

// Periods reads all periods that a text names, as Period does, in its order.
func Periods(typed string, now time.Time) iter.Seq2[anwei.Period, text.Span] {
	return func(yield func(anwei.Period, text.Span) bool) {
		c := text.Fold(typed)
		p := periodReader{Folded: c, now: now}
		for i := 0; i < len(c.Runes); i++ {
			if !periodBegins(c.Runes[i]) {
				continue
			}
			found, end := p.read(i)
			if end > i && !found.IsZero() && !yield(found, c.Span(i, end)) { // zero is a stretch of months
				return
			}
			i = max(i, end-1)
		}
	}
}

// periodBegins reports whether a period, or a stretch of months, can begin with the rune.
func periodBegins(r rune) bool {
	_, digit := text.DigitOf(r)
	return digit || text.IsDigit(r) || text.ScaleOf(r) > 0 || text.ScoreOf(r) > 0 || text.RuneIn(r, "上下这本当截去年全今前明元第Qq")
}

type periodReader struct {
	text.Folded
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
	if !named || p.Get(j-1) != '年' {
		return anwei.Period{}, i
	}
	for _, w := range []string{"以来", "全年", "度", "累计"} {
		if p.Has(j, w) {
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
		words text.Words
		is    anwei.Period
	}{
		{"上上个月 上上月", month.Prev().Prev()},
		{"上个月份 上个月 上月份 上月 上期", month.Prev()},
		{"下个月 下月份 下月", month.Next()},
		{"这个月份 这个月 本月份 本月 当月 这月 本期 截至目前 截止目前 截至现在 截止现在", month},
		{"去年同期 上年同期", anwei.Period{Kind: anwei.Month, Year: month.Year - 1, N: month.N}},
		{"上个季度 上季度", quarter.Prev()},
		{"下个季度 下季度", quarter.Next()},
		{"这个季度 这季度 本季度 当季度", quarter},
		{"年初以来 本年度 本年 全年", anwei.PeriodOf(anwei.Year, p.now)},
	} {
		if end := p.AnyAt(i, w.words); end > i {
			return w.is, end
		}
	}
	return anwei.Period{}, i
}

// year reads 2026年, 26年, 今年, 去年 and the like, and 2026 before a mark.
func (p periodReader) year(i int) (year, end int) {
	switch {
	case p.Has(i, "今年"), p.Has(i, "本年"):
		return p.now.Year(), i + 2
	case p.Has(i, "去年"), p.Has(i, "上年"):
		return p.now.Year() - 1, i + 2
	case p.Has(i, "前年"):
		return p.now.Year() - 2, i + 2
	case p.Has(i, "明年"):
		return p.now.Year() + 1, i + 2
	}
	if text.IsDigit(p.Get(i - 1)) {
		return 0, i
	}
	v, ok := text.NumberAt(p.Runes, i)
	if !ok || v.Grouped {
		return 0, i
	}
	switch n := int(v.N); {
	case v.Fraction && text.IsDigit(p.Get(i)): // 2026.9
		if n = text.Small(p.Runes[i : i+text.DigitsAt(p.Runes, i)]); n > 1990 && n < 2100 && text.DigitsAt(p.Runes, i) == 4 {
			return n, i + 5
		}
	case p.Get(v.Next) == '年' && n > 1990 && n < 2100:
		return n, v.Next + 1
	case p.Get(v.Next) == '年' && n >= 20 && n < 60 && text.DigitsAt(p.Runes, i) == 2:
		return 2000 + n, v.Next + 1
	case n > 1990 && n < 2100 && text.RuneIn(p.Get(v.Next), "-/") && text.DigitsAt(p.Runes, v.Next+1) > 0:
		return n, v.Next + 1
	case n >= 199001 && n < 210000 && n%100 >= 1 && n%100 <= 12 && text.DigitsAt(p.Runes, i) == 6:
		return n / 100, i + 4
	}
	return 0, i
}

// within reads a month, a quarter or a half of the year, whose name has ended
// at j.
func (p periodReader) within(year, j int, named bool) (anwei.Period, int) {
	k := j
	if p.Get(k) == '的' && named {
		k++
	}
	switch {
	case p.Has(k, "上半年"):
		return anwei.Period{Kind: anwei.Half, Year: year, N: 1}, k + 3
	case p.Has(k, "下半年"):
		return anwei.Period{Kind: anwei.Half, Year: year, N: 2}, k + 3
	case p.Has(k, "元月"):
		return p.month(year, 1, named), k + 2
	}
	if p.Get(k) == '第' {
		k++
	}
	if r := p.Get(k); text.RuneIn(r, "Qq") && r != 0 && p.Get(k+1) >= '1' && p.Get(k+1) <= '4' && !text.IsDigit(p.Get(k+2)) {
		return anwei.Period{Kind: anwei.Quarter, Year: year, N: int(p.Get(k+1) - '0')}, k + 2
	}
	if found, end := p.numbered(year, j, k, named); end > k {
		return found, end
	}
	return anwei.Period{}, j
}

// numbered reads the 9月 and the 三季度 of a year, at k.
func (p periodReader) numbered(year, j, k int, named bool) (anwei.Period, int) {
	v, ok := text.NumberAt(p.Runes, k)
	if !ok || v.Vague || v.Fraction || v.N < 1 || v.N > 12 || !named && k == j && text.IsDigit(p.Get(k-1)) {
		return anwei.Period{}, k
	}
	end := v.Next
	ordinal := p.Get(k-1) == '第'
	if ordinal && p.Get(end) == '个' {
		end++
	}
	switch {
	case p.Has(end, "季度") && v.N <= 4:
		return anwei.Period{Kind: anwei.Quarter, Year: year, N: int(v.N)}, end + 2
	case p.Has(v.Next, "月份") && !ordinal:
		return p.month(year, int(v.N), named), v.Next + 2
	case p.Get(v.Next) == '月' && !ordinal:
		return p.month(year, int(v.N), named), v.Next + 1
	case named && text.IsDigit(p.Get(k)) && p.Get(j-1) != '年':
		return p.month(year, int(v.N), true), v.Next
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
	if text.IsDigit(p.Get(i - 1)) {
		return i
	}
	v, ok := text.NumberAt(p.Runes, i)
	if !ok || v.N < 1 || v.N > 12 {
		return i
	}
	j := v.Next
	if p.Get(j) == '月' {
		j++
	}
	if !text.RuneIn(p.Get(j), "-~—至到、") || p.Get(j) == 0 {
		return i
	}
	w, ok := text.NumberAt(p.Runes, j+1)
	if !ok || w.N < 1 || w.N > 12 || p.Get(w.Next) != '月' {
		return i
	}
	return w.Next + 1
}
