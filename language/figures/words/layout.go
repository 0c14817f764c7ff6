package words

import (
	"slices"
	"strings"

	"anwei"
)

// Role is the part that a number plays in a group of fields.
type Role int8

// The parts that a form may have fields for.
const (
	None    Role = iota
	Check        // what was checked
	Haz          // hazards found, of all kinds
	Major        // major hazards
	Rect         // hazards put right
	RectMaj      // major hazards put right
	Own          // a field that plays no part of its own: 停产, 约谈
	Roles        // how many parts there are
)

// Layout says which field of a form plays which part, as read off the titles.
type Layout struct {
	Form   anwei.Form
	Part   []Role  // of each field
	Group  []int   // of each field
	Fields [][]int // of each group, those that hold counts
	at     [][Roles]int
	Index  map[anwei.FieldID]int
	All    []int // the fields that hold counts
}

func layoutOf(f anwei.Form, w *Table) *Layout {
	l := &Layout{Form: f, Index: map[anwei.FieldID]int{}}
	for range f.Groups {
		var nothing [Roles]int
		for r := range nothing {
			nothing[r] = -1
		}
		l.Fields, l.at = append(l.Fields, nil), append(l.at, nothing)
	}
	for i, fd := range f.Fields {
		l.Index[fd.ID] = i
		l.Part, l.Group = append(l.Part, None), append(l.Group, -1)
		if !fd.Kind.Counts() {
			continue
		}
		l.Part[i] = w.part(fd)
		for g, group := range f.Groups {
			if group.ID == fd.Group {
				l.Group[i] = g
				l.Fields[g] = append(l.Fields[g], i)
			}
		}
		l.cast(i)
		l.All = append(l.All, i)
	}
	return l
}

// FieldAt returns the field of a group that plays the part, -1 for none.
func (l *Layout) FieldAt(group int, r Role) int {
	if group < 0 || group >= len(l.at) || r >= Roles {
		return -1
	}
	return l.at[group][r]
}

// cast gives a field its place among the parts of its group.
func (l *Layout) cast(i int) {
	g := l.Group[i]
	if g < 0 {
		l.Part[i] = Own
		return
	}
	at, r := &l.at[g], l.Part[i]
	if r == Rect && at[Rect] >= 0 && at[Major] >= 0 || r == Rect && at[Haz] < 0 && at[Major] >= 0 {
		r = RectMaj
	}
	if r != Own && (at[r] >= 0 || r == Rect && at[Haz] < 0) {
		r = Own
	}
	l.Part[i] = r
	if r != Own {
		at[r] = i
	}
}

// part reads the part of a field off its title.
func (t *Table) part(fd anwei.Field) Role {
	text := fd.Title + "\n" + fd.Short
	switch {
	case t.AnyIn(text, "title.rect") && !t.AnyIn(text, "title.norect"):
		return Rect
	case t.AnyIn(text, "title.major") && t.AnyIn(text, "title.haz"):
		return Major
	case t.AnyIn(text, "title.haz"):
		return Haz
	case t.AnyIn(text, "title.check") && !t.AnyIn(text, "title.nocheck"):
		return Check
	}
	return Own
}

// AnyIn reports whether a word of the list stands in s.
func (t *Table) AnyIn(s, list string) bool {
	return slices.ContainsFunc(t.Lists[list], func(w string) bool { return strings.Contains(s, w) })
}
