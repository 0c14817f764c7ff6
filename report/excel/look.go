package excel

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"anwei/report/tables"
)

// Fonts are set by name. Office computers in China have them; a phone takes
// what it has.
const (
	titleFont = "方正小标宋简体"
	headFont  = "黑体"
	bodyFont  = "仿宋_GB2312"
)

// Sizes in points: 二号, 三号 and 五号 of Chinese printing.
const (
	titleSize = 22.0
	annexSize = 16.0
	bodySize  = 10.5
)

// look is how a cell appears. excelize numbers each look that is used.
type look struct {
	font   string
	size   float64
	across string // left, center, right
	bold   bool
	red    bool
	grid   bool // with borders
	top    bool // text begins at the top
	quoted bool // a text that Excel would take for a formula once somebody edits the cell
}

func (s *sheet) style(l look) (int, error) {
	if id, ok := s.looks[l]; ok {
		return id, nil
	}
	font := excelize.Font{Family: l.font, Size: l.size, Bold: l.bold}
	if l.red {
		font.Color = "C00000"
	}
	st := excelize.Style{
		Font:      &font,
		Alignment: &excelize.Alignment{Horizontal: l.across, Vertical: "center", WrapText: true},
	}
	if l.grid {
		st.NumFmt = 1 // whole numbers, never 1E+10
		for _, side := range []string{"left", "right", "top", "bottom"} {
			st.Border = append(st.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if l.top {
		st.Alignment.Vertical = "top"
	}
	if l.quoted { // as every cell is, but the style is one of its own
		st.Protection = &excelize.Protection{Locked: true}
	}
	id, err := s.file.NewStyle(&st)
	if err != nil {
		return 0, fmt.Errorf("style: %w", err)
	}
	if l.quoted {
		s.file.Styles.CellXfs.Xf[id].QuotePrefix = &l.quoted
	}
	s.looks[l] = id
	return id, nil
}

// gridLook turns the meaning of a cell into its look.
func gridLook(column tables.Column, row tables.Row, c tables.Cell, head bool) look {
	l := look{font: bodyFont, size: bodySize, across: "center", grid: true}
	if head || row.Mark == tables.Total || row.Mark == tables.Subtotal {
		l.font = headFont
	}
	if !head && column.Prose && c.Kind == tables.Text {
		l.across = "left"
	}
	// What stands beside many rows may go over a page's end, in the middle of which
	// its text would be cut.
	const many = 8
	l.top = c.Rows > many
	if c.Mark == tables.Missing || c.Mark == tables.Late {
		l.bold, l.red = true, true
	}
	return l
}
