package report

import (
	"fmt"

	"anwei"
)

// branch is a unit of the tree with the rows that stand at or below it: those from
// first up to, and without, end.
type branch struct {
	unit       anwei.Unit
	first, end int
	depth      int // how many branches lie around it
}

// arranged is units in the order of their tree, a unit before those below it and
// otherwise as the roster has them, with the branches among them.
type arranged struct {
	units    []anwei.Unit
	branches []branch // a branch before those within it
}

// arrange puts the units in the order of the roster's tree, so that those of one
// branch follow one another. Only a branch with at least two of the units counts,
// and of branches over the same units the highest.
func arrange(r anwei.Roster, units []anwei.Unit) arranged {
	t := walk{wanted: make(map[anwei.UnitID]bool, len(units)), below: map[anwei.UnitID][]anwei.Unit{}, met: map[anwei.UnitID]bool{}}
	known := make(map[anwei.UnitID]bool, len(r.Units))
	for _, u := range r.Units {
		known[u.ID] = true
		t.below[u.Parent] = append(t.below[u.Parent], u)
	}
	for _, u := range units {
		t.wanted[u.ID] = true
	}
	for _, u := range r.Units {
		if u.Parent == "" || !known[u.Parent] {
			t.visit(u)
		}
	}
	for _, u := range units { // parents that form a ring
		t.visit(u)
	}
	t.nest()
	return t.arranged
}

type walk struct {
	arranged

	wanted, met map[anwei.UnitID]bool
	below       map[anwei.UnitID][]anwei.Unit
}

// visit adds the unit and all below it.
func (t *walk) visit(u anwei.Unit) {
	if t.met[u.ID] {
		return
	}
	t.met[u.ID] = true
	at := len(t.branches)
	b := branch{unit: u, first: len(t.units)}
	t.branches = append(t.branches, b)
	if t.wanted[u.ID] {
		t.units = append(t.units, u)
	}
	for _, c := range t.below[u.ID] {
		t.visit(c)
	}
	b.end = len(t.units)
	inner := t.branches[at+1:]
	t.branches = t.branches[:at]
	if b.end-b.first < 2 {
		return
	}
	t.branches = append(t.branches, b)
	for _, c := range inner {
		if c.first != b.first || c.end != b.end {
			t.branches = append(t.branches, c)
		}
	}
}

// nest sets how deep each branch lies.
func (a *arranged) nest() {
	var open []int // the ends of the branches around
	for i := range a.branches {
		b := &a.branches[i]
		for len(open) > 0 && open[len(open)-1] <= b.first {
			open = open[:len(open)-1]
		}
		b.depth = len(open)
		open = append(open, b.end)
	}
}

// endingAt returns the branches whose last row is the row, the inner ones first.
// One over all rows is left out: its sums are the table's own.
func (a arranged) endingAt(row int) []branch {
	var out []branch
	for i := len(a.branches) - 1; i >= 0; i-- {
		if b := a.branches[i]; b.end == row+1 && b.end-b.first < len(a.units) {
			out = append(out, b)
		}
	}
	return out
}

// sumRow returns the totals over some of the answers, under a title that says how
// many of them came in. Tail is how many cells follow the fields.
func sumRow(mark Mark, title string, fields []anwei.Field, answers []anwei.Values, tail int) Row {
	in := 0
	for _, v := range answers {
		if v != nil {
			in++
		}
	}
	row := Row{Mark: mark, Cells: []Cell{
		{Kind: Text, Text: fmt.Sprintf("%s（%d/%d 单位）", title, in, len(answers)), Cols: 2},
		{Kind: Covered},
	}}
	row.Cells = append(row.Cells, sumCells(fields, Totals(fields, answers))...)
	row.Cells = append(row.Cells, make([]Cell, tail)...)
	return row
}
