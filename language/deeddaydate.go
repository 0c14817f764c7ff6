package language

import (
	"strings"
	"time"

	"anwei"
)

// written reads 2026-09-12, 2026/9/12, 2026.9.12, 2026年9月12日 and 20260912.
func (d dayReader) written(i int) (dayAt, int) {
	if isDigit(d.get(i-1)) || i >= len(d.r) {
		return dayAt{}, i
	}
	n := digitsAt(d.r, i)
	if n == 8 {
		year, month, day := small(d.r[i:i+4]), small(d.r[i+4:i+6]), small(d.r[i+6:i+8])
		if year < 2000 || year >= 2100 || month < 1 || month > 12 {
			return dayAt{}, i
		}
		return on(year, month, day), i + 8
	}
	if n != 4 || !runeIn(d.get(i+4), "-/.") || i+4 >= len(d.r) {
		return dayAt{}, i
	}
	year, j := small(d.r[i:i+4]), i+5
	m := digitsAt(d.r, j)
	if year < 2000 || year >= 2100 || m < 1 || m > 2 || d.get(j+m) != d.r[i+4] {
		return dayAt{}, i
	}
	k := j + m + 1
	n = digitsAt(d.r, k)
	if n < 1 || n > 2 {
		return dayAt{}, i
	}
	end := k + n
	if runeIn(d.get(end), "日号") && end < len(d.r) {
		end++
	}
	return on(year, small(d.r[j:j+m]), small(d.r[k:k+n])), end
}

// ofMonth reads a day behind a month: 9月12日, 本月25号, 上月底, 九月十二, 9月中旬.
func (d dayReader) ofMonth(i int) (dayAt, int) {
	year, month, j := d.month(i)
	if j == i {
		return d.yearEnd(i)
	}
	last := anwei.MonthPeriod(year, time.Month(month)).Last()
	if end := d.anyAt(j, []string{"月底", "月末", "底", "末"}); end > j {
		return dayAt{DaySaid: DaySaid{On: last, Until: true}}, end
	}
	if end := d.anyAt(j, strings.Fields("上旬 中旬 下旬 上半月 下半月 月初 月中 份 初 中")); end > j {
		if d.get(j) == '份' {
			j = end
			if end = d.anyAt(j, []string{"上旬", "中旬", "下旬", "底", "末"}); end == j {
				return dayAt{}, i
			}
			if runeIn(d.r[j], "底末") {
				return dayAt{DaySaid: DaySaid{On: last, Until: true}}, end
			}
		}
		if d.has(j, "中心组") || d.has(j, "中国") || d.has(j, "中央") {
			return dayAt{}, i
		}
		return because(Approximate), end
	}
	return d.dayOf(year, month, i, j)
}

// dayOf reads the number of the day at j, behind a month that begins at i.
func (d dayReader) dayOf(year, month, i, j int) (dayAt, int) {
	v, ok := scanNumeral(d.r, j)
	if !ok || v.grouped || v.n > 99 {
		return dayAt{}, i
	}
	if runeIn(d.get(v.end), "日号") && v.end < len(d.r) && !d.has(v.end, "日常") && !d.has(v.end, "日均") {
		end := v.end + 1
		if e := d.several(end); e > end {
			return because(Ambiguous), e
		}
		if v.vague || v.fraction {
			return because(Approximate), end
		}
		return on(year, month, int(v.n)), end
	}
	if e := d.several(v.end); e > v.end {
		return because(Ambiguous), e
	}
	if v.vague || v.fraction || v.n < 1 || v.n > 31 || d.counts(v.end) {
		return dayAt{}, i
	}
	return on(year, month, int(v.n)), v.end
}

// several returns the end of another day that is joined to the one that ended
// at i: 12日至14日, 12、13号.
func (d dayReader) several(i int) int {
	j := d.anyAt(i, []string{"至", "到", "-", "~", "—", "、", "和", "及", "与", ","})
	v, ok := scanNumeral(d.r, j)
	if j == i || !ok || !runeIn(d.get(v.end), "日号") || v.end >= len(d.r) || v.n < 1 || v.n > 31 {
		return i
	}
	return v.end + 1
}

// yearEnd reads 年底, 今年底 and 季度末.
func (d dayReader) yearEnd(i int) (dayAt, int) {
	year, j := d.yearAt(i)
	if end := d.anyAt(j, []string{"年底", "年末", "底"}); end > j && (j > i || d.get(j) == '年') && !isDigit(d.get(i-1)) {
		if j == i {
			year = d.now.Year
		}
		said := on(year, 12, 31)
		said.Until = true
		return said, end
	}
	j = d.anyAt(i, []string{"本季度", "这个季度", "季度"})
	if end := d.anyAt(j, []string{"底", "末"}); end > j && j > i && (d.get(i) != '季' || i == 0 || !runeIn(d.r[i-1], "一二三四上下1234")) {
		said := dayAt{DaySaid: DaySaid{On: anwei.PeriodOf(anwei.Quarter, d.now.In(time.UTC)).Last(), Until: true}}
		return said, end
	}
	return dayAt{}, i
}

// month reads the month that begins at rune i, and 月 of 月底 as this one.
func (d dayReader) month(i int) (year, month, end int) {
	this := anwei.PeriodOf(anwei.Month, d.now.In(time.UTC))
	if isDigit(d.get(i - 1)) {
		return 0, 0, i
	}
	for _, w := range []struct {
		words string
		is    anwei.Period
	}{
		{"上个月 上月", this.Prev()}, {"下个月 下月", this.Next()}, {"这个月 本月 当月 这月", this},
	} {
		if end := d.anyAt(i, strings.Fields(w.words)); end > i {
			return w.is.Year, w.is.N, end
		}
	}
	if d.get(i) == '月' && runeIn(d.get(i+1), "底末") && i+1 < len(d.r) && !d.numberBefore(i) {
		return this.Year, this.N, i + 1
	}
	year, j := d.yearAt(i)
	v, ok := scanNumeral(d.r, j)
	if !ok || v.vague || v.fraction || v.n < 1 || v.n > 12 || d.get(v.end) != '月' {
		return 0, 0, i
	}
	if j == i {
		if runeIn(d.get(i-1), "-~至到.") && i > 0 && isDigit(d.get(i-2)) { // 1-9月
			return 0, 0, i
		}
		year = d.yearOf(int(v.n))
	}
	return year, int(v.n), v.end + 1
}

func (d dayReader) numberBefore(i int) bool {
	if i == 0 {
		return false
	}
	_, chinese := digitOf(d.r[i-1])
	return isDigit(d.r[i-1]) || chinese || unitOf(d.r[i-1]) > 0 || runeIn(d.r[i-1], "个几每")
}

// yearAt reads 2026年, 二〇二六年, 26年, 今年, 去年 and 明年.
func (d dayReader) yearAt(i int) (year, end int) {
	switch {
	case d.has(i, "今年"), d.has(i, "本年"):
		return d.now.Year, i + 2
	case d.has(i, "去年"), d.has(i, "上年"):
		return d.now.Year - 1, i + 2
	case d.has(i, "明年"):
		return d.now.Year + 1, i + 2
	}
	v, ok := scanNumeral(d.r, i)
	if !ok || v.vague || v.fraction || d.get(v.end) != '年' || isDigit(d.get(i-1)) {
		return 0, i
	}
	switch {
	case v.n >= 2000 && v.n < 2100:
		return int(v.n), v.end + 1
	case v.n >= 20 && v.n < 60 && digitsAt(d.r, i) == 2:
		return 2000 + int(v.n), v.end + 1
	}
	return 0, i
}

// pair reads 9.12, 9/12 and, at the beginning of a clause, 9-12.
func (d dayReader) pair(i int) (dayAt, int) {
	m := 0
	if i < len(d.r) {
		m = digitsAt(d.r, i)
	}
	if m < 1 || m > 2 || i > 0 && (isDigit(d.r[i-1]) || runeIn(d.r[i-1], ".-/:万第~")) || d.endsAt(i, []string{"上午", "下午", "早上", "晚上", "投入", "资金"}) {
		return dayAt{}, i
	}
	sep, k := d.get(i+m), i+m+1
	n := 0
	if k < len(d.r) {
		n = digitsAt(d.r, k)
	}
	end := k + n
	month, day := 0, 0
	if n == 1 || n == 2 {
		month, day = small(d.r[i:i+m]), small(d.r[k:end])
	}
	first := i == 0 || runeIn(d.r[i-1], ",。;:(\n")
	switch {
	case month < 1 || month > 12 || day < 1 || day > 31:
		return dayAt{}, i
	case sep != '.' && sep != '/' && (sep != '-' || !first || runeIn(d.get(end), "日号")): // 12-14号 are three days
		return dayAt{}, i
	case runeIn(d.get(end), "日号") && end < len(d.r) && sep != '-':
		end++
	case d.counts(end) || runeIn(d.get(end), ".-/:~月年的") && end < len(d.r):
		return dayAt{}, i
	}
	said := on(d.yearOf(month), month, day)
	said.dotted = true
	return said, end
}

// counts reports whether the number that ends at i counts something.
func (d dayReader) counts(i int) bool {
	return i < len(d.r) && (runeIn(d.r[i], "个家次人名位处项条件起场期轮元块万千百亿米吨天小分点岁户座辆台%度倍成多余几来") || d.has(i, "公里") || d.has(i, "以上") || d.has(i, "以下"))
}

// alone reads 25号 and 12、13日, whose month is not said.
func (d dayReader) alone(i int) (dayAt, int) {
	v, ok := scanNumeral(d.r, i)
	if !ok || v.grouped || v.fraction || v.n < 1 || v.n > 99 || i > 0 && (isDigit(d.r[i-1]) || runeIn(d.r[i-1], "第.-/年个月〇")) {
		return dayAt{}, i
	}
	end := v.end
	if !runeIn(d.get(end), "日号") || end >= len(d.r) {
		if e := d.several(end); e > end && v.n <= 31 && !d.thing(e) {
			return because(Ambiguous), e
		}
		return dayAt{}, i
	}
	end++
	switch {
	case d.thing(end), d.has(end-1, "日常"), d.has(end-1, "日均"), d.get(end-1) == '号' && v.n > 40:
		return dayAt{}, i
	case d.several(end) > end:
		return because(Ambiguous), d.several(end)
	case v.vague:
		return because(Approximate), end
	case v.n > 31:
		return because(NoSuchDay), end
	}
	said := d.dayAlone(int(v.n))
	said.bare = true
	return said, end
}

// dayAlone returns the day of this month, or of the one before or after it where
// the tense asks for it.
func (d dayReader) dayAlone(day int) dayAt {
	month := anwei.PeriodOf(anwei.Month, d.now.In(time.UTC))
	switch {
	case d.tense == TensePast && day > d.now.Day:
		month = month.Prev()
	case d.tense == TenseAhead && day < d.now.Day:
		month = month.Next()
	}
	return on(month.Year, month.N, day)
}

// thing reports whether 3号 before rune i is the number of a thing: 3号楼.
func (d dayReader) thing(i int) bool {
	return d.get(i-1) == '号' && d.anyAt(i, strings.Fields("楼 院 矿 井 线 机 库 门 厂 车 文件 文 令 煤 炉 罐 仓 站 砖 通知 公路 桥 隧 泵 皮带 采 工作面 工地 区 地块 案 隐患 选手 公告")) > i
}
