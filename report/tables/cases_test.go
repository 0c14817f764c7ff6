package tables_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/report/tables"
)

// cases are one that is closed, one that is overdue, one of a kind and a unit
// that are no more, and a hazard of the year before that waits for its closing.
func cases(t *testing.T) tables.CasesInput {
	t.Helper()
	at := func(m time.Month, d, h int) time.Time { return time.Date(2026, m, d, h, 0, 0, 0, time.UTC) }
	quick := func(opened anwei.Date, done ...time.Time) []anwei.CaseStep {
		steps := []anwei.CaseStep{
			{ID: "scene", Title: "现场调查", Due: opened},
			{ID: "opinion", Title: "调查意见", Due: opened.AddDays(1)},
			{ID: "analysis", Title: "案例剖析", Due: opened.AddDays(3)},
		}
		for i, d := range done {
			steps[i].Done, steps[i].Result = d, "已报安委办"
		}
		return steps
	}
	return tables.CasesInput{
		Plan: campaign(), Roster: read[anwei.Roster](t, "roster.json"), Zone: zone(), At: at(9, 20, 1),
		Cases: []anwei.Case{
			{
				ID: 1, Kind: "quick", Unit: "nancun", Text: "XX煤矿皮带着火隐患", Opened: at(9, 1, 1),
				Steps:  quick(on(9, 1), at(9, 1, 15), at(9, 2, 16), at(9, 4, 1)), // the second is done on the 3rd in the county
				Closed: at(9, 5, 1), Outcome: "罚款5万元，已通报",
			},
			{ID: 2, Kind: "quick", Unit: "xiacun", Text: "YY加油站储罐无液位报警", Opened: at(9, 18, 1), Steps: quick(on(9, 18), at(9, 18, 3))},
			{ID: 3, Kind: "older", Unit: "gone", Text: "没有步骤的旧案", Opened: at(9, 19, 1)},
			{
				ID: 4, Kind: "hazard", Unit: "nancun", Text: "尾矿库排洪设施堵塞", Opened: at(-1, 3, 1),
				Steps: []anwei.CaseStep{{ID: "rectify", Title: "整改销号", Due: anwei.Date{Year: 2026, Month: 2, Day: 1}, Done: at(1, 31, 1), Result: "已疏通"}},
			},
			{ID: 5, Kind: "hazard", Unit: "bagong", Text: "高炉煤气报警失灵", Opened: at(9, 19, 1), Steps: []anwei.CaseStep{{ID: "rectify", Title: "整改销号", Due: on(12, 18)}}},
		},
	}
}

func TestCases(t *testing.T) {
	t.Run("all", func(t *testing.T) { golden(t, "cases", tables.Cases(cases(t))) })
	t.Run("one unit's subtree", func(t *testing.T) {
		in := cases(t)
		in.Root = "nancun"
		golden(t, "cases-subtree", tables.Cases(in))
	})
	t.Run("nothing", func(t *testing.T) {
		table := tables.Cases(tables.CasesInput{})
		if err := table.Valid(); err != nil || table.Foot[0].Left != "目前没有立案。" {
			t.Errorf("%v, %v", err, table.Foot)
		}
	})
}

// TestCaseStepIsDueToItsLastSecond looks at a step in the last second of its day
// and in the first after it.
func TestCaseStepIsDueToItsLastSecond(t *testing.T) {
	in := cases(t)
	in.Cases = in.Cases[1:2]
	end := time.Date(2026, 9, 19, 15, 59, 59, 0, time.UTC)
	for at, want := range map[time.Time]string{end: "办理中：调查意见", end.Add(time.Second): "逾期：调查意见"} {
		in.At = at
		if got := tables.Cases(in).Rows[0].Cells[9].Text; got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}
