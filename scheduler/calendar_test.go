package scheduler_test

import (
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// alone returns facts with one unit, one reporter and the given rules.
func alone(l *ledger, form anwei.Form, rules ...anwei.ReminderRule) scheduler.Facts {
	f := facts(l)
	f.Plan.Forms = []anwei.Form{form}
	f.Plan.Reminders = rules
	f.Roster.Units = f.Roster.Units[1:2]
	return f
}

func calendarRule(id anwei.RuleID, days int) anwei.ReminderRule {
	r := rule(id, days, nine(), anwei.ToReporter)
	r.Working = false
	return r
}

// TestDays pins the day of a single step over the months that are awkward.
func TestDays(t *testing.T) {
	t.Parallel()
	keep, earlier, later := anwei.Keep, anwei.Earlier, anwei.Later
	for name, c := range map[string]struct {
		period string
		day    int
		shift  anwei.Shift
		days   int
		count  bool // calendar days
		want   string
	}{
		"the day itself":                               {"2026-10", 22, keep, 0, false, "2026-10-22 09:00"},
		"one working day before":                       {"2026-10", 22, keep, -1, false, "2026-10-21 09:00"},
		"three working days before":                    {"2026-10", 22, keep, -3, false, "2026-10-19 09:00"},
		"over a weekend":                               {"2026-10", 22, keep, -4, false, "2026-10-16 09:00"},
		"three calendar days before":                   {"2026-10", 22, keep, -3, true, "2026-10-19 09:00"},
		"four calendar days before, a Sunday":          {"2026-10", 22, keep, -4, true, "2026-10-18 09:00"},
		"a make-up Saturday counts":                    {"2026-10", 22, keep, -9, false, "2026-10-10 09:00"},
		"before the National Day holidays":             {"2026-10", 22, keep, -12, false, "2026-09-30 09:00"},
		"the day after":                                {"2026-10", 22, keep, 1, false, "2026-10-23 09:00"},
		"two days after, over a weekend":               {"2026-10", 22, keep, 2, false, "2026-10-26 09:00"},
		"Spring Festival: the deadline day is a rest":  {"2026-02", 22, keep, 0, false, "2026-02-22 09:00"},
		"Spring Festival: a make-up Saturday before":   {"2026-02", 22, keep, -1, false, "2026-02-14 09:00"},
		"Spring Festival: three working days before":   {"2026-02", 22, keep, -3, false, "2026-02-12 09:00"},
		"Spring Festival: the first working day after": {"2026-02", 22, keep, 1, false, "2026-02-24 09:00"},
		"Spring Festival: deadline earlier":            {"2026-02", 22, earlier, 0, false, "2026-02-14 09:00"},
		"Spring Festival: deadline later":              {"2026-02", 22, later, 0, false, "2026-02-24 09:00"},
		"Spring Festival: before the later deadline":   {"2026-02", 22, later, -1, false, "2026-02-14 09:00"},
		"a Saturday stays the deadline":                {"2026-08", 22, keep, 0, false, "2026-08-22 09:00"},
		"a Saturday: the Friday before":                {"2026-08", 22, keep, -1, false, "2026-08-21 09:00"},
		"a Saturday: the Wednesday before":             {"2026-08", 22, keep, -3, false, "2026-08-19 09:00"},
		"a Saturday: the Monday after":                 {"2026-08", 22, keep, 1, false, "2026-08-24 09:00"},
		"a Saturday moved to Friday":                   {"2026-08", 22, earlier, -1, false, "2026-08-20 09:00"},
		"the 31st of a short month":                    {"2026-11", 31, keep, 0, false, "2026-11-30 09:00"},
		"after a month's end":                          {"2026-11", 31, keep, 1, false, "2026-12-01 09:00"},
		"after February's end":                         {"2026-02", 31, keep, 1, true, "2026-03-01 09:00"},
		"after a year's end without data for the next": {"2026-12", 31, keep, 1, false, "2027-01-01 09:00"},
		"before a month's beginning":                   {"2026-05", 1, keep, -2, false, "2026-04-29 09:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form := figures()
			form.Deadline = anwei.Deadline{Day: c.day, Shift: c.shift}
			r := rule("only", c.days, nine(), anwei.ToReporter)
			r.Working = !c.count
			p, err := anwei.ParsePeriod(c.period)
			if err != nil {
				t.Fatal(err)
			}
			from := p.Prev().First().In(shanghai(t))
			var got []string
			for _, x := range between(t, from, from.AddDate(0, 4, 0), alone(newLedger(), form, r)) {
				if x.Period == p {
					got = append(got, x.At.Format("2006-01-02 15:04"))
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
		f := alone(newLedger(), form, rule("only", 0, nine(), anwei.ToReporter))
		var got []string
		for _, r := range between(t, clock(t, "2020-01-01 00:00"), clock(t, "2030-01-01 00:00"), f) {
			got = append(got, r.Period.String()+" "+r.At.Format(time.DateOnly))
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
	f := alone(newLedger(), form, calendarRule("after", 5))
	rs := between(t, clock(t, "2025-01-01 00:00"), clock(t, "2028-01-01 00:00"), f)
	if len(rs) != 11 {
		t.Fatalf("%d reminders, want one for each of 11 months: %v", len(rs), keys(rs))
	}
	if got := rs[0].At.Format(time.DateOnly); got != "2026-03-05" {
		t.Errorf("the first at %s", got)
	}
	if got := due(t, clock(t, "2027-01-05 09:00"), f); len(got) != 1 || got[0].Period.String() != "2026-12" {
		t.Errorf("in January: %v", keys(got))
	}
	for _, day := range []string{"2026-02-05 09:00", "2027-02-05 09:00", "2029-01-05 09:00"} {
		if got := due(t, clock(t, day), f); len(got) != 0 {
			t.Errorf("%s: %v", day, keys(got))
		}
	}
}

// TestTwoLaddersTouch has a ladder so long that two periods are due on one day.
func TestTwoLaddersTouch(t *testing.T) {
	t.Parallel()
	f := alone(newLedger(), figures(), calendarRule("early", -20), calendarRule("late", 11))
	// 2 October is 20 days before the 22nd; 3 October is 11 days after 22 September.
	got := keys(due(t, clock(t, "2026-10-03 10:00"), f))
	want := []string{"early/figures/2026-10/nancun/nancun_tb", "late/figures/2026-09/nancun/nancun_tb"}
	if !slices.Equal(got, want) {
		t.Errorf("due %v, want %v", got, want)
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
	for name, f := range map[string]scheduler.Facts{
		"no rules":   alone(newLedger(), figures()),
		"odd length": alone(newLedger(), odd, rule("only", 0, nine(), anwei.ToReporter)),
		"no last":    alone(newLedger(), endless, rule("only", 0, nine(), anwei.ToReporter)),
		"no form": alone(newLedger(), figures(), anwei.ReminderRule{
			ID: "x", Form: "ledger", To: []anwei.Recipient{anwei.ToReporter},
		}),
	} {
		if got := between(t, clock(t, "2026-01-01 00:00"), clock(t, "2027-01-01 00:00"), f); len(got) != 0 {
			t.Errorf("%s: %v", name, keys(got))
		}
	}
}
