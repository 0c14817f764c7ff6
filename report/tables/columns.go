package tables

import (
	"anwei"
	"anwei/report"
)

func col(title string, width int) Column { return Column{Title: title, Width: width} }

// prose is a column of sentences.
func prose(title string, width int) Column { return Column{Title: title, Width: width, Prose: true} }

// fieldColumns returns a column for each field of the form, with the official
// headings.
func fieldColumns(form anwei.Form) []Column {
	groups := make(map[string]string, len(form.Groups))
	for _, g := range form.Groups {
		groups[g.ID] = g.Title
	}
	out := make([]Column, 0, len(form.Fields))
	for _, f := range form.Fields {
		c := Column{Title: report.Heading(f), Group: groups[f.Group], Field: f.ID}
		if f.Kind.Counts() {
			// The longest official headings take four lines.
			c.Width = min(max((Width(c.Title)+3)/4+1, 8), 12)
		} else {
			c.Width, c.Prose = 24, f.Kind.Prose()
		}
		out = append(out, c)
	}
	return out
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

// laid completes a table of which columns and rows are given: it has its headings, and
// room for numbers longer than those, so that no program shows ### in their place.
func (t Table) laid() Table {
	t.Head = headRows(t.Columns)
	for _, r := range t.Rows {
		for x, c := range r.Cells {
			if c.Kind == Number {
				t.Columns[x].Width = max(t.Columns[x].Width, Width(c.String())+1)
			}
		}
	}
	return t
}
