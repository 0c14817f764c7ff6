package intake

import "anwei"

// answers reads the cells of a row into the entry of the unit and the period.
func (r *tableReader) answers(columns []readColumn, y int, unit anwei.UnitID, period anwei.Period) {
	for x, c := range columns {
		s := r.grid.at(x, y)
		if s == "" || c.kind == unknownColumn && current(s) {
			continue
		}
		switch c.kind { //nolint:exhaustive // the others are read elsewhere
		case fieldColumn:
			r.take(x, y, r.form.Fields[c.fields[0]], unit, period)
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
func (r *tableReader) take(x, y int, f anwei.Field, unit anwei.UnitID, period anwei.Period) {
	v, ok, why := readCell(r.grid.at(x, y), f)
	if !ok {
		if why != "" {
			r.leave(x, y, why, f.ID)
		}
		return
	}
	k := cellKey{unit, period, f.ID}
	e := r.entry(unit, period)
	old, had := e.Values[f.ID]
	switch {
	case r.twice[k]:
		r.leave(x, y, Twice, f.ID)
	case !had:
		e.Values[f.ID], e.Cells[f.ID] = v, r.grid.name(x, y)
		r.places()[k] = [2]int{x, y}
	case old != v:
		at := r.places()[k]
		r.leave(at[0], at[1], Twice, f.ID)
		r.leave(x, y, Twice, f.ID)
		delete(e.Values, f.ID)
		delete(e.Cells, f.ID)
		if r.twice == nil {
			r.twice = map[cellKey]bool{}
		}
		r.twice[k] = true
	}
}

func (r *tableReader) places() map[cellKey][2]int {
	if r.at == nil {
		r.at = map[cellKey][2]int{}
	}
	return r.at
}

// entry returns the entry of the unit and the period.
func (r *tableReader) entry(unit anwei.UnitID, period anwei.Period) *Entry {
	for _, e := range r.entries {
		if e.Unit == unit && e.Period == period {
			return e
		}
	}
	e := &Entry{Unit: unit, Period: period, Values: anwei.Values{}, Cells: map[anwei.FieldID]string{}}
	r.entries = append(r.entries, e)
	return e
}

// settle reads the row without a label where it is the only one. Of several
// nobody can tell which is meant.
func (r *tableReader) settle() {
	for _, l := range r.loose {
		if len(r.loose) == 1 {
			r.answers(l.columns, l.y, l.about.unit, l.about.period)
			continue
		}
		for x, c := range l.columns {
			if r.grid.at(x, l.y) != "" && c.kind != passedColumn {
				r.leave(x, l.y, NoLabel, "")
			}
		}
	}
}
