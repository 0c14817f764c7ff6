// Package tables composes the official tables out of reports, duties, cases and notices.
package tables

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"anwei"
)

// Table is a compiled table before it has a format: a workbook, a printed sheet
// and a web page are all drawn from it. It says what a cell means and never how
// it looks.
type Table struct {
	Name  string // a short name, for the tab of a workbook
	Annex string // 附件2, above the title; may be empty
	Title string
	// Above and Foot are the lines over and under the grid.
	Above   []Line
	Columns []Column
	// Keys is how many of the first columns say what a row is about. They stay
	// in sight while the others scroll.
	Keys int
	Head []Row
	Rows []Row
	// Made makes the rows anew whenever it is walked, in place of Rows, where there may
	// be too many to hold.
	Made iter.Seq[Row]
	Foot []Line
	// Code is the version code of what the table shows, and empty where it has
	// none. It stands under everything else, so that a sheet on paper can be told
	// from one with other figures.
	Code string
	// Landscape asks for paper that is wider than high.
	Landscape bool
	// OnePage asks that the table be kept on one page of paper.
	OnePage bool
	// At is when the table was compiled. The zero time is unknown.
	At time.Time
}

// Line is a line of text outside the grid, with up to three places.
type Line struct{ Left, Middle, Right string }

// Column describes a column for its whole length.
type Column struct {
	Title string
	// Group is the heading that the column shares with its neighbours, and empty
	// where it stands alone.
	Group string
	// Field is the field whose answers the column shows, and empty where it
	// shows something else.
	Field anwei.FieldID
	// Width is in half-width characters; a Chinese character takes two.
	Width int
	// Prose marks a column of sentences, which are set from the left.
	Prose bool
}

// Row is one row of the grid. It has as many cells as the table has columns.
type Row struct {
	Cells []Cell
	Mark  Mark
}

// Mark is what a row or a cell means beyond its content.
type Mark int

// The meanings that a row or a cell may have.
const (
	Plain    Mark = iota
	Total         // 合计
	Missing       // 未报
	Late          // 逾期
	Subtotal      // 小计
)

// Kind is what a cell holds.
type Kind int

// The kinds of cell. Empty is "nobody answered" and is never zero.
const (
	Empty   Kind = iota
	Number       // Cell.Number counts
	Text         // Cell.Text counts
	NA           // 不适用
	Covered      // lies under the span of a cell to the left or above
)

// Cell is one cell of the grid.
type Cell struct {
	Kind   Kind
	Number int64
	Text   string
	Mark   Mark
	// Cols and Rows are how many columns and rows the cell takes; zero is one.
	Cols, Rows int
}

// Span returns how many columns and rows the cell takes, at least one of each.
func (c Cell) Span() (cols, rows int) { return max(c.Cols, 1), max(c.Rows, 1) }

// String returns the cell as it is printed. 不适用 is a dash, which the foot of
// the table explains.
func (c Cell) String() string {
	switch c.Kind {
	case Number:
		return strconv.FormatInt(c.Number, 10)
	case Text:
		return c.Text
	case NA:
		return "—"
	case Empty, Covered:
	}
	return ""
}

// All walks the rows of the table, held or made.
func (t Table) All() iter.Seq[Row] {
	if t.Made != nil {
		return t.Made
	}
	return slices.Values(t.Rows)
}

// Whole returns the table with all its rows held.
func (t Table) Whole() Table {
	t.Rows, t.Made = slices.Collect(t.All()), nil
	return t
}

// Valid returns an error where the grid is not sound: a row with too few or too
// many cells, a span that leaves its part of the table or meets another span.
// The tables of this package always are sound; those who build their own may
// ask.
func (t Table) Valid() error {
	if err := t.Sound(); err != nil {
		return err
	}
	for _, part := range []iter.Seq[Row]{slices.Values(t.Head), t.All()} {
		for _, err := range t.Blocks(part) {
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// Sound is Valid without a look at the rows, which Blocks checks.
func (t Table) Sound() error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("table %q has no columns", t.Title)
	}
	if t.Keys < 0 || t.Keys >= len(t.Columns) {
		return fmt.Errorf("table %q has %d key columns of %d", t.Title, t.Keys, len(t.Columns))
	}
	return nil
}

// Blocks cuts rows of the table, its head or its body, into those that belong together:
// a block ends where no cell spans what follows. What is not sound ends it with the
// error. A block is good until the next one is asked for.
func (t Table) Blocks(rows iter.Seq[Row]) iter.Seq2[[]Row, error] {
	return func(yield func([]Row, error) bool) {
		var block []Row
		end, no := 0, 0
		for row := range rows {
			block = append(block, row)
			for _, c := range row.Cells {
				_, high := c.Span()
				end = max(end, len(block)-1+high)
			}
			if len(block) < end {
				continue
			}
			err := t.check(block, no)
			if !yield(block, err) || err != nil {
				return
			}
			no, end, block = no+len(block), 0, block[:0]
		}
		if len(block) > 0 {
			yield(nil, t.check(block, no)) // some span leaves the grid
		}
	}
}

// check looks whether the rows, which follow so many others, are a sound block.
func (t Table) check(rows []Row, after int) error {
	if err := validRows(rows, len(t.Columns)); err != nil {
		return fmt.Errorf("table %q, behind row %d: %w", t.Title, after, err)
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
