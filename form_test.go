package anwei_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
)

func TestDeadlineOn(t *testing.T) {
	c := calendar2026(t)
	for _, k := range []struct {
		day                  int
		period               string
		keep, earlier, later string
	}{
		{22, "2026-10", "2026-10-22", "2026-10-22", "2026-10-22"}, // a Thursday
		{22, "2026-08", "2026-08-22", "2026-08-21", "2026-08-24"}, // a Saturday
		{22, "2026-11", "2026-11-22", "2026-11-20", "2026-11-23"}, // a Sunday
		{22, "2026-02", "2026-02-22", "2026-02-14", "2026-02-24"}, // 春节: back to a made-up Saturday
		{5, "2026-10", "2026-10-05", "2026-09-30", "2026-10-08"},  // 国庆节: out of the month itself
		{10, "2026-10", "2026-10-10", "2026-10-10", "2026-10-10"}, // a made-up Saturday is worked on
		{31, "2026-02", "2026-02-28", "2026-02-28", "2026-02-28"}, // beyond the end it is the last day
		{31, "2028-02", "2028-02-29", "2028-02-29", "2028-02-29"}, // in a leap year too
		{31, "2026-05", "2026-05-31", "2026-05-29", "2026-06-01"}, // later than the month
		{22, "2026-Q3", "2026-09-22", "2026-09-22", "2026-09-22"}, // a quarter is due in its last month
		{27, "2026-Q3", "2026-09-27", "2026-09-24", "2026-09-28"}, // 中秋节
		{22, "2026-H1", "2026-06-22", "2026-06-22", "2026-06-22"},
		{22, "2026", "2026-12-22", "2026-12-22", "2026-12-22"},
	} {
		for shift, want := range map[anwei.Shift]string{anwei.Keep: k.keep, anwei.Earlier: k.earlier, anwei.Later: k.later} {
			if got := (anwei.Deadline{Day: k.day, Shift: shift}).On(period(t, k.period), c); got != date(t, want) {
				t.Errorf("the %d. of %s, %s: got %v, want %s", k.day, k.period, shift, got, want)
			}
		}
	}
}

func TestDeadlineIsInclusiveToItsLastSecond(t *testing.T) {
	sh := shanghai(t)
	c := calendar2026(t)
	d := anwei.Deadline{Day: 22, Shift: anwei.Keep}
	end := time.Date(2026, 10, 23, 0, 0, 0, 0, sh)
	for _, k := range []struct {
		at   time.Time
		late bool
	}{
		{end.Add(-time.Nanosecond), false},
		{end.Add(-time.Second), false},
		{end, true},
		{end.AddDate(0, -1, 0), false},
		{end.AddDate(0, 1, 0), true},
	} {
		if got := d.Late(period(t, "2026-10"), c, k.at); got != k.late {
			t.Errorf("confirmed at %s is late: got %v", k.at, got)
		}
	}
	later := anwei.Deadline{Day: 22, Shift: anwei.Later}
	if later.Late(period(t, "2026-11"), c, time.Date(2026, 11, 23, 23, 59, 59, 0, sh)) {
		t.Error("a deadline that was moved to Monday ends with Monday")
	}
}

func TestDeadlineProperties(t *testing.T) {
	c := calendar2026(t)
	rapid.Check(t, func(t *rapid.T) {
		p, day := anyPeriod().Draw(t, "p"), rapid.IntRange(1, 31).Draw(t, "day")
		keep := anwei.Deadline{Day: day, Shift: anwei.Keep}.On(p, c)
		earlier := anwei.Deadline{Day: day, Shift: anwei.Earlier}.On(p, c)
		later := anwei.Deadline{Day: day, Shift: anwei.Later}.On(p, c)
		if keep.Before(earlier) || later.Before(keep) || p.Last().Before(keep) || keep.Before(p.First()) {
			t.Fatalf("%v: %v, %v, %v are out of order", p, earlier, keep, later)
		}
		if !c.Working(earlier) || !c.Working(later) {
			t.Fatalf("%v: %v or %v is no working day", p, earlier, later)
		}
		if c.Working(keep) && (earlier != keep || later != keep) {
			t.Fatalf("%v: a working day was moved to %v, %v", keep, earlier, later)
		}
	})
}

func smallForm() anwei.Form {
	return anwei.Form{
		ID:    "figures",
		Every: anwei.Month,
		First: anwei.MonthPeriod(2026, time.February),
		Last:  anwei.MonthPeriod(2026, time.December),
		Fields: []anwei.Field{
			{ID: "a", Group: "one", Hint: "all", Hints: map[anwei.UnitKind]string{"town": "towns", "county": ""}},
			{ID: "b", Group: "two", Audience: &anwei.Audience{Kinds: []anwei.UnitKind{"town"}}},
			{ID: "c", Group: "one"},
		},
	}
}

func ids(fields []anwei.Field) string {
	var s strings.Builder
	for _, f := range fields {
		s.WriteString(string(f.ID))
	}
	return s.String()
}

func TestFormCovers(t *testing.T) {
	f := smallForm()
	for s, want := range map[string]bool{
		"2026-01": false, "2026-02": true, "2026-12": true, "2027-01": false, "2025-12": false,
		"2026-Q2": false, "2026-H2": false, "2026": false,
	} {
		if got := f.Covers(period(t, s)); got != want {
			t.Errorf("%s is covered: got %v", s, got)
		}
	}
	if f.Covers(anwei.Period{}) || (anwei.Form{}).Covers(period(t, "2026-10")) {
		t.Error("no period is covered by a form, nor any by no form")
	}
}

func TestFormFields(t *testing.T) {
	f := smallForm()
	if got := ids(f.FieldsFor(anwei.Unit{Kind: "town"})); got != "abc" {
		t.Errorf("a town answers %q", got)
	}
	if got := ids(f.FieldsFor(anwei.Unit{Kind: "department"})); got != "ac" {
		t.Errorf("a department answers %q", got)
	}
	if got := ids(f.InGroup("one")); got != "ac" {
		t.Errorf("the first group is %q", got)
	}
	if got := ids(f.InGroup("three")); got != "" {
		t.Errorf("a group that is not there is %q", got)
	}
	if fd, ok := f.Field("b"); !ok || fd.Group != "two" {
		t.Errorf("b is %+v, %v", fd, ok)
	}
	if fd, ok := f.Field("d"); ok {
		t.Errorf("d is %+v", fd)
	}
	for k, want := range map[anwei.UnitKind]string{"town": "towns", "county": "", "department": "all"} {
		if got := f.Fields[0].HintFor(k); got != want {
			t.Errorf("the hint for a %s is %q", k, got)
		}
	}
}

// Every kind of field is a number, prose or a choice, and no two of them.
func TestFieldKinds(t *testing.T) {
	link := func(old, words string) string { return old + "；" + words }
	for kind, want := range map[anwei.FieldKind]struct {
		is           string
		shown, joint string
	}{
		anwei.Count:  {"counts", "3", "5"},
		anwei.Text:   {"prose", "甲", "乙；甲"},
		anwei.Choice: {"picks", "甲", "甲"},
		"date":       {"", "甲", "乙；甲"},
	} {
		var is []string
		for name, holds := range map[string]bool{"counts": kind.Counts(), "prose": kind.Prose(), "picks": kind.Picks()} {
			if holds {
				is = append(is, name)
			}
		}
		if strings.Join(is, " ") != want.is || kind.Known() != (want.is != "") {
			t.Errorf("%q is %q, known: %t", kind, is, kind.Known())
		}
		f, old, now := anwei.Field{Kind: kind}, anwei.Value{Text: "乙"}, anwei.Value{Text: "甲"}
		if kind.Counts() {
			old, now = anwei.Number(2), anwei.Number(3)
		}
		if got := f.Show(now); got != want.shown {
			t.Errorf("a %q shows %q", kind, got)
		}
		if got := f.Show(f.Join(old, now, link)); got != want.joint {
			t.Errorf("a %q joins to %q", kind, got)
		}
		none := anwei.Value{NA: true}
		if f.Join(old, none, link) != none || f.Join(none, now, link) != now {
			t.Errorf("a %q is joined to what does not apply", kind)
		}
	}
}

// The form that is meant where none is named asks for nothing but numbers.
func TestCountsForm(t *testing.T) {
	count, text := anwei.Field{ID: "n", Kind: anwei.Count}, anwei.Field{ID: "t", Kind: anwei.Text}
	form := func(id anwei.FormID, fields ...anwei.Field) anwei.Form { return anwei.Form{ID: id, Fields: fields} }
	for want, p := range map[anwei.FormID]anwei.Plan{
		"":      {},
		"pure":  {Forms: []anwei.Form{form("none"), form("mixed", count, text), form("pure", count)}},
		"mixed": {Forms: []anwei.Form{form("mixed", count, text), form("words", text)}},
	} {
		if got, ok := p.CountsForm(); got.ID != want || ok != (want != "") {
			t.Errorf("CountsForm() = %q, %t, want %q", got.ID, ok, want)
		}
	}
	if form("", text).Counts() || !form("", text, count).Counts() {
		t.Error("Counts() is wrong about a form")
	}
	all := []anwei.Field{count, text}
	if c, w := anwei.CountsOf(all), anwei.WordsOf(all); len(c) != 1 || c[0].ID != "n" || len(w) != 1 || w[0].ID != "t" || all[0].ID != "n" {
		t.Errorf("CountsOf = %v, WordsOf = %v of %v", c, w, all)
	}
}
