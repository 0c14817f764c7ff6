package ooxml

import (
	"path"
	"strconv"
	"strings"

	"anwei/report/intake"
)

// workbook reads all sheets that are shown. The texts that cells share come last, so that
// only those are kept that a cell has.
func (a *archive) workbook() (intake.Book, error) {
	var b intake.Book
	targets, err := a.targets()
	if err != nil {
		return b, err
	}
	looks, err := a.readStyles()
	if err != nil {
		return b, err
	}
	var sheets []*sheet
	n := 0
	err = a.each("xl/workbook.xml", func(s *stream, what piece) error {
		switch {
		case what != opening:
		case s.is("workbookPr"):
			v := s.attr("date1904")
			looks.from1904 = v == "1" || v == "true"
		case s.is("sheet"):
			if n++; n > a.bounds.Sheets {
				return errHuge
			}
			name, target := s.attr("name"), targets[s.attr("id")]
			if state := s.attr("state"); state == "hidden" || state == "veryHidden" {
				b.Hidden = append(b.Hidden, name)
			} else if strings.Contains(target, "worksheets") || target != "" && !strings.Contains(target, "sheets/") {
				sheets = append(sheets, &sheet{Grid: intake.Grid{Name: name}, part: target})
			}
		}
		return nil
	})
	if err == nil && n == 0 {
		err = errBroken
	}
	if err != nil {
		return b, err
	}
	return b, a.fill(&b, sheets, looks)
}

// targets returns the parts of the sheets, by the ids that the workbook has for them.
func (a *archive) targets() (map[string]string, error) {
	out := map[string]string{}
	return out, a.each("xl/_rels/workbook.xml.rels", func(s *stream, what piece) error {
		if what == opening && s.is("Relationship") {
			out[s.attr("Id")] = s.attr("Target")
		}
		if len(out) > maxNotes {
			return errHuge
		}
		return nil
	})
}

func (a *archive) fill(b *intake.Book, sheets []*sheet, looks styles) error {
	shared := map[int]string{}
	for _, s := range sheets {
		name := path.Join("xl", s.part)
		if strings.HasPrefix(s.part, "/") {
			name = s.part[1:]
		}
		s.bounds, s.looks, s.shared = a.bounds, looks, shared
		if err := a.each(name, s.take); err != nil {
			return err
		}
	}
	at, si := 0, rich{}
	err := a.each("xl/sharedStrings.xml", func(s *stream, what piece) error {
		if !s.is("si") || what == words {
			si.take(s, what)
			return nil
		}
		if what == opening {
			return nil
		}
		t := si.done()
		if _, wanted := shared[at]; wanted {
			shared[at] = t
		}
		at++
		return nil
	})
	if err != nil {
		return err
	}
	for _, s := range sheets {
		if err := a.grid(s); err != nil {
			return err
		}
		if len(s.Rows) > 0 {
			b.Grids = append(b.Grids, s.Grid)
		}
	}
	return nil
}

// cell is one that has something in it.
type cell struct {
	x, y   int
	text   string
	shared int // the number of its text among those that cells share; -1 for one of its own
	look   look
}

// sheet is one of a workbook while it is read.
type sheet struct {
	intake.Grid

	part   string
	bounds Bounds
	looks  styles
	shared map[int]string // the texts that are wanted, by their numbers
	cells  []cell
	row    int // counted from 0; at is the next cell's
	at     int
	now    struct {
		cell

		kind           string
		value, formula strings.Builder
		in             byte // 'v' or 'f', where its text stands
		has, result    bool // a formula, and what came of it
		rich           rich
	}
}

// take takes a piece of the sheet's part.
func (s *sheet) take(x *stream, what piece) error {
	c := &s.now
	switch {
	case what == words:
		switch c.in {
		case 'v':
			c.value.Write(x.text)
		case 'f':
			c.formula.Write(x.text)
		}
		c.rich.take(x, what)
	case x.is("row") && what == opening:
		s.row++
		if n, err := strconv.Atoi(x.attr("r")); err == nil && n > 0 {
			s.row = n
		}
		s.at = 0
	case x.is("c") && what == opening:
		s.open(x)
	case x.is("c"):
		return s.close()
	case x.is("v"), x.is("f"):
		c.in = 0
		if what == opening {
			c.in = x.name[0]
			c.has, c.result = c.has || c.in == 'f', c.result || c.in == 'v'
		}
	case x.is("mergeCell") && what == opening:
		return s.merge(x.attr("ref"))
	default:
		c.rich.take(x, what)
	}
	return nil
}

func (s *sheet) open(x *stream) {
	c := &s.now
	c.cell = cell{x: s.at, y: s.row - 1, shared: -1}
	if col, row, ok := place(x.attr("r")); ok {
		c.x, c.y = col, row
	}
	s.at = c.x + 1
	c.kind, c.has, c.result, c.in = x.attr("t"), false, false, 0
	c.value.Reset()
	c.formula.Reset()
	c.rich = rich{}
	if n, err := strconv.Atoi(x.attr("s")); err == nil && n >= 0 && n < len(s.looks.looks) {
		c.look = s.looks.looks[n]
	}
}

// close keeps the cell where something stands in it.
func (s *sheet) close() error {
	c := &s.now
	v := plain([]byte(c.value.String()))
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return nil //nolint:nilerr // a cell that names no text has none
		}
		c.shared = n
		s.shared[n] = ""
	case "inlineStr":
		c.text = c.rich.done()
	case "b":
		c.text = map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(v)]
	case "str", "e", "d":
		c.text = v
	default:
		l := c.look
		l.moment = l.moment || makesDay(c.formula.String())
		c.text = s.looks.number(strings.TrimSpace(v), l)
	}
	if v == "" && c.has && (c.kind != "str" || !c.result) && c.kind != "inlineStr" {
		c.text = "=" + strings.TrimPrefix(plain([]byte(c.formula.String())), "=")
	}
	if strings.TrimSpace(c.text) == "" && c.shared < 0 {
		return nil
	}
	if len(s.cells) >= s.bounds.Cells {
		return errHuge
	}
	s.cells = append(s.cells, c.cell)
	return nil
}

// makesDay reports whether a formula says by itself that it gives a day.
func makesDay(formula string) bool {
	name, _, found := strings.Cut(strings.ToUpper(strings.TrimLeft(formula, "+ =")), "(")
	return found && strings.Contains(" TODAY NOW DATE DATEVALUE EDATE EOMONTH WORKDAY TIME ", " "+name+" ")
}

// merge notes a merged cell: A1:C3.
func (s *sheet) merge(ref string) error {
	from, to, _ := strings.Cut(ref, ":")
	x0, y0, ok := place(from)
	x1, y1, ok2 := place(to)
	if len(s.Spans) >= maxSpans {
		return errHuge
	}
	if ok && ok2 && x1 >= x0 && y1 >= y0 {
		s.Spans = append(s.Spans, intake.Span{Left: x0, Top: y0, Right: x1, Bottom: y1})
	}
	return nil
}

// place reads the name of a cell, AB12, counted from 0.
func place(name string) (x, y int, ok bool) {
	digits := strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := name[:len(name)-len(digits)]
	y, err := strconv.Atoi(digits)
	if err != nil || y < 1 || y > 1<<20 || letters == "" || len(letters) > 3 {
		return 0, 0, false
	}
	for _, l := range letters {
		x = x*26 + int(l-'A') + 1
	}
	return x - 1, y - 1, true
}

// grid puts the cells in their rows. A few that stand far from the others are left out, and
// the first is named; more are too much.
func (a *archive) grid(s *sheet) error {
	far := 0
	for _, c := range s.cells {
		if c.shared >= 0 {
			c.text = s.shared[c.shared]
		}
		if strings.TrimSpace(c.text) == "" {
			continue
		}
		if c.x >= a.bounds.Cols || c.y >= a.bounds.Rows || c.x < 0 || c.y < 0 {
			if far++; far == 1 {
				s.Far = intake.CellName(c.x, c.y)
			}
			continue
		}
		if err := a.keep(len(c.text)); err != nil {
			return err
		}
		for len(s.Rows) <= c.y {
			s.Rows = append(s.Rows, nil)
		}
		for len(s.Rows[c.y]) <= c.x {
			s.Rows[c.y] = append(s.Rows[c.y], "")
		}
		s.Rows[c.y][c.x] = c.look.shown(c.text)
	}
	s.cells = nil
	if far > 20 || far > 0 && len(s.Rows) == 0 {
		return errHuge
	}
	return a.spread(&s.Grid)
}
