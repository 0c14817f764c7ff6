package scheduler_test

import (
	"testing"

	"anwei"
)

// casesOnly leaves forms and duties out of the plan.
func casesOnly() anwei.Plan {
	p := plan()
	p.Forms, p.Duties = nil, nil
	return p
}

// TestQuickCase reminds of each step on its day, on rest days too, and on the day
// after with the office; what is due on the day of the opening was said then.
func TestQuickCase(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan = casesOnly()
	l := newLedger(oneTown())
	l.roster.People = append(l.roster.People, anwei.Person{ID: "anban", Roles: holds(anwei.Office, "xian")})
	id := l.open(f.Plan, "quick", "nancun", clock(t, "2026-10-15 08:10"), anwei.Date{})
	want := lines(
		"10-16 09:00 nancun_tb: quick+1 nancun/1/scene, quick-0 nancun/1/opinion",
		"10-16 09:00 anban: quick+1-office nancun/1/scene",
		"10-17 09:00 nancun_tb: quick+1 nancun/1/opinion", // a Saturday
		"10-17 09:00 anban: quick+1-office nancun/1/opinion",
		"10-18 09:00 nancun_tb: quick-0 nancun/1/analysis", // a Sunday
		"10-19 09:00 nancun_tb: quick+1 nancun/1/analysis",
		"10-19 09:00 anban: quick+1-office nancun/1/analysis",
		"10-31 09:00 nancun_tb: quick-0 nancun/1/bulletin", // the month's end, a Saturday
		"11-01 09:00 nancun_tb: quick+1 nancun/1/bulletin",
		"11-01 09:00 anban: quick+1-office nancun/1/bulletin",
	)
	if got := story(between(t, f, l, "2026-10-15 00:00", "2026-11-20 00:00")); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
	l.done(id, "scene", clock(t, "2026-10-15 18:00"))
	l.done(id, "opinion", clock(t, "2026-10-16 10:00"))
	l.done(id, "analysis", clock(t, "2026-10-17 10:00"))
	l.done(id, "bulletin", clock(t, "2026-10-20 10:00"))
	want = lines("10-16 09:00 nancun_tb: quick-0 nancun/1/opinion")
	if got := story(between(t, f, l, "2026-10-15 00:00", "2026-11-20 00:00")); got != want {
		t.Errorf("dealt with: said\n%swant\n%s", got, want)
	}
}

// TestLastDay opens a case on the last day of a month: the bulletin too is due
// that day, and nothing of the opening is repeated.
func TestLastDay(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan = casesOnly()
	l := newLedger(oneTown())
	l.open(f.Plan, "quick", "nancun", clock(t, "2026-10-30 23:30"), anwei.Date{})
	l.open(f.Plan, "quick", "nancun", clock(t, "2026-10-31 08:00"), anwei.Date{})
	want := lines(
		"10-31 09:00 nancun_tb: quick+1 nancun/1/scene, quick-0 nancun/1/opinion, quick-0 nancun/1/bulletin",
		"11-01 09:00 nancun_tb: quick+1 nancun/1/opinion, quick+1 nancun/1/bulletin, "+
			"quick+1 nancun/2/scene, quick-0 nancun/2/opinion, quick+1 nancun/2/bulletin",
	)
	if got := story(between(t, f, l, "2026-10-30 00:00", "2026-11-02 00:00")); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
}

// TestHazard reminds seven days and one day before the day that was named, and
// tells the leader too and on the day after the office; of days before the
// opening nobody hears.
func TestHazard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ opened, named, want string }{
		"far": {"2026-10-09 10:00", "2026-11-20", lines(
			"11-13 09:00 nancun_tb: hazard-7 nancun/1/rectify",
			"11-19 09:00 anban_ld: hazard-1 nancun/1/rectify",
			"11-19 09:00 nancun_tb: hazard-1 nancun/1/rectify",
			"11-23 09:00 anban_ld: hazard+1 nancun/1/rectify", // 21 November is a Saturday
			"11-23 09:00 nancun_tb: hazard+1 nancun/1/rectify",
			"11-23 09:00 anban: hazard+1-office nancun/1/rectify",
		)},
		"near": {"2026-11-16 10:00", "2026-11-20", lines(
			"11-19 09:00 anban_ld: hazard-1 nancun/1/rectify",
			"11-19 09:00 nancun_tb: hazard-1 nancun/1/rectify",
			"11-23 09:00 anban_ld: hazard+1 nancun/1/rectify",
			"11-23 09:00 nancun_tb: hazard+1 nancun/1/rectify",
			"11-23 09:00 anban: hazard+1-office nancun/1/rectify",
		)},
		"the same day": {"2026-11-20 10:00", "2026-11-20", lines(
			"11-23 09:00 anban_ld: hazard+1 nancun/1/rectify",
			"11-23 09:00 nancun_tb: hazard+1 nancun/1/rectify",
			"11-23 09:00 anban: hazard+1-office nancun/1/rectify",
		)},
	} {
		f := facts()
		f.Plan = casesOnly()
		l := newLedger(anwei.Roster{Units: roster().Units, People: []anwei.Person{
			{ID: "anban_ld", Roles: holds(anwei.Leader, "nancun")},
			{ID: "nancun_tb", Roles: holds(anwei.Reporter, "nancun")},
			{ID: "anban", Roles: holds(anwei.Office, "xian")},
			{ID: "other", Roles: holds(anwei.Office, "xiacun")},
		}})
		l.open(f.Plan, "hazard", "nancun", clock(t, c.opened), date(t, c.named))
		if got := story(between(t, f, l, "2026-10-01 00:00", "2026-11-30 00:00")); got != c.want {
			t.Errorf("%s: said\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestTwoParts says a case once to somebody who both leads the unit and looks
// after it as the office.
func TestTwoParts(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan = casesOnly()
	l := newLedger(anwei.Roster{Units: roster().Units, People: []anwei.Person{
		{ID: "zhuren", Roles: append(holds(anwei.Leader, "xian"), holds(anwei.Office, "xian")...)},
	}})
	l.open(f.Plan, "hazard", "xian", clock(t, "2026-10-09 10:00"), date(t, "2026-11-20"))
	want := lines(
		"11-13 09:00 zhuren: hazard-7 xian/1/rectify",
		"11-19 09:00 zhuren: hazard-1 xian/1/rectify",
		"11-23 09:00 zhuren: hazard+1 xian/1/rectify, hazard+1-office xian/1/rectify",
	)
	if got := story(between(t, f, l, "2026-10-01 00:00", "2026-11-30 00:00")); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
}

// TestUnknownCase says nothing of a case whose kind the plan has no more.
func TestUnknownCase(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan = casesOnly()
	l := newLedger(roster())
	l.open(f.Plan, "quick", "nancun", clock(t, "2026-10-15 08:10"), anwei.Date{})
	f.Plan.Cases = f.Plan.Cases[1:]
	f.Plan.Reminders = f.Plan.Reminders[:17]
	if got := between(t, f, l, "2026-10-15 00:00", "2026-11-20 00:00"); len(got) != 0 {
		t.Errorf("said\n%s", story(got))
	}
}
