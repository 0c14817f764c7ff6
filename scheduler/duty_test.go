package scheduler_test

import (
	"strings"
	"testing"

	"anwei"
)

// TestDuties reminds of a duty with its lead, before its end, after it and once
// more, until as many are done as are wanted; a one-off duty likewise.
func TestDuties(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan.Forms = nil
	l := newLedger(oneTown())
	got := story(between(t, f, l, "2026-01-01 00:00", "2027-02-01 00:00"))
	want := lines(
		"03-11 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q1",
		"03-20 09:00 nancun_tb: duty-lead nancun/lists/", // the 21st is a Saturday
		"03-30 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q1, duty-1 nancun/lists/",
		"04-01 09:00 nancun_tb: duty+1 nancun/meeting/2026-Q1, duty+1 nancun/lists/",
		"04-08 09:00 nancun_tb: duty+5 nancun/meeting/2026-Q1, duty+5 nancun/lists/",
		"06-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q2",
		"06-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q2",
		"07-01 09:00 nancun_tb: duty+1 nancun/meeting/2026-Q2",
		"07-07 09:00 nancun_tb: duty+5 nancun/meeting/2026-Q2",
		"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
		"09-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q3",
		"10-08 09:00 nancun_tb: duty+1 nancun/meeting/2026-Q3",
		"10-13 09:00 nancun_tb: duty+5 nancun/meeting/2026-Q3",
		"10-30 09:00 nancun_tb: duty-lead nancun/solved/2026", // 1 November is a Sunday
		"12-11 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q4",
		"12-30 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q4, duty-1 nancun/solved/2026",
		"01-04 09:00 nancun_tb: duty+1 nancun/meeting/2026-Q4, duty+1 nancun/solved/2026",
		"01-08 09:00 nancun_tb: duty+5 nancun/meeting/2026-Q4, duty+5 nancun/solved/2026",
	)
	if got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
}

// TestWanted asks until the wanted number is reached, says how far the unit is,
// and counts nothing that was taken back.
func TestWanted(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan.Forms, f.Plan.Duties = nil, f.Plan.Duties[1:2]
	year := anwei.Matter{Unit: "nancun", Duty: "solved", Period: anwei.Period{Kind: anwei.Year, Year: 2026, N: 1}}
	l := newLedger(oneTown())
	l.fulfil(year, 3, clock(t, "2026-05-01 10:00"))
	l.fulfil(year, 4, clock(t, "2026-06-01 10:00"))
	l.fulfil(year, 5, clock(t, "2026-07-01 10:00"))
	l.fulfilments[year][1].Void = "重复登记"
	rs := between(t, f, l, "2026-10-01 00:00", "2026-12-01 00:00")
	if len(rs) != 1 || !strings.Contains(rs[0].Items[0].Text, "南村镇2026年“办实事、解难题”12月31日截止，已完成8/10项") {
		t.Fatalf("said %+v", rs)
	}
	l.fulfil(year, 2, clock(t, "2026-12-30 08:00"))
	if got := story(between(t, f, l, "2026-12-01 00:00", "2027-02-01 00:00")); got != "" {
		t.Errorf("ten of ten, and said\n%s", got)
	}
}

// TestNotWanted reminds nobody of a duty that is only registered, nor of one
// without a lead before its last days, nor of a period outside of the campaign.
func TestNotWanted(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan.Forms, f.Plan.Duties = nil, f.Plan.Duties[3:]
	if got := between(t, f, newLedger(oneTown()), "2026-01-01 00:00", "2027-02-01 00:00"); len(got) != 0 {
		t.Errorf("of what is only registered said\n%s", story(got))
	}
	f = facts()
	f.Plan.Forms, f.Plan.Duties = nil, f.Plan.Duties[:1]
	f.Plan.Duties[0].LeadDays = 0
	want := lines("03-30 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q1", "04-01 09:00 nancun_tb: duty+1 nancun/meeting/2026-Q1")
	if got := story(between(t, f, newLedger(oneTown()), "2026-01-01 00:00", "2026-04-05 00:00")); got != want {
		t.Errorf("without a lead: said\n%swant\n%s", got, want)
	}
}

// TestOffRoster says nothing to people of a retired unit, nor about a unit that
// does not exist.
func TestOffRoster(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	l.roster.People = []anwei.Person{
		{ID: "laocun_tb", Roles: holds(anwei.Reporter, "laocun")},
		{ID: "nobody", Roles: holds(anwei.Reporter, "nowhere")},
		{ID: "jituan_tb", Roles: holds(anwei.Reporter, "jituan")},
		{ID: "guest"},
	}
	if got := between(t, facts(), l, "2026-09-01 00:00", "2026-11-01 00:00"); len(got) != 0 {
		t.Errorf("said\n%s", story(got))
	}
}
