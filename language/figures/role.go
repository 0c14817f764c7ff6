package figures

import (
	"slices"
	"strings"

	"anwei"
)

// role is the part that a number plays in a group of fields. What a form has no
// field for, such as hazards that are not major, still is a part.
type role int8

const (
	none role = iota
	check
	haz     // hazards found, of all kinds
	general // hazards that are not major
	major   // major hazards
	rect    // hazards put right
	rectGen // general hazards put right
	rectMaj // major hazards put right
	open    // hazards not yet put right
	openGen // general ones
	openMaj // major ones
	ordered // hazards whose putting right was ordered
	own     // a field that plays no part of its own: 停产, 约谈
	roleCount
)

// parts are those that there are none of where there is none of the whole.
func (r role) parts() []role {
	switch r { //nolint:exhaustive // the others have none
	case check:
		return []role{haz, rect, major}
	case haz:
		return []role{rect, major, rectMaj}
	case major:
		return []role{rectMaj}
	}
	return nil
}

// done returns the part of the hazards of base that are put right.
func (r role) done() role { return r.among(rect, rectGen, rectMaj) }

// left returns the part of the hazards of base that are not put right.
func (r role) left() role { return r.among(open, openGen, openMaj) }

// among chooses between what is of all hazards, of the general and of the major ones.
func (r role) among(of, ofGeneral, ofMajor role) role {
	switch r {
	case general:
		return ofGeneral
	case major:
		return ofMajor
	default:
		return of
	}
}

// layout says which field of a form plays which part, as read off the titles.
type layout struct {
	form   anwei.Form
	part   []role  // of each field
	group  []int   // of each field
	fields [][]int // of each group, those that hold counts
	at     [][roleCount]int
	index  map[anwei.FieldID]int
	all    []int // the fields that hold counts
}

func layoutOf(f anwei.Form, w *table) *layout {
	l := &layout{form: f, index: map[anwei.FieldID]int{}}
	for range f.Groups {
		var none [roleCount]int
		for r := range none {
			none[r] = -1
		}
		l.fields, l.at = append(l.fields, nil), append(l.at, none)
	}
	for i, fd := range f.Fields {
		l.index[fd.ID] = i
		l.part, l.group = append(l.part, none), append(l.group, -1)
		if !fd.Kind.Counts() {
			continue
		}
		l.part[i] = w.part(fd)
		for g, group := range f.Groups {
			if group.ID == fd.Group {
				l.group[i] = g
				l.fields[g] = append(l.fields[g], i)
			}
		}
		l.cast(i)
		l.all = append(l.all, i)
	}
	return l
}

// cast gives a field its place among the parts of its group.
func (l *layout) cast(i int) {
	g := l.group[i]
	if g < 0 {
		l.part[i] = own
		return
	}
	at, r := &l.at[g], l.part[i]
	if r == rect && at[rect] >= 0 && at[major] >= 0 || r == rect && at[haz] < 0 && at[major] >= 0 {
		r = rectMaj
	}
	if r != own && (at[r] >= 0 || r == rect && at[haz] < 0) {
		r = own
	}
	l.part[i] = r
	if r != own {
		at[r] = i
	}
}

// part reads the part of a field off its title.
func (t *table) part(fd anwei.Field) role {
	text := fd.Title + "\n" + fd.Short
	switch {
	case t.anyIn(text, "title.rect") && !t.anyIn(text, "title.norect"):
		return rect
	case t.anyIn(text, "title.major") && t.anyIn(text, "title.haz"):
		return major
	case t.anyIn(text, "title.haz"):
		return haz
	case t.anyIn(text, "title.check") && !t.anyIn(text, "title.nocheck"):
		return check
	}
	return own
}

func (t *table) anyIn(s, list string) bool {
	return slices.ContainsFunc(t.lists[list], func(w string) bool { return strings.Contains(s, w) })
}
