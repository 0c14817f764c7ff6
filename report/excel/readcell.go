package excel

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei/report/intake"
)

// value returns the text of a cell from what is stored and from what is shown.
// Excel shows a number by its format, which may round it or make a date of it:
// a number keeps its digits, and a date becomes one that can be read.
func value(raw, shown string) string {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || shown == "TRUE" || shown == "FALSE" || math.IsInf(n, 0) || math.IsNaN(n) {
		return shown
	}
	if isDate(raw, shown) {
		if at, err := excelize.ExcelDateToTime(n, false); err == nil {
			return at.Format(time.DateOnly)
		}
		return shown
	}
	if strings.HasPrefix(strings.TrimSpace(shown), "#") {
		return shown
	}
	if strings.TrimLeft(raw, "0123456789") == "" { // as stored, whatever it stands for
		return raw
	}
	// Excel computes with 15 digits, to which the library has rounded it by now:
	// 30.000000000000004 is 30.
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// isDate reports whether what is stored as a number is shown as a day.
func isDate(raw, shown string) bool {
	if raw == shown || strings.HasPrefix(raw, "-") || strings.Contains(shown, "%") {
		return false
	}
	if strings.ContainsAny(shown, "年月日") {
		return true
	}
	digits := 0
	for _, part := range strings.FieldsFunc(strings.TrimLeft(shown, "-"), func(r rune) bool { return r == '-' || r == '/' || r == '.' }) {
		if strings.Trim(part, "0123456789") == "" {
			digits++
		}
	}
	return digits > 1 && strings.ContainsAny(shown, "-/") && !strings.ContainsAny(shown, "eE")
}

// merged repeats the texts of merged cells over their spans, and puts formulas
// where they have no result.
func (r reader) merged(rows [][]string) intake.Trouble {
	cells, err := r.file.GetMergeCells(r.sheet, true)
	if err != nil {
		return intake.BrokenBook
	}
	if len(cells) > maxMerges {
		return intake.HugeBook
	}
	if err := r.formulas(rows); err != nil {
		return intake.BrokenBook
	}
	for _, m := range cells {
		x0, y0, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return intake.BrokenBook
		}
		x1, y1, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return intake.BrokenBook
		}
		if trouble := r.span(rows, x0-1, y0-1, min(x1, maxCols), min(y1, len(rows))); trouble != "" {
			return trouble
		}
	}
	return ""
}

// span writes the text of a merged cell over its span, which ends before x1 and
// y1.
func (r reader) span(rows [][]string, x0, y0, x1, y1 int) intake.Trouble {
	text := cell(rows, x0, y0)
	if text == "" {
		return ""
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		text += intake.MergedNote
	}
	for y := y0; y < y1; y++ {
		if *r.room -= len(text) * max(x1-x0, 0); *r.room < 0 {
			return intake.HugeBook
		}
		for len(rows[y]) < x1 {
			rows[y] = append(rows[y], "")
		}
		for x := x0; x < x1; x++ {
			rows[y][x] = text
		}
	}
	return ""
}

// formulas puts a formula where a cell has one and no result: it was written by a
// program that computes nothing.
func (r reader) formulas(rows [][]string) error {
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	for y := range rows {
		for x := range wide {
			if cell(rows, x, y) != "" {
				continue
			}
			name, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				return err
			}
			text, err := r.file.GetCellFormula(r.sheet, name)
			if err != nil {
				return err
			}
			if text == "" {
				continue
			}
			for len(rows[y]) <= x {
				rows[y] = append(rows[y], "")
			}
			rows[y][x] = "=" + strings.TrimPrefix(text, "=")
		}
	}
	return nil
}
