package pdf

import (
	"errors"
	"fmt"

	"anwei/report/tables"
)

// The sizes of what stands around the grid, by the size of the body: 三号, 二号
// and 小四 over 五号.
const (
	annexScale = 16 / bodySize
	titleScale = 22 / bodySize
	lineScale  = 12 / bodySize
)

var errHeadTooHigh = errors.New("的标题和表头太高，一页A4纸放不下，请用电子表格")

// sheet lays one table out at one size.
type sheet struct {
	face   *face
	table  tables.Table
	size   float64
	widths []float64
}

// layOut returns what stands on each page, and an error where one page was asked
// for and is too small, or the headings take all of a page.
func (s sheet) layOut() ([][]item, error) {
	f := flow{paper: paperOf(s.table), one: s.table.OnePage}
	f.begin()
	if err := s.above(&f); err != nil {
		return nil, err
	}
	head, high := s.head()
	if room := f.paper.limit - f.paper.top - high; room < s.size*(leading+padding) {
		return nil, errHeadTooHigh
	}
	f.head, f.headHeight = head, high
	if f.y+high+s.size*least > f.paper.limit {
		f.turn()
	} else {
		f.putHead()
	}
	f.tail = s.tail()
	f.rows(s.boxes(s.table.Rows, false), s.size*least)
	f.head, f.headHeight, f.tail = nil, 0, 0
	s.below(&f)
	if f.one && (len(f.pages) > 1 || f.y > f.paper.limit+rounding) {
		return nil, fmt.Errorf("缩到%g磅仍放不进一页A4纸，请用电子表格", s.size)
	}
	return f.pages, nil
}

// above lays out annex, title and lines, which stand on the first page only.
func (s sheet) above(f *flow) error {
	if s.table.Annex != "" {
		s.line(f, tables.Line{Left: s.table.Annex}, annexScale, 0.4)
	}
	s.line(f, tables.Line{Middle: s.table.Title}, titleScale, 1.1)
	for _, l := range s.table.Above {
		s.line(f, l, lineScale, 0.4)
	}
	if len(f.pages) > 1 {
		return errHeadTooHigh
	}
	return nil
}

// tail returns the height of what stands under the grid.
func (s sheet) tail() float64 {
	f := flow{paper: paperOf(s.table), one: true}
	f.begin()
	s.below(&f)
	return f.y - f.paper.top
}

// below lays out what stands under the grid. The version code is its last line on
// a sheet of one page; otherwise it stands in the margin of each.
func (s sheet) below(f *flow) {
	f.skip(0.4 * s.size)
	for _, l := range s.table.Foot {
		s.line(f, l, lineScale, 0.3)
	}
	if s.table.Code != "" && s.table.OnePage {
		s.line(f, tables.Line{Right: codeLine(s.table)}, lineScale, 0.3)
	}
}

func codeLine(t tables.Table) string { return "版本号：" + t.Code }

// line lays out one line outside the grid. Its parts get equal shares of the
// width. Scale is the size of its font and pad the room under it, both by the size
// of the body.
func (s sheet) line(f *flow, l tables.Line, scale, pad float64) {
	size := s.size * scale
	var row []*box
	for _, p := range []struct {
		text   string
		across align
	}{{l.Left, left}, {l.Middle, centre}, {l.Right, right}} {
		if p.text != "" {
			row = append(row, &box{text: p.text, look: look{size: size, across: p.across}})
		}
	}
	for i, b := range row {
		b.w = f.paper.width / float64(len(row))
		b.x = f.paper.left + float64(i)*b.w
		b.lines = wrap(b.text, b.w/size, s.face.em)
	}
	f.rows([][]*box{row}, size*leading)
	f.skip(pad * s.size)
}

// head lays the headings out as they stand at the top of a page, and returns
// their height.
func (s sheet) head() (items []item, height float64) {
	f := flow{paper: paperOf(s.table), one: true}
	f.paper.top = 0
	f.begin()
	f.rows(s.boxes(s.table.Head, true), s.size*least)
	return f.pages[0], f.y
}

// boxes returns the cells of the rows with their texts broken into lines.
func (s sheet) boxes(rows []tables.Row, head bool) [][]*box {
	out := make([][]*box, len(rows))
	for y, row := range rows {
		x := paperOf(s.table).left
		for i, c := range row.Cells {
			if c.Kind != tables.Covered {
				cols, high := c.Span()
				b := box{
					x: x, w: sum(s.widths[i : i+cols]), last: y + high - 1, text: c.String(),
					look: gridLook(s.size, s.table.Columns[i], c, head), pad: padding * s.size,
				}
				b.lines = wrap(b.text, b.w/s.size-2*gap, s.face.em)
				out[y] = append(out[y], &b)
			}
			x += s.widths[i]
		}
	}
	return out
}
