// Package day reads days, times of day and periods as officials write them, relative to a
// day that it is told.
package day

import (
	"time"

	"anwei"
	"anwei/language/text"
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
	NoSuchDay text.Reason = "no-such-day"
	// FutureDay is a day to come on which something is said to have been done.
	FutureDay text.Reason = "future-day"
	// PastDay is a day gone by by which something is promised.
	PastDay text.Reason = "past-day"
	// FarDay is a day too far ahead for a promise or a time limit.
	FarDay text.Reason = "far-day"
	// Lunar is a day of the lunar calendar: 农历八月十五.
	Lunar text.Reason = "lunar"
)

// Said is a day that a text names.
type Said struct {
	text.Span
	// On is zero where Reason is set.
	On anwei.Date
	// Until says that On is the last day that fits: 25日前, 月底, 三天内.
	Until bool
	// Reason says why the words name no one day: Approximate (9月中旬, 下周,
	// 25号左右), NoSuchDay, Contradiction (a date with another day of the week) or
	// Ambiguous (12、13日).
	Reason text.Reason
}

// First reads the first day that a text names, relative to now, whose location is
// the plan's: 今天, 上周五, 25号, 9.12, 九月十二日, 2026-09-12, 月底, 三天后. A month
// alone is no day. The time of day behind a day belongs to its span.
func First(typed string, now time.Time, tense Tense) (Said, bool) {
	days := All(typed, now, tense)
	if len(days) == 0 {
		return Said{}, false
	}
	return days[0], true
}

// All reads all days that a text names, in the order of the text, as First does.
func All(typed string, now time.Time, tense Tense) []Said {
	c := text.Plain(typed)
	read := Reader{Folded: c, Now: anwei.DateOf(now), Tense: tense}.All(0, len(c.Runes))
	return anwei.Each(read, func(d Found) Said { return d.Said })
}

// Reader reads days in runes without blanks.
type Reader struct {
	text.Folded
	Now   anwei.Date
	Tense Tense
}

// Found is a day with its place among the runes.
type Found struct {
	Said
	text.Stretch
	weekday bool // 上周五, 周五
	Bare    bool // 周五 without 上, 这 or 下, 25号 without a month
	Dotted  bool // 9.12 or 9/12, which could be another thing
}

// All reads the days that begin from rune i on and before j.
func (d Reader) All(i, j int) []Found {
	var out []Found
	for i < j {
		if !d.mayBegin(d.Runes[i]) {
			i++
			continue
		}
		said, end := d.Read(i)
		if end <= i {
			i++
			continue
		}
		said.Stretch = text.Stretch{Begin: i, End: end}
		said.Span = d.Cut(i, end)
		if said.Reason != "" {
			said.On = anwei.Date{}
		}
		out = append(out, said)
		i = end
	}
	return out
}

// mayBegin reports whether a day can begin with the rune.
func (d Reader) mayBegin(r rune) bool {
	if text.IsDigit(r) || text.ScaleOf(r) > 0 || text.ScoreOf(r) > 0 {
		return true
	}
	_, digit := text.DigitOf(r)
	return digit || text.RuneIn(r, "今昨明后前大上下本这当去周星礼月年季近最过不日中农阴旧正冬腊初")
}

// Read reads the day that begins at rune i with all that belongs to it.
func (d Reader) Read(i int) (Found, int) {
	said, end := d.plain(i)
	if end <= i {
		return Found{}, i
	}
	end = d.ofWeek(&said, end)
	if e := d.timeOfDay(end); e > end {
		end = e
	}
	switch {
	case d.AnyAt(end, "左右 前后 上下 附近") > end:
		end += 2
		said.Reason = text.Approximate
	case d.AnyAt(end, "之前 以前 之内 以内") > end:
		end += 2
		said.Until = true
	case text.RuneIn(d.Get(end), "前内") && end < len(d.Runes) && !d.Has(end, "前后"):
		end++
		said.Until = true
	}
	return said, end
}

// plain reads a day without what may stand behind it.
func (d Reader) plain(i int) (Found, int) {
	for _, read := range []func(int) (Found, int){d.lunar, d.near, d.vague, d.counted, d.week, d.written, d.ofMonth, d.pair, d.alone} {
		if said, end := read(i); end > i {
			return said, end
		}
	}
	return Found{}, i
}

// on makes a day of a year, a month and a day.
func on(year, month, day int) Found {
	date := anwei.Date{Year: year, Month: time.Month(month), Day: day}
	if month < 1 || month > 12 || day < 1 || date.AddDays(0) != date {
		return Found{Said: Said{Reason: NoSuchDay}}
	}
	return Found{Said: Said{On: date}}
}

func because(r text.Reason) Found { return Found{Said: Said{Reason: r}} }

// yearOf returns the year of a month that was named without one. More than half
// a year away on the wrong side, it is the one of the year before or after.
func (d Reader) yearOf(month int) int {
	const half = 6
	ahead := month - int(d.Now.Month)
	switch {
	case d.Tense != TenseAhead && ahead > half:
		return d.Now.Year - 1
	case d.Tense == TenseAhead && -ahead > half, d.Tense == TenseOpen && -ahead > half+3:
		return d.Now.Year + 1
	}
	return d.Now.Year
}

// ofWeek holds a date against the day of the week that stands behind it, as in
// 9月12日(周六), and returns the end of both.
func (d Reader) ofWeek(said *Found, end int) int {
	j := end
	if d.Get(j) == '(' {
		j++
	}
	day, k := d.weekdayAt(j)
	if k == j || said.weekday {
		return end
	}
	if j > end {
		if d.Get(k) != ')' {
			return end
		}
		k++
	}
	if said.Reason == "" && said.On.Weekday() != day {
		said.Reason = text.Contradiction
	}
	return k
}
