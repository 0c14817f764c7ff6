// Package excel writes a table as a workbook.
package excel

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei/report/tables"
)

// Encode returns a workbook with a sheet for each table, ready to be printed on
// A4. It writes numbers and never formulas, since previews on a phone show a
// formula as an empty cell. The same tables give the same bytes. Rows go out as the
// table makes them: beside what the table holds, its memory is a block of rows and
// the compressed file.
func Encode(all ...tables.Table) (data []byte, err error) {
	if len(all) == 0 {
		return nil, errors.New("a workbook needs a table")
	}
	f := excelize.NewFile().SetZipWriter(archive)
	defer func() { err = errors.Join(err, f.Close()) }()
	looks := make(map[look]int)
	names := sheetNames(all)
	if err := f.SetSheetName(f.GetSheetName(0), names[0]); err != nil {
		return nil, fmt.Errorf("sheet %q: %w", names[0], err)
	}
	for i, t := range all {
		if err := t.Sound(); err != nil {
			return nil, err
		}
		if _, err := f.NewSheet(names[i]); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", names[i], err)
		}
		s := sheet{file: f, name: names[i], table: t, looks: looks, row: 1}
		if err := s.write(); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", names[i], err)
		}
	}
	if err := describe(f, all[0]); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return nil, fmt.Errorf("writing the workbook: %w", err)
	}
	return ordered(buf.Bytes())
}

// describe sets the document's properties from its first table.
func describe(f *excelize.File, t tables.Table) error {
	props := excelize.DocProperties{Title: t.Title, Creator: "anwei", LastModifiedBy: "anwei", Language: "zh-CN"}
	if !t.At.IsZero() {
		at := t.At.UTC().Format(time.RFC3339)
		props.Created, props.Modified = at, at
	}
	if err := f.SetDocProps(&props); err != nil {
		return fmt.Errorf("document properties: %w", err)
	}
	return nil
}
