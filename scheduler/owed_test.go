package scheduler_test

import (
	"errors"
	"testing"

	"anwei"
	"anwei/scheduler"
)

// TestOwed is what the outbox asks before it sends: it stops the moment a report
// is in, a duty done, a step dealt with or a day promised.
func TestOwed(t *testing.T) {
	t.Parallel()
	p := plan()
	since := clock(t, "2026-10-19 09:00")
	after, before := since.Add(1), since
	report := anwei.ReportMatter(october("nancun"))
	quick := anwei.Matter{Unit: "nancun", Case: 1, Step: "scene"}
	for name, c := range map[string]struct {
		m    anwei.Matter
		do   func(*ledger)
		want bool
	}{
		"report missing":          {report, func(*ledger) {}, true},
		"report in":               {report, func(l *ledger) { l.report(october("nancun"), after, false) }, false},
		"promised since":          {report, func(l *ledger) { l.promise(report, anwei.Promised, date(t, "2026-10-20"), after) }, false},
		"promised before":         {report, func(l *ledger) { l.promise(report, anwei.Promised, date(t, "2026-10-18"), before) }, true},
		"duty open":               {meeting("nancun"), func(*ledger) {}, true},
		"duty done":               {meeting("nancun"), func(l *ledger) { l.fulfil(meeting("nancun"), 1, after) }, false},
		"duty of another quarter": {meeting("nancun"), func(l *ledger) { l.fulfil(meeting("xiacun"), 1, after) }, true},
		"duty that is no more":    {anwei.Matter{Unit: "nancun", Duty: "gone"}, func(*ledger) {}, false},
		"step open":               {quick, func(l *ledger) { l.open(p, "quick", "nancun", before, anwei.Date{}) }, true},
		"step done": {quick, func(l *ledger) {
			l.open(p, "quick", "nancun", before, anwei.Date{})
			l.done(1, "scene", after)
		}, false},
		"case closed": {quick, func(l *ledger) {
			l.open(p, "quick", "nancun", before, anwei.Date{})
			l.cases[0].Closed = after
		}, false},
		"no such case":    {quick, func(*ledger) {}, false},
		"no such step":    {anwei.Matter{Unit: "nancun", Case: 1, Step: "x"}, func(l *ledger) { l.open(p, "quick", "nancun", before, anwei.Date{}) }, false},
		"nobody's matter": {anwei.Matter{Unit: "xian"}, func(*ledger) {}, true},
	} {
		l := newLedger(roster())
		c.do(l)
		got, err := scheduler.Owed(since, p, l, c.m)
		if err != nil || got != c.want {
			t.Errorf("%s: %v, %v; want %v", name, got, err, c.want)
		}
		as, err := scheduler.Worth(since, p, l, anwei.Item{Matter: c.m, As: anwei.ToReporter})
		if err != nil || as != c.want {
			t.Errorf("%s: Worth is %v, %v; want %v", name, as, err, c.want)
		}
	}
}

// TestWorthToTheOffice keeps the office's list though the county has done the
// same duty itself, and drops a step that was done.
func TestWorthToTheOffice(t *testing.T) {
	t.Parallel()
	p, l := plan(), newLedger(roster())
	l.fulfil(meeting("xian"), 1, clock(t, "2026-10-08 09:01"))
	l.open(p, "quick", "nancun", clock(t, "2026-10-08 09:00"), anwei.Date{})
	l.done(1, "scene", clock(t, "2026-10-08 10:00"))
	since := clock(t, "2026-10-08 09:00")
	for _, c := range []struct {
		it   anwei.Item
		want bool
	}{
		{anwei.Item{Matter: meeting("xian"), As: anwei.ToOffice}, true},
		{anwei.Item{Matter: meeting("xian"), As: anwei.ToReporter}, false},
		{anwei.Item{Matter: anwei.Matter{Unit: "nancun", Case: 1, Step: "scene"}, As: anwei.ToOffice}, false},
		{anwei.Item{Matter: anwei.Matter{Unit: "nancun", Case: 1, Step: "opinion"}, As: anwei.ToOffice}, true},
	} {
		if got, err := scheduler.Worth(since, p, l, c.it); err != nil || got != c.want {
			t.Errorf("%s to %s: %v, %v; want %v", c.it.Matter, c.it.As, got, err, c.want)
		}
	}
}

// TestOwedErrors hands on what the ledger says.
func TestOwedErrors(t *testing.T) {
	t.Parallel()
	since := clock(t, "2026-10-19 09:00")
	for what, m := range map[string]anwei.Matter{
		"report": anwei.ReportMatter(october("nancun")), "promise": meeting("nancun"), "fulfilments": meeting("nancun"),
		"case": {Unit: "nancun", Case: 1, Step: "scene"},
	} {
		l := newLedger(roster())
		l.fails = what
		if got, err := scheduler.Owed(since, plan(), l, m); got || !errors.Is(err, errDisk) {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
}
