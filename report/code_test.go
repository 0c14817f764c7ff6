package report_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
)

func confirmed(v anwei.Values) anwei.Report {
	return anwei.Report{
		Key:      anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, time.October), Unit: "nancun"},
		Revision: 2, Values: v,
	}
}

// TestCodeStaysAsItIs holds the codes of sheets that lie stamped in folders: they
// must not change with the program.
func TestCodeStaysAsItIs(t *testing.T) {
	unit := anwei.Unit{ID: "nancun", Name: "南村镇"}
	v := anwei.Values{"self_checks": anwei.Number(120), "shutdowns": {NA: true}, "note": {Text: "无"}}
	for want, r := range map[string]anwei.Report{
		"2026-10-南村镇-v2-5U6J": confirmed(v),
		"2026-10-南村镇-v2-H5XU": confirmed(nil),
	} {
		if got := report.Code(r, unit); got != want {
			t.Errorf("code %s, want %s", got, want)
		}
	}
	if got := report.Code(anwei.Report{Values: v}, unit); got != "" {
		t.Errorf("a report never confirmed has the code %s", got)
	}
	spaced := report.Code(confirmed(v), anwei.Unit{Name: " 南 村\n镇\u200b"})
	if want := report.Code(confirmed(v), unit); spaced != want {
		t.Errorf("spaces in the name: %s, want %s", spaced, want)
	}
}

// TestCodeTellsKindsOfAnswerApart looks at answers that are easily taken for one
// another.
func TestCodeTellsKindsOfAnswerApart(t *testing.T) {
	seen := map[string]int{}
	base := confirmed(anwei.Values{"a": anwei.Number(0)})
	other := base
	other.Key.Form = "ledger"
	reports := []anwei.Report{base, other}
	for _, v := range []anwei.Values{
		{},
		{"a": {NA: true}},
		{"a": anwei.Number(1)},
		{"a": {Text: "0"}},
		{"b": anwei.Number(0)},
		{"a": anwei.Number(0), "b": anwei.Number(0)},
		{"a": {Text: "b"}, "c": {}},
		{"a": {}, "bc": {}},
		{"ab": {}, "c": {}},
	} {
		reports = append(reports, confirmed(v))
	}
	for i, r := range reports {
		code := report.Code(r, anwei.Unit{Name: "南村镇"})
		if j, ok := seen[code]; ok {
			t.Errorf("reports %d and %d have the code %s", j, i, code)
		}
		seen[code] = i
	}
}

func TestCodeProperty(t *testing.T) {
	shape := regexp.MustCompile(`^2026-10-\S*-v\d+-[2-9AC-FHJKMNPQRTUWXY]{4}$`)
	changes, same := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		fs := fields(6)
		v := answered(fs).Draw(t, "values")
		unit := anwei.Unit{Name: rapid.String().Draw(t, "name")}
		r := confirmed(v)
		code := report.Code(r, unit)
		if !shape.MatchString(code) {
			t.Fatalf("code %q", code)
		}
		sum := code[len(code)-4:]
		r.Revision = rapid.IntRange(1, 99).Draw(t, "revision")
		r.By, r.At, r.Late, r.Reasons = "somebody", time.Unix(1, 0), true, map[anwei.RuleID]string{"x": "y"}
		if again := report.Code(r, unit); !strings.HasSuffix(again, sum) {
			t.Fatalf("%s became %s, and no value changed", code, again)
		}
		for _, f := range fs {
			other := r
			other.Values = v.Clone()
			x := other.Values[f.ID]
			x.N += rapid.Int64Range(1, 1000).Draw(t, "more")
			other.Values[f.ID] = x
			if changes++; strings.HasSuffix(report.Code(other, unit), sum) {
				same++
			}
		}
	})
	// One in 456976 is expected; among some hundred changes, none or one.
	if same > 1 {
		t.Errorf("%d of %d changes left the checksum as it was", same, changes)
	}
}

// TestCodeSpreads counts how often the checksums of many reports meet. Of 20000 by
// chance about 437 pairs do.
func TestCodeSpreads(t *testing.T) {
	seen := map[string]bool{}
	pairs := 0
	for n := range int64(20000) {
		code := report.Code(confirmed(anwei.Values{"a": anwei.Number(n)}), anwei.Unit{})
		if seen[code] {
			pairs++
		}
		seen[code] = true
	}
	if pairs < 350 || pairs > 530 {
		t.Errorf("%d of 20000 checksums were there before, want about 437", pairs)
	}
}
