package anwei_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func period(t *testing.T, s string) anwei.Period {
	t.Helper()
	p, err := anwei.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// anyPeriod draws a period whose neighbours have four-digit years too.
func anyPeriod() *rapid.Generator[anwei.Period] {
	return rapid.Custom(func(t *rapid.T) anwei.Period {
		most := map[anwei.PeriodKind]int{anwei.Month: 12, anwei.Quarter: 4, anwei.Half: 2, anwei.Year: 1}
		k := rapid.SampledFrom([]anwei.PeriodKind{anwei.Month, anwei.Quarter, anwei.Half, anwei.Year}).Draw(t, "kind")
		return anwei.Period{Kind: k, Year: rapid.IntRange(2, 9998).Draw(t, "year"), N: rapid.IntRange(1, most[k]).Draw(t, "n")}
	})
}

func TestPeriodNeighbours(t *testing.T) {
	for _, c := range []struct{ prev, p, next, first, last, chinese string }{
		{"2026-09", "2026-10", "2026-11", "2026-10-01", "2026-10-31", "2026年10月"},
		{"2025-12", "2026-01", "2026-02", "2026-01-01", "2026-01-31", "2026年1月"},
		{"2026-11", "2026-12", "2027-01", "2026-12-01", "2026-12-31", "2026年12月"},
		{"2026-01", "2026-02", "2026-03", "2026-02-01", "2026-02-28", "2026年2月"},
		{"2028-01", "2028-02", "2028-03", "2028-02-01", "2028-02-29", "2028年2月"},
		{"2099-12", "2100-01", "2100-02", "2100-01-01", "2100-01-31", "2100年1月"},
		{"2025-Q4", "2026-Q1", "2026-Q2", "2026-01-01", "2026-03-31", "2026年一季度"},
		{"2026-Q3", "2026-Q4", "2027-Q1", "2026-10-01", "2026-12-31", "2026年四季度"},
		{"2025-H2", "2026-H1", "2026-H2", "2026-01-01", "2026-06-30", "2026年上半年"},
		{"2026-H1", "2026-H2", "2027-H1", "2026-07-01", "2026-12-31", "2026年下半年"},
		{"2025", "2026", "2027", "2026-01-01", "2026-12-31", "2026年"},
		{"2026-07x3", "2026-10x3", "2027-01x3", "2026-08-01", "2026-10-31", "2026年8至10月"},
		{"2025-10x4", "2026-02x4", "2026-06x4", "2025-11-01", "2026-02-28", "2025年11月至2026年2月"},
	} {
		p := period(t, c.p)
		got := [...]string{p.Prev().String(), p.String(), p.Next().String(), p.First().String(), p.Last().String(), p.Chinese()}
		want := [...]string{c.prev, c.p, c.next, c.first, c.last, c.chinese}
		if got != want {
			t.Errorf("%s: got %v, want %v", c.p, got, want)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, s := range []string{
		"", "-", "2026-", "2026-0", "2026-00", "2026-13", "2026-1", "2026-010", "2026-10-01", "2026-10 ", " 2026-10",
		"26-10", "02026-10", "+026-10", "-2026", "2026-+1", "2026--1", "2026-Q", "2026-Q0", "2026-Q5", "2026-Q01", "2026-QH1",
		"2026-q1", "2026-H0", "2026-H3", "2026-HH1", "2026-Y1", "2026/10", "2026.10", "2026年10月", "２０２６-10", "2026-1０",
	} {
		if p, err := anwei.ParsePeriod(s); err == nil {
			t.Errorf("%q was read as %v", s, p)
		} else if err != nil && !p.IsZero() {
			t.Errorf("%q was refused with %v, not the zero period", s, p)
		}
	}
}

func TestPeriodContains(t *testing.T) {
	sh := shanghai(t)
	at := func(s string, loc *time.Location) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04:05.999999999", s, loc)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		p    string
		at   time.Time
		want bool
	}{
		{"2026-10", at("2026-10-01 00:00:00", sh), true},
		{"2026-10", at("2026-09-30 23:59:59.999999999", sh), false},
		{"2026-10", at("2026-10-31 23:59:59.999999999", sh), true},
		{"2026-10", at("2026-11-01 00:00:00", sh), false},
		// The same instant is another day, and another period, in another place.
		{"2026-10", at("2026-09-30 16:00:00", time.UTC), false},
		{"2026-10", at("2026-09-30 16:00:00", time.UTC).In(sh), true},
		{"2026-Q4", at("2026-10-01 00:00:00", sh), true},
		{"2026-Q4", at("2026-09-30 23:59:59", sh), false},
		{"2026-H1", at("2026-06-30 23:59:59", sh), true},
		{"2026-H1", at("2026-07-01 00:00:00", sh), false},
		{"2026", at("2026-12-31 23:59:59", sh), true},
		{"2026", at("2027-01-01 00:00:00", sh), false},
		{"2028-02", at("2028-02-29 12:00:00", sh), true},
	} {
		p := period(t, c.p)
		if got := p.Contains(c.at); got != c.want {
			t.Errorf("%s contains %s: got %v", c.p, c.at, got)
		}
		if is := anwei.PeriodOf(p.Kind, c.at) == p; is != c.want {
			t.Errorf("the %s of %s is %v", p.Kind, c.at, anwei.PeriodOf(p.Kind, c.at))
		}
	}
}

func TestPeriodProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPeriod().Draw(t, "p")
		if q, err := anwei.ParsePeriod(p.String()); err != nil || q != p {
			t.Fatalf("%v was read back as %v, %v", p, q, err)
		}
		if p.Next().Prev() != p || p.Prev().Next() != p {
			t.Fatalf("%v: a step forth and a step back end elsewhere", p)
		}
		if p.Next().First() != p.Last().AddDays(1) {
			t.Fatalf("%v: the next period does not begin the day after its last", p)
		}
		if !p.Before(p.Next()) || p.Before(p) || p.Next().Before(p) || p.String() >= p.Next().String() {
			t.Fatalf("%v: order", p)
		}
		for _, d := range []anwei.Date{p.First(), p.Last()} {
			if !p.Contains(d.In(time.UTC)) {
				t.Fatalf("%v does not contain its own %v", p, d)
			}
		}
		if p.Contains(p.First().AddDays(-1).In(time.UTC)) || p.Contains(p.Last().AddDays(1).In(time.UTC)) {
			t.Fatalf("%v contains a day of its neighbours", p)
		}
	})
}

func TestPeriodAsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type box struct {
			P anwei.Period
			M map[anwei.Period]int
		}
		p := anyPeriod().Draw(t, "p")
		in := box{p, map[anwei.Period]int{p: 1, p.Next(): 2}}
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out box
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		if out.P != in.P || len(out.M) != 2 || out.M[p] != 1 || out.M[p.Next()] != 2 {
			t.Fatalf("%+v became %s and then %+v", in, b, out)
		}
	})
	var none anwei.Period
	if b, err := json.Marshal(none); err != nil || string(b) != `""` {
		t.Errorf("the zero period is %s, %v", b, err)
	}
	some := period(t, "2026-10")
	if err := json.Unmarshal([]byte(`""`), &some); err != nil || !some.IsZero() {
		t.Errorf("no period was read as %v, %v", some, err)
	}
	if err := json.Unmarshal([]byte(`"2026-13"`), &some); err == nil {
		t.Errorf("a thirteenth month was read as %v", some)
	}
}

func TestPeriodKindValid(t *testing.T) {
	for k, want := range map[anwei.PeriodKind]bool{anwei.Month: true, anwei.Quarter: true, anwei.Half: true, anwei.Year: true, "": false, "week": false, "Month": false} {
		if k.Valid() != want {
			t.Errorf("%q is valid: got %v", k, !want)
		}
	}
	if p := anwei.MonthPeriod(2026, time.October); p != period(t, "2026-10") {
		t.Errorf("October is %v", p)
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2026-10", "2026-Q3", "2026-H1", "2026", "2026-QH1", "0000-01", "9999-12", "2026-+1", "-", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := anwei.ParsePeriod(s)
		if err != nil {
			if !p.IsZero() {
				t.Fatalf("%q was refused with %v", s, p)
			}
			return
		}
		if p.String() != s {
			t.Fatalf("%q was read as %v", s, p)
		}
		if p.Prev().Next() != p || p.Next().Prev() != p {
			t.Fatalf("%v has no way back", p)
		}
		if !p.Contains(p.First().In(time.UTC)) || !p.Contains(p.Last().In(time.UTC)) {
			t.Fatalf("%v does not contain its own days", p)
		}
	})
}
