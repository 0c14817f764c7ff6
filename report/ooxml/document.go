package ooxml

import (
	"strconv"
	"strings"

	"anwei/report/intake"
)

// document reads the tables of a Word document, each with the lines before it; what stands
// behind the last goes with that.
func (a *archive) document() (intake.Book, error) {
	d := &document{archive: a}
	if err := a.each("word/document.xml", d.take); err != nil {
		return intake.Book{}, err
	}
	if len(d.grids) == 0 {
		return intake.Book{}, nil
	}
	last := &d.grids[len(d.grids)-1]
	last.Rows = append(last.Rows, d.lines...)
	for i := range d.grids {
		if err := a.spread(&d.grids[i]); err != nil {
			return intake.Book{}, err
		}
	}
	return intake.Book{Grids: d.grids}, nil
}

// document is a Word document while it is read. A table within a cell is part of its text.
type document struct {
	*archive

	grids []intake.Grid
	above map[int]int // the last span that began in a column
	lines [][]string  // those that stand before the next table
	table int         // how deep in tables
	text  rich
	cell  strings.Builder
	wide  int  // columns of the cell
	open  bool // the cell goes on downwards from the one above
	first bool // the cell begins one that goes on downwards
	x     int
}

func (d *document) take(s *stream, what piece) error {
	if what == words || !s.is("p") && !s.is("tbl") && d.table == 0 {
		d.text.take(s, what)
		return nil
	}
	begins := what == opening
	switch string(s.name) {
	case "p":
		return d.paragraph(begins)
	case "tbl":
		return d.tableEdge(begins)
	case "tr":
		if begins && d.table == 1 {
			g := d.grid()
			if g.Rows, d.x = append(g.Rows, nil), 0; len(g.Rows) > d.bounds.Rows {
				return errHuge
			}
		}
	case "tc":
		if begins && d.table == 1 {
			d.wide, d.open, d.first = 1, false, false
			d.cell.Reset()
		} else if d.table == 1 {
			return d.close()
		}
	case "gridSpan":
		if n, err := strconv.Atoi(s.attr("val")); begins && err == nil && d.table == 1 {
			d.wide = max(1, n)
		}
	case "vMerge":
		if begins && d.table == 1 {
			d.first = s.attr("val") == "restart"
			d.open = !d.first
		}
	default:
		d.text.take(s, what)
	}
	return nil
}

func (d *document) grid() *intake.Grid { return &d.grids[len(d.grids)-1] }

// paragraph ends a line, of a cell or of its own.
func (d *document) paragraph(begins bool) error {
	if begins {
		return nil
	}
	t := strings.TrimSpace(d.text.done())
	if t == "" {
		return nil
	}
	if d.table > 0 {
		if d.cell.Len() > 0 {
			d.cell.WriteByte('\n')
		}
		d.cell.WriteString(t)
		return d.keep(len(t))
	}
	d.lines = append(d.lines, []string{t})
	return d.keep(len(t) + 32)
}

// tableEdge begins a table or ends one.
func (d *document) tableEdge(begins bool) error {
	if !begins {
		d.table--
		return nil
	}
	if d.table++; d.table > 1 {
		return nil
	}
	if len(d.grids) == d.bounds.Sheets || len(d.lines) > d.bounds.Rows {
		return errHuge
	}
	d.grids = append(d.grids, intake.Grid{Name: "表" + strconv.Itoa(len(d.grids)+1), Rows: d.lines})
	d.lines, d.above = nil, map[int]int{}
	return nil
}

// close puts a cell into its row.
func (d *document) close() error {
	g := d.grid()
	if len(g.Rows) == 0 || d.x+d.wide > d.bounds.Cols {
		return errHuge
	}
	y := len(g.Rows) - 1
	if d.open { // on the span that the cell above belongs to
		if i, ok := d.above[d.x]; ok && g.Spans[i].Bottom == y-1 {
			g.Spans[i].Bottom = y
		}
	} else if d.wide > 1 || d.first {
		if len(g.Spans) >= maxSpans {
			return errHuge
		}
		d.above[d.x] = len(g.Spans)
		g.Spans = append(g.Spans, intake.Span{Left: d.x, Top: y, Right: d.x + d.wide - 1, Bottom: y})
	}
	g.Rows[y] = append(g.Rows[y], strings.TrimSpace(d.cell.String()))
	for range d.wide - 1 {
		g.Rows[y] = append(g.Rows[y], "")
	}
	d.x += d.wide
	return nil
}
