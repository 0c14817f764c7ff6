package pdf

import (
	"fmt"
	"slices"
	"testing"

	"anwei/report/tables"
)

// grouped is a table of single rows, and under them rows that stand beside one cell.
func grouped(singles, together int) tables.Table {
	word := func(s string) tables.Cell { return tables.Cell{Kind: tables.Text, Text: s} }
	t := tables.Table{
		Title: "台账", Columns: []tables.Column{{Title: "目标", Width: 20}, {Title: "任务", Width: 20}},
		Head: []tables.Row{{Cells: []tables.Cell{word("目标"), word("任务")}}},
	}
	for i := range singles {
		t.Rows = append(t.Rows, tables.Row{Cells: []tables.Cell{word("单项"), word(fmt.Sprint("单", i))}})
	}
	for i := range together {
		lead := tables.Cell{Kind: tables.Covered}
		if i == 0 {
			lead = word("一组")
			lead.Rows = together
		}
		t.Rows = append(t.Rows, tables.Row{Cells: []tables.Cell{lead, word(fmt.Sprint("组", i))}})
	}
	return t
}

// pagesOf returns the pages that the rows of the group stand on.
func pagesOf(t *testing.T, table tables.Table, together int) []int {
	t.Helper()
	f, err := openFace()
	if err != nil {
		t.Fatal(err)
	}
	size, widths, err := columns(f, table)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := sheet{face: f, table: table, size: size, widths: widths}.layOut()
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for n, items := range pages {
		for _, it := range items {
			for i := range together {
				if slices.Equal(it.lines, []string{fmt.Sprint("组", i)}) {
					out = append(out, n+1)
				}
			}
		}
	}
	return out
}

// TestRowsThatBelongTogetherStayTogether ends a page in rows that stand beside one
// cell: where the page is more than half full and the next has room for them, they go
// there as a whole, and otherwise they are parted.
func TestRowsThatBelongTogetherStayTogether(t *testing.T) {
	for _, c := range []struct {
		name              string
		singles, together int
		parted            bool
	}{
		{"a full page", 28, 8, false},
		{"a page that is half empty", 8, 30, true},
		{"more than a page", 28, 60, true},
	} {
		on := pagesOf(t, grouped(c.singles, c.together), c.together)
		if len(on) != c.together {
			t.Fatalf("%s: %d of %d rows are drawn", c.name, len(on), c.together)
		}
		if parted := on[0] != on[len(on)-1]; parted != c.parted {
			t.Errorf("%s: the rows stand on pages %v", c.name, on)
		}
	}
}
