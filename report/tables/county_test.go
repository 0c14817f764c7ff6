package tables_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// october is the county with three units missing, one late, one 不适用.
func october(t *testing.T, name string) report.Scope {
	t.Helper()
	form := read[anwei.Form](t, name)
	in := report.Scope{
		Form: form, Period: anwei.MonthPeriod(2026, time.October), Root: "xian",
		Roster: read[anwei.Roster](t, "roster.json"), Reports: report.ByUnit{},
		Zone: zone(), At: time.Date(2026, 10, 22, 7, 2, 0, 0, time.UTC),
	}
	for i, u := range in.Roster.Units {
		if !form.Audience.Includes(u) || u.ID == "xiacun" || u.ID == "zhoucun" || u.ID == "jiaoyu" {
			continue
		}
		at := time.Date(2026, 10, 20, 1, i, 0, 0, time.UTC)
		in.Reports.(report.ByUnit)[u.ID] = anwei.Report{Values: sample(form, i), First: at, At: at.AddDate(0, 0, 3), Late: u.ID == "jincun"}
	}
	return in
}

func TestCounty(t *testing.T) {
	t.Run("figures", func(t *testing.T) {
		in := october(t, "figures.json")
		in.Reports.(report.ByUnit)["yingji"].Values["leader_hazards"] = anwei.Value{NA: true}
		delete(in.Reports.(report.ByUnit)["gongan"].Values, "accountable")
		golden(t, "county", tables.County(in))
	})
	t.Run("one unit's subtree", func(t *testing.T) {
		in := october(t, "figures.json")
		in.Root = "nancun"
		golden(t, "county-subtree", tables.County(in))
	})
	t.Run("ledger", func(t *testing.T) { golden(t, "county-ledger", tables.County(october(t, "ledger.json"))) })
	t.Run("nothing", func(t *testing.T) {
		if err := tables.County(report.Scope{}).Valid(); err != nil {
			t.Error(err)
		}
	})
}

func TestCountyKeepsRetiredUnitsThatReported(t *testing.T) {
	in := october(t, "figures.json")
	for i := range in.Roster.Units {
		in.Roster.Units[i].Retired = in.Roster.Units[i].ID == "nancun" || in.Roster.Units[i].ID == "xiacun"
	}
	table := tables.County(in)
	if got := table.Rows[0].Cells[1].Text; got != "南村镇" {
		t.Errorf("first row is %s; a report must not vanish with its unit", got)
	}
	if got := table.Foot[0].Left; strings.Contains(got, "下村镇") {
		t.Errorf("%s: a retired unit owes nothing", got)
	}
}

func TestCountyOfFieldsNotAsked(t *testing.T) {
	in := october(t, "figures.json")
	in.Form.Fields[0].Audience = &anwei.Audience{Kinds: []anwei.UnitKind{"town"}}
	delete(in.Reports.(report.ByUnit)["yingji"].Values, in.Form.Fields[0].ID)
	for _, r := range tables.County(in).Rows {
		if r.Cells[1].Text == "县应急管理局" && r.Cells[2].Kind != tables.NA {
			t.Errorf("a field that is not asked of a unit is %v, want NA", r.Cells[2])
		}
	}
}
