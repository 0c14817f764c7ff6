package day

import (
	"time"

	"anwei"
	"anwei/language/text"
)

// written reads 2026-09-12, 2026/9/12, 2026.9.12, 2026年9月12日 and 20260912.
func (d Reader) written(i int) (Found, int) {
	if text.IsDigit(d.Get(i-1)) || i >= len(d.Runes) {
		return Found{}, i
	}
	n := text.DigitsAt(d.Runes, i)
	if n == 8 {
		year, month, day := text.Small(d.Runes[i:i+4]), text.Small(d.Runes[i+4:i+6]), text.Small(d.Runes[i+6:i+8])
		if year < 1900 || year >= 2100 || month < 1 || month > 12 {
			return Found{}, i
		}
		return on(year, month, day), i + 8
	}
	if n != 4 || !text.RuneIn(d.Get(i+4), "-/.") || i+4 >= len(d.Runes) {
		return Found{}, i
	}
	year, j := text.Small(d.Runes[i:i+4]), i+5
	m := text.DigitsAt(d.Runes, j)
	if year < 1900 || year >= 2100 || m < 1 || m > 2 || d.Get(j+m) != d.Runes[i+4] {
		return Found{}, i
	}
	k := j + m + 1
	n = text.DigitsAt(d.Runes, k)
	if n < 1 || n > 2 {
		return Found{}, i
	}
	end := k + n
	if text.RuneIn(d.Get(end), "日号") && end < len(d.Runes) {
		end++
	}
	return on(year, text.Small(d.Runes[j:j+m]), text.Small(d.Runes[k:k+n])), end
}

// ofMonth reads a day behind a month: 9月12日, 本月25号, 上月底, 九月十二, 9月中旬.
func (d Reader) ofMonth(i int) (Found, int) {
	year, month, j := d.month(i)
	if j == i {
		return d.yearEnd(i)
	}
	last := anwei.MonthPeriod(year, time.Month(month)).Last()
	if end := d.AnyAt(j, "月底 月末 底 末"); end > j {
		return Found{Said: Said{On: last, Until: true}}, end
	}
	if end := d.AnyAt(j, "上旬 中旬 下旬 上半月 下半月 月初 月中 份 初 中"); end > j {
		if d.Get(j) == '份' {
			j = end
			if end = d.AnyAt(j, "上旬 中旬 下旬 底 末"); end == j {
				return Found{}, i
			}
			if text.RuneIn(d.Runes[j], "底末") {
				return Found{Said: Said{On: last, Until: true}}, end
			}
		}
		if d.Has(j, "中心组") || d.Has(j, "中国") || d.Has(j, "中央") {
			return Found{}, i
		}
		return because(text.Approximate), end
	}
	return d.dayOf(year, month, i, j)
}

// dayOf reads the number of the day at j, behind a month that begins at i.
func (d Reader) dayOf(year, month, i, j int) (Found, int) {
	v, ok := text.NumberAt(d.Runes, j)
	if !ok || v.Grouped || v.N > 99 {
		return Found{}, i
	}
	if text.RuneIn(d.Get(v.Next), "日号") && v.Next < len(d.Runes) && !d.Has(v.Next, "日常") && !d.Has(v.Next, "日均") {
		end := v.Next + 1
		if e := d.several(end); e > end {
			return because(text.Ambiguous), e
		}
		if v.Vague || v.Fraction {
			return because(text.Approximate), end
		}
		return on(year, month, int(v.N)), end
	}
	if e := d.several(v.Next); e > v.Next {
		return because(text.Ambiguous), e
	}
	if v.Vague || v.Fraction || v.N < 1 || v.N > 31 || d.counts(v.Next) || v.Chinese && v.Next == j+1 && d.Get(v.Next) > 0x4e00 { // 本月一般隐患
		return Found{}, i
	}
	return on(year, month, int(v.N)), v.Next
}

// several returns the end of another day that is joined to the one that ended
// at i: 12日至14日, 12、13号.
func (d Reader) several(i int) int {
	j := d.AnyAt(i, "至 到 - ~ — 、 和 及 与 ,")
	v, ok := text.NumberAt(d.Runes, j)
	if j == i || !ok || !text.RuneIn(d.Get(v.Next), "日号") || v.Next >= len(d.Runes) || v.N < 1 || v.N > 31 {
		return i
	}
	return v.Next + 1
}

// yearEnd reads 年底, 今年底 and 季度末.
func (d Reader) yearEnd(i int) (Found, int) {
	year, j := d.yearAt(i)
	if end := d.AnyAt(j, "年底 年末 底"); end > j && (j > i || d.Get(j) == '年') && !text.IsDigit(d.Get(i-1)) {
		if j == i {
			year = d.Now.Year
		}
		said := on(year, 12, 31)
		said.Until = true
		return said, end
	}
	j = d.AnyAt(i, "本季度 这个季度 季度")
	if end := d.AnyAt(j, "底 末"); end > j && j > i && (d.Get(i) != '季' || i == 0 || !text.RuneIn(d.Runes[i-1], "一二三四上下1234")) {
		said := Found{Said: Said{On: anwei.PeriodOf(anwei.Quarter, d.Now.In(time.UTC)).Last(), Until: true}}
		return said, end
	}
	return Found{}, i
}

// month reads the month that begins at rune i, and 月 of 月底 as this one.
func (d Reader) month(i int) (year, month, end int) {
	this := anwei.PeriodOf(anwei.Month, d.Now.In(time.UTC))
	if text.IsDigit(d.Get(i - 1)) {
		return 0, 0, i
	}
	for _, w := range []struct {
		words text.Words
		is    anwei.Period
	}{
		{"上个月 上月", this.Prev()}, {"下个月 下月", this.Next()}, {"这个月 本月 当月 这月", this},
	} {
		if end := d.AnyAt(i, w.words); end > i {
			return w.is.Year, w.is.N, end
		}
	}
	if d.Get(i) == '月' && text.RuneIn(d.Get(i+1), "底末") && i+1 < len(d.Runes) && !d.numberBefore(i) {
		return this.Year, this.N, i + 1
	}
	year, j := d.yearAt(i)
	v, ok := text.NumberAt(d.Runes, j)
	if !ok || v.Vague || v.Fraction || v.N < 1 || v.N > 12 || d.Get(v.Next) != '月' {
		return 0, 0, i
	}
	if j == i {
		if text.RuneIn(d.Get(i-1), "-~至到.") && i > 0 && text.IsDigit(d.Get(i-2)) { // 1-9月
			return 0, 0, i
		}
		year = d.yearOf(int(v.N))
	}
	return year, int(v.N), v.Next + 1
}

func (d Reader) numberBefore(i int) bool {
	if i == 0 {
		return false
	}
	_, chinese := text.DigitOf(d.Runes[i-1])
	return text.IsDigit(d.Runes[i-1]) || chinese || text.ScaleOf(d.Runes[i-1]) > 0 || text.RuneIn(d.Runes[i-1], "个几每")
}

// yearAt reads 2026年, 二〇二六年, 26年, 今年, 去年 and 明年.
func (d Reader) yearAt(i int) (year, end int) {
	switch {
	case d.Has(i, "今年"), d.Has(i, "本年"):
		return d.Now.Year, i + 2
	case d.Has(i, "去年"), d.Has(i, "上年"):
		return d.Now.Year - 1, i + 2
	case d.Has(i, "明年"):
		return d.Now.Year + 1, i + 2
	}
	v, ok := text.NumberAt(d.Runes, i)
	if !ok || v.Vague || v.Fraction || d.Get(v.Next) != '年' || text.IsDigit(d.Get(i-1)) {
		return 0, i
	}
	switch {
	case v.N >= 1900 && v.N < 2100:
		return int(v.N), v.Next + 1
	case v.N >= 20 && v.N < 60 && text.DigitsAt(d.Runes, i) == 2:
		return 2000 + int(v.N), v.Next + 1
	}
	return 0, i
}

// pair reads 9.12, 9/12 and, at the beginning of a clause, 9-12.
func (d Reader) pair(i int) (Found, int) {
	m := 0
	if i < len(d.Runes) {
		m = text.DigitsAt(d.Runes, i)
	}
	if m < 1 || m > 2 || i > 0 && (text.IsDigit(d.Runes[i-1]) || text.RuneIn(d.Runes[i-1], ".-/:万第~")) || d.EndsAt(i, "上午 下午 早上 晚上 投入 资金") {
		return Found{}, i
	}
	sep, k := d.Get(i+m), i+m+1
	n := 0
	if k < len(d.Runes) {
		n = text.DigitsAt(d.Runes, k)
	}
	end := k + n
	month, day := 0, 0
	if n == 1 || n == 2 {
		month, day = text.Small(d.Runes[i:i+m]), text.Small(d.Runes[k:end])
	}
	first := i == 0 || text.RuneIn(d.Runes[i-1], ",。;:(\n")
	switch {
	case month < 1 || month > 12 || day < 1 || day > 31:
		return Found{}, i
	case sep != '.' && sep != '/' && (sep != '-' || !first || text.RuneIn(d.Get(end), "日号")): // 12-14号 are three days
		return Found{}, i
	case text.RuneIn(d.Get(end), "日号") && end < len(d.Runes) && sep != '-':
		end++
	case d.counts(end) || text.RuneIn(d.Get(end), ".-/:~月年的") && end < len(d.Runes):
		return Found{}, i
	}
	said := on(d.yearOf(month), month, day)
	said.Dotted = true
	return said, end
}

// counts reports whether the number that ends at i counts something.
func (d Reader) counts(i int) bool {
	return i < len(d.Runes) && (text.RuneIn(d.Runes[i], "个家次人名位处项条件起场期轮元块万千百亿米吨天小分点岁户座辆台%度倍成多余几来") || d.Has(i, "公里") || d.Has(i, "以上") || d.Has(i, "以下"))
}

// alone reads 25号 and 12、13日, whose month is not said.
func (d Reader) alone(i int) (Found, int) {
	v, ok := text.NumberAt(d.Runes, i)
	if !ok || v.Grouped || v.Fraction || v.N < 1 || v.N > 99 || i > 0 && (text.IsDigit(d.Runes[i-1]) || text.RuneIn(d.Runes[i-1], "第.-/年个月〇")) {
		return Found{}, i
	}
	end := v.Next
	if !text.RuneIn(d.Get(end), "日号") || end >= len(d.Runes) {
		if e := d.several(end); e > end && v.N <= 31 && !d.thing(e) {
			return because(text.Ambiguous), e
		}
		return Found{}, i
	}
	end++
	switch {
	case d.thing(end), d.Has(end-1, "日常"), d.Has(end-1, "日均"), d.Get(end-1) == '号' && v.N > 40:
		return Found{}, i
	case d.several(end) > end:
		return because(text.Ambiguous), d.several(end)
	case v.Vague:
		return because(text.Approximate), end
	case v.N > 31:
		return because(NoSuchDay), end
	}
	said := d.dayAlone(int(v.N))
	said.Bare = true
	return said, end
}

// dayAlone returns the day of this month, or of the one before or after it where
// the tense asks for it.
func (d Reader) dayAlone(day int) Found {
	month := anwei.PeriodOf(anwei.Month, d.Now.In(time.UTC))
	switch {
	case d.Tense == TensePast && day > d.Now.Day:
		month = month.Prev()
	case d.Tense == TenseAhead && day < d.Now.Day:
		month = month.Next()
	}
	return on(month.Year, month.N, day)
}

// thing reports whether 3号 before rune i is the number of a thing: 3号楼.
func (d Reader) thing(i int) bool {
	return d.Get(i-1) == '号' && d.AnyAt(i, "楼 院 矿 井 线 机 库 门 厂 车 文件 文 令 煤 炉 罐 仓 站 砖 通知 公路 桥 隧 泵 皮带 采 工作面 工地 区 地块 案 隐患 选手 公告") > i
}
