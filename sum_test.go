package anwei_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
)

func TestParseSum(t *testing.T) {
	for in, want := range map[string]string{
		"a":                 "a",
		" a ":               "a",
		"a+b":               "a + b",
		"a - b":             "a - b",
		"a + last.b":        "a + last.b",
		"a+total.b-total.c": "a + total.b - total.c",
		"a－b＋c":             "a - b + c",
	} {
		s, err := anwei.ParseSum(in)
		if err != nil || s.String() != want {
			t.Errorf("%q: got %q, %v, want %q", in, s, err, want)
		}
	}
	for in, why := range map[string]string{
		"": "ends without", "+": "missing", "a +": "ends without", "a b": "missing before", "- a": "missing", "a + - b": "missing",
		"next.a": "neither last nor total", "last.": "no name", "a + total.": "no name",
	} {
		if _, err := anwei.ParseSum(in); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: got %v, want an error with %q", in, err, why)
		}
	}
}

func anySum() *rapid.Generator[anwei.Sum] {
	return rapid.Custom(func(t *rapid.T) anwei.Sum {
		var s anwei.Sum
		for i := range rapid.IntRange(1, 5).Draw(t, "terms") {
			s.Terms = append(s.Terms, anwei.Term{
				Field: rapid.SampledFrom([]anwei.FieldID{"a", "b", "c_1", "d"}).Draw(t, "field"),
				Of:    rapid.SampledFrom([]anwei.Span{anwei.ThisPeriod, anwei.LastPeriod, anwei.AllBefore}).Draw(t, "of"),
				Minus: i > 0 && rapid.Bool().Draw(t, "minus"),
			})
		}
		return s
	})
}

// What a sum writes it reads, as text and within JSON.
func TestSumRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySum().Draw(t, "s")
		back, err := anwei.ParseSum(s.String())
		if err != nil || back.String() != s.String() {
			t.Fatalf("%q comes back as %q, %v", s, back, err)
		}
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var again anwei.Sum
		if err := json.Unmarshal(b, &again); err != nil || again.String() != s.String() {
			t.Fatalf("%s comes back as %q, %v", b, again, err)
		}
	})
	var none anwei.Sum
	if err := none.UnmarshalText(nil); err != nil || !none.IsZero() || none.String() != "" {
		t.Errorf("nothing is %q, %v", none, err)
	}
	if err := none.UnmarshalText([]byte("a b")); err == nil {
		t.Error("a sum without a sign is read")
	}
}

// values draws a part of four figures, some of which do not apply.
func values(t *rapid.T, label string) anwei.Values {
	if rapid.IntRange(0, 4).Draw(t, label+" none") == 0 {
		return nil
	}
	v := anwei.Values{}
	for _, id := range []anwei.FieldID{"a", "b", "c_1", "d"} {
		switch rapid.IntRange(0, 4).Draw(t, label) {
		case 0:
		case 1:
			v[id] = anwei.Value{NA: true}
		default:
			v[id] = anwei.Number(rapid.Int64Range(0, 1000).Draw(t, label+string(id)))
		}
	}
	return v
}

// A check against a sum of any periods agrees with adding the figures by hand; it
// is never made where a figure is missing, unless it says otherwise, and never
// where nothing was reported before.
func TestChecksAddUp(t *testing.T) {
	ops := map[anwei.Op]func(a, b int64) bool{
		"":            func(a, b int64) bool { return a <= b },
		anwei.AtMost:  func(a, b int64) bool { return a <= b },
		anwei.Below:   func(a, b int64) bool { return a < b },
		anwei.Equal:   func(a, b int64) bool { return a == b },
		anwei.AtLeast: func(a, b int64) bool { return a >= b },
		anwei.Above:   func(a, b int64) bool { return a > b },
	}
	rapid.Check(t, func(t *rapid.T) {
		c := anwei.Check{
			ID: "c", Left: anySum().Draw(t, "left"), Right: anySum().Draw(t, "right"),
			Op:      rapid.SampledFrom([]anwei.Op{"", anwei.AtMost, anwei.Below, anwei.Equal, anwei.AtLeast, anwei.Above}).Draw(t, "op"),
			Missing: rapid.SampledFrom([]anwei.Missing{"", anwei.SkipAny, anwei.SkipAll, anwei.Zero}).Draw(t, "missing"),
			Message: "{left}|{right}|{difference}",
		}
		now := values(t, "now")
		past := anwei.Past{values(t, "last"), values(t, "before")}
		got := anwei.Form{Checks: []anwei.Check{c}}.Findings(now, past)
		left, a := byHand(c.Left, now, past, c.Missing)
		right, b := byHand(c.Right, now, past, c.Missing)
		want := a && b && !ops[c.Op](left, right)
		if (len(got) == 1) != want {
			t.Fatalf("%s %s %s (%s): found %v, by hand %d, %d: %v", c.Left, c.Op, c.Right, c.Missing, got, left, right, want)
		}
		if want && (got[0].Left != left || got[0].Right != right) {
			t.Fatalf("the finding has %d and %d, not %d and %d", got[0].Left, got[0].Right, left, right)
		}
	})
}

// addedUp are the figures of all periods, nil where nothing was reported.
func addedUp(past anwei.Past) anwei.Values {
	var total anwei.Values
	for _, v := range past {
		if v != nil && total == nil {
			total = anwei.Values{}
		}
		for id, x := range v {
			if !x.NA {
				total[id] = anwei.Number(total[id].N + x.N)
			}
		}
	}
	return total
}

// byHand adds a sum up term by term.
func byHand(s anwei.Sum, now anwei.Values, past anwei.Past, missing anwei.Missing) (int64, bool) {
	var n int64
	known, unknown := 0, 0
	for _, term := range s.Terms {
		v := now
		if term.Of != anwei.ThisPeriod {
			v = past[0]
			if term.Of == anwei.AllBefore {
				v = addedUp(past)
			}
			if v == nil {
				return 0, false
			}
		}
		x, ok := v[term.Field]
		if !ok || x.NA {
			unknown++
			continue
		}
		known++
		if term.Minus {
			n -= x.N
		} else {
			n += x.N
		}
	}
	switch missing {
	case anwei.Zero:
		return n, true
	case anwei.SkipAll:
		return n, known > 0
	case anwei.SkipAny:
	}
	return n, unknown == 0
}
