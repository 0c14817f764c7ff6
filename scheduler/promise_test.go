package scheduler_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// TestPromised leaves a unit alone until the day that it named is over, and asks
// on the next working day; then the ladder goes on.
func TestPromised(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ at, on, want string }{
		"before the deadline": {"2026-10-19 10:00", "2026-10-22", lines(
			"10-19 09:00 nancun_tb: figures-3 nancun/2026-10",
			"10-23 09:00 nancun_tb: figures-promised nancun/2026-10", // in place of the day after
			"10-27 09:00 nancun_tb: figures+3 nancun/2026-10",
		)},
		"after it": {"2026-10-23 10:00", "2026-10-23", lines(
			"10-19 09:00 nancun_tb: figures-3 nancun/2026-10",
			"10-21 09:00 nancun_tb: figures-1 nancun/2026-10",
			"10-22 09:00 nancun_tb: figures-0 nancun/2026-10",
			"10-23 09:00 nancun_tb: figures+1 nancun/2026-10",
			"10-26 09:00 nancun_tb: figures-promised nancun/2026-10", // the next working day
			"10-27 09:00 nancun_tb: figures+3 nancun/2026-10",
		)},
		"far away": {"2026-10-23 10:00", "2026-11-16", lines(
			"10-19 09:00 nancun_tb: figures-3 nancun/2026-10",
			"10-21 09:00 nancun_tb: figures-1 nancun/2026-10",
			"10-22 09:00 nancun_tb: figures-0 nancun/2026-10",
			"10-23 09:00 nancun_tb: figures+1 nancun/2026-10",
			"11-17 09:00 nancun_tb: figures-promised nancun/2026-10",
		)},
		"in the morning, before the step": {"2026-10-21 08:40", "2026-10-21", lines(
			"10-19 09:00 nancun_tb: figures-3 nancun/2026-10",
			"10-22 09:00 nancun_tb: figures-promised nancun/2026-10", // it stands after the day's own step
			"10-23 09:00 nancun_tb: figures+1 nancun/2026-10",
			"10-27 09:00 nancun_tb: figures+3 nancun/2026-10",
		)},
	} {
		l := newLedger(oneTown())
		l.promise(anwei.ReportMatter(october("nancun")), anwei.Promised, date(t, c.on), clock(t, c.at))
		f := formsOnly()
		f.Plan.Reminders[5].To = nil // no leader here
		if got := story(between(t, f, l, "2026-10-19 00:00", "2026-11-18 00:00")); got != c.want {
			t.Errorf("%s: said\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestDifficult is left alone as long as the talk said, and what was told stands
// in the question.
func TestDifficult(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	m := anwei.ReportMatter(october("nancun"))
	l.promises[m] = anwei.Promise{
		Matter: m, Kind: anwei.Difficult, On: date(t, "2026-10-28"), Reason: "人员调整，账号未交接", At: clock(t, "2026-10-23 09:05"),
	}
	rs := between(t, formsOnly(), l, "2026-10-23 10:00", "2026-11-18 00:00")
	if got := story(rs); got != lines("10-29 09:00 nancun_tb: figures-promised nancun/2026-10") {
		t.Fatalf("said\n%s", got)
	}
	last := rs[len(rs)-1]
	if !strings.Contains(scheduler.Joined(last.Items, anwei.DateOf(last.At))[0].Text, "尚未填报，反映有困难：人员调整，账号未交接") || !last.Items[0].Ask {
		t.Errorf("asked %+v", last.Items[0])
	}
}

// TestArranged reminds on the day before and asks on the day after, both moved
// off rest days.
func TestArranged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ at, on, want string }{
		"in time": {"2026-09-11 10:00", "2026-09-17", lines(
			"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
			"09-16 09:00 nancun_tb: duty-arranged-1 nancun/meeting/2026-Q3",
			"09-18 09:00 nancun_tb: duty-arranged+1 nancun/meeting/2026-Q3",
			"09-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q3",
		)},
		"on a Monday": {"2026-09-11 10:00", "2026-09-14", lines(
			"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
			"09-15 09:00 nancun_tb: duty-arranged+1 nancun/meeting/2026-Q3", // the Friday before is the day it was told
			"09-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q3",
		)},
		"on a Monday, told before the Friday's hour": {"2026-09-11 08:40", "2026-09-14", lines(
			"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
			"09-15 09:00 nancun_tb: duty-arranged+1 nancun/meeting/2026-Q3", // nobody needs to hear at nine what he said at 8:40
			"09-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q3",
		)},
		"over the end of the quarter": {"2026-09-11 10:00", "2026-10-12", lines(
			"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
			"10-10 09:00 nancun_tb: duty-arranged-1 nancun/meeting/2026-Q3", // the Sunday moves to the make-up Saturday
			"10-13 09:00 nancun_tb: duty-arranged+1 nancun/meeting/2026-Q3", // in place of the fifth working day
		)},
		"today": {"2026-09-11 10:00", "2026-09-11", lines(
			"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
			"09-14 09:00 nancun_tb: duty-arranged+1 nancun/meeting/2026-Q3",
			"09-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q3",
		)},
	} {
		f := facts()
		f.Plan.Forms, f.Plan.Duties = nil, f.Plan.Duties[:1]
		l := newLedger(oneTown())
		l.promise(meeting("nancun"), anwei.Arranged, date(t, c.on), clock(t, c.at))
		to := "2026-10-01 00:00"
		if c.on > "2026-10" {
			to = "2026-11-01 00:00"
		}
		if got := story(between(t, f, l, "2026-09-01 00:00", to)); got != c.want {
			t.Errorf("%s: said\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestPromiseOfOld asks after a day that was named for something whose ladder is
// long over.
func TestPromiseOfOld(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	m := anwei.Matter{Unit: "nancun", Duty: "lists"}
	l.promise(m, anwei.Arranged, date(t, "2026-06-10"), clock(t, "2026-04-08 10:00"))
	f := facts()
	f.Plan.Forms, f.Plan.Duties = nil, f.Plan.Duties[2:3]
	want := lines("06-09 09:00 nancun_tb: duty-arranged-1 nancun/lists/", "06-11 09:00 nancun_tb: duty-arranged+1 nancun/lists/")
	if got := story(between(t, f, l, "2026-05-01 00:00", "2026-08-01 00:00")); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
	l.fulfil(m, 1, clock(t, "2026-06-10 17:00"))
	want = lines("06-09 09:00 nancun_tb: duty-arranged-1 nancun/lists/")
	if got := story(between(t, f, l, "2026-05-01 00:00", "2026-08-01 00:00")); got != want {
		t.Errorf("held: said\n%swant\n%s", got, want)
	}
}

// TestPromiseCameFirst says nothing of a step that nobody could say before the
// promise was made: the alarm was down, the talk was not.
func TestPromiseCameFirst(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	l.promise(anwei.ReportMatter(october("nancun")), anwei.Promised, date(t, "2026-10-26"), clock(t, "2026-10-23 09:30"))
	f := formsOnly()
	w := newWalk(f, l)
	w.rung = clock(t, "2026-10-22 18:00")
	if err := w.wake(clock(t, "2026-10-23 10:00")); err != nil {
		t.Fatal(err)
	}
	if len(w.said) != 0 || w.dropped["figures+1/report/figures/2026-10/nancun/nancun_tb"].IsZero() {
		t.Errorf("said\n%sdropped %v", story(w.said), w.dropped)
	}
}

// TestNewPromise asks anew after each day that was named.
func TestNewPromise(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	f := formsOnly()
	w := newWalk(f, l)
	m := anwei.ReportMatter(october("nancun"))
	w.rung = clock(t, "2026-10-23 09:30")
	for _, c := range []struct{ at, on string }{{"2026-10-23 10:00", "2026-10-26"}, {"2026-10-27 10:00", "2026-10-28"}, {"2026-10-29 10:00", "2026-10-29"}} {
		for w.rung.Before(clock(t, c.at)) {
			if err := w.wake(w.rung.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			w.rung = w.rung.Add(time.Hour)
		}
		l.promise(m, anwei.Promised, date(t, c.on), clock(t, c.at))
	}
	for w.rung.Before(clock(t, "2026-11-10 10:00")) {
		now := w.rung.Add(time.Hour)
		if err := w.wake(now); err != nil {
			t.Fatal(err)
		}
		w.rung = now
	}
	var got []string
	for _, r := range w.said {
		if r.To == "nancun_tb" {
			got = append(got, r.At.Format("01-02"))
		}
	}
	if s := strings.Join(got, " "); s != "10-27 10-29 10-30" {
		t.Errorf("asked on %s", s)
	}
}
