package tables

import (
	"fmt"
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

// spanned returns the cells for the i-th of n rows that they stand once for.
func spanned(cells []Cell, i, n int) []Cell {
	out := make([]Cell, 0, len(cells))
	for _, c := range cells {
		if c.Rows = n; i > 0 {
			c = Cell{Kind: Covered}
		}
		out = append(out, c)
	}
	return out
}

// answerCells returns a unit's answers in the order of the fields.
func answerCells(fields []anwei.Field, v anwei.Values) []Cell {
	out := make([]Cell, 0, len(fields))
	for _, f := range fields {
		out = append(out, answerCell(f, v))
	}
	return out
}

func answerCell(f anwei.Field, v anwei.Values) Cell {
	x, ok := v[f.ID]
	switch {
	case !ok:
		return Cell{}
	case x.NA && x.Note != "" && f.Kind == anwei.Text:
		return words(report.NoConcern + x.Note)
	case x.NA:
		return Cell{Kind: NA}
	case f.Kind == anwei.Count:
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
	if v != nil && !v.NA && f.Kind == anwei.Count {
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
