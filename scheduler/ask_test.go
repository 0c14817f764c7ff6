package scheduler_test

import (
	"errors"
	"fmt"
	"maps"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// TestQuestions bounds what one wake-up asks of the ledger.
func TestQuestions(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	f.Plan.Cases = nil
	before := clock(t, "2026-10-21 09:00")
	for _, c := range []struct {
		rung, now string
		want      map[string]int
	}{
		{"2026-10-22 02:59", "2026-10-22 03:00", map[string]int{}}, // quiet hours
		{"2026-10-22 08:44", "2026-10-22 08:45", map[string]int{}}, // no rule speaks
		{"2026-10-22 09:00", "2026-10-22 09:01", map[string]int{}}, // all was said
		// Nine people with nine roles at units, one of which is retired, and the
		// county, which the office does itself; no ladder touches the day.
		{"2026-10-14 09:00", "2026-10-15 09:00", map[string]int{"unit": 9, "promises": 9, "said": 9}},
	} {
		l := newLedger(roster())
		dueSince(t, f, l, clock(t, c.rung), clock(t, c.now))
		if !maps.Equal(l.asked, c.want) {
			t.Errorf("%s: asked %v, want %v", c.now, l.asked, c.want)
		}
	}
	// On the deadline day four people report or deputise for three units, one of
	// them for two: a report, a draft and a key each, twice for what ended today.
	l := newLedger(roster())
	dueSince(t, f, l, before, clock(t, "2026-10-22 09:00"))
	if l.asked["report"] > 10 || l.asked["draft"] != 5 || l.asked["said"] > 20 || l.asked["units"]+l.asked["people"] != 0 {
		t.Errorf("on the deadline day asked %v", l.asked)
	}
}

// TestQuestionsGrow asks of twice as many units twice as much, and of a longer
// history nothing more.
func TestQuestionsGrow(t *testing.T) {
	t.Parallel()
	total := func(units int, history bool) int {
		r := anwei.Roster{Units: []anwei.Unit{{ID: "xian", Kind: "county"}}, People: []anwei.Person{{ID: "anban", Roles: holds(anwei.Office, "xian")}}}
		for i := range units {
			id := fmt.Sprintf("u%d", i)
			r.Units = append(r.Units, anwei.Unit{ID: anwei.UnitID(id), Kind: "town", Parent: "xian"})
			r.People = append(r.People, anwei.Person{ID: anwei.PersonID(id), Roles: holds(anwei.Reporter, anwei.UnitID(id))})
		}
		l := newLedger(r)
		if history {
			for i, u := range r.Units {
				for m := time.February; m < time.September; m++ {
					k := october(u.ID)
					k.Period = anwei.MonthPeriod(2026, m)
					l.report(k, clock(t, "2026-09-01 10:00"), i%2 == 0)
				}
			}
		}
		dueSince(t, facts(), l, clock(t, "2026-10-22 09:00"), clock(t, "2026-10-23 09:00"))
		n := 0
		for _, x := range l.asked {
			n += x
		}
		return n
	}
	hundred, more := total(100, false), total(200, false)
	if more-hundred > hundred+50 {
		t.Errorf("a hundred units cost %d questions, and two hundred %d", hundred, more)
	}
	if old := total(100, true); old != hundred {
		t.Errorf("a history costs %d questions instead of %d", old, hundred)
	}
}

// TestErrors hands on what the ledger says, whatever is asked, and no reminder.
func TestErrors(t *testing.T) {
	t.Parallel()
	f := facts()
	for what, now := range map[string]string{
		"unit": "2026-10-23 09:00", "report": "2026-10-23 09:00", "promise": "2026-10-23 09:00", "promises": "2026-10-23 09:00",
		"fulfilments": "2026-10-08 09:00", "cases": "2026-10-16 09:00", "case": "2026-10-16 09:00", "draft": "2026-10-23 09:00",
		"reminders": "2026-10-23 09:00", "said": "2026-10-23 09:00", "in use since": "2026-10-26 09:00",
	} {
		l := newLedger(roster())
		l.open(f.Plan, "quick", "nancun", clock(t, "2026-10-15 10:00"), anwei.Date{})
		l.fails = what
		if got, err := wakeUp(f, l, time.Time{}, clock(t, now)); !errors.Is(err, errDisk) || len(got) != 0 {
			t.Errorf("%s: a wake-up finds %d, %v", what, len(got), err)
		}
		from := clock(t, now)
		if what == "said" { // Between does not look at what was said
			continue
		}
		if got, err := scheduler.Between(from, from.Add(1), f, l, l.roster); !errors.Is(err, errDisk) || len(got) != 0 {
			t.Errorf("%s: Between finds %d, %v", what, len(got), err)
		}
	}
	for _, what := range []string{"grants"} {
		l := newLedger(roster())
		l.fails = what
		if _, err := scheduler.Between(clock(t, "2026-10-23 09:00"), clock(t, "2026-10-23 10:00"), f, l, l.roster); !errors.Is(err, errDisk) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestNext is the next reminder of one unit, for all who get it, and leaves out
// what the day has about others.
func TestNext(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	for now, want := range map[string]string{
		"2026-10-20 12:00": lines("10-21 09:00 jiaoyu_tb: figures-1 jiaoyu/2026-10"),
		"2026-10-21 12:00": lines("10-22 09:00 lianhe: figures-0 jiaoyu/2026-10", "10-22 09:00 jiaoyu_tb: figures-0 jiaoyu/2026-10"),
		"2026-10-27 09:00": lines("11-18 09:00 jiaoyu_tb: figures-3 jiaoyu/2026-11"), // after this very minute
		"2027-03-01 09:00": "",
	} {
		got, err := scheduler.Next(clock(t, now), formsOnly(), l, l.roster.People, "jiaoyu")
		if err != nil || story(got) != want {
			t.Errorf("%s: %s, %v; want %s", now, story(got), err, want)
		}
	}
	// Who had his reminder of the day hears no other today.
	l.said["remind/2026-10-21/jiaoyu_tb"] = true
	got, err := scheduler.Next(clock(t, "2026-10-21 08:00"), formsOnly(), l, l.roster.People, "jiaoyu")
	if want := lines("10-22 09:00 lianhe: figures-0 jiaoyu/2026-10", "10-22 09:00 jiaoyu_tb: figures-0 jiaoyu/2026-10"); err != nil || story(got) != want {
		t.Errorf("said today already: %s, %v", story(got), err)
	}
	l.fails = "said"
	if _, err := scheduler.Next(clock(t, "2026-10-21 08:00"), formsOnly(), l, l.roster.People, "jiaoyu"); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
	l.fails = "draft"
	if _, err := scheduler.Next(clock(t, "2026-10-21 08:00"), formsOnly(), l, l.roster.People, "jiaoyu"); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
}

// TestPast answers for a time that is over as the ledger was then.
func TestPast(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan.Duties = f.Plan.Duties[:1]
	l := newLedger(oneTown())
	l.roster.People = append(l.roster.People, anwei.Person{ID: "anban", Roles: holds(anwei.Office, "xian")})
	l.report(october("nancun"), clock(t, "2026-10-21 10:00"), false)
	l.begin(october("nancun"), 2, clock(t, "2026-10-20 10:00"))
	l.fulfil(meeting("nancun"), 1, clock(t, "2026-09-29 10:00"))
	l.promise(meeting("nancun"), anwei.Arranged, date(t, "2026-09-30"), clock(t, "2026-09-11 10:00"))
	id := l.open(f.Plan, "quick", "nancun", clock(t, "2026-10-14 10:00"), anwei.Date{})
	l.done(id, "scene", clock(t, "2026-10-15 10:00"))
	l.done(id, "opinion", clock(t, "2026-10-16 10:00"))
	l.done(id, "analysis", clock(t, "2026-10-16 10:00"))
	l.done(id, "bulletin", clock(t, "2026-10-16 10:00"))
	l.fulfil(meeting("xian"), 1, clock(t, "2026-09-01 10:00"))
	rs := between(t, f, l, "2026-09-05 00:00", "2026-11-01 00:00")
	want := lines(
		"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
		"09-22 09:00 nancun_tb: figures-0 nancun/2026-09",
		"09-29 09:00 nancun_tb: duty-arranged-1 nancun/meeting/2026-Q3", // held an hour later
		"10-15 09:00 nancun_tb: quick+1 nancun/1/scene, quick-0 nancun/1/opinion",
		"10-15 09:00 anban: quick+1-office nancun/1/scene",
		"10-16 09:00 nancun_tb: quick+1 nancun/1/opinion",
		"10-16 09:00 anban: quick+1-office nancun/1/opinion",
		"10-19 09:00 nancun_tb: figures-3 nancun/2026-10",
		"10-21 09:00 nancun_tb: figures-1 nancun/2026-10", // reported an hour later
	)
	var some []scheduler.Reminder
	for _, r := range rs {
		if it := r.Items[0]; it.Matter.Period != anwei.MonthPeriod(2026, time.September) || it.Rule == "figures-0" {
			some = append(some, r)
		}
	}
	if got := story(some); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
	last := some[len(some)-1].Items[0]
	if !last.Begun || some[len(some)-2].Items[0].Begun {
		t.Error("the draft is not as old as it is")
	}
}
