package excel_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei/report/excel"
	"anwei/report/intake"
)

// book makes a workbook by hand.
func book(t testing.TB, fill func(f *excelize.File), o ...excelize.Options) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	b, err := f.WriteToBuffer()
	if len(o) > 0 {
		var enc bytes.Buffer
		err = f.Write(&enc, o...)
		b = &enc
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// must stops a test whose workbook cannot be made.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func TestReadCells(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		style := func(cell, format string) {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			must(err)
			must(f.SetCellStyle("Sheet1", cell, cell, id))
		}
		for cell, v := range map[string]any{
			"A1": "企业自查", "B1": 12, "C1": 12.6, "D1": 0.30000000000000004, "E1": 1234567, "F1": 0.5, "G1": 46086, "H1": 46086.5, "I1": "3-5", "J1": -4,
			"A2": true, "B2": time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC), "A4": "跨列", "A5": 7, "C5": "x", "D4": "012",
		} {
			must(f.SetCellValue("Sheet1", cell, v))
		}
		style("C1", "0")        // shows 13
		style("E1", "#,##0")    // shows 1,234,567
		style("F1", "0%")       // shows 50%
		style("G1", `m"月"d"日"`) // what Chinese Excel makes of 3-5
		style("H1", "yyyy/m/d") // the same with a time
		must(f.MergeCell("Sheet1", "A4", "C4"))
		must(f.MergeCell("Sheet1", "A5", "B6"))
		must(f.SetCellFormula("Sheet1", "E5", "SUM(B1:C1)")) // never computed
		_, err := f.NewSheet("藏起来的")
		must(err)
		must(f.SetCellValue("藏起来的", "A1", "不该读到"))
		must(f.SetSheetVisible("藏起来的", false))
	})
	b := excel.Read(data)
	if b.Trouble != "" || len(b.Grids) != 1 || b.Grids[0].Name != "Sheet1" {
		t.Fatalf("trouble %q, %d sheets", b.Trouble, len(b.Grids))
	}
	var got []string
	for _, row := range b.Grids[0].Rows {
		got = append(got, strings.Join(row, "|"))
	}
	want := []string{
		"企业自查|12|12.6|0.3|1234567|50%|2026-03-05|2026-03-05|3-5|-4",
		"TRUE|2026-03-05",
		"",
		"跨列|跨列|跨列|012",
		"7|7|x||=SUM(B1:C1)",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

// zipped makes an archive of parts.
func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		must(err)
		_, err = w.Write([]byte(text))
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// manyParts are the parts of a workbook that are small each and large together.
func manyParts(n, size int) map[string]string {
	parts := map[string]string{"xl/workbook.xml": "<workbook><sheets>", "xl/_rels/workbook.xml.rels": "<Relationships>"}
	for i := range n {
		parts["xl/workbook.xml"] += fmt.Sprintf(`<sheet name="s%d" r:id="%d"/>`, i, i)
		parts["xl/_rels/workbook.xml.rels"] += fmt.Sprintf(`<Relationship Id="%d" Target="worksheets/sheet%d.xml"/>`, i, i)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i)] = strings.Repeat(" ", size)
	}
	return parts
}

// TestReadTrouble opens what is no workbook of today, or too much of one.
func TestReadTrouble(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	cell := func(name string) []byte {
		return book(t, func(f *excelize.File) { must(f.SetCellValue("Sheet1", name, 1)) })
	}
	good := cell("B2")
	for name, c := range map[string]struct {
		data []byte
		want intake.Trouble
	}{
		"xls":        {[]byte(ole + wide("Workbook")), intake.OldBook},
		"et":         {[]byte(ole + wide("Workbook") + wide("WpsCustomData")), intake.OldBook},
		"doc":        {[]byte(ole + wide("WordDocument")), intake.OldWord},
		"locked":     {book(t, func(*excelize.File) {}, excelize.Options{Password: "123"}), intake.LockedBook},
		"pdf":        {[]byte("%PDF-1.7\n"), intake.NotABook},
		"text":       {[]byte("自查,20\n"), intake.NotABook},
		"nothing":    {nil, intake.NotABook},
		"docx":       {zipped(map[string]string{"word/document.xml": "<w/>"}), intake.NotABook},
		"half":       {good[:len(good)/2], intake.BrokenBook},
		"no xml":     {zipped(map[string]string{"xl/workbook.xml": "<<<", "[Content_Types].xml": "x"}), intake.BrokenBook},
		"bomb":       {zipped(manyParts(1, 70<<20)), intake.HugeBook},
		"many parts": {zipped(manyParts(19, 4<<20)), intake.HugeBook},
		"far down":   {cell("A20000"), intake.HugeBook},
		"far right":  {cell("AAA1"), intake.HugeBook},
		"blank":      {book(t, func(*excelize.File) {}), intake.BlankBook},
		"many sheets": {book(t, func(f *excelize.File) {
			for i := range 30 {
				_, err := f.NewSheet(fmt.Sprint("s", i))
				must(err)
			}
		}), intake.HugeBook},
		"long texts": {book(t, func(f *excelize.File) {
			for i := range 100 {
				must(f.SetCellStr("Sheet1", fmt.Sprint("A", i+1), strings.Repeat("落实", 5000)))
			}
		}), intake.HugeBook},
		"huge span": {book(t, func(f *excelize.File) {
			must(f.SetCellStr("Sheet1", "A1", strings.Repeat("落实", 2000)))
			must(f.SetCellStr("Sheet1", "A600", "x"))
			must(f.MergeCell("Sheet1", "A1", "BL599"))
		}), intake.HugeBook},
	} {
		t.Run(name, func(t *testing.T) {
			if b := excel.Read(c.data); b.Trouble != c.want || len(b.Grids) > 0 {
				t.Errorf("trouble %q, want %q (%d sheets)", b.Trouble, c.want, len(b.Grids))
			}
		})
	}
	if b := excel.Read(good); b.Trouble != "" {
		t.Errorf("a good one: %q", b.Trouble)
	}
}

// FuzzRead opens anything, within bounds.
func FuzzRead(f *testing.F) {
	good := book(f, func(w *excelize.File) {
		must(w.SetCellValue("Sheet1", "B2", 46086))
		must(w.MergeCell("Sheet1", "A1", "C3"))
	})
	f.Add(good)
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := excel.Read(data)
		if (b.Trouble == "") != (len(b.Grids) > 0) {
			t.Errorf("trouble %q with %d sheets", b.Trouble, len(b.Grids))
		}
		for _, g := range b.Grids {
			if len(g.Rows) == 0 || len(g.Rows) > 600 {
				t.Errorf("%d rows", len(g.Rows))
			}
		}
	})
}
