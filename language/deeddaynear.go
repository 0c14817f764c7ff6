package language

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
)

// near reads 今天, 昨晚, 大后天 and the like.
func (d dayReader) near(i int) (dayAt, int) {
	for _, w := range []struct {
		words string
		days  int
	}{
		{"大前天", -3},
		{"大后天", 3},
		{"今天 今日 今儿 今早 今晚 今晨", 0},
		{"昨天 昨日 昨儿 昨晚 昨夜", -1},
		{"明天 明日 明儿 明早 明晚 明晨", 1},
		{"前天 前晚", -2},
		{"后天 后晚", 2},
	} {
		words := strings.Fields(w.words)
		end := d.anyAt(i, words)
		if end == i || d.tailOfWord(i) {
			continue
		}
		return dayAt{DaySaid: DaySaid{On: d.now.AddDays(w.days)}}, end
	}
	return dayAt{}, i
}

// tailOfWord reports whether the rune at i ends a longer word: 之前, 然后, 说明.
func (d dayReader) tailOfWord(i int) bool {
	return i > 0 && runeIn(d.r[i-1], "之以然目提最说证声今明几")
}

// vague reads words for no day in particular.
func (d dayReader) vague(i int) (dayAt, int) {
	words := strings.Fields("今明两天 明后两天 明后天 这一两天 一两天 这两天 这几天 前两天 前几天 过两天 过几天 近几天 前阵子 前段时间 前不久 过段时间 不久前 近日 近期 最近 日前 " +
		"上旬 中旬 下旬 月初 月中 上半月 下半月 年初 年中 周末 上个周末 下个周末")
	end := d.anyAt(i, words)
	if end == i || d.has(i, "年初以来") || d.has(i, "近期以来") {
		return dayAt{}, i
	}
	return because(Approximate), end
}

// counted reads 三天前, 3天后, 三天内, 一周内 and 两个月内.
func (d dayReader) counted(i int) (dayAt, int) {
	v, ok := scanNumeral(d.r, i)
	if !ok || isDigit(d.get(i-1)) || runeIn(d.get(i-1), "第.月年") && i > 0 {
		return dayAt{}, i
	}
	j, months, each := v.end, false, 1
	switch {
	case d.has(j, "个工作日"), d.has(j, "工作日"):
		j = d.anyAt(j, []string{"个工作日", "工作日"})
		end := d.anyAt(j, strings.Fields("之前 之后 以前 以后 之内 以内 前 后 内"))
		if end == j {
			return dayAt{}, i
		}
		return because(Approximate), end // which days are working days is not known here
	case d.has(j, "天"):
		j++
	case d.anyAt(j, []string{"个星期", "个礼拜", "星期", "礼拜", "周"}) > j:
		j, each = d.anyAt(j, []string{"个星期", "个礼拜", "星期", "礼拜", "周"}), 7
	case d.has(j, "个月"):
		j, months = j+2, true
	case d.has(j, "日"):
		if end := d.anyAt(j+1, []string{"之内", "以内", "内"}); end == j+1 {
			return dayAt{}, i
		}
		j++
	default:
		return dayAt{}, i
	}
	return d.from(int(v.n)*each, months, v.vague || v.fraction || v.n > 400, i, j)
}

// from reads the 前, 后 or 内 that a count of days ends in at j.
func (d dayReader) from(n int, months, vague bool, i, j int) (dayAt, int) {
	var said dayAt
	before, after, within := []string{"之前", "以前", "前"}, []string{"之后", "以后", "后"}, []string{"之内", "以内", "内"}
	end := d.anyAt(j, slices.Concat(before, after, within))
	switch {
	case end == j:
		return dayAt{}, i
	case d.anyAt(j, before) > j:
		n = -n
	case d.anyAt(j, within) > j:
		said.Until = true
	}
	if vague {
		return because(Approximate), end
	}
	said.On = d.now.AddDays(n)
	if months {
		said.On = anwei.DateOf(d.now.In(time.UTC).AddDate(0, n, 0))
	}
	return said, end
}

// week reads 上周五, 这个星期三, 下周 and 周五. 上周 alone is no one day.
func (d dayReader) week(i int) (dayAt, int) {
	words := []struct {
		word  string
		weeks int
	}{
		{"上上个", -2}, {"下下个", 2}, {"上上", -2}, {"下下", 2}, {"上个", -1}, {"下个", 1}, {"这个", 0}, {"本", 0}, {"这", 0}, {"上", -1}, {"下", 1},
	}
	for _, w := range words {
		j := i + utf8.RuneCountInString(w.word)
		if !d.has(i, w.word) || d.get(i-1) == '以' {
			continue
		}
		day, end := d.weekdayAt(j)
		if end > j {
			return dayAt{DaySaid: DaySaid{On: d.monday().AddDays(7*w.weeks + fromMonday(day))}, weekday: true}, end
		}
		if end = d.anyAt(j, []string{"周末", "周", "星期", "礼拜"}); end > j && !d.has(j, "周年") && !d.has(j, "周村") {
			return because(Approximate), end
		}
	}
	day, end := d.weekdayAt(i)
	if end == i || d.has(i, "周日常") {
		return dayAt{}, i
	}
	on := d.monday().AddDays(fromMonday(day))
	switch {
	case d.tense == TensePast && d.now.Before(on):
		on = on.AddDays(-7)
	case d.tense == TenseAhead && on.Before(d.now):
		on = on.AddDays(7)
	}
	return dayAt{DaySaid: DaySaid{On: on}, weekday: true, bare: true}, end
}

// monday returns the Monday of this week.
func (d dayReader) monday() anwei.Date { return d.now.AddDays(-fromMonday(d.now.Weekday())) }

func fromMonday(day time.Weekday) int { return (int(day) + 6) % 7 }

// weekdayAt reads 周五, 星期5 and 礼拜天 at rune i.
func (d dayReader) weekdayAt(i int) (time.Weekday, int) {
	j := d.anyAt(i, []string{"星期", "礼拜", "周"})
	if j == i || j >= len(d.r) || runeIn(d.get(i-1), "每一两二三几") && i > 0 {
		return 0, i
	}
	if runeIn(d.r[j], "日天") {
		return time.Sunday, j + 1
	}
	n, ok := digitOf(d.r[j])
	if isDigit(d.r[j]) {
		n, ok = int64(d.r[j]-'0'), !isDigit(d.get(j+1))
	}
	if !ok || n < 1 || n > 6 || runeIn(d.get(j+1), "个家次人天") && j+1 < len(d.r) {
		return 0, i
	}
	return time.Weekday(n), j + 1
}

// timeOfDay returns the end of a time of day at rune i: 下午3点半, 下班前, 09:30.
func (d dayReader) timeOfDay(i int) int {
	words := strings.Fields("上午 下午 中午 早上 早晨 晚上 傍晚 凌晨 晚间 夜里 夜间 一早 上班 下班 早 晚")
	end := i
	for next := d.anyAt(end, words); next > end; next = d.anyAt(end, words) {
		end = next
	}
	v, ok := scanNumeral(d.r, end)
	if !ok || v.n > 24 {
		return end
	}
	switch {
	case d.get(v.end) == ':' && digitsAt(d.r, v.end+1) == 2:
		return v.end + 3
	case d.get(v.end) == '点' || d.get(v.end) == '时':
		return d.minutes(v.end)
	}
	return end
}

// minutes returns the end of what stands behind the hour at rune i: 点半, 点20分.
func (d dayReader) minutes(i int) int {
	j := i + 1
	if d.get(j) == '半' {
		return j + 1
	}
	m, ok := scanNumeral(d.r, j)
	switch {
	case ok && m.n < 60 && d.get(m.end) == '分':
		return m.end + 1
	case ok && m.n < 60 && m.n >= 10 && d.get(i) == '点' && d.get(m.end) != '人':
		return m.end
	}
	return d.anyAt(j, []string{"钟", "整"})
}
