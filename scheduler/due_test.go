package scheduler_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// formsOnly leaves the duties out of the plan.
func formsOnly() scheduler.Facts {
	f := facts()
	f.Plan.Duties = nil
	return f
}

// TestDue asks at one moment of 2026-10 what is due to the reporter of 南村镇
// when nothing was ever said: what was missed is made up once, by the newest
// step.
func TestDue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ now, want, why string }{
		{"2026-10-01 09:00", "", "no ladder touches the first"},
		{"2026-10-19 08:59", "", "a minute early"},
		{"2026-10-19 08:59:59", "", "a second early"},
		{"2026-10-19 09:00", "figures-3", "on the minute"},
		{"2026-10-19 09:00:07", "figures-3", "the timer woke late"},
		{"2026-10-19 18:00", "figures-3", "down over the morning"},
		{"2026-10-19 20:00", "figures-3", "the last minute of the day"},
		{"2026-10-19 20:00:59", "figures-3", "to its last second"},
		{"2026-10-19 20:01", "", "quiet hours"},
		{"2026-10-19 23:59:59", "", "quiet hours"},
		{"2026-10-20 00:00", "", "quiet hours"},
		{"2026-10-20 08:29:59", "", "quiet hours"},
		{"2026-10-20 08:30", "figures-3", "made up in the morning"},
		{"2026-10-20 15:00", "figures-3", "there is no step on the 20th"},
		{"2026-10-21 08:45", "", "the next step is due in a quarter of an hour"},
		{"2026-10-21 09:00", "figures-1", "the newest alone"},
		{"2026-10-22 08:45", "", "the deadline day has its own step"},
		{"2026-10-22 12:00", "figures-0", "the newest alone"},
		{"2026-10-23 08:59", "", "nobody is told of today what was yesterday"},
		{"2026-10-23 09:00", "figures+1", "the day after"},
		{"2026-10-24 12:00", "", "a Saturday: what is made up waits for a working day"},
		{"2026-10-25 12:00", "", "a Sunday too"},
		{"2026-10-26 08:30", "figures+1", "made up on the Monday"},
		{"2026-10-27 09:00", "figures+3", "the third working day"},
		{"2026-10-30 08:59", "figures+3", "the last step lasts three working days"},
		{"2026-10-30 09:00", "", "then it is pointless"},
		{"2026-11-10 09:00", "", "long past"},
	} {
		l := newLedger(oneTown())
		want := ""
		if c.want != "" {
			want = "nancun_tb: " + c.want + " nancun/2026-10\n"
		}
		f := formsOnly()
		f.Plan.Reminders = f.Plan.Reminders[:9]
		var got []scheduler.Reminder
		for _, r := range due(t, f, l, c.now) {
			if r.To == "nancun_tb" {
				got = append(got, r)
			}
		}
		if briefs(got) != want {
			t.Errorf("%s (%s): due %q, want %q", c.now, c.why, briefs(got), want)
		}
	}
}

// TestWho lists who hears each step of the ladder, where 下村镇 has reported and
// everything was said in time.
func TestWho(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	l.report(october("xiacun"), clock(t, "2026-10-18 10:00"), false)
	l.inUse(t)
	got := story(between(t, formsOnly(), l, "2026-10-19 00:00", "2026-11-01 00:00"))
	want := lines(
		"10-19 09:00 nancun_tb: figures-3 nancun/2026-10",
		"10-19 09:00 jiaoyu_tb: figures-3 jiaoyu/2026-10",
		"10-21 09:00 nancun_tb: figures-1 nancun/2026-10",
		"10-21 09:00 jiaoyu_tb: figures-1 jiaoyu/2026-10",
		"10-22 09:00 lianhe: figures-0 jiaoyu/2026-10",
		"10-22 09:00 nancun_tb: figures-0 nancun/2026-10",
		"10-22 09:00 jiaoyu_tb: figures-0 jiaoyu/2026-10",
		"10-23 09:00 anban: figures+1-office xian/2026-10",
		"10-23 09:00 lianhe: figures+1 jiaoyu/2026-10",
		"10-23 09:00 nancun_tb: figures+1 nancun/2026-10",
		"10-23 09:00 jiaoyu_tb: figures+1 jiaoyu/2026-10",
		"10-26 09:00 anban: figures+2-running xian/2026-10",
		"10-26 09:00 nancun_zz: figures+2-leader nancun/2026-10",
		"10-26 09:00 jiaoyu_tb: figures+2-leader jiaoyu/2026-10", // he also leads
		"10-27 09:00 lianhe: figures+3 jiaoyu/2026-10",
		"10-27 09:00 nancun_tb: figures+3 nancun/2026-10",
		"10-27 09:00 jiaoyu_tb: figures+3 jiaoyu/2026-10",
	)
	if got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
}

// TestAs tells why a person is spoken to; the first of his roles that the rule
// names counts.
func TestAs(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	f.Plan.Reminders = append(f.Plan.Reminders[:2:2],
		formRule("all", 0, anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader), formRule("list", 0, anwei.ToOffice))
	got := map[anwei.PersonID]anwei.Recipient{}
	for _, r := range due(t, f, newLedger(roster()), "2026-10-22 09:30") {
		got[r.To] = r.Items[0].As
	}
	for who, want := range map[anwei.PersonID]anwei.Recipient{
		"nancun_tb": anwei.ToReporter, "lianhe": anwei.ToDeputy, "nancun_zz": anwei.ToLeader,
		"jiaoyu_tb": anwei.ToReporter, "anban": anwei.ToOffice,
	} {
		if got[who] != want {
			t.Errorf("%s is told as %q, want %q", who, got[who], want)
		}
	}
	f.Plan.Reminders = []anwei.ReminderRule{formRule("leaders", 0, anwei.ToLeader)}
	for _, r := range due(t, f, newLedger(roster()), "2026-10-22 09:00") {
		if r.Items[0].As != anwei.ToLeader {
			t.Errorf("a rule for leaders tells %s as %q", r.To, r.Items[0].As)
		}
	}
}

// TestAllReported says nothing to anybody, the office included.
func TestAllReported(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	for _, u := range []anwei.UnitID{"nancun", "xiacun", "jiaoyu"} {
		l.report(october(u), clock(t, "2026-10-18 10:00"), false)
		for _, m := range []time.Month{time.August, time.September} {
			k := october(u)
			k.Period = anwei.MonthPeriod(2026, m)
			l.report(k, clock(t, "2026-08-01 10:00"), false)
		}
	}
	if got := between(t, formsOnly(), l, "2026-10-01 00:00", "2026-11-01 00:00"); len(got) != 0 {
		t.Errorf("said\n%s", story(got))
	}
}

// TestDeadline is inclusive to its last second: on the day itself a report is
// asked for, and it is called past on the next one alone.
func TestDeadline(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	for i := range f.Plan.Reminders {
		f.Plan.Reminders[i].Text = "{left}"
	}
	want := map[string]string{
		"2026-10-19": "10月22日截止，还有3天", "2026-10-21": "明天（10月22日）截止",
		"2026-10-22": "今天（10月22日）截止", "2026-10-23": "10月22日已到期",
	}
	for _, r := range between(t, f, newLedger(oneTown()), "2026-10-19 00:00", "2026-10-24 00:00") {
		// It is said of the day on which it is read, which may be a later one.
		for later := range 2 {
			day := anwei.DateOf(r.At).AddDays(later)
			said, known := want[day.String()]
			if got := scheduler.Joined(r.Items, day)[0].Text; r.To == "nancun_tb" && known && got != said {
				t.Errorf("%s, read on %s: %s", r.At, day, got)
			}
		}
	}
	d := figures().Deadline
	for now, late := range map[string]bool{"2026-10-22 23:59:59": false, "2026-10-23 00:00:00": true} {
		if d.Late(anwei.MonthPeriod(2026, time.October), calendar2026(), clock(t, now)) != late {
			t.Errorf("%s: late is %v", now, !late)
		}
	}
}

// TestQuietRules moves a rule at night to the nearest minute that is not quiet.
func TestQuietRules(t *testing.T) {
	t.Parallel()
	at := func(h, m, days int, id anwei.RuleID) anwei.ReminderRule {
		r := formRule(id, days, anwei.ToReporter)
		r.At = anwei.Clock{Hour: h, Minute: m}
		return r
	}
	night, dawn, late := at(23, 59, -3, "night"), at(0, 0, -1, "dawn"), at(20, 1, -2, "late")
	for _, c := range []struct {
		rules []anwei.ReminderRule
		want  string
	}{
		{[]anwei.ReminderRule{night}, lines("10-19 20:00 nancun_tb: night nancun/2026-10")},
		{[]anwei.ReminderRule{dawn}, lines("10-21 08:30 nancun_tb: dawn nancun/2026-10")},
		{[]anwei.ReminderRule{dawn, late, night}, lines(
			"10-19 20:00 nancun_tb: night nancun/2026-10",
			"10-20 20:00 nancun_tb: late nancun/2026-10",
			"10-21 08:30 nancun_tb: dawn nancun/2026-10",
		)},
	} {
		f := formsOnly()
		f.Plan.Reminders = c.rules
		if got := story(between(t, f, newLedger(oneTown()), "2026-10-01 00:00", "2026-11-01 00:00")); got != c.want {
			t.Errorf("said\n%swant\n%s", got, c.want)
		}
	}
}

// TestOnceADay says of one matter the last step of a day alone, and merges what
// the day has at several times into the first of them.
func TestOnceADay(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	noon := formRule("noon", 0, anwei.ToReporter)
	noon.At = anwei.Clock{Hour: 12}
	f.Plan.Reminders = []anwei.ReminderRule{formRule("nine", 0, anwei.ToReporter), noon}
	l := newLedger(oneTown())
	if got := story(between(t, f, l, "2026-10-22 00:00", "2026-10-23 00:00")); got != lines("10-22 12:00 nancun_tb: noon nancun/2026-10") {
		t.Errorf("said\n%s", got)
	}
	if got := briefs(due(t, f, l, "2026-10-22 12:00")); got != lines("nancun_tb: noon nancun/2026-10") {
		t.Errorf("at noon: %s", got)
	}
	// Two matters at two times of a day go out together.
	other := figures()
	other.ID, other.Short = "other", "另表"
	f.Plan.Forms = append(f.Plan.Forms, other)
	noon.Form = "other"
	f.Plan.Reminders[1] = noon
	want := lines("10-22 09:00 nancun_tb: nine nancun/2026-10, noon nancun/2026-10")
	if got := story(between(t, f, l, "2026-10-22 00:00", "2026-10-23 00:00")); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
	// A range that begins in between says it no second time.
	if got := story(between(t, f, l, "2026-10-22 10:00", "2026-10-23 00:00")); got != "" {
		t.Errorf("in the afternoon\n%s", got)
	}
}

// TestNotTwice says nothing that was put before, and nobody hears two reminders
// a day, whoever else is still to hear.
func TestNotTwice(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	l.said["figures-3/report/figures/2026-10/nancun/nancun_tb"] = true
	l.said["remind/2026-10-19/xiacun_tb"] = true
	if got := briefs(due(t, formsOnly(), l, "2026-10-19 09:00")); got != lines("jiaoyu_tb: figures-3 jiaoyu/2026-10") {
		t.Errorf("said\n%s", got)
	}
	// He who had another reminder today hears of it tomorrow.
	if got := briefs(due(t, formsOnly(), l, "2026-10-20 09:00")); got != lines(
		"xiacun_tb: figures-3 xiacun/2026-10", "jiaoyu_tb: figures-3 jiaoyu/2026-10") {
		t.Errorf("said\n%s", got)
	}
}

// TestRange has its beginning in and its end out.
func TestRange(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	f.Plan.Reminders = []anwei.ReminderRule{formRule("only", 0, anwei.ToReporter)}
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
	} {
		got, err := scheduler.Between(c.from, c.to, f, newLedger(oneTown()), oneTown())
		if err != nil || len(got) != c.want {
			t.Errorf("%s to %s: %d reminders, %v; want %d", c.from, c.to, len(got), err, c.want)
		}
	}
}
