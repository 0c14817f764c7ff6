package intake

import (
	"regexp"
	"strconv"
	"strings"

	"anwei"
)

// stretches finds days that a text names from one to another: 10月5日-10月11日.
func stretches() *regexp.Regexp {
	return regexp.MustCompile(`(?:(20\d\d)[年./-])?(\d{1,2})[月./](\d{1,2})[日号]?(?:-|~|至|到|—|–)+(?:20\d\d[年./-])?(?:(\d{1,2})[月./])?(\d{1,2})(?:[日号]|\D|$)`)
}

// stretch returns the month whose days a text names, those from its first up to when it is
// reported. Other days, or a word for a week or a day, are less than a month.
func (r *sheet) stretch(s string) (t term, less bool) {
	p := strings.NewReplacer("(", "", ")", "").Replace(plain(s))
	if m := r.days.FindStringSubmatch(p); m != nil {
		n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
		month, to := n(2), n(4)
		if n(3) == 1 && (to == 0 || to == month) && n(5) >= 20 && month >= 1 && month <= 12 {
			return term{year: n(1), n: month}, false
		}
		return term{}, true
	}
	for _, w := range strings.Fields("周报 日报 旬报 本周 上周 第一周 第二周 第三周 第四周 第五周 第1周 第2周 第3周 第4周 第5周 上旬 中旬 下旬 当日 今日 每日 逐日 日统计 周统计") {
		less = less || strings.Contains(p, w)
	}
	return term{}, less && len(p) <= maxName
}

// stretch notes what a title or a tab says of days.
func (r *lineReader) stretch(s string) []term {
	t, less := r.sheet.stretch(s)
	switch {
	case less:
		r.about.said = strings.TrimSpace(s)
	case t.n > 0:
		return []term{t}
	}
	return nil
}

// dayLabel reads a period's label that names a day of it, or some of its days: that of a
// log, or of a table that was filled in on that day.
func (r *sheet) dayLabel(s string) (t term, less, ok bool) {
	if t, less = r.stretch(s); less || t.n > 0 {
		return t, less, true
	}
	t, ok = readTerm(s, r.form.Every, true)
	return t, t.day > 1, ok
}

// log reports whether the rows from one up to another are a log of days: two of them name
// days, or one has a number that no month has.
func (r *sheet) log(columns []readColumn, from, to int) bool {
	n := 0
	for y := from; y < to; y++ {
		for x, c := range columns {
			if c.kind != periodColumn {
				continue
			}
			s := r.grid.at(x, y)
			if t, less, ok := r.dayLabel(s); ok && (less || t.day > 0) {
				n++
			}
			if day := dayOf(plain(s)); r.form.Every == anwei.Month && day > 12 {
				return true
			}
		}
	}
	return n > 1
}
