package tables_test

import (
	"testing"

	"anwei/report/tables"
)

func TestValid(t *testing.T) {
	covered := tables.Cell{Kind: tables.Covered}
	for name, rows := range map[string][]tables.Row{
		"too few cells":   {{Cells: []tables.Cell{{}}}},
		"leaves to right": {{Cells: []tables.Cell{{}, {Cols: 2}}}},
		"leaves below":    {{Cells: []tables.Cell{{Rows: 2}, {}}}},
		"not covered":     {{Cells: []tables.Cell{{Cols: 2}, {}}}},
		"covered by none": {{Cells: []tables.Cell{{}, covered}}},
		"overlap":         {{Cells: []tables.Cell{{}, {Rows: 2}}}, {Cells: []tables.Cell{{Cols: 2}, covered}}},
	} {
		table := tables.Table{Columns: make([]tables.Column, 2), Rows: rows}
		if table.Valid() == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if (tables.Table{}).Valid() == nil {
		t.Error("a table without columns: no error")
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "企业": 4, "整改(个)": 8, "“—”": 6, "①": 2, "e\u0301": 1, "１２": 4} {
		if got := tables.Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}
