package scheduler

import (
	"time"

	"anwei"
)

// The hours in which people may be reminded, in minutes of the day. Both ends
// are included, the last one to its 59th second, so that a rule at 20:00 is
// still heard when the timer wakes a moment late.
const (
	opens  = 8*60 + 30
	closes = 20 * 60
)

// quiet reports whether nobody is to be disturbed at t.
func quiet(t time.Time) bool {
	m := minutes(t)
	return m < opens || m > closes
}

// audible returns t, or where t is quiet the next time at which it is not.
func audible(t time.Time) time.Time {
	if !quiet(t) {
		return t
	}
	day := anwei.DateOf(t)
	if minutes(t) > closes {
		day = day.AddDays(1)
	}
	return day.At(anwei.Clock{Hour: opens / 60, Minute: opens % 60}, t.Location())
}

// minutes returns how many minutes the clock shows since midnight.
func minutes(t time.Time) int { return t.Hour()*60 + t.Minute() }
