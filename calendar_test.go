package anwei_test

import (
	"testing"

	"pgregory.net/rapid"

	"anwei"
)

// calendar2026 is the State Council's arrangement for the year 2026.
func calendar2026(t *testing.T) anwei.Calendar {
	t.Helper()
	c := anwei.Calendar{Off: map[anwei.Date]bool{}, Work: map[anwei.Date]bool{}}
	for _, r := range [][2]string{
		{"2026-01-01", "2026-01-03"},
		{"2026-02-15", "2026-02-23"},
		{"2026-04-04", "2026-04-06"},
		{"2026-05-01", "2026-05-05"},
		{"2026-06-19", "2026-06-21"},
		{"2026-09-25", "2026-09-27"},
		{"2026-10-01", "2026-10-07"},
	} {
		for d := date(t, r[0]); !date(t, r[1]).Before(d); d = d.AddDays(1) {
			c.Off[d] = true
		}
	}
	for _, s := range []string{"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"} {
		c.Work[date(t, s)] = true
	}
	return c
}

func TestWorking(t *testing.T) {
	c := calendar2026(t)
	for s, want := range map[string]bool{
		"2026-09-30": true,  // Wednesday before the holidays
		"2026-10-01": false, // Thursday, 国庆节
		"2026-10-07": false, // the last holiday
		"2026-10-08": true,
		"2026-10-10": true, // Saturday, made up
		"2026-10-11": false,
		"2026-10-17": false, // an ordinary Saturday
		"2026-10-19": true,
		"2026-02-28": true,  // Saturday, made up
		"2027-10-01": false, // nothing is announced, but the law has the day off every year
		"2027-02-05": true,  // 春节 of a year that is not announced is not known
		"2027-10-02": false, // and a Saturday a Saturday
		"2028-05-01": false, // 劳动节 is two days, Monday and Tuesday
		"2028-05-02": false,
		"2028-05-03": true,
		"2029-01-01": false, // 元旦 is one day
		"2029-01-02": true,
		"2029-10-03": false, // 国庆节 is three days
		"2029-10-04": true,
	} {
		if got := c.Working(date(t, s)); got != want {
			t.Errorf("%s is a working day: got %v", s, got)
		}
	}
	if !c.Known(2026) || c.Known(2027) || (anwei.Calendar{}).Known(2026) {
		t.Error("the calendar knows 2026 alone, and an empty one nothing")
	}
	both := anwei.Calendar{Off: map[anwei.Date]bool{date(t, "2026-10-10"): true}, Work: map[anwei.Date]bool{date(t, "2026-10-10"): true}}
	if !both.Working(date(t, "2026-10-10")) {
		t.Error("a day that is off and made up is worked on")
	}
}

func TestAddWorking(t *testing.T) {
	c := calendar2026(t)
	for _, k := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-09-30", 1, "2026-10-08"},  // across the whole holiday
		{"2026-09-30", 3, "2026-10-10"},  // the made-up Saturday counts
		{"2026-09-30", 4, "2026-10-12"},  // the Sunday after it does not
		{"2026-10-03", 1, "2026-10-08"},  // from within the holiday
		{"2026-10-03", -1, "2026-09-30"}, // and back
		{"2026-10-12", -1, "2026-10-10"},
		{"2026-10-12", -4, "2026-09-30"},
		{"2026-10-22", -3, "2026-10-19"}, // the deadline, three working days before
		{"2026-10-22", 1, "2026-10-23"},
		{"2026-10-23", 1, "2026-10-26"},
		{"2026-10-03", 0, "2026-10-03"}, // none is the day itself, a holiday or not
		{"2026-12-31", 1, "2027-01-04"}, // next year is not announced, 元旦 is a holiday every year
	} {
		if got := c.AddWorking(date(t, k.from), k.n); got != date(t, k.want) {
			t.Errorf("%s and %d working days: got %v, want %s", k.from, k.n, got, k.want)
		}
	}
}

func TestLastWorking(t *testing.T) {
	c := calendar2026(t)
	for s, want := range map[string]string{
		"2026-02": "2026-02-28", // a made-up Saturday
		"2026-05": "2026-05-29", // the 30th and 31st are a weekend
		"2026-09": "2026-09-30",
		"2026-10": "2026-10-30", // the 31st is a Saturday
		"2026-12": "2026-12-31",
		"2026-Q3": "2026-09-30",
		"2026-H1": "2026-06-30",
		"2027":    "2027-12-31",
	} {
		if got := c.LastWorking(period(t, s)); got != date(t, want) {
			t.Errorf("%s: got %v, want %s", s, got, want)
		}
	}
}

func TestAddWorkingProperties(t *testing.T) {
	c := calendar2026(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anwei.Date{Year: 2026, Month: 1, Day: 1}.AddDays(rapid.IntRange(-60, 400).Draw(t, "days"))
		n := rapid.IntRange(1, 40).Draw(t, "n")
		e := c.AddWorking(d, n)
		worked := 0
		for x := d; x != e; {
			x = x.AddDays(1)
			if c.Working(x) {
				worked++
			}
		}
		if worked != n || !c.Working(e) {
			t.Fatalf("%v and %d working days is %v, after %d of them", d, n, e, worked)
		}
		if back := c.AddWorking(e, -n); c.Working(d) && back != d {
			t.Fatalf("%v and %d working days is %v, whence %d lead back to %v", d, n, e, n, back)
		}
	})
}
