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

// Quiet reports whether nobody is to be disturbed at t.
func Quiet(t time.Time) bool {
	m := t.Hour()*60 + t.Minute()
	return m < opens || m > closes
}

// audible returns the clock, or the nearest one that is not in the quiet hours.
func audible(c anwei.Clock) anwei.Clock {
	m := min(max(c.Hour*60+c.Minute, opens), closes)
	return anwei.Clock{Hour: m / 60, Minute: m % 60}
}

// dayOf returns the day on which a rule that counts from the base is said.
func dayOf(r anwei.ReminderRule, base anwei.Date, c anwei.Calendar) anwei.Date {
	d := base.AddDays(r.Days)
	if r.Working {
		d = c.AddWorking(base, r.Days)
	}
	if r.RestDays || c.Working(d) {
		return d
	}
	if base.Before(d) {
		return c.AddWorking(d, 1)
	}
	return c.AddWorking(d, -1)
}

// rang reports whether a time at which any rule speaks lies after rung and not
// after now.
func rang(rules []anwei.ReminderRule, rung, now time.Time) bool {
	if now.Sub(rung) > 48*time.Hour {
		return len(rules) > 0
	}
	for day := anwei.DateOf(rung.In(now.Location())); !anwei.DateOf(now).Before(day); day = day.AddDays(1) {
		for _, r := range rules {
			at := day.At(audible(r.At), now.Location())
			if at.After(rung) && !at.After(now) {
				return true
			}
		}
	}
	return false
}

// Daytime returns t, or the end of the quiet hours that it lies in.
func Daytime(t time.Time) time.Time {
	if !Quiet(t) {
		return t
	}
	day := anwei.DateOf(t)
	if t.Hour()*60+t.Minute() > closes {
		day = day.AddDays(1)
	}
	return day.At(anwei.Clock{Hour: opens / 60, Minute: opens % 60}, t.Location())
}

// Evening returns t, or the beginning of the quiet hours that it lies in.
func Evening(t time.Time) time.Time {
	if !Quiet(t) {
		return t
	}
	day := anwei.DateOf(t)
	if t.Hour()*60+t.Minute() < opens {
		day = day.AddDays(-1)
	}
	return day.At(anwei.Clock{Hour: closes / 60, Minute: closes % 60}, t.Location())
}
