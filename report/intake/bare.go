package intake

import "anwei"

// bare reads rows without any headings: a row has as many numbers as the form
// has counts, in official order, and perhaps its unit or period before them. A
// row of anything else is left.
func (r *tableReader) bare() {
	fields := anwei.CountsOf(r.form.Fields)
	if len(fields) == 0 {
		return
	}
	first := 0
	for first < r.grid.high() && !r.hasNumbers(first) {
		first++
	}
	r.lines(0, first, true)
	for y := first; y < r.grid.high(); y++ {
		r.bareRow(fields, y)
	}
}

func (r *sheet) hasNumbers(y int) bool {
	n := 0
	for x := range r.grid.width(y) {
		if isNumber(r.grid.at(x, y)) {
			n++
		}
	}
	return n > 1
}

func (r *tableReader) bareRow(fields []anwei.Field, y int) {
	from, columns := r.bareColumns(fields, y)
	switch {
	case !r.hasNumbers(y):
		r.lines(y, y+1, false)
		return
	case totals(r.grid.at(r.firstText(y), y)):
		r.leave(r.firstText(y), y, TotalRow, "")
		return
	case columns == nil:
		for x := range r.grid.width(y) {
			if s := r.grid.at(x, y); s != "" && (isNumber(s) || isFault(s)) {
				r.leave(x, y, NoHeading, "")
			}
		}
		return
	}
	r.know(columns)
	l := r.labels(columns[:from], y)
	switch {
	case l.why != "":
		r.leave(l.x, y, l.why, "")
	case l.named:
		r.row(columns, y, l.speaker)
	default:
		r.loose = append(r.loose, looseRow{y, columns, r.about.speaker})
	}
}

// bareColumns finds the run of numbers in the row that is as long as the fields.
// It returns no columns where there is none, and the column where it begins
// otherwise.
func (r *sheet) bareColumns(fields []anwei.Field, y int) (from int, columns []readColumn) {
	columns = make([]readColumn, r.grid.width(y))
	for x := range columns {
		s := r.grid.at(x, y)
		_, isTerm := readTerm(s, r.form.Every, false)
		_, isUnit := r.units.Find(s)
		switch {
		case isTerm:
			columns[x].kind, from = periodColumn, x+1
		case isUnit:
			columns[x].kind, from = unitColumn, x+1
		}
	}
	for x := range from { // 序号 stands before the unit
		if columns[x].kind == unknownColumn && isNumber(r.grid.at(x, y)) {
			columns[x].kind = passedColumn
		}
	}
	if !r.bareRun(columns, fields, from, y) {
		return 0, nil
	}
	return from, columns
}

// bareRun gives the fields to the run of numbers that begins at from, and returns
// false where it is of another length, or not the only one.
func (r *sheet) bareRun(columns []readColumn, fields []anwei.Field, from, y int) bool {
	n := 0
	for x := from; x < len(columns); x++ {
		if _, ok, _ := r.readCell(r.grid.at(x, y), fields[min(n, len(fields)-1)]); !ok {
			if r.grid.at(x, y) != "" && isNumber(r.grid.at(x, y)) {
				return false
			}
			break
		}
		if n < len(fields) {
			columns[x] = readColumn{kind: fieldColumn, fields: []int{r.number(fields[n].ID)}}
		}
		n++
	}
	for x := from + n; x < len(columns); x++ {
		if isNumber(r.grid.at(x, y)) {
			return false
		}
	}
	return n == len(fields)
}

// number returns the place of the field in the form.
func (r *sheet) number(id anwei.FieldID) int {
	for i, f := range r.form.Fields {
		if f.ID == id {
			return i
		}
	}
	return -1
}
