package anwei_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
)

func checked() anwei.Form {
	return anwei.Form{Fields: counts("a", "b"), Checks: []anwei.Check{
		{ID: "rectified", Level: anwei.ErrorLevel, Left: anwei.Figure("b"), Right: anwei.Figure("a"), Message: "整改 {left} 多于隐患 {right}"},
		{ID: "jump", Level: anwei.DoubtLevel, Left: anwei.Figure("a"), Usual: true, Floor: 10, Message: "{left},上月 {right}"},
	}}
}

// counts are fields that hold figures.
func counts(ids ...anwei.FieldID) []anwei.Field {
	out := make([]anwei.Field, len(ids))
	for i, id := range ids {
		out[i] = anwei.Field{ID: id, Name: string(id), Kind: anwei.Count}
	}
	return out
}

func found(now, last anwei.Values) string {
	var s strings.Builder
	for _, f := range checked().Findings(now, anwei.Past{last}) {
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
		{"a jump", anwei.Values{"a": n(120)}, anwei.Values{"a": n(12)}, "jump: 120,上月 12;"},
		{"twice as many is no jump", anwei.Values{"a": n(24)}, anwei.Values{"a": n(12)}, ""},
		{"a fall", anwei.Values{"a": n(12)}, anwei.Values{"a": n(120)}, "jump: 12,上月 120;"},
		{"from nothing", anwei.Values{"a": n(30)}, anwei.Values{"a": n(0)}, "jump: 30,上月 0;"},
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
	for _, f := range (anwei.Form{Fields: counts("a", "found", "rectified"), Checks: []anwei.Check{c}}).Findings(now, past) {
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
	past := anwei.Past{{"found": n(1), "rectified": n(1)}, {"found": n(4), "rectified": n(2)}}
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

// months are a past of figures a that has this total: last period's, and equal ones
// before it.
func months(last, total int64) anwei.Past {
	past := anwei.Past{{"a": anwei.Number(last)}}
	for rest := total - last; rest > 0; {
		n := min(rest, max(last, (total-last+9)/10))
		past = append(past, anwei.Values{"a": anwei.Number(n)})
		rest -= n
	}
	return past
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
		past := months(c.last, c.total)
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
		past := months(last, total)
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
	f := anwei.Form{Fields: counts("a", "b"), Checks: []anwei.Check{
		{ID: "total", Left: anwei.Figure("a"), Cumulative: true, Floor: 20},
		{ID: "jump", Left: anwei.Figure("a"), Usual: true, Floor: 10},
		{ID: "other", Left: anwei.Figure("b"), Usual: true, Floor: 10},
	}}
	past := months(50, 500)
	past[0]["b"] = anwei.Number(1)
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
		{anwei.Check{Left: anwei.Figure("a"), Usual: true}, false},
		{anwei.Check{Left: anwei.Figure("a"), Cumulative: true}, false},
	} {
		part, whole, ok := c.check.Bound()
		if ok != c.want || ok && (part != "a" || whole != "b") {
			t.Errorf("%+v: got %s, %s, %v", c.check, part, whole, ok)
		}
	}
}

// What was found and not rectified is carried over, from every period; what was
// rectified above it was open from before the first, and leaves nothing.
func TestCarried(t *testing.T) {
	n := anwei.Number
	month := func(found, rectified int64) anwei.Values {
		return anwei.Values{"found": n(found), "rectified": n(rectified)}
	}
	f := anwei.Form{Fields: counts("found", "rectified"), Checks: []anwei.Check{
		{ID: "within", Left: anwei.Figure("rectified"), Right: anwei.Figure("found"), Carried: true, Item: "{n}.{name}{left}/{right}", Message: "多：{items}"},
	}}
	for _, c := range []struct {
		name string
		now  anwei.Values
		past anwei.Past
		want string
	}{
		{"nothing is known of before", month(10, 90), nil, ""},
		{"what is open is rectified", month(10, 25), anwei.Past{month(20, 12), month(20, 12), month(20, 20)}, ""},
		{"more than can be", month(10, 60), anwei.Past{month(20, 12), month(20, 12), month(20, 20)}, "多：2.rectified60/26"},
		{"what was open before all", month(10, 60), anwei.Past{month(20, 20), month(10, 40), month(20, 12)}, "多：2.rectified60/10"},
	} {
		got := strings.Join(anwei.Said(f.Findings(c.now, c.past)), "")
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Two figures that stand in each other's place are said to, once, and nothing else is
// said of them; figures that are off for one reason are said in one line.
func TestSwappedAndSaidOnce(t *testing.T) {
	n := anwei.Number
	month := func(a, b int64) anwei.Values { return anwei.Values{"a": n(a), "b": n(b)} }
	const item = "{n}.{name}（本月{left}，上月{right}）"
	f := anwei.Form{Fields: counts("a", "b"), Checks: []anwei.Check{
		{ID: "swapped", Left: sum(t, "a + b"), Swapped: true, Item: "{n}.{name}{left}和{other}{right}", Message: "填反：{items}"},
		{ID: "a", Left: anwei.Figure("a"), Usual: true, Floor: 8, Item: item, Message: "与平时相差较大：{items}。"},
		{ID: "b", Left: anwei.Figure("b"), Usual: true, Floor: 8, Item: item, Message: "与平时相差较大：{items}。"},
	}}
	past := anwei.Past{month(12, 118), month(9, 130), month(13, 121), month(11, 110)}
	for _, c := range []struct {
		now  anwei.Values
		want string
	}{
		{month(14, 140), ""},
		{month(118, 12), "填反：1.a118和2.b12"},
		{month(120, 1180), "与平时相差较大：1.a（本月120，上月12）；2.b（本月1180，上月118）。"},
		{month(12, 12), "与平时相差较大：2.b（本月12，上月118）。"},
	} {
		if got := strings.Join(anwei.Said(f.Findings(c.now, past)), " "); got != c.want {
			t.Errorf("%v: got %q, want %q", c.now, got, c.want)
		}
	}
}

// What a unit reported last, or nearly, is not doubted, whatever the months before.
func TestLikeLastMonthIsNoJump(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		past := make(anwei.Past, rapid.IntRange(1, 12).Draw(t, "months"))
		for i := range past {
			past[i] = anwei.Values{"x": anwei.Number(rapid.Int64Range(0, 5000).Draw(t, "x"))}
		}
		last, _ := past[0].Number("x")
		check := anwei.Check{Left: anwei.Figure("x"), Usual: true, Floor: 8}
		f := anwei.Form{Fields: counts("x"), Checks: []anwei.Check{check}}
		now := anwei.Values{"x": anwei.Number(last + last/3)}
		if got := f.Findings(now, past); last > 0 && len(got) > 0 {
			t.Fatalf("%d after %d: %+v", last+last/3, last, got)
		}
	})
}
