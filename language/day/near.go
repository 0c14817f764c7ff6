package day

import (
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// near reads 今天, 昨晚, 大后天 and the like.
func (d Reader) near(i int) (Found, int) {
	for _, w := range []struct {
		words text.Words
		days  int
	}{
		{"大前天", -3},
		{"大后天", 3},
		{"今天 今日 今儿个 今儿 今早 今晚 今晨", 0},
		{"昨天 昨日 昨儿个 昨儿 昨晚 昨夜", -1},
		{"明天 明日 明儿个 明儿 明早 明晚 明晨", 1},
		{"前天 前晚", -2},
		{"后天 后晚", 2},
	} {
		end := d.AnyAt(i, w.words)
		if end == i || d.tailOfWord(i) {
			continue
		}
		return Found{Said: Said{On: d.Now.AddDays(w.days)}}, end
	}
	return Found{}, i
}

// tailOfWord reports whether the rune at i ends a longer word: 之前, 然后, 说明.
func (d Reader) tailOfWord(i int) bool {
	return i > 0 && text.RuneIn(d.Runes[i-1], "之以然目提最说证声今明几")
}

// vague reads words for no day in particular.
func (d Reader) vague(i int) (Found, int) {
	const words text.Words = "今明两天 明后两天 明后天 这一两天 一两天 这两天 这几天 前两天 前几天 过两天 过几天 近几天 前阵子 前段时间 前不久 过段时间 不久前 近日 近期 最近 日前 " +
		"上旬 中旬 下旬 月初 月中 上半月 下半月 年初 年中 周末 上个周末 下个周末"
	end := d.AnyAt(i, words)
	if end == i || d.Has(i, "年初以来") || d.Has(i, "近期以来") {
		return Found{}, i
	}
	return because(text.Approximate), end
}

// lunar reads 农历八月十五, 腊月廿三 and 初八, which nobody should take for days of the
// calendar that reports go by.
func (d Reader) lunar(i int) (Found, int) {
	j := d.AnyAt(i, "农历 阴历 旧历")
	if j > i {
		if _, _, end := d.month(j); end > j {
			j = end
		} else if end := d.AnyAt(j, "正月 冬月 腊月"); end > j {
			j = end
		}
	} else if j = d.AnyAt(i, "正月 冬月 腊月"); j == i && (d.Get(i) != '初' || text.RuneIn(d.Get(i-1), "最当起年月旬") && i > 0) {
		return Found{}, i
	}
	end := j
	if d.Get(j) == '初' {
		j++
	}
	v, ok := text.NumberAt(d.Runes, j)
	if !ok || v.Grouped || v.Fraction || v.N > 30 {
		return because(text.Approximate), end
	}
	if v.N > 10 && j > end || d.counts(v.Next) || text.RuneIn(d.Get(v.Next), "年级中") {
		return Found{}, i
	}
	return because(Lunar), v.Next
}

// counted reads 三天前, 3天后, 三天内, 一周内 and 两个月内.
func (d Reader) counted(i int) (Found, int) {
	v, ok := text.NumberAt(d.Runes, i)
	if !ok || text.IsDigit(d.Get(i-1)) || text.RuneIn(d.Get(i-1), "第.月年") && i > 0 {
		return Found{}, i
	}
	j, months, each := v.Next, false, 1
	switch {
	case d.Has(j, "个工作日"), d.Has(j, "工作日"):
		j = d.AnyAt(j, "个工作日 工作日")
		end := d.AnyAt(j, "之前 之后 以前 以后 之内 以内 前 后 内")
		if end == j {
			return Found{}, i
		}
		return because(text.Approximate), end // which days are working days is not known here
	case d.Has(j, "天"):
		j++
	case d.AnyAt(j, "个星期 个礼拜 星期 礼拜 周") > j:
		j, each = d.AnyAt(j, "个星期 个礼拜 星期 礼拜 周"), 7
	case d.Has(j, "个月"):
		j, months = j+2, true
	case d.Has(j, "日"):
		if end := d.AnyAt(j+1, "之内 以内 内"); end == j+1 {
			return Found{}, i
		}
		j++
	default:
		return Found{}, i
	}
	return d.from(int(v.N)*each, months, v.Vague || v.Fraction || v.N > 400, i, j)
}

// from reads the 前, 后 or 内 that a count of days ends in at j.
func (d Reader) from(n int, months, vague bool, i, j int) (Found, int) {
	var said Found
	const before, after, within text.Words = "之前 以前 前", "之后 以后 后", "之内 以内 内"
	end := d.AnyAt(j, before+" "+after+" "+within)
	switch {
	case end == j:
		return Found{}, i
	case d.AnyAt(j, before) > j:
		n = -n
	case d.AnyAt(j, within) > j:
		said.Until = true
	}
	if vague {
		return because(text.Approximate), end
	}
	said.On = d.Now.AddDays(n)
	if months {
		said.On = anwei.DateOf(d.Now.In(time.UTC).AddDate(0, n, 0))
	}
	return said, end
}

// week reads 上周五, 这个星期三, 下周 and 周五. 上周 alone is no one day.
func (d Reader) week(i int) (Found, int) {
	words := []struct {
		word  string
		weeks int
	}{
		{"上上个", -2}, {"下下个", 2}, {"上上", -2}, {"下下", 2}, {"上个", -1}, {"下个", 1}, {"这个", 0}, {"本", 0}, {"这", 0}, {"上", -1}, {"下", 1},
	}
	for _, w := range words {
		j := i + utf8.RuneCountInString(w.word)
		if !d.Has(i, w.word) || d.Get(i-1) == '以' {
			continue
		}
		day, end := d.weekdayAt(j)
		if end > j {
			return Found{Said: Said{On: d.monday().AddDays(7*w.weeks + fromMonday(day))}, weekday: true}, end
		}
		if end = d.AnyAt(j, "周末 周 星期 礼拜"); end > j && !d.Has(j, "周年") && !d.Has(j, "周村") {
			return because(text.Approximate), end
		}
	}
	day, end := d.weekdayAt(i)
	if end == i || d.Has(i, "周日常") {
		return Found{}, i
	}
	on := d.monday().AddDays(fromMonday(day))
	switch {
	case d.Tense == TensePast && d.Now.Before(on):
		on = on.AddDays(-7)
	case d.Tense == TenseAhead && on.Before(d.Now):
		on = on.AddDays(7)
	}
	return Found{Said: Said{On: on}, weekday: true, Bare: true}, end
}

// monday returns the Monday of this week.
func (d Reader) monday() anwei.Date { return d.Now.AddDays(-fromMonday(d.Now.Weekday())) }

func fromMonday(day time.Weekday) int { return (int(day) + 6) % 7 }

// weekdayAt reads 周五, 星期5 and 礼拜天 at rune i.
func (d Reader) weekdayAt(i int) (time.Weekday, int) {
	j := d.AnyAt(i, "星期 礼拜 周")
	if j == i || j >= len(d.Runes) || text.RuneIn(d.Get(i-1), "每一两二三几") && i > 0 {
		return 0, i
	}
	if text.RuneIn(d.Runes[j], "日天") {
		return time.Sunday, j + 1
	}
	n, ok := text.DigitOf(d.Runes[j])
	if text.IsDigit(d.Runes[j]) {
		n, ok = int64(d.Runes[j]-'0'), !text.IsDigit(d.Get(j+1))
	}
	if !ok || n < 1 || n > 6 || text.RuneIn(d.Get(j+1), "个家次人天") && j+1 < len(d.Runes) {
		return 0, i
	}
	return time.Weekday(n), j + 1
}

// timeOfDay returns the end of a time of day at rune i: 下午3点半, 下班前, 09:30.
func (d Reader) timeOfDay(i int) int {
	const words text.Words = "上午 下午 中午 早上 早晨 晚上 傍晚 凌晨 晚间 夜里 夜间 一早 上班 下班 早 晚"
	end := i
	for next := d.AnyAt(end, words); next > end; next = d.AnyAt(end, words) {
		end = next
	}
	v, ok := text.NumberAt(d.Runes, end)
	if !ok || v.N > 24 {
		return end
	}
	switch {
	case d.Get(v.Next) == ':' && text.DigitsAt(d.Runes, v.Next+1) == 2:
		return v.Next + 3
	case d.Get(v.Next) == '点' || d.Get(v.Next) == '时':
		return d.minutes(v.Next)
	}
	return end
}

// minutes returns the end of what stands behind the hour at rune i: 点半, 点20分.
func (d Reader) minutes(i int) int {
	j := i + 1
	if d.Get(j) == '半' {
		return j + 1
	}
	m, ok := text.NumberAt(d.Runes, j)
	switch {
	case ok && m.N < 60 && d.Get(m.Next) == '分':
		return m.Next + 1
	case ok && m.N < 60 && m.N >= 10 && d.Get(i) == '点' && d.Get(m.Next) != '人':
		return m.Next
	}
	return d.AnyAt(j, "钟 整")
}
