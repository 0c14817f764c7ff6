package report_test

import (
	"testing"

	"anwei/report"
)

func TestValid(t *testing.T) {
	covered := report.Cell{Kind: report.Covered}
	for name, rows := range map[string][]report.Row{
		"too few cells":   {{Cells: []report.Cell{{}}}},
		"leaves to right": {{Cells: []report.Cell{{}, {Cols: 2}}}},
		"leaves below":    {{Cells: []report.Cell{{Rows: 2}, {}}}},
		"not covered":     {{Cells: []report.Cell{{Cols: 2}, {}}}},
		"covered by none": {{Cells: []report.Cell{{}, covered}}},
		"overlap":         {{Cells: []report.Cell{{}, {Rows: 2}}}, {Cells: []report.Cell{{Cols: 2}, covered}}},
	} {
		table := report.Table{Columns: make([]report.Column, 2), Rows: rows}
		if table.Valid() == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if (report.Table{}).Valid() == nil {
		t.Error("a table without columns: no error")
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "企业": 4, "整改(个)": 8, "“—”": 6, "①": 2, "e\u0301": 1, "１２": 4} {
		if got := report.Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}
