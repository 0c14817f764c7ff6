package intake

import (
	"cmp"
	"slices"

	"anwei"
)

// answers gathers what is taken from a sheet, and what is left.
type answers struct {
	*sheet

	entries []*Entry
	at      map[cellKey][2]int // where each value was read, by column and row
	loose   []looseRow         // rows that say neither of whom nor of when
	seen    map[anwei.FieldID]bool
	left    map[cellKey]bool // those that were answered twice, or with what several were
	spans   map[int]cellKey  // what a merged cell answered
	far     string
	out     []placed
}

// placed is an unplaced cell with its place, by which they are sorted.
type placed struct {
	x, y int
	Unplaced
}

// cellKey is one answer that a table may give.
type cellKey struct {
	unit   anwei.UnitID
	period anwei.Period
	field  anwei.FieldID
}

func (r *answers) leave(x, y int, why Why, field anwei.FieldID) {
	r.out = append(r.out, placed{x, y, Unplaced{Cell: r.grid.name(x, y), Text: r.grid.at(x, y), Why: why, Field: field}})
}

// know notes the fields that columns have.
func (r *answers) know(columns []readColumn) {
	for _, c := range columns {
		if c.kind == fieldColumn {
			r.seen[r.form.Fields[c.fields[0]].ID] = true
		}
	}
}

// row reads the cells of a row into the entry of the unit and the period.
func (r *answers) row(columns []readColumn, y int, of speaker) {
	for x, c := range columns {
		s := r.grid.at(x, y)
		if s == "" || c.kind == unknownColumn && current(s) {
			continue
		}
		switch c.kind { //nolint:exhaustive // the others are read elsewhere
		case fieldColumn:
			r.take(x, y, r.form.Fields[c.fields[0]], of)
		case openColumn, otherColumn:
			var field anwei.FieldID
			if len(c.fields) == 1 {
				field = r.form.Fields[c.fields[0]].ID
			}
			r.leave(x, y, c.why, field)
		case unknownColumn:
			r.leave(x, y, NoHeading, "")
		}
	}
}

// take reads one cell as the answer to the field.
func (r *answers) take(x, y int, f anwei.Field, of speaker) {
	v, ok, why := r.readCell(r.grid.at(x, y), f)
	if !ok {
		if why != "" {
			r.leave(x, y, why, f.ID)
		}
		return
	}
	k := cellKey{of.unit, of.period, f.ID}
	span := r.grid.span(x, y)
	first, shared := r.spans[span]
	if span > 0 && !shared {
		r.spans[span] = k
	}
	e := r.entry(of)
	old, had := e.Values[f.ID]
	switch {
	case shared && first != k:
		r.drop(first, MergedCell)
		r.leave(x, y, MergedCell, f.ID)
		r.left[k] = true
	case r.left[k]:
		r.leave(x, y, Twice, f.ID)
	case !had:
		e.Values[f.ID], e.Cells[f.ID] = v, r.grid.name(x, y)
		r.at[k] = [2]int{x, y}
	case old != v:
		r.drop(k, Twice)
		r.leave(x, y, Twice, f.ID)
	}
}

// drop takes an answer back that cannot be told from another.
func (r *answers) drop(k cellKey, why Why) {
	e := r.entry(speaker{unit: k.unit, period: k.period})
	if _, has := e.Values[k.field]; has {
		r.leave(r.at[k][0], r.at[k][1], why, k.field)
	}
	delete(e.Values, k.field)
	delete(e.Cells, k.field)
	r.left[k] = true
}

// entry returns the entry of the unit and the period.
func (r *answers) entry(of speaker) *Entry {
	for _, e := range r.entries {
		if e.Unit == of.unit && e.Period == of.period {
			return e
		}
	}
	e := &Entry{Unit: of.unit, Period: of.period, Said: of.said, Values: anwei.Values{}, Cells: map[anwei.FieldID]string{}}
	r.entries = append(r.entries, e)
	return e
}

// settle reads the row without a label where it is the only one. Of several
// nobody can tell which is meant.
func (r *answers) settle() {
	for _, l := range r.loose {
		if len(r.loose) == 1 {
			r.row(l.columns, l.y, l.speaker)
			continue
		}
		for x, c := range l.columns {
			if r.grid.at(x, l.y) != "" && c.kind != passedColumn {
				r.leave(x, l.y, NoLabel, "")
			}
		}
	}
}

// done returns what was read, in the order of the grid as it was sent.
func (r *answers) done() Intake {
	r.settle()
	in := Intake{Fields: len(r.seen)}
	if r.far != "" {
		in.Unplaced = append(in.Unplaced, Unplaced{Cell: r.far, Why: FarCell})
	}
	for _, e := range r.entries {
		if len(e.Values) > 0 {
			in.Entries = append(in.Entries, *e)
		}
	}
	slices.SortStableFunc(r.out, func(a, b placed) int {
		if r.grid.turned {
			return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y))
		}
		return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x))
	})
	for _, p := range r.out {
		in.Unplaced = append(in.Unplaced, p.Unplaced)
	}
	return in
}
