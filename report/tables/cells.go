package tables

import (
	"fmt"
	"slices"
	"time"

	"anwei"
	"anwei/report"
)

func words(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

func number[T int | int64](n T) Cell { return Cell{Kind: Number, Number: int64(n)} }

// block returns a row for each of the lines, between cells that stand once for all of
// them.
func block(mark Mark, lead []Cell, lines [][]Cell, tail ...Cell) []Row {
	spanned := func(cells []Cell, i int) []Cell {
		out := make([]Cell, len(cells))
		for x, c := range cells {
			if c.Rows = len(lines); i > 0 {
				c = Cell{Kind: Covered}
			}
			out[x] = c
		}
		return out
	}
	out := make([]Row, 0, len(lines))
	for i, line := range lines {
		out = append(out, Row{Mark: mark, Cells: slices.Concat(spanned(lead, i), line, spanned(tail, i))})
	}
	return out
}

// answerCells returns a unit's answers in the order of the fields.
func answerCells(fields []anwei.Field, v anwei.Values) []Cell {
	out := make([]Cell, 0, len(fields))
	for i := range fields {
		out = append(out, answerCell(&fields[i], v))
	}
	return out
}

func answerCell(f *anwei.Field, v anwei.Values) Cell {
	x, ok := v[f.ID]
	switch {
	case !ok:
		return Cell{}
	case x.NA && x.Note != "" && f.Kind.Prose():
		return words(report.NoConcern + x.Note)
	case x.NA:
		return Cell{Kind: NA}
	case f.Kind.Counts():
		return number(x.N)
	}
	return words(x.Text)
}

// sumCells returns the totals in the order of the fields. Text has none.
func sumCells(fields []anwei.Field, sums report.Sums) []Cell {
	out := make([]Cell, 0, len(fields))
	for _, f := range fields {
		var c Cell // of nothing there is no total, not zero
		if s := sums[f.ID]; s.Counted > 0 {
			c = number(s.Num)
		}
		out = append(out, c)
	}
	return out
}

// shownCell is a value in a list of changes, a number as a number.
func shownCell(f anwei.Field, v *anwei.Value) Cell {
	if v != nil && !v.NA && f.Kind.Counts() {
		return number(v.N)
	}
	return words(report.Shown(f, v))
}

func edition(n int) Cell {
	if n == 0 {
		return Cell{}
	}
	return words(fmt.Sprintf("第%d版", n))
}

// marked is a text that means more than it says.
func marked(s string, m Mark) Cell { return Cell{Kind: Text, Text: s, Mark: m} }

// moment is a time as a cell has it, and empty for none.
func moment(t time.Time, zone *time.Location) Cell {
	if t.IsZero() {
		return Cell{}
	}
	return words(clock(t, zone))
}

func clock(t time.Time, zone *time.Location) string {
	return report.Local(t, zone).Format("1月2日 15:04")
}
