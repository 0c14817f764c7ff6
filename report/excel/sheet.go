package excel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"anwei/report/tables"
)

// sheet writes one table from top to bottom, a row of the sheet after the other.
type sheet struct {
	file  *excelize.File
	out   *excelize.StreamWriter
	name  string
	table tables.Table
	looks map[look]int
	row   int // the next free row, from 1
	cells []excelize.Cell
	given []any    // the addresses of cells
	last  []styled // of each column
}

func (s *sheet) write() (err error) {
	if err := s.layout(); err != nil {
		return err
	}
	if s.out, err = s.file.NewStreamWriter(s.name); err != nil {
		return err
	}
	s.cells, s.last = make([]excelize.Cell, len(s.table.Columns)), make([]styled, len(s.table.Columns))
	for x, c := range s.table.Columns {
		s.given = append(s.given, &s.cells[x])
		// At 10.5 points a half-width character is as wide as Excel's unit of
		// width; one more is room for the borders and for other fonts.
		if err := s.out.SetColWidth(x+1, x+1, float64(c.Width)+1); err != nil {
			return err
		}
	}
	lines := 1 + len(s.table.Above)
	if s.table.Annex != "" {
		lines++
	}
	head, body := lines+1, lines+1
	for block, err := range s.table.Blocks(slices.Values(s.table.Head)) {
		if err != nil {
			return fmt.Errorf("head: %w", err)
		}
		body = starts(s.heights(block), body)[len(block)]
	}
	if err := s.freeze(body); err != nil {
		return err
	}
	if err := s.above(); err != nil {
		return err
	}
	if err := s.grid(slices.Values(s.table.Head), true); err != nil {
		return fmt.Errorf("head: %w", err)
	}
	if err := s.grid(s.table.All(), false); err != nil {
		return err
	}
	foot := s.table.Foot
	if s.table.Code != "" {
		foot = append(slices.Clip(foot), tables.Line{Right: "版本号：" + s.table.Code})
	}
	if err := s.outside(foot); err != nil {
		return err
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	return s.printed(head, body)
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

func (s *sheet) put(height float64) error {
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	s.row++
	return s.out.SetRow(at, s.given, excelize.RowOpts{Height: height})
}

// merge makes one cell of several columns and rows from column x (from 0) and row y
// (from 1) on.
func (s *sheet) merge(x, y, cols, rows int) error {
	if cols == 1 && rows == 1 {
		return nil
	}
	first, err := excelize.CoordinatesToCellName(x+1, y)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(x+cols, y+rows-1)
	if err != nil {
		return err
	}
	return s.out.MergeCell(first, last)
}

// content is what the cell holds, nil for nothing. Text goes in as a string, so that one
// that begins with = is no formula.
func content(c tables.Cell) (any, error) {
	// Excel keeps 15 digits of a number.
	const exact = 1e15
	switch {
	case c.Kind == tables.Empty || c.Kind == tables.Covered:
		return nil, nil //nolint:nilnil // an empty cell is no error
	case c.Kind == tables.Number && c.Number < exact && c.Number > -exact:
		return c.Number, nil
	}
	text, err := clean(c.String())
	return strings.TrimRight(text, "\n"), err
}
