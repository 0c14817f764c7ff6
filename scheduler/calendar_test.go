package scheduler_test

import (
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// ladderOf returns facts with one form and the rules over it.
func ladderOf(form anwei.Form, rules ...anwei.ReminderRule) scheduler.Facts {
	f := formsOnly()
	f.Plan.Forms = []anwei.Form{form}
	f.Plan.Reminders = rules
	f.Plan.From = anwei.Date{} // the ladders of any year
	return f
}

// TestDays pins the day of a single step over the months that are awkward. A
// step that falls on a rest day is said on the last working day before where it
// counts back from the deadline, and on the first one after where it counts on,
// unless the rule speaks on rest days.
func TestDays(t *testing.T) {
	t.Parallel()
	keep, sooner, later := anwei.Keep, anwei.Earlier, anwei.Later
	const working, plain, rest = 0, 1, 2 // how a rule counts; plain days, said on rest days too
	for name, c := range map[string]struct {
		period string
		day    int
		shift  anwei.Shift
		days   int
		count  int
		want   string
	}{
		"the day itself":                               {"2026-10", 22, keep, 0, working, "2026-10-22"},
		"one working day before":                       {"2026-10", 22, keep, -1, working, "2026-10-21"},
		"three working days before":                    {"2026-10", 22, keep, -3, working, "2026-10-19"},
		"over a weekend":                               {"2026-10", 22, keep, -4, working, "2026-10-16"},
		"three plain days before":                      {"2026-10", 22, keep, -3, plain, "2026-10-19"},
		"four plain days before, a Sunday":             {"2026-10", 22, keep, -4, plain, "2026-10-16"},
		"four plain days before, rest days too":        {"2026-10", 22, keep, -4, rest, "2026-10-18"},
		"a make-up Saturday counts":                    {"2026-10", 22, keep, -9, working, "2026-10-10"},
		"a make-up Saturday is no rest day":            {"2026-10", 22, keep, -12, plain, "2026-10-10"},
		"before the National Day holidays":             {"2026-10", 22, keep, -12, working, "2026-09-30"},
		"plain days into the National Day holidays":    {"2026-10", 22, keep, -17, plain, "2026-09-30"},
		"the day after":                                {"2026-10", 22, keep, 1, working, "2026-10-23"},
		"two days after, over a weekend":               {"2026-10", 22, keep, 2, working, "2026-10-26"},
		"two plain days after, a Saturday":             {"2026-10", 22, keep, 2, plain, "2026-10-26"},
		"two plain days after, rest days too":          {"2026-10", 22, keep, 2, rest, "2026-10-24"},
		"Spring Festival: the deadline day is a rest":  {"2026-02", 22, keep, 0, rest, "2026-02-22"},
		"Spring Festival: not on the rest day itself":  {"2026-02", 22, keep, 0, plain, "2026-02-14"},
		"Spring Festival: a make-up Saturday before":   {"2026-02", 22, keep, -1, working, "2026-02-14"},
		"Spring Festival: three working days before":   {"2026-02", 22, keep, -3, working, "2026-02-12"},
		"Spring Festival: the first working day after": {"2026-02", 22, keep, 1, working, "2026-02-24"},
		"Spring Festival: one plain day after":         {"2026-02", 22, keep, 1, plain, "2026-02-24"},
		"Spring Festival: deadline earlier":            {"2026-02", 22, sooner, 0, working, "2026-02-14"},
		"Spring Festival: deadline later":              {"2026-02", 22, later, 0, working, "2026-02-24"},
		"Spring Festival: before the later deadline":   {"2026-02", 22, later, -1, working, "2026-02-14"},
		"a Saturday stays the deadline":                {"2026-08", 22, keep, 0, rest, "2026-08-22"},
		"a Saturday: the Friday before":                {"2026-08", 22, keep, -1, working, "2026-08-21"},
		"a Saturday: the Wednesday before":             {"2026-08", 22, keep, -3, working, "2026-08-19"},
		"a Saturday: the Monday after":                 {"2026-08", 22, keep, 1, working, "2026-08-24"},
		"a Saturday moved to Friday":                   {"2026-08", 22, sooner, -1, working, "2026-08-20"},
		"the 31st of a short month":                    {"2026-11", 31, keep, 0, working, "2026-11-30"},
		"after a month's end":                          {"2026-11", 31, keep, 1, working, "2026-12-01"},
		"after February's end":                         {"2026-02", 31, keep, 1, rest, "2026-03-01"},
		"after a leap February's end":                  {"2028-02", 31, keep, 1, rest, "2028-03-01"},
		"a leap day":                                   {"2028-02", 31, keep, 0, working, "2028-02-29"},
		"a leap day is counted":                        {"2028-03", 1, keep, -1, plain, "2028-02-29"},
		"over a leap day in working days":              {"2028-02", 28, keep, 2, working, "2028-03-01"},
		"after a year's end without data for the next": {"2026-12", 31, keep, 1, working, "2027-01-04"},
		"before a month's beginning":                   {"2026-05", 1, keep, -2, working, "2026-04-29"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form := figures()
			form.Deadline = anwei.Deadline{Day: c.day, Shift: c.shift}
			form.Last = anwei.MonthPeriod(2028, time.December)
			r := formRule("only", c.days, anwei.ToReporter)
			r.Working, r.RestDays = c.count == working, c.count == rest
			p, err := anwei.ParsePeriod(c.period)
			if err != nil {
				t.Fatal(err)
			}
			from := p.Prev().First().In(shanghai(t))
			rs, err := scheduler.Between(from, from.AddDate(0, 4, 0), ladderOf(form, r), newLedger(oneTown()), oneTown())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, x := range rs {
				if x.Items[0].Matter.Period == p {
					got = append(got, x.At.Format(time.DateOnly))
				}
			}
			if !slices.Equal(got, []string{c.want}) {
				t.Errorf("said at %v, want %s", got, c.want)
			}
		})
	}
}

// TestLongPeriods climbs the ladders of quarters, half-years and years.
func TestLongPeriods(t *testing.T) {
	t.Parallel()
	for kind, want := range map[anwei.PeriodKind][]string{
		anwei.Quarter: {"2026-Q1 2026-03-22", "2026-Q2 2026-06-22", "2026-Q3 2026-09-22", "2026-Q4 2026-12-22"},
		anwei.Half:    {"2026-H1 2026-06-22", "2026-H2 2026-12-22"},
		anwei.Year:    {"2026 2026-12-22"},
	} {
		form := figures()
		form.Every = kind
		form.First = anwei.PeriodOf(kind, clock(t, "2026-01-01 00:00"))
		form.Last = anwei.PeriodOf(kind, clock(t, "2026-12-31 00:00"))
		var got []string
		for _, r := range between(t, ladderOf(form, formRule("only", 0, anwei.ToReporter)), newLedger(oneTown()), "2025-01-01 00:00", "2028-01-01 00:00") {
			got = append(got, r.Items[0].Matter.Period.String()+" "+r.At.Format(time.DateOnly))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", kind, got, want)
		}
	}
}

// TestCovered reminds of no period before the first nor after the last, and of
// the last one also when the next has begun.
func TestCovered(t *testing.T) {
	t.Parallel()
	form := figures()
	form.Deadline.Day = 31
	after := formRule("after", 5, anwei.ToReporter)
	after.Working, after.RestDays = false, true
	f := ladderOf(form, after)
	rs := between(t, f, newLedger(oneTown()), "2025-01-01 00:00", "2028-01-01 00:00")
	if len(rs) != 11 {
		t.Fatalf("%d reminders, want one for each of 11 months:\n%s", len(rs), story(rs))
	}
	if got := rs[0].At.Format(time.DateOnly); got != "2026-03-05" {
		t.Errorf("the first at %s", got)
	}
	if got := briefs(due(t, f, newLedger(oneTown()), "2027-01-05 09:00")); got != lines("nancun_tb: after nancun/2026-12") {
		t.Errorf("in January: %s", got)
	}
	for _, day := range []string{"2026-02-05 09:00", "2027-02-05 09:00", "2029-01-05 09:00"} {
		if got := due(t, f, newLedger(oneTown()), day); len(got) != 0 {
			t.Errorf("%s: %s", day, briefs(got))
		}
	}
}

// TestTwoLaddersTouch has a ladder so long that two periods are due on one day.
func TestTwoLaddersTouch(t *testing.T) {
	t.Parallel()
	early, late := formRule("early", -20, anwei.ToReporter), formRule("late", 11, anwei.ToReporter)
	early.Working, early.RestDays, late.Working, late.RestDays = false, true, false, true
	// 2 October is 20 days before the 22nd; 3 October is 11 days after 22 September.
	got := briefs(due(t, ladderOf(figures(), early, late), newLedger(oneTown()), "2026-10-03 10:00"))
	if want := lines("nancun_tb: late nancun/2026-09, early nancun/2026-10"); got != want {
		t.Errorf("due %s, want %s", got, want)
	}
}

// TestOtherPlans says nothing for a form without rules or with a length that
// does not exist, and for a rule over a form that does not exist.
func TestOtherPlans(t *testing.T) {
	t.Parallel()
	odd := figures()
	odd.Every = "fortnight"
	endless := figures()
	endless.Last = anwei.Period{}
	lost := formRule("only", 0, anwei.ToReporter)
	lost.Form = "ledger"
	for name, f := range map[string]scheduler.Facts{
		"no rules":   ladderOf(figures()),
		"odd length": ladderOf(odd, formRule("only", 0, anwei.ToReporter)),
		"no last":    ladderOf(endless, formRule("only", 0, anwei.ToReporter)),
		"no form":    ladderOf(figures(), lost),
	} {
		if got := between(t, f, newLedger(oneTown()), "2026-01-01 00:00", "2027-01-01 00:00"); len(got) != 0 {
			t.Errorf("%s: %s", name, story(got))
		}
	}
}

// TestMidnight is the same in whatever zone the machine tells the time, at the
// turn of a day, a month and a year.
func TestMidnight(t *testing.T) {
	t.Parallel()
	form := figures()
	form.Deadline.Day = 31
	f := ladderOf(form, formRule("before", -1, anwei.ToReporter), formRule("day", 0, anwei.ToReporter), formRule("after", 1, anwei.ToReporter))
	for now, want := range map[string]string{
		"2026-12-31 00:00:01": "", "2026-12-31 09:00:00": "day nancun/2026-12", "2026-12-31 20:00:59": "day nancun/2026-12",
		"2026-12-31 23:59:59": "", "2027-01-01 00:00:00": "", "2027-01-04 08:59:59": "", "2027-01-04 09:00:00": "after nancun/2026-12",
		"2026-12-01 08:59:59": "", "2026-12-01 09:00:00": "after nancun/2026-11", "2026-11-30 20:00:00": "day nancun/2026-11",
	} {
		if want != "" {
			want = lines("nancun_tb: " + want)
		}
		if got := briefs(due(t, f, newLedger(oneTown()), now)); got != want {
			t.Errorf("%s: due %q, want %q", now, got, want)
		}
	}
}

// TestBeforeTheCampaign says nothing of a step whose day came before the
// campaign began.
func TestBeforeTheCampaign(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	f.Plan.Reminders = f.Plan.Reminders[:3]
	want := lines("02-14 09:00 nancun_tb: figures-1 nancun/2026-02", "02-22 09:00 nancun_tb: figures-0 nancun/2026-02")
	if got := story(between(t, f, newLedger(oneTown()), "2026-01-01 00:00", "2026-03-01 00:00")); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
}
