package report

import "fmt"

// Valid returns an error where the grid is not sound: a row with too few or too
// many cells, a span that leaves its part of the table or meets another span.
// The tables of this package always are sound; those who build their own may
// ask.
func (t Table) Valid() error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("table %q has no columns", t.Title)
	}
	if t.Keys < 0 || t.Keys >= len(t.Columns) {
		return fmt.Errorf("table %q has %d key columns of %d", t.Title, t.Keys, len(t.Columns))
	}
	if err := validRows(t.Head, len(t.Columns)); err != nil {
		return fmt.Errorf("head of table %q: %w", t.Title, err)
	}
	if err := validRows(t.Rows, len(t.Columns)); err != nil {
		return fmt.Errorf("table %q: %w", t.Title, err)
	}
	return nil
}

func validRows(rows []Row, columns int) error {
	covered := make(map[[2]int]bool)
	for y, row := range rows {
		if len(row.Cells) != columns {
			return fmt.Errorf("row %d has %d cells, not %d", y+1, len(row.Cells), columns)
		}
		for x, c := range row.Cells {
			if covered[[2]int{x, y}] != (c.Kind == Covered) {
				return fmt.Errorf("row %d, column %d: spans and covered cells disagree", y+1, x+1)
			}
			cols, high := c.Span()
			if x+cols > columns || y+high > len(rows) {
				return fmt.Errorf("row %d, column %d: span leaves the grid", y+1, x+1)
			}
			if !cover(covered, [4]int{x, y, cols, high}) {
				return fmt.Errorf("row %d, column %d: spans overlap", y+1, x+1)
			}
		}
	}
	return nil
}

// cover marks all cells of a span but its first, and reports whether they were
// free. The span is x, y, columns, rows.
func cover(covered map[[2]int]bool, span [4]int) bool {
	for y := span[1]; y < span[1]+span[3]; y++ {
		for x := span[0]; x < span[0]+span[2]; x++ {
			at := [2]int{x, y}
			if at == [2]int{span[0], span[1]} {
				continue
			}
			if covered[at] {
				return false
			}
			covered[at] = true
		}
	}
	return true
}
