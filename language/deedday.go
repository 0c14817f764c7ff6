package language

import (
	"time"

	"anwei"
)

// Tense says on which side of now a day lies where the words leave it open:
// 25号 and 周五 are the last such day of what was done, and the next one of what
// is promised.
type Tense int

// The tenses. TenseOpen takes 25号 of this month and 周五 of this week.
const (
	TenseOpen Tense = iota
	TensePast
	TenseAhead
)

// The reasons for not taking a day.
const (
	// NoSuchDay is a day that the calendar does not have: 9月31日.
	NoSuchDay Reason = "no-such-day"
	// FutureDay is a day to come on which something is said to have been done.
	FutureDay Reason = "future-day"
	// PastDay is a day gone by by which something is promised.
	PastDay Reason = "past-day"
	// FarDay is a day too far ahead for a promise or a time limit.
	FarDay Reason = "far-day"
)

// DaySaid is a day that a text names.
type DaySaid struct {
	Span
	// On is zero where Reason is set.
	On anwei.Date
	// Until says that On is the last day that fits: 25日前, 月底, 三天内.
	Until bool
	// Reason says why the words name no one day: Approximate (9月中旬, 下周,
	// 25号左右), NoSuchDay, Contradiction (a date with another day of the week) or
	// Ambiguous (12、13日).
	Reason Reason
}

// Day reads the first day that a text names, relative to now, whose location is
// the plan's: 今天, 上周五, 25号, 9.12, 九月十二日, 2026-09-12, 月底, 三天后. A month
// alone is no day. The time of day behind a day belongs to its span.
func Day(text string, now time.Time, tense Tense) (DaySaid, bool) {
	days := Days(text, now, tense)
	if len(days) == 0 {
		return DaySaid{}, false
	}
	return days[0], true
}

// Days reads all days that a text names, in the order of the text, as Day does.
func Days(text string, now time.Time, tense Tense) []DaySaid {
	c := plainChars(text)
	read := dayReader{chars: c, now: anwei.DateOf(now), tense: tense}.all(0, len(c.r))
	out := make([]DaySaid, 0, len(read))
	for _, d := range read {
		out = append(out, d.DaySaid)
	}
	return out
}

// dayReader reads days in runes without blanks.
type dayReader struct {
	chars
	now   anwei.Date
	tense Tense
}

// dayAt is a day with its place among the runes.
type dayAt struct {
	DaySaid
	stretchOf
	weekday bool // 上周五, 周五
	bare    bool // 周五 without 上, 这 or 下, 25号 without a month
	dotted  bool // 9.12 or 9/12, which could be another thing
}

// all reads the days that begin from rune i on and before j.
func (d dayReader) all(i, j int) []dayAt {
	var out []dayAt
	for i < j {
		if !d.mayBegin(d.r[i]) {
			i++
			continue
		}
		said, end := d.read(i)
		if end <= i {
			i++
			continue
		}
		said.stretchOf = stretchOf{i, end}
		said.Span = d.cut(i, end)
		if said.Reason != "" {
			said.On = anwei.Date{}
		}
		out = append(out, said)
		i = end
	}
	return out
}

// mayBegin reports whether a day can begin with the rune.
func (d dayReader) mayBegin(r rune) bool {
	if isDigit(r) || unitOf(r) > 0 || scoreOf(r) > 0 {
		return true
	}
	_, digit := digitOf(r)
	return digit || runeIn(r, "今昨明后前大上下本这当去周星礼月年季近最过不日中")
}

// read reads the day that begins at rune i with all that belongs to it.
func (d dayReader) read(i int) (dayAt, int) {
	said, end := d.plain(i)
	if end <= i {
		return dayAt{}, i
	}
	end = d.ofWeek(&said, end)
	if e := d.timeOfDay(end); e > end {
		end = e
	}
	switch {
	case d.anyAt(end, []string{"左右", "前后", "上下", "附近"}) > end:
		end += 2
		said.Reason = Approximate
	case d.anyAt(end, []string{"之前", "以前", "之内", "以内"}) > end:
		end += 2
		said.Until = true
	case runeIn(d.get(end), "前内") && end < len(d.r) && !d.has(end, "前后"):
		end++
		said.Until = true
	}
	return said, end
}

// plain reads a day without what may stand behind it.
func (d dayReader) plain(i int) (dayAt, int) {
	for _, read := range []func(int) (dayAt, int){d.near, d.vague, d.counted, d.week, d.written, d.ofMonth, d.pair, d.alone} {
		if said, end := read(i); end > i {
			return said, end
		}
	}
	return dayAt{}, i
}

// on makes a day of a year, a month and a day.
func on(year, month, day int) dayAt {
	date := anwei.Date{Year: year, Month: time.Month(month), Day: day}
	if month < 1 || month > 12 || day < 1 || date.AddDays(0) != date {
		return dayAt{DaySaid: DaySaid{Reason: NoSuchDay}}
	}
	return dayAt{DaySaid: DaySaid{On: date}}
}

func because(r Reason) dayAt { return dayAt{DaySaid: DaySaid{Reason: r}} }

// yearOf returns the year of a month that was named without one. More than half
// a year away on the wrong side, it is the one of the year before or after.
func (d dayReader) yearOf(month int) int {
	const half = 6
	ahead := month - int(d.now.Month)
	switch {
	case d.tense != TenseAhead && ahead > half:
		return d.now.Year - 1
	case d.tense == TenseAhead && -ahead > half, d.tense == TenseOpen && -ahead > half+3:
		return d.now.Year + 1
	}
	return d.now.Year
}

// ofWeek holds a date against the day of the week that stands behind it, as in
// 9月12日(周六), and returns the end of both.
func (d dayReader) ofWeek(said *dayAt, end int) int {
	j := end
	if d.get(j) == '(' {
		j++
	}
	day, k := d.weekdayAt(j)
	if k == j || said.weekday {
		return end
	}
	if j > end {
		if d.get(k) != ')' {
			return end
		}
		k++
	}
	if said.Reason == "" && said.On.Weekday() != day {
		said.Reason = Contradiction
	}
	return k
}
