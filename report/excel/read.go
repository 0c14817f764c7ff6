package excel

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"anwei/report/intake"
)

// The bounds of a workbook that is read. An official table has some forty rows
// and twenty columns.
const (
	maxFile   = 20 << 20 // bytes of the file
	maxParts  = 64 << 20 // bytes of its parts together, unpacked
	maxSheets = 20
	maxRows   = 600
	maxCols   = 64
	maxMerges = 2000
	maxTexts  = 2 << 20 // bytes of all cells together
)

// Read returns what stands in a workbook, sheet by sheet, as a person sees it in
// Excel, but with all digits of a number and with dates as 2026-03-05. The text of
// a merged cell is repeated over its span, and a number in one is marked with
// intake.MergedNote. A formula that was never computed is the formula itself.
// Hidden sheets are left out. The data may be anything: what cannot be read is
// told by the book's trouble, and what is too large is not unpacked.
func Read(data []byte) (b intake.Book) {
	// The library is made for workbooks, and this may be anything.
	defer func() {
		if recover() != nil {
			b = intake.Book{Trouble: intake.BrokenBook}
		}
	}()
	if trouble := kind(data); trouble != "" {
		return intake.Book{Trouble: trouble}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxParts, UnzipXMLSizeLimit: maxParts, // equal, so that nothing goes to the disk
	})
	if err != nil {
		return intake.Book{Trouble: intake.BrokenBook}
	}
	defer f.Close() //nolint:errcheck // nothing was written
	sheets := f.GetSheetList()
	if len(sheets) > maxSheets {
		return intake.Book{Trouble: intake.HugeBook}
	}
	room := maxTexts
	for _, name := range sheets {
		if shown, err := f.GetSheetVisible(name); err != nil || !shown {
			continue
		}
		r := reader{file: f, sheet: name, room: &room}
		rows, trouble := r.rows()
		if trouble != "" {
			return intake.Book{Trouble: trouble}
		}
		if len(rows) > 0 {
			b.Grids = append(b.Grids, intake.Grid{Name: name, Rows: rows})
		}
	}
	if len(b.Grids) == 0 {
		b.Trouble = intake.BlankBook
	}
	return b
}

// kind says by its content why a file is no workbook that can be read, and
// nothing where it may be one.
func kind(data []byte) intake.Trouble {
	switch {
	case len(data) > maxFile:
		return intake.HugeBook
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		switch {
		case bytes.Contains(data, inUTF16("EncryptedPackage")):
			return intake.LockedBook
		case bytes.Contains(data, inUTF16("Workbook")), bytes.Contains(data, inUTF16("Book")):
			return intake.OldBook
		}
		return intake.NotABook
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return intake.NotABook
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return intake.BrokenBook
	}
	var size uint64
	book := false
	for _, p := range z.File {
		if size += p.UncompressedSize64; size > maxParts || p.UncompressedSize64 > maxParts {
			return intake.HugeBook
		}
		book = book || strings.EqualFold(p.Name, "xl/workbook.xml")
	}
	if !book {
		return intake.NotABook
	}
	return ""
}

// inUTF16 returns an ASCII text as the old formats have the names of their parts.
func inUTF16(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// reader reads one sheet.
type reader struct {
	file  *excelize.File
	sheet string
	room  *int // bytes that the texts of the workbook may still take
}

// rows returns the cells of the sheet without the blank ends of rows and of the
// sheet.
func (r reader) rows() ([][]string, intake.Trouble) {
	raw, trouble := r.texts(excelize.Options{RawCellValue: true})
	if trouble != "" {
		return nil, trouble
	}
	shown, trouble := r.texts(excelize.Options{})
	if trouble != "" {
		return nil, trouble
	}
	out := make([][]string, max(len(raw), len(shown)))
	for y := range out {
		out[y] = make([]string, max(width(raw, y), width(shown, y)))
		for x := range out[y] {
			out[y][x] = value(cell(raw, x, y), cell(shown, x, y))
		}
	}
	if trouble := r.merged(out); trouble != "" {
		return nil, trouble
	}
	for y := range out {
		out[y] = trimmed(out[y], func(s string) bool { return strings.TrimSpace(s) == "" })
	}
	return trimmed(out, func(row []string) bool { return len(row) == 0 }), ""
}

// texts returns the cells of the sheet up to the bounds. Blank cells beyond them
// are passed over, and anything else is too much.
func (r reader) texts(o excelize.Options) ([][]string, intake.Trouble) {
	rows, err := r.file.Rows(r.sheet)
	if err != nil {
		return nil, intake.BrokenBook
	}
	defer rows.Close() //nolint:errcheck // it is read only
	var out [][]string
	beyond := 0
	for rows.Next() {
		row, err := rows.Columns(o)
		if err != nil {
			return nil, intake.BrokenBook
		}
		row = trimmed(row, func(s string) bool { return s == "" })
		if len(out) == maxRows {
			if beyond++; len(row) > 0 || beyond > 1<<20 {
				return nil, intake.HugeBook
			}
			continue
		}
		if len(row) > maxCols {
			return nil, intake.HugeBook
		}
		for _, s := range row {
			*r.room -= len(s)
		}
		if *r.room < 0 {
			return nil, intake.HugeBook
		}
		out = append(out, slices.Clone(row))
	}
	if rows.Error() != nil {
		return nil, intake.BrokenBook
	}
	return trimmed(out, func(row []string) bool { return len(row) == 0 }), ""
}

// trimmed returns the list without the blank ones at its end.
func trimmed[T any](list []T, blank func(T) bool) []T {
	for len(list) > 0 && blank(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list
}

func width(rows [][]string, y int) int {
	if y < len(rows) {
		return len(rows[y])
	}
	return 0
}

func cell(rows [][]string, x, y int) string {
	if x < width(rows, y) {
		return rows[y][x]
	}
	return ""
}
