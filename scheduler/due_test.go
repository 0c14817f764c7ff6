package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
)

// TestDue asks at one moment of 2026-10 what is due to the reporter of 南村镇
// when nothing was ever said: what was missed is made up once, by the newest
// step.
func TestDue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ now, want, why string }{
		{"2026-10-01 09:00", "", "no ladder touches the first"},
		{"2026-10-19 08:59", "", "a minute early"},
		{"2026-10-19 08:59:59", "", "a second early"},
		{"2026-10-19 09:00", "before3", "on the minute"},
		{"2026-10-19 09:00:07", "before3", "the timer woke late"},
		{"2026-10-19 18:00", "before3", "down over the morning"},
		{"2026-10-19 20:00", "before3", "the last minute of the day"},
		{"2026-10-19 20:00:59", "before3", "to its last second"},
		{"2026-10-19 20:01", "", "quiet hours"},
		{"2026-10-19 23:59:59", "", "quiet hours"},
		{"2026-10-20 00:00", "", "quiet hours"},
		{"2026-10-20 08:29:59", "", "quiet hours"},
		{"2026-10-20 08:30", "before3", "made up in the morning"},
		{"2026-10-20 15:00", "before3", "there is no step on the 20th"},
		{"2026-10-21 08:45", "", "the next step is due in a quarter of an hour"},
		{"2026-10-21 09:00", "before1", "the newest alone"},
		{"2026-10-22 08:45", "", "the deadline day has its own step"},
		{"2026-10-22 12:00", "day", "the newest alone"},
		{"2026-10-23 08:59", "", "nobody is told of today what was yesterday"},
		{"2026-10-23 09:00", "after1", "the day after"},
		{"2026-10-24 09:00", "after1", "the last step lasts three days, a Saturday too"},
		{"2026-10-26 08:59", "after1", "to the last minute of them"},
		{"2026-10-26 09:00", "", "then it is pointless"},
		{"2026-11-01 09:00", "", "long past"},
	} {
		f := facts(newLedger())
		f.Roster.Units = f.Roster.Units[1:2]
		f.Roster.People = f.Roster.People[2:3]
		var want []string
		if c.want != "" {
			want = []string{c.want + "/figures/2026-10/nancun/nancun_tb"}
		}
		if got := keys(due(t, clock(t, c.now), f)); !slices.Equal(got, want) {
			t.Errorf("%s (%s): due %v, want %v", c.now, c.why, got, want)
		}
	}
}

// TestWho lists who hears each step, with one unit that has reported.
func TestWho(t *testing.T) {
	t.Parallel()
	l := newLedger()
	l.report(october("xiacun"))
	for now, want := range map[string][]string{
		"2026-10-19 09:00": {
			"before3/figures/2026-10/nancun/nancun_tb",
			"before3/figures/2026-10/jiaoyu/jiaoyu_tb",
		},
		"2026-10-21 09:00": {
			"before1/figures/2026-10/nancun/nancun_tb",
			"before1/figures/2026-10/jiaoyu/jiaoyu_tb",
			"before1/figures/2026-10/jiaoyu/lianhe",
		},
		"2026-10-23 09:30": {
			"after1/figures/2026-10/nancun/nancun_tb",
			"after1/figures/2026-10/nancun/nancun_zz",
			"after1/figures/2026-10/jiaoyu/jiaoyu_tb", // once, though he also leads
			"after1/figures/2026-10/jiaoyu/lianhe",
			"list/2026-10/anban",
		},
	} {
		if got := keys(due(t, clock(t, now), facts(l))); !slices.Equal(got, want) {
			t.Errorf("%s: due\n%s\nwant\n%s", now, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestAs tells why a person is spoken to; the first of his roles that the rule
// names counts.
func TestAs(t *testing.T) {
	t.Parallel()
	got := map[anwei.PersonID]anwei.Recipient{}
	for _, r := range due(t, clock(t, "2026-10-23 09:30"), facts(newLedger())) {
		got[r.To] = r.As
	}
	for who, want := range map[anwei.PersonID]anwei.Recipient{
		"nancun_tb": anwei.ToReporter, "lianhe": anwei.ToDeputy, "nancun_zz": anwei.ToLeader,
		"jiaoyu_tb": anwei.ToReporter, "anban": anwei.ToOffice,
	} {
		if got[who] != want {
			t.Errorf("%s is told as %q, want %q", who, got[who], want)
		}
	}
	f := facts(newLedger())
	f.Plan.Reminders = []anwei.ReminderRule{rule("leaders", 0, nine(), anwei.ToLeader)}
	for _, r := range due(t, clock(t, "2026-10-22 09:00"), f) {
		if r.To == "jiaoyu_tb" && r.As != anwei.ToLeader {
			t.Errorf("a rule for leaders tells %s as %q", r.To, r.As)
		}
	}
}

// TestAllReported says nothing to anybody, the office included.
func TestAllReported(t *testing.T) {
	t.Parallel()
	l := newLedger()
	for _, u := range []anwei.UnitID{"nancun", "xiacun", "jiaoyu"} {
		l.report(october(u))
	}
	if got := between(t, clock(t, "2026-10-01 00:00"), clock(t, "2026-11-01 00:00"), facts(l)); len(got) != 0 {
		t.Errorf("said %v", keys(got))
	}
}

// TestQuietRules moves a rule at night to the next morning, and drops it where
// that day has a step of its own.
func TestQuietRules(t *testing.T) {
	t.Parallel()
	night := rule("night", -3, anwei.Clock{Hour: 21}, anwei.ToReporter)
	dawn := rule("dawn", -1, anwei.Clock{Hour: 6}, anwei.ToReporter)
	late := rule("late", -2, anwei.Clock{Hour: 20, Minute: 1}, anwei.ToReporter)
	from, to := clock(t, "2026-10-01 00:00"), clock(t, "2026-11-01 00:00")
	for _, c := range []struct {
		rules []anwei.ReminderRule
		want  []string
	}{
		{[]anwei.ReminderRule{night}, []string{"night 20 08:30"}},
		{[]anwei.ReminderRule{dawn}, []string{"dawn 21 08:30"}},
		{[]anwei.ReminderRule{night, dawn}, []string{"night 20 08:30", "dawn 21 08:30"}},
		{[]anwei.ReminderRule{dawn, late}, []string{"late 21 08:30"}},
		{[]anwei.ReminderRule{late, dawn}, []string{"dawn 21 08:30"}},
		{[]anwei.ReminderRule{late, rule("nine", -1, nine(), anwei.ToReporter)}, []string{"nine 21 09:00"}},
	} {
		var got []string
		for _, r := range between(t, from, to, alone(newLedger(), figures(), c.rules...)) {
			got = append(got, string(r.Rule)+r.At.Format(" 02 15:04"))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("said %v, want %v", got, c.want)
		}
	}
}

// TestTwiceADay says both steps that the plan puts on one day, and only the
// newer when both were missed.
func TestTwiceADay(t *testing.T) {
	t.Parallel()
	noon := rule("noon", 0, anwei.Clock{Hour: 12}, anwei.ToReporter)
	f := alone(newLedger(), figures(), rule("nine", 0, nine(), anwei.ToReporter), noon)
	for now, want := range map[string]anwei.RuleID{
		"2026-10-22 09:00": "nine", "2026-10-22 11:59": "nine", "2026-10-22 12:00": "noon", "2026-10-22 18:00": "noon",
	} {
		if got := due(t, clock(t, now), f); len(got) != 1 || got[0].Rule != want {
			t.Errorf("%s: %v, want %s", now, keys(got), want)
		}
	}
	if got := between(t, clock(t, "2026-10-22 00:00"), clock(t, "2026-10-23 00:00"), f); len(got) != 2 {
		t.Errorf("said %v", keys(got))
	}
}

// TestNotTwice says nothing that was put before, whoever else is still to hear.
func TestNotTwice(t *testing.T) {
	t.Parallel()
	l := newLedger()
	l.said["before3/figures/2026-10/nancun/nancun_tb"] = true
	l.said["list/2026-10/anban"] = true
	got := keys(between(t, clock(t, "2026-10-19 00:00"), clock(t, "2026-10-20 00:00"), facts(l)))
	want := []string{"before3/figures/2026-10/xiacun/xiacun_tb", "before3/figures/2026-10/jiaoyu/jiaoyu_tb"}
	if !slices.Equal(got, want) {
		t.Errorf("said %v, want %v", got, want)
	}
	for _, r := range due(t, clock(t, "2026-10-23 10:00"), facts(l)) {
		if r.To == "anban" {
			t.Error("the office hears the list again")
		}
	}
}

// TestRange has its beginning in and its end out.
func TestRange(t *testing.T) {
	t.Parallel()
	f := alone(newLedger(), figures(), rule("only", 0, nine(), anwei.ToReporter))
	at := clock(t, "2026-10-22 09:00")
	for _, c := range []struct {
		from, to time.Time
		want     int
	}{
		{at, at.Add(time.Minute), 1},
		{at, at, 0},
		{at.Add(-time.Minute), at, 0},
		{at.Add(-time.Minute), at.Add(time.Nanosecond), 1},
		{at.Add(time.Nanosecond), at.AddDate(0, 0, 1), 0},
		{at.AddDate(0, 0, 1), at, 0},
		{at.Add(-time.Minute), at.Add(time.Minute).UTC(), 1},
	} {
		if got := between(t, c.from, c.to, f); len(got) != c.want {
			t.Errorf("from %s to %s: %v, want %d", c.from, c.to, keys(got), c.want)
		}
	}
}
