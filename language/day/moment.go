package day

import (
	"time"

	"anwei"
	"anwei/language/text"
)

// MomentSaid is a time that a text names: a day, and a clock where it names one.
type MomentSaid struct {
	text.Span
	On anwei.Date
	// Clock is the time of day; HasClock is false where only a day was named.
	Clock    anwei.Clock
	HasClock bool
	// Until says that it is the last one that fits: 25日前, 明天下午5点前.
	Until bool
	// Reason says why there is no such time, as for Said.
	Reason text.Reason
}

// At returns the instant in the location: without a clock the last second of the
// day.
func (m MomentSaid) At(loc *time.Location) time.Time {
	if !m.HasClock {
		return m.On.AddDays(1).In(loc).Add(-time.Second)
	}
	return m.On.At(m.Clock, loc)
}

// Moments reads the times that a text names, in its order: 明天下午3点, 10月20日9:00,
// 明早8点半, 周五前. What lies ahead is meant; a clock without a day is today's.
func Moments(typed string, now time.Time) []MomentSaid {
	c := text.Plain(typed)
	days := Reader{Folded: c, Now: anwei.DateOf(now), Tense: TenseAhead}
	var out []MomentSaid
	for i := 0; i < len(c.Runes); {
		m, end := days.moment(i)
		if end <= i {
			i++
			continue
		}
		out = append(out, m)
		i = end
	}
	return out
}

// moment reads the time that begins at rune i.
func (d Reader) moment(i int) (MomentSaid, int) {
	if !d.mayBegin(d.Runes[i]) && !text.RuneIn(d.Runes[i], "早清凌傍晚") {
		return MomentSaid{}, i
	}
	m, end := MomentSaid{}, i
	if on, next := d.morningAfter(i); next > i { // 明早, 今晚: a day and a part of it
		m.On, end = on, next-1
	} else if d.mayBegin(d.Runes[i]) {
		if said, next := d.plain(i); next > i {
			m.On, m.Reason, end = said.On, said.Reason, d.ofWeek(&said, next)
			m.Reason = said.Reason
		}
	}
	day := end > i
	from := end
	for day && (d.Get(from) == ',' || d.Get(from) == '(' || d.Get(from) == ')') {
		from++ // 10月20日，9:00
	}
	clock, next := d.clock(from, day)
	switch {
	case next > from:
		m.Clock, m.HasClock, end = clock, true, next
		if !day {
			m.On = d.Now
		}
	case !day:
		return MomentSaid{}, i
	}
	for _, w := range []string{"之前", "以前", "前"} {
		if d.Has(end, w) && !d.Has(end, "前后") && !d.Has(end, "前往") {
			m.Until, end = true, end+len([]rune(w))
			break
		}
	}
	m.Span = d.Cut(i, end)
	return m, end
}

// morningAfter reads 明早, 明晚, 今早, 今晚, 后天早 and the like up to and with the
// part of the day.
func (d Reader) morningAfter(i int) (anwei.Date, int) {
	ahead, ok := daysAhead(d.Get(i))
	if ok && text.RuneIn(d.Get(i+1), "早晚") {
		return d.Now.AddDays(ahead), i + 2
	}
	return anwei.Date{}, i
}

func daysAhead(r rune) (days int, ok bool) {
	switch r {
	case '今':
		return 0, true
	case '明':
		return 1, true
	case '后':
		return 2, true
	}
	return 0, false
}

// dayParts are the words before a clock, and whether they mean the later half of
// the day.
func dayParts() [12]struct {
	word  string
	later bool
} {
	return [...]struct {
		word  string
		later bool
	}{
		{"早上", false},
		{"上午", false},
		{"清晨", false},
		{"凌晨", false},
		{"早晨", false},
		{"早", false},
		{"中午", true},
		{"下午", true},
		{"傍晚", true},
		{"晚上", true},
		{"晚间", true},
		{"晚", true},
	}
}

// clock reads a time of day at rune i: 下午3点, 15:00, 9点半, 8时30分. A number alone is
// none. Without a day before it, a part of the day or a colon has to be said.
func (d Reader) clock(i int, day bool) (anwei.Clock, int) {
	later, said, j := false, day, i
	for _, p := range dayParts() {
		if d.Has(j, p.word) {
			later, said = p.later, true
			j += len([]rune(p.word))
			break
		}
	}
	hour, next := d.small(j)
	if next == j || hour > 24 {
		return anwei.Clock{}, i
	}
	var minute int
	switch {
	case d.Get(next) == ':':
		var end int
		minute, end = d.small(next + 1)
		if end != next+3 {
			return anwei.Clock{}, i
		}
		next = end
	case said && (d.Get(next) == '点' || d.Get(next) == '时'): // 提出3点要求 is no clock
		next++
		minute, next = d.minute(next)
	default:
		return anwei.Clock{}, i
	}
	if minute > 59 || hour == 24 && minute > 0 {
		return anwei.Clock{}, i
	}
	if later && hour > 0 && hour < 12 && (hour < 11 || !d.Has(i, "中午")) {
		hour += 12
	}
	if hour == 24 {
		hour, minute = 23, 59
	}
	return anwei.Clock{Hour: hour, Minute: minute}, next
}

// minute reads what follows 点: 半, 一刻, 30分, 30, 整 or nothing.
func (d Reader) minute(i int) (int, int) {
	switch {
	case d.Get(i) == '半':
		return 30, i + 1
	case d.Has(i, "一刻"):
		return 15, i + 2
	case d.Has(i, "三刻"):
		return 45, i + 2
	case d.Get(i) == '整':
		return 0, i + 1
	}
	n, next := d.small(i)
	if next == i || d.Get(next) == '个' || d.Get(next) == '日' {
		return 0, i
	}
	if d.Get(next) == '分' {
		next++
	}
	return n, next
}

// small reads a number below a hundred, in digits or in characters.
func (d Reader) small(i int) (int, int) {
	j := i
	for j < len(d.Runes) && j-i < 2 && text.IsDigit(d.Runes[j]) {
		j++
	}
	if j > i {
		n := 0
		for _, r := range d.Runes[i:j] {
			n = n*10 + int(r-'0')
		}
		if text.IsDigit(d.Get(j)) {
			return 0, i
		}
		return n, j
	}
	for k := min(i+3, len(d.Runes)); k > i; k-- {
		if !text.RuneIn(d.Runes[i], "零〇一二两三四五六七八九十") {
			break
		}
		if n, ok := text.NumberAt(d.Runes[i:k], 0); ok && n.Next == k-i && !n.Vague && !n.Fraction && n.N < 100 {
			return int(n.N), k
		}
	}
	return 0, i
}
