package report_test

import (
	"testing"

	"anwei"
	"anwei/report"
)

func TestCommended(t *testing.T) {
	f := anwei.Form{ID: "f", Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}}, Fields: []anwei.Field{{ID: "a", Kind: anwei.Count}}}
	full := anwei.Report{Values: anwei.Values{"a": anwei.Number(0)}}
	late, half, back, typed := full, full, full, full
	typed.Behalf = true // by the office
	late.Late, half.Values, back.Handled = true, nil, &anwei.Handling{Kind: anwei.Returned}
	units := []anwei.Unit{
		{ID: "good", Kind: "town"},
		{ID: "late", Kind: "town"},
		{ID: "half", Kind: "town"},
		{ID: "back", Kind: "town"},
		{ID: "gap", Kind: "town"},
		{ID: "typed", Kind: "town"},
		{ID: "unasked", Kind: "county"},
		{ID: "gone", Kind: "town", Retired: true},
	}
	first, second := anwei.MonthPeriod(2026, 8), anwei.MonthPeriod(2026, 9)
	s := shelf{}
	put := func(p anwei.Period, id anwei.UnitID, r anwei.Report) {
		r.Key = anwei.ReportKey{Form: f.ID, Period: p, Unit: id}
		s[r.Key] = r
	}
	for _, u := range units {
		put(first, u.ID, full)
	}
	for id, r := range map[anwei.UnitID]anwei.Report{"good": full, "late": late, "half": half, "back": back, "typed": typed, "unasked": full, "gone": full} {
		put(second, id, r)
	}
	got := report.Commended(f, units, []anwei.Period{first, second}, s)
	if len(got) != 1 || got[0].ID != "good" {
		t.Errorf("commended are %v", got)
	}
	if got := report.Commended(f, units, nil, s); got != nil {
		t.Errorf("of no period, %v are commended", got)
	}
}
