package excel_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei"
	"anwei/report"
	"anwei/report/excel"
	"anwei/report/tables"
)

func form(tb testing.TB, name string) anwei.Form {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("..", "tables", "testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	var f anwei.Form
	if err := json.Unmarshal(b, &f); err != nil {
		tb.Fatal(err)
	}
	return f
}

func values(f anwei.Form, n int) anwei.Values {
	v := anwei.Values{}
	for i, fd := range f.Fields {
		v[fd.ID] = anwei.Number(int64((n*7 + i*3) % 1041))
		if fd.Kind == anwei.Text {
			v[fd.ID] = anwei.Value{Text: strings.Repeat("已召开专题会议研究部署，明确责任分工并督促落实到位。", 1+(n+i)%4)}
		}
	}
	v[f.Fields[len(f.Fields)-3].ID] = anwei.Value{NA: true}
	return v
}

// own is a unit's sheet for February to October without June.
func own(tb testing.TB, name string) tables.Table {
	tb.Helper()
	f := form(tb, name)
	in := tables.Own{
		Form: f, UpTo: anwei.MonthPeriod(2026, time.October), Reports: map[anwei.Period]anwei.Report{},
		Unit:   anwei.Unit{ID: "nancun", Name: "南村镇", Kind: "town"},
		People: []anwei.Person{{ID: "tb", Name: "张建国", Post: "安监站站长", Phone: "13500000010"}},
	}
	for m := time.February; m <= time.October; m++ {
		at := time.Date(2026, m, 21, 17, 30, 0, 0, time.UTC)
		if m != time.June {
			in.Reports[anwei.MonthPeriod(2026, m)] = anwei.Report{Values: values(f, int(m)), First: at, At: at, By: "tb"}
		}
	}
	return tables.Sheet(in)
}

// county is a table of n units, every sixth missing.
func county(tb testing.TB, name string, n int) tables.Table {
	tb.Helper()
	f := form(tb, name)
	at := time.Date(2026, 10, 22, 15, 2, 0, 0, time.UTC)
	in := report.Scope{
		Form: f, Period: anwei.MonthPeriod(2026, time.October), At: at, Root: "xian",
		Reports: report.ByUnit{},
		Roster:  anwei.Roster{Units: []anwei.Unit{{ID: "xian", Name: "泽州县", Kind: "county"}}},
	}
	for i := range n {
		u := anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("第%d镇人民政府", i+1), Kind: "town", Parent: "xian"}
		if i == 3 {
			u.Name = "泽州县规划和自然资源局（县林业局、县地质灾害防治中心）"
		}
		in.Roster.Units = append(in.Roster.Units, u)
		if i%6 != 5 {
			in.Reports.(report.ByUnit)[u.ID] = anwei.Report{Values: values(f, i), First: at, Late: i%9 == 0}
		}
	}
	return tables.County(in)
}

func encode(tb testing.TB, all ...tables.Table) []byte {
	tb.Helper()
	b, err := excel.Encode(all...)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func reopen(tb testing.TB, b []byte) *excelize.File {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{RawCellValue: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := f.Close(); err != nil {
			tb.Error(err)
		}
	})
	return f
}

func TestEncodeKeepsCellsAndMerges(t *testing.T) {
	for name, table := range map[string]tables.Table{
		"own": own(t, "figures.json"), "county": county(t, "figures.json", 16),
		"ledger": own(t, "ledger.json"), "county ledger": county(t, "ledger.json", 3),
		"duties": duties(9), "cases": cases(6),
	} {
		t.Run(name, func(t *testing.T) {
			f := reopen(t, encode(t, table))
			top := 2 + len(table.Above)
			if table.Annex != "" {
				top++
			}
			merges := map[string]string{}
			cells, err := f.GetMergeCells(table.Name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range cells {
				merges[m.GetStartAxis()] = m.GetEndAxis()
			}
			for y, row := range append(append([]tables.Row{}, table.Head...), table.Rows...) {
				for x, c := range row.Cells {
					compare(t, f, table.Name, [2]int{x + 1, top + y}, c, merges)
				}
			}
		})
	}
}

func compare(t *testing.T, f *excelize.File, sheet string, at [2]int, c tables.Cell, merges map[string]string) {
	t.Helper()
	if c.Kind == tables.Covered {
		return
	}
	axis, _ := excelize.CoordinatesToCellName(at[0], at[1])
	got, err := f.GetCellValue(sheet, axis)
	if err != nil || got != c.String() {
		t.Errorf("%s = %q, want %q (%v)", axis, got, c, err)
	}
	// A number carries no type in the file; a text stands in its cell.
	kind, _ := f.GetCellType(sheet, axis)
	if c.Kind == tables.Number && kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("%s is no number but %v", axis, kind)
	}
	if c.Kind == tables.Text && kind != excelize.CellTypeInlineString {
		t.Errorf("%s is no string but %v", axis, kind)
	}
	want := ""
	if cols, rows := c.Span(); cols > 1 || rows > 1 {
		want, _ = excelize.CoordinatesToCellName(at[0]+cols-1, at[1]+rows-1)
	}
	if merges[axis] != want {
		t.Errorf("%s is merged to %q, want %q", axis, merges[axis], want)
	}
}

func plain(texts ...string) tables.Table {
	t := tables.Table{Name: "表", Title: "题", Columns: []tables.Column{{Title: "甲", Width: 10, Prose: true}}}
	for _, s := range texts {
		t.Rows = append(t.Rows, tables.Row{Cells: []tables.Cell{{Kind: tables.Text, Text: s}}})
	}
	return t
}

func TestEncodeText(t *testing.T) {
	f := reopen(t, encode(t, plain("=1+1", "甲\x00乙\x0b", "<&>\"", "甲_x0041_x0042_", "😀", strings.Repeat("长", 32767))))
	for i, want := range []string{"=1+1", "甲乙", "<&>\"", "甲_x0041_\u200bx0042_", "😀", strings.Repeat("长", 32767)} {
		axis := fmt.Sprint("A", i+2)
		if got, err := f.GetCellValue("表", axis); err != nil || got != want {
			t.Errorf("%s = %.30q, want %.30q (%v)", axis, got, want, err)
		}
		if formula, _ := f.GetCellFormula("表", axis); formula != "" {
			t.Errorf("%s is a formula", axis)
		}
	}
	if _, err := excel.Encode(plain(strings.Repeat("长", 32768))); err == nil {
		t.Error("a text too long for a cell must be refused, or excelize cuts it")
	}
	if _, err := excel.Encode(plain(strings.Repeat("😀", 16384))); err == nil {
		t.Error("a text too long in UTF-16 must be refused")
	}
}

func TestEncodeRefuses(t *testing.T) {
	if _, err := excel.Encode(); err == nil {
		t.Error("no tables: no error")
	}
	if _, err := excel.Encode(tables.Table{Title: "题"}); err == nil {
		t.Error("no columns: no error")
	}
}

func TestEncodeBigNumbers(t *testing.T) {
	table := plain("x")
	table.Rows[0].Cells[0] = tables.Cell{Kind: tables.Number, Number: 9007199254740993}
	got, err := reopen(t, encode(t, table)).GetCellValue("表", "A2")
	if err != nil || got != "9007199254740993" {
		t.Errorf("A2 = %q (%v)", got, err)
	}
}

func TestSheetNames(t *testing.T) {
	names := []string{
		"1月/2月", "1月:2月", "'南村镇'", "", "Sheet1", "sheet1", "history",
		strings.Repeat("长", 40), strings.Repeat("长", 41),
	}
	all := make([]tables.Table, 0, len(names))
	for _, n := range names {
		table := plain("x")
		table.Name = n
		all = append(all, table)
	}
	want := []string{
		"1月_2月", "1月_2月(2)", "南村镇", "表4", "Sheet1", "sheet1(2)", "history_",
		strings.Repeat("长", 31), strings.Repeat("长", 28) + "(2)",
	}
	got := reopen(t, encode(t, all...)).GetSheetList()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("sheets\n%q, want\n%q", got, want)
	}
}

func TestEncodeIsDeterministic(t *testing.T) {
	table := county(t, "figures.json", 16)
	if !bytes.Equal(encode(t, table), encode(t, table)) {
		t.Error("one table gave two workbooks")
	}
}

func TestEncodeSplitsRowsTooHighForExcel(t *testing.T) {
	table := plain(strings.Repeat("落实情况说明。", 200), "后")
	f := reopen(t, encode(t, table))
	merges, err := f.GetMergeCells("表")
	if err != nil || len(merges) != 1 {
		t.Fatalf("merges %v (%v)", merges, err)
	}
	rows, err := f.GetRows("表")
	if err != nil {
		t.Fatal(err)
	}
	if last := rows[len(rows)-1][0]; last != "后" {
		t.Errorf("the row after the split one holds %q", last)
	}
}

func BenchmarkEncodeCounty(b *testing.B) {
	table := county(b, "figures.json", 100)
	b.ReportAllocs()
	for b.Loop() {
		encode(b, table)
	}
}

// TestFormulasStayTexts holds that a text that looks like a formula is none, not even once
// somebody edits its cell.
func TestFormulasStayTexts(t *testing.T) {
	table := own(t, "figures.json")
	table.Title = "=HYPERLINK(\"http://x\")"
	for i, text := range []string{"=1+1", "+86 139", "-3", "@SUM(A1)", "平常"} {
		table.Rows[i].Cells[0] = tables.Cell{Kind: tables.Text, Text: text}
	}
	data, err := excel.Encode(table)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it is only read
	name := f.GetSheetName(0)
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for y, row := range rows {
		for x, text := range row {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			must(err)
			id, err := f.GetCellStyle(name, at)
			must(err)
			quoted := f.Styles.CellXfs.Xf[id].QuotePrefix
			looks := text != "" && strings.Contains("=+-@", text[:1])
			if formula, err := f.GetCellFormula(name, at); err != nil || formula != "" || looks != (quoted != nil && *quoted) {
				t.Errorf("%s %q: formula %q, quoted %v", at, text, formula, quoted)
			}
			if looks {
				found++
			}
		}
	}
	if found != 5 {
		t.Errorf("%d texts that look like formulas", found)
	}
}
