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

// Arrange puts units of the roster in the order of its tree, so that those of one
// branch follow one another. Only a branch with at least two of the units counts,
// and of branches over the same units the highest.
func Arrange(r anwei.Roster, units []anwei.Unit) Arranged {
	t := walk{of: r.Units, wanted: make([]bool, len(r.Units)), met: make([]bool, len(r.Units))}
	place := make(map[anwei.UnitID]int, len(r.Units))
	for i, u := range r.Units {
		place[u.ID] = i
	}
	t.children(place)
	t.Units = make([]anwei.Unit, 0, len(units))
	for _, u := range units {
		if i, known := place[u.ID]; known {
			t.wanted[i] = true
		}
	}
	for i, u := range r.Units {
		if _, known := place[u.Parent]; u.Parent == "" || !known {
			t.visit(i)
		}
	}
	for i := range r.Units { // parents that form a ring
		t.visit(i)
	}
	t.nest()
	return t.Arranged
}

// walk goes through the units of a roster, which it names by their places.
type walk struct {
	Arranged

	of          []anwei.Unit
	wanted, met []bool
	// first is each unit's first child and next its next sibling, one more than its
	// place.
	first, next []int
}

// children links the units below each other, in the order of the roster.
func (t *walk) children(place map[anwei.UnitID]int) {
	t.first, t.next = make([]int, len(t.of)), make([]int, len(t.of))
	for i := len(t.of) - 1; i >= 0; i-- {
		if parent, known := place[t.of[i].Parent]; known {
			t.next[i], t.first[parent] = t.first[parent], i+1
		}
	}
}

// visit adds the unit at a place and all below it.
func (t *walk) visit(i int) {
	if t.met[i] {
		return
	}
	t.met[i] = true
	at := len(t.Branches)
	b := Branch{Unit: t.of[i], First: len(t.Units)}
	if t.first[i] > 0 {
		t.Branches = append(t.Branches, b)
	}
	if t.wanted[i] {
		t.Units = append(t.Units, t.of[i])
	}
	if t.first[i] == 0 {
		return // a leaf is no branch
	}
	for c := t.first[i]; c > 0; c = t.next[c-1] {
		t.visit(c - 1)
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
