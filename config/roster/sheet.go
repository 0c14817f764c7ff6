package roster

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"anwei/config"
	"anwei/report/intake"
	"anwei/report/ooxml"
)

// bounds are those of a workbook that somebody sends: far beyond any county's list, far
// below what would trouble the server.
func bounds() ooxml.Bounds {
	return ooxml.Bounds{Sheets: 50, Rows: 20000, Cols: 128, Cells: 400_000, Texts: 16 << 20}
}

// openSheets reads the sheets that are shown, with merged cells filled in: people merge the
// name of a unit over all its people. It notes what was left out.
func openSheets(name string, data []byte) (sheets []intake.Grid, notes []string, err error) {
	b := ooxml.Read(data, bounds())
	if b.Trouble != "" && b.Trouble != intake.BlankBook {
		return nil, nil, config.Problems{{File: name, Message: unreadable(b.Trouble)}}
	}
	for _, hidden := range b.Hidden {
		notes = append(notes, fmt.Sprintf("隐藏的工作表“%s”没有导入；要导入请先取消隐藏", hidden))
	}
	for _, g := range b.Grids {
		for _, row := range g.Rows {
			for i, cell := range row {
				row[i] = strings.TrimSpace(cell)
			}
		}
		if g.Far != "" {
			notes = append(notes, fmt.Sprintf("工作表“%s”的%s离表格太远，没有导入", g.Name, g.Far))
		}
	}
	return b.Grids, notes, nil
}

// unreadable says in Chinese why a workbook cannot be read.
func unreadable(t intake.Trouble) string {
	if t == intake.HugeBook {
		return fmt.Sprintf("工作表超过%d行，或文件解压后过大；请只保留单位和人员两张工作表，删去多余的空行，另存为 .xlsx", bounds().Rows)
	}
	return "不是能读的 Excel 文件；如果是 .xls、.et 改名而来，或设了打开密码，请打开后另存为不加密的 .xlsx"
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
