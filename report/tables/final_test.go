package tables_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// TestFinals says under the table whose figures are not yet those of the whole
// month, from the month's last working day on.
func TestFinals(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	at := func(day int) time.Time { return time.Date(2026, 10, day, 10, 0, 0, 0, zone) }
	in := report.Scope{
		Form:   anwei.Form{Title: "工作清单", Every: anwei.Month, Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}}, Fields: []anwei.Field{{ID: "a", Kind: anwei.Count, Title: "检查(次)"}}},
		Period: anwei.MonthPeriod(2026, 10), TopUp: anwei.Date{Year: 2026, Month: 10, Day: 30}, Zone: zone,
		Roster: anwei.Roster{Units: []anwei.Unit{{ID: "n", Name: "南村镇", Kind: "town"}, {ID: "x", Name: "下村镇", Kind: "town"}, {ID: "z", Name: "周村镇", Kind: "town"}}},
		Reports: report.ByUnit{
			"n": {Revision: 2, First: at(20), At: at(30)}, "x": {Revision: 1, First: at(20), At: at(20)},
		},
	}
	foot := func() string {
		var all []string
		for _, l := range tables.County(in).Foot {
			all = append(all, l.Left)
		}
		return strings.Join(all, "\n")
	}
	in.At = at(29)
	if got := foot(); strings.Contains(got, "全月数") {
		t.Errorf("the day before it says %s", got)
	}
	in.At = at(31)
	if got := foot(); !strings.Contains(got, "未报单位（1）：周村镇。\n全月数已定稿1家；仍是报送时的数（1）：下村镇。") {
		t.Errorf("it says %s", got)
	}
	in.TopUp = anwei.Date{}
	if got := foot(); strings.Contains(got, "全月数") {
		t.Errorf("of a form that is not topped up it says %s", got)
	}
}
