package report

import "anwei"

// Branch is a unit of the tree with the rows that stand at or below it: those from
// first up to, and without, end.
type Branch struct {
	Unit       anwei.Unit
	First, End int
	Depth      int // how many branches lie around it
}

// Arranged is units in the order of their tree, a unit before those below it and
// otherwise as the roster has them, with the branches among them.
type Arranged struct {
	Units    []anwei.Unit
	Branches []Branch // a branch before those within it
}

// Arrange puts the units in the order of the roster's tree, so that those of one
// branch follow one another. Only a branch with at least two of the units counts,
// and of branches over the same units the highest.
func Arrange(r anwei.Roster, units []anwei.Unit) Arranged {
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
	return t.Arranged
}

type walk struct {
	Arranged

	wanted, met map[anwei.UnitID]bool
	below       map[anwei.UnitID][]anwei.Unit
}

// visit adds the unit and all below it.
func (t *walk) visit(u anwei.Unit) {
	if t.met[u.ID] {
		return
	}
	t.met[u.ID] = true
	at := len(t.Branches)
	b := Branch{Unit: u, First: len(t.Units)}
	t.Branches = append(t.Branches, b)
	if t.wanted[u.ID] {
		t.Units = append(t.Units, u)
	}
	for _, c := range t.below[u.ID] {
		t.visit(c)
	}
	b.End = len(t.Units)
	inner := t.Branches[at+1:]
	t.Branches = t.Branches[:at]
	if b.End-b.First < 2 {
		return
	}
	t.Branches = append(t.Branches, b)
	for _, c := range inner {
		if c.First != b.First || c.End != b.End {
			t.Branches = append(t.Branches, c)
		}
	}
}

// nest sets how deep each branch lies.
func (a *Arranged) nest() {
	var open []int // the ends of the branches around
	for i := range a.Branches {
		b := &a.Branches[i]
		for len(open) > 0 && open[len(open)-1] <= b.First {
			open = open[:len(open)-1]
		}
		b.Depth = len(open)
		open = append(open, b.End)
	}
}

// EndingAt returns the branches whose last row is the row, the inner ones first.
// One over all rows is left out: its sums are the table's own.
func (a Arranged) EndingAt(row int) []Branch {
	var out []Branch
	for i := len(a.Branches) - 1; i >= 0; i-- {
		if b := a.Branches[i]; b.End == row+1 && b.End-b.First < len(a.Units) {
			out = append(out, b)
		}
	}
	return out
}
