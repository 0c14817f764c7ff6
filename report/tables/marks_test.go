package tables_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/report/tables"
)

// marks are one that stands, one that was withdrawn, one of the year before, one
// of the other group, and one of a unit that is no more.
func marks(t *testing.T) tables.MarksInput {
	t.Helper()
	at := func(y int, m time.Month, d, h int) time.Time { return time.Date(y, m, d, h, 0, 0, 0, time.UTC) }
	plan := campaign()
	plan.Marks = []anwei.MarkKind{
		{ID: "yellow", Title: "黄牌", Group: anwei.Cards},
		{ID: "red", Title: "红牌", Group: anwei.Cards},
		{ID: "guidance", Title: "督导帮扶", Group: anwei.Help},
	}
	return tables.MarksInput{
		Plan: plan, Group: anwei.Cards, Year: anwei.Period{Kind: anwei.Year, Year: 2026, N: 1},
		Roster: read[anwei.Roster](t, "roster.json"), Zone: zone(), At: at(2026, 12, 20, 1),
		Marks: []anwei.Mark{
			{N: 1, Kind: "yellow", Unit: "bagong", Reason: "旧年的", By: "x", At: at(2025, 12, 31, 15)},
			{N: 2, Kind: "yellow", Unit: "nancun", Reason: "连续3个月调度表逾期或未报", By: "x", At: at(2025, 12, 31, 17)}, // in 2026 in the county
			{N: 3, Kind: "red", Unit: "xiacun", Reason: "发生影响较大的事故", By: "x", At: at(2026, 5, 1, 1), Withdrawn: at(2026, 6, 1, 1), Why: "已整改到位"},
			{N: 4, Kind: "guidance", Unit: "nancun", Reason: "进展缓慢", By: "x", At: at(2026, 5, 2, 1)},
			{N: 5, Kind: "yellow", Unit: "gone", Reason: "推动不力", By: "x", At: at(2026, 7, 1, 1)},
		},
	}
}

func TestMarks(t *testing.T) {
	t.Run("cards", func(t *testing.T) { golden(t, "marks", tables.Marks(marks(t))) })
	t.Run("one unit's subtree", func(t *testing.T) {
		in := marks(t)
		in.Root = "nancun"
		if rows := tables.Marks(in).Rows; len(rows) != 1 || rows[0].Cells[0].Text != "2号" {
			t.Errorf("the rows are %v", rows)
		}
	})
	t.Run("help", func(t *testing.T) {
		in := marks(t)
		in.Group = anwei.Help
		table := tables.Marks(in)
		if err := table.Valid(); err != nil || len(table.Rows) != 1 || table.Foot[0].Left != "共1条，督导帮扶有效1条。" {
			t.Errorf("%v, %v, %v", err, table.Rows, table.Foot)
		}
	})
	t.Run("nothing", func(t *testing.T) {
		in := marks(t)
		in.Marks = nil
		table := tables.Marks(in)
		if err := table.Valid(); err != nil || len(table.Rows) != 0 {
			t.Errorf("%v, %v", err, table.Rows)
		}
	})
}
