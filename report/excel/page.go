package excel

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const paperA4 = 9

// freeze keeps the head and the key columns in sight. The first row of the body
// is the first that scrolls.
func (s *sheet) freeze(body int) error {
	corner, err := excelize.CoordinatesToCellName(s.table.Keys+1, body)
	if err != nil {
		return err
	}
	pane := "bottomRight"
	if s.table.Keys == 0 {
		pane = "bottomLeft"
	}
	return s.out.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: s.table.Keys, YSplit: body - 1, TopLeftCell: corner, ActivePane: pane,
	})
}

// layout sets up printing: one page wide.
func (s *sheet) layout() error {
	size, wide, high, orientation := paperA4, 1, 0, "portrait"
	if s.table.Landscape {
		orientation = "landscape"
	}
	if s.table.OnePage {
		high = 1
	}
	if err := s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	fit := true
	if err := s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, edge, note, centred := 0.5, 0.6, 0.3, true // inches
	if err := s.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &note, Footer: &note,
		Horizontally: &centred,
	}); err != nil {
		return err
	}
	if s.table.OnePage {
		return nil
	}
	return s.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&C第&P页，共&N页"})
}

// printed names the area to print and the rows that every page repeats, the head.
func (s *sheet) printed(head, body int) error {
	last, err := excelize.CoordinatesToCellName(len(s.table.Columns), s.row-1, true)
	if err != nil {
		return err
	}
	sheet := "'" + strings.ReplaceAll(s.name, "'", "''") + "'!"
	names := []excelize.DefinedName{{Name: "_xlnm.Print_Area", RefersTo: sheet + "$A$1:" + last, Scope: s.name}}
	if body > head {
		titles := fmt.Sprintf("%s$%d:$%d", sheet, head, body-1)
		names = append(names, excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name})
	}
	for i := range names {
		if err := s.file.SetDefinedName(&names[i]); err != nil {
			return err
		}
	}
	return nil
}
