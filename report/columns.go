package report

import (
	"strings"

	"anwei"
)

// fieldColumns returns a column for each field of the form, with the official
// headings.
func fieldColumns(form anwei.Form) []Column {
	groups := make(map[string]string, len(form.Groups))
	for _, g := range form.Groups {
		groups[g.ID] = g.Title
	}
	out := make([]Column, 0, len(form.Fields))
	for _, f := range form.Fields {
		c := Column{Title: heading(f), Group: groups[f.Group], Field: f.ID}
		if f.Kind == anwei.Count {
			// The longest official headings take four lines.
			c.Width = min(max((Width(c.Title)+3)/4+1, 8), 12)
		} else {
			c.Width, c.Prose = 24, f.Kind == anwei.Text
		}
		out = append(out, c)
	}
	return out
}

// heading returns the official title of a column with its unit of measure,
// which most titles already carry.
func heading(f anwei.Field) string {
	if f.Unit == "" || strings.HasSuffix(f.Title, ")") || strings.HasSuffix(f.Title, "）") {
		return f.Title
	}
	return f.Title + "(" + f.Unit + ")"
}

// headRows returns the rows of headings: two where some columns share a heading,
// with the neighbours of one group under one cell, otherwise one.
func headRows(columns []Column) []Row {
	top := make([]Cell, len(columns))
	low := make([]Cell, len(columns))
	grouped := false
	for x := 0; x < len(columns); {
		n := run(columns, x)
		if columns[x].Group == "" {
			top[x] = Cell{Kind: Text, Text: columns[x].Title, Rows: 2}
			low[x] = Cell{Kind: Covered}
			x++
			continue
		}
		grouped = true
		for i := x; i < x+n; i++ {
			top[i] = Cell{Kind: Covered}
			low[i] = words(columns[i].Title)
		}
		top[x] = Cell{Kind: Text, Text: columns[x].Group, Cols: n}
		x += n
	}
	if grouped {
		return []Row{{Cells: top}, {Cells: low}}
	}
	for i := range top {
		top[i].Rows = 0
	}
	return []Row{{Cells: top}}
}

// run returns how many columns from x on share one group.
func run(columns []Column, x int) int {
	n := 1
	for x+n < len(columns) && columns[x+n].Group == columns[x].Group {
		n++
	}
	return n
}

// widen makes room for numbers longer than the headings, so that no program
// shows ### in their place.
func widen(columns []Column, rows []Row) {
	for _, r := range rows {
		for x, c := range r.Cells {
			if c.Kind == Number {
				columns[x].Width = max(columns[x].Width, Width(c.String())+1)
			}
		}
	}
}

// answerCells returns a unit's answers in the order of the fields.
func answerCells(fields []anwei.Field, v anwei.Values) []Cell {
	out := make([]Cell, 0, len(fields))
	for _, f := range fields {
		out = append(out, answerCell(f, v))
	}
	return out
}

// noConcern stands in a cell before the reason why a task does not concern the
// unit.
const noConcern = "不涉及："

func answerCell(f anwei.Field, v anwei.Values) Cell {
	x, ok := v[f.ID]
	switch {
	case !ok:
		return Cell{}
	case x.NA && x.Note != "" && f.Kind == anwei.Text:
		return words(noConcern + x.Note)
	case x.NA:
		return Cell{Kind: NA}
	case f.Kind == anwei.Count:
		return number(x.N)
	}
	return words(x.Text)
}

// sumCells returns the totals in the order of the fields. Text has none.
func sumCells(fields []anwei.Field, sums Sums) []Cell {
	out := make([]Cell, 0, len(fields))
	for _, f := range fields {
		out = append(out, sums[f.ID].cell())
	}
	return out
}

// answers returns what a unit answered, with 不适用 for the fields that the form
// does not ask of it.
func answers(form anwei.Form, u anwei.Unit, r anwei.Report) anwei.Values {
	v := r.Values.Clone()
	for _, f := range form.Fields {
		if _, ok := v[f.ID]; !ok && f.Audience != nil && !f.Audience.Includes(u) {
			v[f.ID] = anwei.Value{NA: true}
		}
	}
	return v
}

// tasksOf returns the fields that the form asks of the unit, and those that it
// answered nevertheless.
func tasksOf(form anwei.Form, u anwei.Unit, v anwei.Values) []anwei.Field {
	var out []anwei.Field
	for _, f := range form.Fields {
		if _, ok := v[f.ID]; ok || f.Audience == nil || f.Audience.Includes(u) {
			out = append(out, f)
		}
	}
	return out
}

// counts reports whether the form asks for any number. One that does not is a
// ledger of tasks, and is laid out task by task.
func counts(form anwei.Form) bool {
	for _, f := range form.Fields {
		if f.Kind == anwei.Count {
			return true
		}
	}
	return false
}
