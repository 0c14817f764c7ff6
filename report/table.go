// Package report compiles reports into tables.
package report

import (
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

func words(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

func number(n int64) Cell { return Cell{Kind: Number, Number: n} }
