// Package pdf writes a table as pages ready to be printed and stamped.
package pdf

import (
	"fmt"
	"slices"
	"strings"

	"anwei/report/tables"
)

// Sizes of the body's font in points: 五号, with which a sheet begins, and 小六,
// the smallest that is still read on paper. Headings and notes grow and shrink
// with the body.
const (
	bodySize = 10.5
	minSize  = 6.5
	sizeStep = 0.25
)

// Encode returns the table as a PDF on A4, with its font embedded, so that every
// printer gives the same page. The headings stand on every page. A table that asks
// for one page is set smaller until it fits, down to 6.5 points; where that is not
// enough, and where the columns are too many for the width of the paper, the error
// says so and nothing is cut off. A character that the font lacks is printed as 〓,
// and a note under the table names it. The same table gives the same bytes.
func Encode(t tables.Table) ([]byte, error) {
	t = t.Whole()
	if err := t.Valid(); err != nil {
		return nil, err
	}
	f, err := openFace()
	if err != nil {
		return nil, err
	}
	t = f.printable(t)
	size, widths, err := columns(f, t)
	if err != nil {
		return nil, err
	}
	for {
		s := sheet{face: f, table: t, size: size, widths: widths}
		pages, err := s.layOut()
		if err == nil {
			return draw(f, t, pages)
		}
		if !t.OnePage || size <= minSize {
			return nil, fmt.Errorf("《%s》%w", t.Title, err)
		}
		size = max(size-sizeStep, minSize)
		if widths, err = widthsAt(f, t, size); err != nil {
			return nil, err
		}
	}
}

// printable returns the table with all texts as they can be printed, and with a
// note where that is not as they are.
func (f *face) printable(t tables.Table) tables.Table {
	t.Annex, t.Title, t.Code = f.fit(t.Annex), f.fit(t.Title), f.fit(t.Code)
	t.Above, t.Foot = f.fitLines(t.Above), f.fitLines(t.Foot)
	t.Head, t.Rows = f.fitRows(t.Head), f.fitRows(t.Rows)
	if len(f.missing) > 0 {
		t.Foot = append(t.Foot, tables.Line{Left: note(f.missing)})
	}
	return t
}

// note tells the reader of the paper which characters it lacks.
func note(missing []rune) string {
	const most = 8
	codes := make([]string, 0, most)
	for _, r := range missing[:min(len(missing), most)] {
		codes = append(codes, fmt.Sprintf("%U", r))
	}
	more := ""
	if len(missing) > most {
		more = fmt.Sprintf("等%d个", len(missing))
	}
	return "注：〓代替打印字库里没有的字（" + strings.Join(codes, "、") + more + "），请以电子表格为准。"
}

func (f *face) fitLines(lines []tables.Line) []tables.Line {
	out := make([]tables.Line, 0, len(lines)+1)
	for _, l := range lines {
		out = append(out, tables.Line{Left: f.fit(l.Left), Middle: f.fit(l.Middle), Right: f.fit(l.Right)})
	}
	return out
}

func (f *face) fitRows(rows []tables.Row) []tables.Row {
	out := make([]tables.Row, 0, len(rows))
	for _, r := range rows {
		r.Cells = slices.Clone(r.Cells)
		for i := range r.Cells {
			r.Cells[i].Text = f.fit(r.Cells[i].Text)
		}
		out = append(out, r)
	}
	return out
}

// Font returns the printing font, for others that write Chinese: a TrueType file
// that nobody changes.
func Font() []byte { return serif }
