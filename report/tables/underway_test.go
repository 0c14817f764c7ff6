package tables_test

import (
	"testing"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// TestUnderWay names under the table whose figures may change still, and who did not
// enter his own.
func TestUnderWay(t *testing.T) {
	handled := func(k anwei.HandlingKind) *anwei.Handling { return &anwei.Handling{Kind: k} }
	in := report.Scope{
		Form:   anwei.Form{Title: "工作清单", Every: anwei.Month, Fields: []anwei.Field{{ID: "a", Kind: anwei.Count, Title: "检查(次)"}}},
		Period: anwei.MonthPeriod(2026, 10),
		Roster: anwei.Roster{Units: []anwei.Unit{{ID: "n", Name: "南村镇"}, {ID: "x", Name: "下村镇"}, {ID: "z", Name: "周村镇"}, {ID: "b", Name: "巴公镇"}, {ID: "g", Name: "高都镇"}}},
		Reports: report.ByUnit{
			"n": {Revision: 1}, "x": {Revision: 1, Handled: handled(anwei.Returned)}, "z": {Revision: 1, Behalf: true},
			"b": {Revision: 1, Behalf: true, Handled: handled(anwei.Disputed)}, "g": {Revision: 1, Handled: handled(anwei.Sealed)},
		},
	}
	const want = "已退回待更正（1）：下村镇；代录后单位说有误（1）：巴公镇；由安委办代录（1）：周村镇。"
	if got := tables.County(in).Foot[0].Left; got != want {
		t.Errorf("it says %s", got)
	}
	for id, r := range in.Reports.(report.ByUnit) {
		r.Behalf, r.Handled = false, nil
		in.Reports.(report.ByUnit)[id] = r
	}
	if got := tables.County(in).Foot[0].Left; got == want {
		t.Error("it says so of reports that are in and nothing else")
	}
}
