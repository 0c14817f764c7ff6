package anwei_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
)

func date(t *testing.T, s string) anwei.Date {
	t.Helper()
	d, err := anwei.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func anyDate() *rapid.Generator[anwei.Date] {
	return rapid.Custom(func(t *rapid.T) anwei.Date {
		return anwei.Date{Year: 2000, Month: 1, Day: 1}.AddDays(rapid.IntRange(-100_000, 100_000).Draw(t, "days"))
	})
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2026-02-28", "2028-02-29", "2000-02-29", "2026-12-31"} {
		if d := date(t, s); d.String() != s {
			t.Errorf("%s was read as %v", s, d)
		}
	}
	for _, s := range []string{"", "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-10-00", "2026-1-2", "26-10-01", "2026-10-01T00:00:00Z", " 2026-10-01", "2026年10月1日"} {
		if d, err := anwei.ParseDate(s); err == nil || !d.IsZero() {
			t.Errorf("%q was read as %v, %v", s, d, err)
		}
	}
}

func TestDateOfIsTheDayWhereOneIs(t *testing.T) {
	sh := shanghai(t)
	at := time.Date(2026, 9, 30, 16, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{at, "2026-09-30"},
		{at.In(sh), "2026-10-01"},
		{at.Add(-time.Nanosecond).In(sh), "2026-09-30"},
	} {
		if got := anwei.DateOf(c.at); got != date(t, c.want) {
			t.Errorf("%s is the day %v, want %s", c.at, got, c.want)
		}
	}
	d := date(t, "2026-10-01")
	if !d.In(sh).Equal(at) {
		t.Errorf("the day begins at %s", d.In(sh))
	}
	if got := d.At(anwei.Clock{Hour: 9, Minute: 30}, sh).Format(time.RFC3339); got != "2026-10-01T09:30:00+08:00" {
		t.Errorf("half past nine is %s", got)
	}
	if d.Chinese() != "10月1日" || d.Weekday() != time.Thursday {
		t.Errorf("%s is a %s", d.Chinese(), d.Weekday())
	}
}

func TestDateAddDays(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-02-28", 1, "2026-03-01"},
		{"2028-02-28", 1, "2028-02-29"},
		{"2028-03-01", -1, "2028-02-29"},
		{"2026-12-31", 1, "2027-01-01"},
		{"2026-01-01", -1, "2025-12-31"},
		{"2026-05-05", 0, "2026-05-05"},
		{"2026-01-01", 365, "2027-01-01"},
		{"2028-01-01", 366, "2029-01-01"},
	} {
		if got := date(t, c.from).AddDays(c.n); got != date(t, c.want) {
			t.Errorf("%s and %d days: got %v, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate().Draw(t, "d"), rapid.IntRange(-5000, 5000).Draw(t, "n")
		if e, err := anwei.ParseDate(d.String()); err != nil || e != d {
			t.Fatalf("%v was read back as %v, %v", d, e, err)
		}
		if d.AddDays(n).AddDays(-n) != d {
			t.Fatalf("%v: %d days forth and back end elsewhere", d, n)
		}
		if d.Before(d.AddDays(n)) != (n > 0) {
			t.Fatalf("%v and %v are in the wrong order", d, d.AddDays(n))
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var e anwei.Date
		if err := json.Unmarshal(b, &e); err != nil || e != d {
			t.Fatalf("%v became %s and then %v, %v", d, b, e, err)
		}
	})
}

func TestZeroDateAsJSON(t *testing.T) {
	type box struct {
		D anwei.Date `json:"d"`
		O anwei.Date `json:"o,omitzero"`
	}
	b, err := json.Marshal(box{})
	if err != nil {
		t.Fatal(err)
	}
	out := box{D: date(t, "2026-10-01")}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	if !out.D.IsZero() || !out.O.IsZero() {
		t.Errorf("no day became %s and then %+v", b, out)
	}
}

func TestClock(t *testing.T) {
	for _, s := range []string{"00:00", "09:00", "17:30", "23:59"} {
		c, err := anwei.ParseClock(s)
		if err != nil || c.String() != s {
			t.Errorf("%s was read as %v, %v", s, c, err)
		}
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back anwei.Clock
		if err := json.Unmarshal(b, &back); err != nil || back != c {
			t.Errorf("%v became %s and then %v, %v", c, b, back, err)
		}
	}
	for _, s := range []string{"", "9", "24:00", "12:60", "9:5", "09:00:00", "-1:00", "09：00", "9am"} {
		if c, err := anwei.ParseClock(s); err == nil {
			t.Errorf("%q was read as %v", s, c)
		}
	}
}
