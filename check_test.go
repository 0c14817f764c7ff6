package anwei_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
)

func checked() anwei.Form {
	return anwei.Form{Checks: []anwei.Check{
		{ID: "rectified", Level: anwei.ErrorLevel, Left: anwei.Figure("b"), Right: anwei.Figure("a"), Message: "整改 {left} 多于隐患 {right}"},
		{ID: "jump", Level: anwei.DoubtLevel, Left: anwei.Figure("a"), Ratio: 3, Floor: 10, Message: "{left},上月 {right}"},
	}}
}

func found(now, last anwei.Values) string {
	var s strings.Builder
	for _, f := range checked().Findings(now, anwei.Past{Last: last}) {
		s.WriteString(string(f.Check.ID) + ": " + f.Message + ";")
	}
	return s.String()
}

func TestFindings(t *testing.T) {
	n, na := anwei.Number, anwei.Value{NA: true}
	for _, c := range []struct {
		name      string
		now, last anwei.Values
		want      string
	}{
		{"nothing is answered", nil, nil, ""},
		{"equal figures pass", anwei.Values{"a": n(3), "b": n(3)}, nil, ""},
		{"more than there is", anwei.Values{"a": n(3), "b": n(4)}, nil, "rectified: 整改 4 多于隐患 3;"},
		{"more than zero", anwei.Values{"a": n(0), "b": n(1)}, nil, "rectified: 整改 1 多于隐患 0;"},
		{"one of them is missing", anwei.Values{"b": n(4)}, nil, ""},
		{"one of them does not apply", anwei.Values{"a": na, "b": n(4)}, nil, ""},
		{"a jump", anwei.Values{"a": n(31)}, anwei.Values{"a": n(10)}, "jump: 31,上月 10;"},
		{"three times is no jump", anwei.Values{"a": n(30)}, anwei.Values{"a": n(10)}, ""},
		{"a fall", anwei.Values{"a": n(10)}, anwei.Values{"a": n(31)}, "jump: 10,上月 31;"},
		{"from nothing", anwei.Values{"a": n(10)}, anwei.Values{"a": n(0)}, "jump: 10,上月 0;"},
		{"a jump below the floor", anwei.Values{"a": n(9)}, anwei.Values{"a": n(0)}, ""},
		{"last month did not apply", anwei.Values{"a": n(99)}, anwei.Values{"a": na}, ""},
		{"both, in the plan's order", anwei.Values{"a": n(40), "b": n(41)}, anwei.Values{"a": n(1)}, "rectified: 整改 41 多于隐患 40;jump: 40,上月 1;"},
	} {
		if got := found(c.now, c.last); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheSameAsLastMonthIsNoJump(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anwei.Number(rapid.Int64Range(0, 1<<53).Draw(t, "a"))
		if got := found(anwei.Values{"a": a}, anwei.Values{"a": a}); got != "" {
			t.Fatalf("got %q", got)
		}
	})
}

// one returns the message of a single check, empty where it passes.
func one(c anwei.Check, now anwei.Values, past anwei.Past) string {
	if c.Message == "" {
		c.Message = "{left}/{right}/{difference}"
	}
	for _, f := range (anwei.Form{Checks: []anwei.Check{c}}).Findings(now, past) {
		return f.Message
	}
	return ""
}

func sum(t *testing.T, s string) anwei.Sum {
	t.Helper()
	v, err := anwei.ParseSum(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWhenFiguresAreMissing(t *testing.T) {
	n, na := anwei.Number, anwei.Value{NA: true}
	for _, c := range []struct {
		missing anwei.Missing
		now     anwei.Values
		want    string
	}{
		{"", anwei.Values{"a": n(9), "b": n(1)}, ""}, // c is missing
		{anwei.SkipAny, anwei.Values{"a": n(9), "b": n(1)}, ""},
		{anwei.SkipAll, anwei.Values{"a": n(9), "b": n(1)}, "9/1/8"},
		{anwei.SkipAll, anwei.Values{"a": n(9)}, ""},
		{anwei.SkipAll, anwei.Values{"b": n(1), "c": n(1)}, ""},
		{anwei.Zero, anwei.Values{"a": n(9)}, "9/0/9"},
		{anwei.Zero, nil, ""},
		{anwei.SkipAny, anwei.Values{"a": n(9), "b": n(1), "c": na}, ""},
		{anwei.SkipAll, anwei.Values{"a": n(9), "b": n(1), "c": na}, "9/1/8"},
		{anwei.Zero, anwei.Values{"a": n(9), "b": na, "c": na}, "9/0/9"},
	} {
		check := anwei.Check{Left: anwei.Figure("a"), Right: sum(t, "b + c"), Missing: c.missing}
		if got := one(check, c.now, anwei.Past{}); got != c.want {
			t.Errorf("%s of %v: got %q, want %q", c.missing, c.now, got, c.want)
		}
	}
}

// The carry-over of major hazards: what was open before and what was found now is
// the most that can be put right.
func TestBalance(t *testing.T) {
	n := anwei.Number
	check := anwei.Check{
		Left: anwei.Figure("rectified"), Right: sum(t, "found + total.found - total.rectified"),
		Message: "整改{left}，最多{right}，多{difference}",
	}
	past := anwei.Past{Last: anwei.Values{"found": n(1), "rectified": n(1)}, Total: anwei.Values{"found": n(5), "rectified": n(3)}}
	for _, c := range []struct {
		found, rectified int64
		want             string
	}{
		{0, 0, ""}, {0, 2, ""}, {1, 3, ""}, {0, 3, "整改3，最多2，多1"}, {2, 9, "整改9，最多4，多5"},
	} {
		if got := one(check, anwei.Values{"found": n(c.found), "rectified": n(c.rectified)}, past); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
	if got := one(check, anwei.Values{"found": n(0), "rectified": n(3)}, anwei.Past{}); got != "" {
		t.Errorf("without a past: got %q", got)
	}
}

func TestCumulative(t *testing.T) {
	n := anwei.Number
	for _, c := range []struct {
		name             string
		now, last, total int64
		want             string
	}{
		{"the total of the year and a month more", 560, 50, 500, "560/500/60"},
		{"exactly the total: nothing happened this month", 500, 50, 500, "500/500/0"},
		{"a month like the last", 55, 50, 500, ""},
		{"a busy month below the total", 300, 50, 500, ""},
		{"below the floor", 24, 5, 20, ""},
		{"the second period cannot be told", 110, 50, 50, ""},
		{"what would be left is farther off than the figure", 900, 600, 700, ""},
		{"just the total and as much as last month", 550, 50, 500, "550/500/50"},
		{"as far off as what would be left", 110, 60, 100, ""},
		{"just off the floor", 41, 21, 25, "41/25/16"},
		{"one below the floor", 40, 21, 25, ""},
	} {
		check := anwei.Check{Left: anwei.Figure("a"), Cumulative: true, Floor: 20}
		past := anwei.Past{Last: anwei.Values{"a": n(c.last)}, Total: anwei.Values{"a": n(c.total)}}
		if got := one(check, anwei.Values{"a": n(c.now)}, past); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if id, ok := (anwei.Check{Left: anwei.Figure("a"), Cumulative: true}).Total(); id != "a" || !ok {
		t.Errorf("the doubted field is %q, %v", id, ok)
	}
	if _, ok := (anwei.Check{Left: anwei.Figure("a")}).Total(); ok {
		t.Error("a comparison doubts a total")
	}
}

// A figure that is doubted as a total leaves, once the total before is taken off
// it, one that is not below zero and nearer to last period's.
func TestTheDifferenceIsNearer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := rapid.Int64Range(0, 2000).Draw(t, "last")
		total := last + rapid.Int64Range(0, 20000).Draw(t, "before")
		now := rapid.Int64Range(0, 30000).Draw(t, "now")
		check := anwei.Check{Left: anwei.Figure("a"), Cumulative: true, Floor: rapid.Int64Range(0, 50).Draw(t, "floor")}
		past := anwei.Past{Last: anwei.Values{"a": anwei.Number(last)}, Total: anwei.Values{"a": anwei.Number(total)}}
		if one(check, anwei.Values{"a": anwei.Number(now)}, past) == "" {
			return
		}
		far, near := max(now-last, last-now), max(now-total-last, last-now+total)
		if now < total || near >= far {
			t.Fatalf("%d after %d, %d: the difference is no nearer", now, last, total)
		}
	})
}

func TestATotalIsDoubtedOnce(t *testing.T) {
	f := anwei.Form{Checks: []anwei.Check{
		{ID: "total", Left: anwei.Figure("a"), Cumulative: true, Floor: 20},
		{ID: "jump", Left: anwei.Figure("a"), Ratio: 3, Floor: 10},
		{ID: "other", Left: anwei.Figure("b"), Ratio: 3, Floor: 10},
	}}
	last := anwei.Values{"a": anwei.Number(50), "b": anwei.Number(1)}
	past := anwei.Past{Last: last, Total: anwei.Values{"a": anwei.Number(500)}}
	got := f.Findings(anwei.Values{"a": anwei.Number(560), "b": anwei.Number(90)}, past)
	if len(got) != 2 || got[0].Check.ID != "total" || got[1].Check.ID != "other" {
		t.Errorf("got %+v", got)
	}
}

func TestBound(t *testing.T) {
	for _, c := range []struct {
		check anwei.Check
		want  bool
	}{
		{anwei.Check{Left: anwei.Figure("a"), Right: anwei.Figure("b")}, true},
		{anwei.Check{Left: anwei.Figure("a"), Op: anwei.AtMost, Right: anwei.Figure("b")}, true},
		{anwei.Check{Left: anwei.Figure("a"), Op: anwei.Below, Right: anwei.Figure("b")}, false},
		{anwei.Check{Left: anwei.Figure("a"), Right: sum(t, "b + c")}, false},
		{anwei.Check{Left: anwei.Figure("a"), Right: sum(t, "last.b")}, false},
		{anwei.Check{Left: anwei.Figure("a"), Ratio: 3}, false},
		{anwei.Check{Left: anwei.Figure("a"), Cumulative: true}, false},
	} {
		part, whole, ok := c.check.Bound()
		if ok != c.want || ok && (part != "a" || whole != "b") {
			t.Errorf("%+v: got %s, %s, %v", c.check, part, whole, ok)
		}
	}
}

// A ratio of one figure to last period's is symmetrical, and quiet below its floor.
func TestJumpsAreSymmetrical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(0, 5000).Draw(t, "a"), rapid.Int64Range(0, 5000).Draw(t, "b")
		check := anwei.Check{Left: anwei.Figure("x"), Ratio: rapid.Float64Range(1, 10).Draw(t, "ratio"), Floor: rapid.Int64Range(0, 100).Draw(t, "floor")}
		up := one(check, anwei.Values{"x": anwei.Number(a)}, anwei.Past{Last: anwei.Values{"x": anwei.Number(b)}}) != ""
		down := one(check, anwei.Values{"x": anwei.Number(b)}, anwei.Past{Last: anwei.Values{"x": anwei.Number(a)}}) != ""
		if up != down {
			t.Fatalf("%d and %d: %v up, %v down", a, b, up, down)
		}
		if up && max(a, b)-min(a, b) < check.Floor {
			t.Fatalf("%d and %d are below the floor %d", a, b, check.Floor)
		}
	})
}
