package scheduler_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/scheduler"
)

// drawFacts draws a ladder of up to five steps for the small roster.
func drawFacts(t *rapid.T, l *ledger) scheduler.Facts {
	f := facts(l)
	f.Plan.Forms[0].Deadline = anwei.Deadline{
		Day:   rapid.IntRange(1, 31).Draw(t, "deadline"),
		Shift: rapid.SampledFrom([]anwei.Shift{anwei.Keep, anwei.Earlier, anwei.Later}).Draw(t, "shift"),
	}
	to := []anwei.Recipient{anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice}
	f.Plan.Reminders = nil
	for i := range rapid.IntRange(1, 5).Draw(t, "rules") {
		r := rule(anwei.RuleID(fmt.Sprintf("r%d", i)), rapid.IntRange(-8, 8).Draw(t, "days"), anwei.Clock{
			Hour:   rapid.IntRange(0, 23).Draw(t, "hour"),
			Minute: rapid.SampledFrom([]int{0, 1, 15, 30, 59}).Draw(t, "minute"),
		}, rapid.SliceOfNDistinct(rapid.SampledFrom(to), 1, 4, rapid.ID).Draw(t, "to")...)
		r.Working = rapid.Bool().Draw(t, "working")
		f.Plan.Reminders = append(f.Plan.Reminders, r)
	}
	return f
}

// planned counts, for the days on which the rules that speak to anybody fall,
// how many of them the plan itself puts on one day.
func planned(f scheduler.Facts, p anwei.Period) int {
	most := 1
	days := map[anwei.Date]int{}
	deadline := f.Plan.Forms[0].Deadline.On(p, f.Calendar)
	for _, r := range f.Plan.Reminders {
		d := deadline.AddDays(r.Days)
		if r.Working {
			d = f.Calendar.AddWorking(deadline, r.Days)
		}
		days[d]++
		most = max(most, days[d])
	}
	return most
}

// listening is one person about one report, or one of the office about all.
type listening struct {
	to     anwei.PersonID
	unit   anwei.UnitID
	period anwei.Period
}

// walk is what was said on the way through time.
type walk struct {
	facts  scheduler.Facts
	ledger *ledger
	said   []scheduler.Reminder
	last   map[listening]time.Time
	days   map[string]int
}

func newWalk(f scheduler.Facts, l *ledger) *walk {
	return &walk{facts: f, ledger: l, last: map[listening]time.Time{}, days: map[string]int{}}
}

// wake asks what is due, holds it against every rule there is, and puts it.
func (w *walk) wake(t *rapid.T, now time.Time) {
	rs, err := scheduler.Due(now, w.facts)
	if err != nil {
		t.Fatal(err)
	}
	hm := now.Format("15:04")
	if len(rs) > 0 && (hm < "08:30" || hm > "20:00") {
		t.Fatalf("%s: said %v in the quiet hours", now, keys(rs))
	}
	for _, r := range rs {
		if w.ledger.said[r.Key] {
			t.Fatalf("%s: %s is said twice", now, r.Key)
		}
		w.ledger.said[r.Key] = true
		if w.ledger.reports[anwei.ReportKey{Form: r.Form, Period: r.Period, Unit: r.Unit}] {
			t.Fatalf("%s: %s is said to a unit that has reported", now, r.Key)
		}
		if r.At.After(now) {
			t.Fatalf("%s: %s is said before its time %s", now, r.Key, r.At)
		}
		k := listening{r.To, r.Unit, r.Period}
		if !w.last[k].Before(r.At) {
			t.Fatalf("%s: %s of %s is said after a step of %s", now, r.Key, r.At, w.last[k])
		}
		w.last[k] = r.At
		day := fmt.Sprint(k, anwei.DateOf(now))
		if w.days[day]++; w.days[day] > planned(w.facts, r.Period) {
			t.Fatalf("%s: %s is one too many of a day", now, r.Key)
		}
		w.said = append(w.said, r)
	}
}

// TestOutages walks through months with the process down again and again, units
// reporting on the way, and the clock set back now and then.
func TestOutages(t *testing.T) {
	t.Parallel()
	loc := shanghai(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLedger()
		w := newWalk(drawFacts(t, l), l)
		now := time.Date(2026, 2, 1, 0, 0, 0, 0, loc).AddDate(0, 0, rapid.IntRange(0, 250).Draw(t, "from"))
		end := now.AddDate(0, 0, 40)
		for now.Before(end) {
			w.wake(t, now)
			switch rapid.IntRange(0, 9).Draw(t, "then") {
			case 0:
				now = now.Add(time.Duration(rapid.IntRange(1, 5000).Draw(t, "down")) * time.Minute)
			case 1:
				k := october(rapid.SampledFrom([]anwei.UnitID{"nancun", "xiacun", "jiaoyu"}).Draw(t, "unit"))
				k.Period = anwei.PeriodOf(anwei.Month, now)
				l.report(k)
			default:
				now = now.Add(time.Duration(rapid.IntRange(1, 120).Draw(t, "up")) * time.Minute)
			}
		}
	})
}

// TestNothingLost goes down at random and finds, whenever the process was up in
// the time in which a step was worth saying, that it or a newer one was said.
func TestNothingLost(t *testing.T) {
	t.Parallel()
	loc := shanghai(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLedger()
		f := drawFacts(t, l)
		from := time.Date(2026, 3, 1, 0, 0, 0, 0, loc).AddDate(0, 0, rapid.IntRange(0, 220).Draw(t, "from"))
		all, err := scheduler.Between(from, from.AddDate(0, 0, 30), f)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 0 {
			t.Skip("no step within the month")
		}
		missed := rapid.SampledFrom(all).Draw(t, "missed")
		up := missed.At.Add(time.Duration(rapid.IntRange(0, 3*24*60-1).Draw(t, "down")) * time.Minute)
		w := newWalk(f, l)
		if hm := up.Format("15:04"); hm < "08:30" || hm > "20:00" {
			return
		}
		w.wake(t, up)
		if slices.Contains(keys(w.said), missed.Key) {
			return
		}
		// Then a newer step for the same person was said, or is still to come the
		// same day.
		later, err := scheduler.Between(missed.At, anwei.DateOf(up).AddDays(1).In(loc), silent(f))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(later, func(r scheduler.Reminder) bool {
			return r.To == missed.To && r.Unit == missed.Unit && r.Period == missed.Period && r.Rule != missed.Rule
		}) {
			t.Fatalf("%s, missed at %s, is lost at %s", missed.Key, missed.At, up)
		}
	})
}

// silent returns the facts with a ledger in which nothing was said.
func silent(f scheduler.Facts) scheduler.Facts {
	f.Ledger = newLedger()
	return f
}

// TestBetweenIsDue finds that Between says what Due says minute by minute when
// nothing is missed: the same reminders at the same times.
func TestBetweenIsDue(t *testing.T) {
	t.Parallel()
	loc := shanghai(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLedger()
		f := drawFacts(t, l)
		k := october(rapid.SampledFrom([]anwei.UnitID{"nancun", "xiacun", "jiaoyu"}).Draw(t, "reported"))
		from := time.Date(2026, 2, 1, 0, rapid.IntRange(0, 1439).Draw(t, "minute"), 0, 0, loc).
			AddDate(0, 0, rapid.IntRange(0, 320).Draw(t, "day"))
		to := from.Add(time.Duration(rapid.IntRange(0, 3*24*60).Draw(t, "minutes")) * time.Minute)
		k.Period = anwei.PeriodOf(anwei.Month, from)
		l.report(k)
		// Nothing is missed: all that came before was put.
		before, err := scheduler.Between(from.AddDate(0, -3, 0), from, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range before {
			l.said[r.Key] = true
		}
		want, err := scheduler.Between(from, to, f)
		if err != nil {
			t.Fatal(err)
		}
		w := newWalk(f, l)
		for now := from; now.Before(to); now = now.Add(time.Minute) {
			n := len(w.said)
			w.wake(t, now)
			for _, r := range w.said[n:] {
				if !r.At.Equal(now) {
					t.Fatalf("%s, to be said at %s, is said at %s", r.Key, r.At, now)
				}
			}
		}
		if !slices.Equal(w.said, want) {
			t.Fatalf("minute by minute:\n%v\nBetween:\n%v", keys(w.said), keys(want))
		}
	})
}
