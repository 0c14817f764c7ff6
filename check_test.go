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
