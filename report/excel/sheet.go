package excel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"anwei/report/tables"
)

// sheet writes one table from top to bottom.
type sheet struct {
	file  *excelize.File
	name  string
	table tables.Table
	looks map[look]int
	row   int // the next free row, from 1
}

func (s *sheet) write() error {
	for x, c := range s.table.Columns {
		col, err := excelize.ColumnNumberToName(x + 1)
		if err != nil {
			return err
		}
		// At 10.5 points a half-width character is as wide as Excel's unit of
		// width; one more is room for the borders and for other fonts.
		if err := s.file.SetColWidth(s.name, col, col, float64(c.Width)+1); err != nil {
			return err
		}
	}
	if err := s.above(); err != nil {
		return err
	}
	head := s.row
	if err := s.grid(s.table.Head, true); err != nil {
		return fmt.Errorf("head: %w", err)
	}
	body := s.row
	if err := s.grid(s.table.Rows, false); err != nil {
		return err
	}
	foot := s.table.Foot
	if s.table.Code != "" {
		foot = append(slices.Clip(foot), tables.Line{Right: "版本号：" + s.table.Code})
	}
	if err := s.outside(foot); err != nil {
		return err
	}
	if err := s.freeze(body); err != nil {
		return err
	}
	return s.page(head, body)
}

// above writes what stands over the grid: annex, title, lines.
func (s *sheet) above() error {
	if s.table.Annex != "" {
		l := look{font: headFont, size: annexSize, across: "left"}
		if err := s.line([]part{{s.table.Annex, l}}, 4); err != nil {
			return err
		}
	}
	l := look{font: titleFont, size: titleSize, across: "center"}
	if err := s.line([]part{{s.table.Title, l}}, 12); err != nil {
		return err
	}
	return s.outside(s.table.Above)
}

func (s *sheet) outside(all []tables.Line) error {
	for _, l := range all {
		var parts []part
		for _, p := range []part{
			{l.Left, look{font: bodyFont, size: bodySize + 1.5, across: "left"}},
			{l.Middle, look{font: bodyFont, size: bodySize + 1.5, across: "center"}},
			{l.Right, look{font: bodyFont, size: bodySize + 1.5, across: "right"}},
		} {
			if p.text != "" {
				parts = append(parts, p)
			}
		}
		if err := s.line(parts, 5); err != nil {
			return err
		}
	}
	return nil
}

// put writes the cell at column x (from 0) and row y (from 1) over a span.
func (s *sheet) put(x, y, cols, rows int, c tables.Cell, l look) error {
	first, err := excelize.CoordinatesToCellName(x+1, y)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(x+cols, y+rows-1)
	if err != nil {
		return err
	}
	l.quoted = c.Kind == tables.Text && strings.ContainsAny(c.String()[:min(1, len(c.String()))], "=+-@")
	id, err := s.style(l)
	if err != nil {
		return err
	}
	if err := s.file.SetCellStyle(s.name, first, last, id); err != nil {
		return err
	}
	if first != last {
		if err := s.file.MergeCell(s.name, first, last); err != nil {
			return err
		}
	}
	return s.value(first, c)
}

// value writes what the cell holds. Text goes in as a string, so that one that
// begins with = is no formula.
func (s *sheet) value(at string, c tables.Cell) error {
	// Excel keeps 15 digits of a number.
	const exact = 1e15
	switch {
	case c.Kind == tables.Empty || c.Kind == tables.Covered:
		return nil
	case c.Kind == tables.Number && c.Number < exact && c.Number > -exact:
		return s.file.SetCellValue(s.name, at, c.Number)
	}
	text, err := clean(c.String())
	if err != nil {
		return fmt.Errorf("cell %s: %w", at, err)
	}
	return s.file.SetCellStr(s.name, at, strings.TrimRight(text, "\n"))
}
