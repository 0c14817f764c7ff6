package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// TestMadeUp makes up once what an outage missed, marks as late what should have
// been said on an earlier day, and puts on record what became pointless.
func TestMadeUp(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rung, now, want string
		late            bool
		dropped         string
	}{
		"down over the morning": {"2026-10-18 18:00", "2026-10-19 15:00", "figures-3", false, ""},
		"down over the day":     {"2026-10-18 18:00", "2026-10-20 08:30", "figures-3", true, ""},
		"down over two steps":   {"2026-10-18 18:00", "2026-10-21 10:00", "figures-1", false, "figures-3"},
		"down over three":       {"2026-10-18 18:00", "2026-10-22 10:00", "figures-0", false, "figures-3 figures-1"},
		"up on a Saturday":      {"2026-10-22 18:00", "2026-10-24 10:00", "", false, ""},
		"then on the Monday":    {"2026-10-24 10:00", "2026-10-26 09:00", "figures+1", true, ""},
		"down over the weekend": {"2026-10-22 18:00", "2026-10-26 08:30", "figures+1", true, ""},
		"down over it all":      {"2026-10-18 18:00", "2026-11-05 10:00", "", false, "figures-3 figures-1 figures-0 figures+1 figures+3"},
		"down for two months":   {"2026-10-18 18:00", "2026-12-31 10:00", "", false, "figures-3 figures-1 figures-0 figures+1 figures+3"},
	} {
		f := formsOnly()
		f.Plan.Forms[0].Last = anwei.MonthPeriod(2026, time.October)
		l := newLedger(anwei.Roster{Units: roster().Units, People: oneTown().People[:1]})
		l.said["figures-0/report/figures/2026-10/nancun/nancun_tb"] = c.rung > "2026-10-22"
		ds, err := wakeUp(f, l, clock(t, c.rung), clock(t, c.now))
		if err != nil {
			t.Fatal(err)
		}
		var said, dropped []string
		late := false
		for _, d := range ds {
			for _, it := range d.Reminder.Items {
				said = append(said, string(it.Rule))
				late = late || it.Late
			}
			for _, k := range d.Dropped {
				rule, _, _ := strings.Cut(k, "/")
				dropped = append(dropped, rule)
			}
		}
		if name == "down for two months" {
			// What is older than 45 days is not even put on record.
			if len(said)+len(dropped) != 0 {
				t.Errorf("%s: said %v, dropped %v", name, said, dropped)
			}
			continue
		}
		if strings.Join(said, " ") != c.want || late != c.late || strings.Join(dropped, " ") != c.dropped {
			t.Errorf("%s: said %v (late %v), dropped %v; want %q (%v), %q", name, said, late, dropped, c.want, c.late, c.dropped)
		}
	}
}

// TestFirstWake excuses nothing when a ledger is new, and puts nothing on record.
func TestFirstWake(t *testing.T) {
	t.Parallel()
	ds, err := wakeUp(formsOnly(), newLedger(oneTown()), time.Time{}, clock(t, "2026-10-20 10:00"))
	if err != nil || len(ds) != 1 || ds[0].Reminder.Items[0].Late || len(ds[0].Dropped) != 0 {
		t.Errorf("due %+v, %v", ds, err)
	}
}

// TestMissedList puts on record the list that the office did not get, where
// anybody owed anything, and makes up the newest one.
func TestMissedList(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	l.inUse(t)
	ds, err := wakeUp(formsOnly(), l, clock(t, "2026-10-22 18:00"), clock(t, "2026-10-28 09:00"))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(ds, func(d scheduler.Due) bool { return d.Reminder.To == "anban" })
	want := []string{"figures+1-office/report/figures/2026-10/xian/anban"}
	if at < 0 || !slices.Equal(ds[at].Dropped, want) {
		t.Fatalf("dropped %v, want %v", ds, want)
	}
	// The list of those that are late again and again still holds.
	if its := ds[at].Reminder.Items; len(its) != 1 || its[0].Rule != "figures+2-running" || !its[0].Late {
		t.Errorf("said %+v", its)
	}
	for _, u := range l.roster.Units {
		l.report(october(u.ID), clock(t, "2026-10-23 10:00"), false)
	}
	ds, err = wakeUp(formsOnly(), l, clock(t, "2026-10-22 18:00"), clock(t, "2026-10-28 09:00"))
	if err != nil || len(ds) != 0 {
		t.Errorf("nobody owes anything, and %+v, %v", ds, err)
	}
}

// TestClockJumps has the machine's clock jump a day forth and back: nothing is
// said twice, and what the true days have is said on them or has been.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	l.roster.People = l.roster.People[:1]
	w := newWalk(formsOnly(), l)
	w.rung = clock(t, "2026-10-16 18:00")
	for _, now := range []string{
		"2026-10-19 08:55", "2026-10-20 08:56", "2026-10-20 09:00", "2026-10-20 10:00", // a day too far
		"2026-10-19 10:01", "2026-10-19 15:00", // and back
		"2026-10-20 09:00", "2026-10-21 09:00",
		"2026-10-23 09:01", "2026-10-22 09:02", "2026-10-22 12:00", // forth and back again
		"2026-10-23 09:00", "2026-10-26 09:00", "2026-10-27 09:00",
	} {
		if err := w.wake(clock(t, now)); err != nil {
			t.Fatal(err)
		}
	}
	want := lines(
		"10-20 08:56 nancun_tb: figures-3 nancun/2026-10",
		"10-21 09:00 nancun_tb: figures-1 nancun/2026-10",
		"10-23 09:01 nancun_tb: figures+1 nancun/2026-10",
		"10-22 09:02 nancun_tb: figures-0 nancun/2026-10",
		"10-27 09:00 nancun_tb: figures+3 nancun/2026-10",
	)
	if got := story(w.said); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
}

// TestIdle costs nothing but a look at the rules.
func TestIdle(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	for _, c := range []struct {
		rung, now string
		idle      bool
	}{
		{"2026-10-19 09:00", "2026-10-19 09:01", true},
		{"2026-10-19 08:59", "2026-10-19 09:00", false},
		{"2026-10-19 09:00", "2026-10-20 08:59", true},
		{"2026-10-19 09:00", "2026-10-20 09:00", false},
		{"2026-10-18 09:00", "2026-10-19 23:00", true},
		{"2026-10-25 09:00", "2026-10-19 12:00", false}, // the clock was set back
	} {
		if got := scheduler.NewWake(f, clock(t, c.rung), clock(t, c.now)).Idle(); got != c.idle {
			t.Errorf("at %s, after %s: idle is %v", c.now, c.rung, got)
		}
	}
	if scheduler.NewWake(f, time.Time{}, clock(t, "2026-10-19 12:00")).Idle() {
		t.Error("the first wake-up is idle")
	}
	f.Plan.Reminders = nil
	if !scheduler.NewWake(f, time.Time{}, clock(t, "2026-10-19 12:00")).Idle() {
		t.Error("without rules anything is due")
	}
}
