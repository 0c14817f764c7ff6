package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// topUps are a plan's two questions whether a report has changed.
func topUps() scheduler.Facts {
	f := facts()
	first := formRule("figures-topup", 0, anwei.ToReporter)
	first.RestDays = false
	second := formRule("figures-topup+1", 1, anwei.ToReporter)
	first.From, second.From = anwei.ByTopUp, anwei.ByTopUp
	first.Text, second.Text = "{unit}{period}{form}{state}，有变化吗？", "{unit}{period}{form}{state}，再问一次。"
	f.Plan.Reminders = append(f.Plan.Reminders, first, second)
	return f
}

// whether returns what is asked of 南村镇 whether its report has changed.
func whether(t *testing.T, f scheduler.Facts, l *ledger, from, to string) string {
	t.Helper()
	var b strings.Builder
	for _, r := range between(t, f, l, from, to) {
		for _, it := range r.Items {
			if !it.TopUp.IsZero() && it.Matter.Unit == "nancun" {
				b.WriteString(r.At.Format("01-02 15:04 ") + string(r.To) + ": " + scheduler.Joined([]anwei.Item{it}, anwei.DateOf(r.At))[0].Text + "\n")
			}
		}
	}
	return b.String()
}

// TestTopUp asks on the month's last working day, which in October is the 30th,
// and once more on the next one; then never again. It asks whoever has reported
// before, late or not, until the report is confirmed anew.
func TestTopUp(t *testing.T) {
	t.Parallel()
	const first, second = "10-30 09:00 nancun_tb: 南村镇10月调度表10月20日已报送，有变化吗？\n", "11-02 09:00 nancun_tb: 南村镇10月调度表10月20日已报送，再问一次。\n"
	for name, c := range map[string]struct {
		in, again, want string
	}{
		"nobody answers":       {"2026-10-20 10:00", "", first + second},
		"answered that day":    {"2026-10-20 10:00", "2026-10-30 15:00", first},
		"answered on Sunday":   {"2026-10-20 10:00", "2026-11-01 15:00", first},
		"corrected before":     {"2026-10-20 10:00", "2026-10-30 08:00", ""},
		"not reported":         {"", "", ""},
		"reported that day":    {"2026-10-30 00:00", "", ""},
		"reported after":       {"2026-10-31 10:00", "", ""},
		"reported late before": {"2026-10-29 23:59", "", strings.ReplaceAll(first+second, "10月20日已", "10月29日已")},
	} {
		l := newLedger(roster())
		if c.in != "" {
			l.report(october("nancun"), clock(t, c.in), c.in > "2026-10-23")
		}
		if c.again != "" {
			l.again(october("nancun"), clock(t, c.again))
		}
		if got := whether(t, topUps(), l, "2026-10-23 00:00", "2026-11-15 00:00"); got != c.want {
			t.Errorf("%s: asked\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestTopUpDays pins the day of every month of 2026: holidays and make-up days
// move it, and the year's last month is asked about in the next year.
func TestTopUpDays(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	for m := time.February; m <= time.December; m++ {
		k := october("nancun")
		k.Period = anwei.MonthPeriod(2026, m)
		l.report(k, k.Period.First().AddDays(19).In(shanghai(t)), false)
	}
	var days []string
	for _, line := range strings.Split(strings.TrimSpace(whether(t, topUps(), l, "2026-02-14 00:00", "2027-01-20 00:00")), "\n") {
		days = append(days, line[:5])
	}
	const want = "02-28 03-02 03-31 04-01 04-30 05-06 05-29 06-01 06-30 07-01 07-31 08-03 08-31 09-01 09-30 10-08 10-30 11-02 11-30 12-01 12-31 01-04"
	if got := strings.Join(days, " "); got != want {
		t.Errorf("asked on %s, want %s", got, want)
	}
}

// A promise about the report, which was kept, silences no question about it; and
// the question does not count as 催办.
func TestTopUpAfterPromise(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	m := anwei.ReportMatter(october("nancun"))
	l.promise(m, anwei.Promised, date(t, "2026-11-05"), clock(t, "2026-10-23 10:00"))
	l.report(october("nancun"), clock(t, "2026-10-24 10:00"), true)
	if got := whether(t, topUps(), l, "2026-10-30 00:00", "2026-10-31 00:00"); !strings.Contains(got, "10月24日已报送") {
		t.Errorf("asked %q", got)
	}
	told := []anwei.Reminded{
		{Matter: m, As: anwei.ToReporter, At: clock(t, "2026-10-19 09:00")},
		{Matter: m, As: anwei.ToReporter, At: clock(t, "2026-10-30 09:00"), TopUp: true},
	}
	if got := scheduler.Told(scheduler.Days(told, shanghai(t))); got != "催办1次：10月19日" {
		t.Errorf("counted as %s", got)
	}
}

// Between the wake-up and the sending the question falls away with the answer,
// and a missing report is not asked whether it has changed.
func TestTopUpWorth(t *testing.T) {
	t.Parallel()
	l := newLedger(oneTown())
	it := anwei.Item{Matter: anwei.ReportMatter(october("nancun")), As: anwei.ToReporter, TopUp: date(t, "2026-10-30")}
	worth := func() bool {
		ok, err := scheduler.Worth(clock(t, "2026-10-30 09:00"), plan(), l, it)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if worth() {
		t.Error("asked about a report that is missing")
	}
	l.report(october("nancun"), clock(t, "2026-10-20 10:00"), false)
	if !worth() {
		t.Error("not asked")
	}
	l.again(october("nancun"), clock(t, "2026-10-30 09:00"))
	if worth() {
		t.Error("asked after the answer")
	}
	l.fails = "report"
	if _, err := scheduler.Worth(clock(t, "2026-10-30 09:00"), plan(), l, it); err == nil {
		t.Error("an error of the ledger is lost")
	}
}

// What the office has taken before the month's end is asked about all the same; what it
// takes after that is final as it is.
func TestTopUpOfWhatWasTaken(t *testing.T) {
	t.Parallel()
	for at, asked := range map[string]bool{"2026-10-22 10:00": true, "2026-10-29 18:00": true, "2026-10-30 08:00": false} {
		l := newLedger(roster())
		l.report(october("nancun"), clock(t, "2026-10-20 10:00"), false)
		l.handle(october("nancun"), anwei.Sealed, clock(t, at))
		if got := whether(t, topUps(), l, "2026-10-23 00:00", "2026-11-15 00:00"); (got != "") != asked {
			t.Errorf("taken at %s: asked\n%s", at, got)
		}
	}
}

// A report that came back, or whose correction was begun, is reminded of until it is
// handed in again or taken.
func TestCorrectionIsRemindedOf(t *testing.T) {
	t.Parallel()
	key := october("nancun")
	began := clock(t, "2026-10-21 15:00")
	for _, c := range []struct {
		name   string
		happen func(l *ledger)
		want   string
	}{
		{"nothing", func(*ledger) {}, ""},
		{"begun", func(l *ledger) { l.correct(key, began) }, "10-22 09:00 nancun_tb: figures-returned nancun/2026-10\n"},
		{"begun without a change", func(l *ledger) { l.begin(key, 0, began) }, ""},
		{"returned", func(l *ledger) { l.handle(key, anwei.Returned, began) }, "10-22 09:00 nancun_tb: figures-returned nancun/2026-10\n"},
		{"unlocked", func(l *ledger) { l.handle(key, anwei.Unlocked, began) }, "10-22 09:00 nancun_tb: figures-returned nancun/2026-10\n"},
		{"taken meanwhile", func(l *ledger) { l.correct(key, began); l.handle(key, anwei.Sealed, began) }, ""},
	} {
		l := newLedger(oneTown())
		l.report(key, clock(t, "2026-10-19 10:00"), false)
		c.happen(l)
		f := formsOnly()
		r := formRule("figures-returned", 1, anwei.ToReporter)
		r.From, r.Working = anwei.ByReturn, true
		f.Plan.Reminders = append(f.Plan.Reminders, r)
		got := between(t, f, l, "2026-10-20 00:00", "2026-10-27 00:00")
		if story(got) != c.want {
			t.Errorf("%s: said\n%s", c.name, story(got))
		}
		for _, r := range got {
			worth, err := scheduler.Worth(r.At, f.Plan, l, r.Items[0])
			l.handle(key, anwei.Sealed, r.At)
			after, err2 := scheduler.Worth(r.At, f.Plan, l, r.Items[0])
			if !worth || after || err != nil || err2 != nil {
				t.Errorf("%s: worth sending %t, after it was taken %t, %v, %v", c.name, worth, after, err, err2)
			}
		}
	}
}

// A duty that is due in two months is not told of while reports are due, but after that.
func TestFarDutyWaits(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan.Duties = f.Plan.Duties[:1]
	f.Plan.Duties[0].Every, f.Plan.Duties[0].By = "", date(t, "2026-12-31")
	for lead, want := range map[int]string{85: "10-09", 70: "11-03", 61: "11-03", 58: "11-03", 50: "11-11", 40: "11-20"} {
		f.Plan.Duties[0].LeadDays = lead
		var when []string
		for _, r := range between(t, f, newLedger(oneTown()), "2026-10-01 00:00", "2026-11-25 00:00") {
			if r.To == "nancun_tb" && slices.ContainsFunc(r.Items, func(it anwei.Item) bool { return it.Rule == "duty-lead" }) {
				when = append(when, r.At.Format("01-02"))
			}
		}
		if strings.Join(when, " ") != want {
			t.Errorf("%d days before: told %q, want %q", lead, when, want)
		}
	}
}

// TestTopUpAfterAPromise: a report that came before the day on which it was promised is
// asked about at the month's end like any other.
func TestTopUpAfterAPromise(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	key := october("nancun")
	l.report(key, clock(t, "2026-10-26 10:00"), true)
	l.promises[anwei.ReportMatter(key)] = anwei.Promise{
		Matter: anwei.ReportMatter(key), Kind: anwei.Promised, On: anwei.Date{Year: 2026, Month: time.October, Day: 31},
		By: "nancun_tb", At: clock(t, "2026-10-23 10:00"),
	}
	f := topUps()
	// No other rule is near then, which would have taken the promise for its own.
	f.Plan.Reminders = slices.DeleteFunc(f.Plan.Reminders, func(r anwei.ReminderRule) bool { return r.From != anwei.ByTopUp })
	const want = "10-30 09:00 nancun_tb: 南村镇10月调度表10月26日已报送，有变化吗？\n11-02 09:00 nancun_tb: 南村镇10月调度表10月26日已报送，再问一次。\n"
	if got := whether(t, f, l, "2026-10-24 00:00", "2026-11-15 00:00"); got != want {
		t.Errorf("asked\n%swant\n%s", got, want)
	}
}
