package roster

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/width"

	"anwei/config"
)

// The bounds on a workbook that somebody sends: far beyond any county's list,
// far below what would trouble the server.
const (
	maxUnzipped = 64 << 20
	maxSheet    = 16 << 20
	maxRows     = 20000
)

// sheet is one worksheet as text, with merged cells filled in.
type sheet struct {
	name string
	rows [][]string
}

func openSheets(name string, data []byte) ([]sheet, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxSheet,
	})
	if err != nil {
		return nil, config.Problems{{File: name, Message: unreadable(err)}}
	}
	sheets, err := readSheets(f)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, config.Problems{{File: name, Message: unreadable(err)}}
	}
	return sheets, nil
}

// errTooLong tells that a sheet has more rows than any list of units.
var errTooLong = errors.New("more rows than any list of units")

// unreadable says in Chinese why a workbook cannot be read.
func unreadable(err error) string {
	switch {
	case errors.Is(err, errTooLong):
		return fmt.Sprintf("工作表超过%d行；请删去多余的空行和无关的工作表", maxRows)
	case strings.Contains(err.Error(), "unzip size"):
		return "文件解压后过大；请只保留单位和人员两张工作表，另存为 .xlsx"
	}
	return "不是能读的 Excel 文件；如果是 .xls、.et 改名而来，或设了打开密码，请打开后另存为不加密的 .xlsx（" + err.Error() + "）"
}

func readSheets(f *excelize.File) ([]sheet, error) {
	names := f.GetSheetList()
	out := make([]sheet, 0, len(names))
	for _, name := range names {
		s := sheet{name: name}
		rows, err := f.Rows(name)
		if err != nil {
			continue // a chart has no rows
		}
		for rows.Next() {
			if len(s.rows) == maxRows {
				return nil, errors.Join(errTooLong, rows.Close())
			}
			cells, err := rows.Columns()
			if err != nil {
				return nil, errors.Join(fmt.Errorf("read sheet %s: %w", name, err), rows.Close())
			}
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			s.rows = append(s.rows, cells)
		}
		if err := errors.Join(rows.Error(), rows.Close()); err != nil {
			return nil, fmt.Errorf("read sheet %s: %w", name, err)
		}
		if err := s.fillMerged(f); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// fillMerged gives every row of a merged cell its value: people merge the name
// of a unit over all its people.
func (s *sheet) fillMerged(f *excelize.File) error {
	merged, err := f.GetMergeCells(s.name)
	if err != nil {
		return fmt.Errorf("read the merged cells of sheet %s: %w", s.name, err)
	}
	for _, m := range merged {
		col, first, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			continue
		}
		_, last, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			continue
		}
		for row := first; row < last && row < len(s.rows); row++ {
			for len(s.rows[row]) < col {
				s.rows[row] = append(s.rows[row], "")
			}
			s.rows[row][col-1] = strings.TrimSpace(m.GetCellValue())
		}
	}
	return nil
}

// narrow writes letters, digits and signs in half width, as ids have them.
func narrow(s string) string { return strings.TrimSpace(width.Narrow.String(s)) }

// heading reduces a column's heading to what counts: 账号（userid）* is 账号.
func heading(s string) string {
	s = strings.ToLower(narrow(s))
	s, _, _ = strings.Cut(s, "(")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n　*:", r) {
			return -1
		}
		return r
	}, s)
}
