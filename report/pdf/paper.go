package pdf

import "anwei/report/tables"

// A4 and its margins in points, as in the workbook: 0.5 inches at the sides and
// 0.6 above and below. Page numbers stand in the margin below.
const (
	a4Long, a4Short = 841.89, 595.28
	side, edge      = 36.0, 43.2
)

// paper is a page and the part of it that is printed on, from its top left corner.
type paper struct {
	pageWidth, pageHeight   float64
	left, top, width, limit float64 // limit is where the printed part ends below
}

func paperOf(t tables.Table) paper {
	p := paper{pageWidth: a4Short, pageHeight: a4Long, left: side, top: edge}
	if t.Landscape {
		p.pageWidth, p.pageHeight = a4Long, a4Short
	}
	p.width, p.limit = p.pageWidth-2*side, p.pageHeight-edge
	return p
}

// item is one text in its place on a page, with a border where it is a cell.
type item struct {
	x, y, w, h float64
	lines      []string
	look       look
}

// look is how an item appears.
type look struct {
	size   float64
	across align
	border bool
	red    bool
}

type align int

const (
	centre align = iota
	left
	right
)

// The height of a line over the size of its font, and the room above and below a
// cell's text together and the least height of a row, by the size of the font.
const (
	leading = 1.4
	padding = 0.7
	least   = 2.0
)

// height returns the height of n lines without padding.
func (l look) height(n int) float64 { return float64(n) * l.size * leading }

func gridLook(size float64, c tables.Column, cell tables.Cell, head bool) look {
	l := look{size: size, border: true}
	if c.Prose && cell.Kind == tables.Text && !head {
		l.across = left
	}
	l.red = cell.Mark == tables.Missing || cell.Mark == tables.Late
	return l
}
