package pdf_test

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/report/pdf"
	"anwei/report/tables"
)

func TestEncodeRefuses(t *testing.T) {
	tooHigh := plain(strings.Repeat("落实情况说明。", 2000))
	tooHigh.OnePage = true
	tooWide := plain("x")
	tooWide.Title, tooWide.Columns = "甲表", make([]tables.Column, 60)
	tooWide.Head, tooWide.Rows = nil, []tables.Row{{Cells: make([]tables.Cell, 60)}}
	headed := plain("x")
	headed.Head[0].Cells[0].Text = strings.Repeat("很长的表头", 2000)
	titled := plain("x")
	titled.Title = strings.Repeat("很长的标题", 2000)
	for name, c := range map[string]struct {
		table tables.Table
		says  string
	}{
		"not sound": {tables.Table{Title: "题"}, "columns"},
		"too high":  {tooHigh, "《题》缩到6.5磅仍放不进一页A4纸，请用电子表格"},
		"too wide":  {tooWide, "《甲表》有60栏，缩到6.5磅仍比A4纸宽，请用电子表格"},
		"head":      {headed, "标题和表头太高"},
		"title":     {titled, "标题和表头太高"},
	} {
		if _, err := pdf.Encode(c.table); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// TestSheetShrinksToOnePage makes a sheet that is too high for the page at its
// full size, and one of a whole year with long notes.
func TestSheetShrinksToOnePage(t *testing.T) {
	in := own(t, "figures.json")
	in.Form.Notes = append(in.Form.Notes, strings.Repeat("备注很长，也要印在同一页上。", 40)+"止。")
	d := printed(t, "shrunk", tables.Sheet(in))
	if n := d.pages(true); n != 1 {
		t.Errorf("%d pages", n)
	}
	wants(t, "the page", d.text(1), "止。", "版本号：", "12月")
}

func TestBigNumbersStayWhole(t *testing.T) {
	in := own(t, "figures.json")
	v := in.Reports[in.UpTo].Values
	for id, x := range v {
		if !x.NA {
			x.N = math.MaxInt64 / 16
			v[id] = x
			break
		}
	}
	want := strconv.FormatInt(math.MaxInt64/16, 10)
	d := printed(t, "big", tables.Sheet(in))
	d.pages(true)
	wants(t, "the page", d.ask("pdftotext", d.path, "-"), want)
}

func TestEncodeIsDeterministic(t *testing.T) {
	table := county(t, "figures.json", 30)
	if !bytes.Equal(encode(t, table), encode(t, table)) {
		t.Error("one table gave two documents")
	}
}

func TestEncodeLeavesTheTableAlone(t *testing.T) {
	table := plain("甲\x00乙😀")
	table.Foot = make([]tables.Line, 1, 4)
	encode(t, table)
	if got := table.Rows[0].Cells[0].Text; got != "甲\x00乙😀" || table.Foot[:2][1] != (tables.Line{}) {
		t.Errorf("the table became %q, %v", got, table.Foot[:2])
	}
}

// TestMissingGlyphIsShownAndNamed prints a character beyond the font, an emoji and
// marks without a shape.
func TestMissingGlyphIsShownAndNamed(t *testing.T) {
	table := plain("上\U00020BB7野\t家😀\uFE0F\u200B\x07", "又一个😀\xff")
	table.Foot = []tables.Line{{Left: "\U00020BB7"}}
	missing, err := pdf.Missing(table)
	if err != nil || string(missing) != "\U00020BB7😀\uFFFD" {
		t.Errorf("missing %q (%v)", string(missing), err)
	}
	got := printed(t, "missing", table).text(1)
	wants(t, "the page", got, "上〓野家〓", "又一个〓〓", "注：〓代替打印字库里没有的字（U+20BB7、U+1F600、U+FFFD），请以电子表格为准。")

	many := plain("")
	for r := rune(0x1F600); r < 0x1F614; r++ {
		many.Rows[0].Cells[0].Text += string(r)
	}
	wants(t, "the page", printed(t, "many", many).text(1), strings.Repeat("〓", 2), "U+1F607等20个）")
	if missing, err := pdf.Missing(tables.Sheet(own(t, "figures.json"))); err != nil || len(missing) > 0 {
		t.Errorf("the sheet lacks %q (%v)", string(missing), err)
	}
}

// TestFontHasWhatIsWritten looks up every character of the plan and the sample
// roster, names with rare characters, and what our tables add.
func TestFontHasWhatIsWritten(t *testing.T) {
	text := string(plan.DefaultYAML()) + string(roster.SampleYAML()) + "喆堃昇镕玥犇祎赟〓—…“”‘’《》·×①⑳㎡℃‰≤≥"
	if lacks, err := pdf.Lacks(text); err != nil || len(lacks) > 0 {
		t.Errorf("the font lacks %q (%v)", string(lacks), err)
	}
	if lacks, err := pdf.Lacks("😀安\U00020BB7\uFFFD"); err != nil || len(lacks) != 3 {
		t.Errorf("the font lacks only %q, so that the tests of missing characters test nothing (%v)", string(lacks), err)
	}
}

// TestAnySoundTableIsPrintedOrRefused draws tables of any shape: each is printed
// or refused with a reason, in bounded time.
func TestAnySoundTableIsPrintedOrRefused(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("安全生产，。（）“”—…x9 \n　-\u0301😀")), 0, 80, -1)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "columns")
		table := tables.Table{
			Title: text.Draw(t, "title"), Landscape: rapid.Bool().Draw(t, "landscape"), OnePage: rapid.Bool().Draw(t, "one page"),
			Columns: make([]tables.Column, n), Foot: []tables.Line{{Left: text.Draw(t, "foot"), Right: text.Draw(t, "right")}},
		}
		for x := range table.Columns {
			table.Columns[x] = tables.Column{Width: rapid.IntRange(0, 60).Draw(t, "width"), Prose: x%2 == 0}
		}
		high := rapid.IntRange(0, 10).Draw(t, "rows")
		for y := range high {
			row := tables.Row{Cells: make([]tables.Cell, n)}
			for x := range row.Cells {
				row.Cells[x] = tables.Cell{Kind: tables.Text, Text: text.Draw(t, "cell")}
			}
			if span := min(3, high-y/3*3); y%3 == 0 && span > 1 {
				row.Cells[0].Rows = span
			} else if y%3 != 0 {
				row.Cells[0] = tables.Cell{Kind: tables.Covered}
			}
			table.Rows = append(table.Rows, row)
		}
		if err := table.Valid(); err != nil {
			t.Fatal(err)
		}
		data, err := pdf.Encode(table)
		if err == nil && !bytes.HasPrefix(data, []byte("%PDF-")) || err != nil && !strings.Contains(err.Error(), "请用电子表格") {
			t.Fatalf("%d bytes, %v", len(data), err)
		}
	})
}

func BenchmarkEncodeSheet(b *testing.B) {
	benchmark(b, tables.Sheet(own(b, "figures.json")), 1)
}

func BenchmarkEncodeCounty(b *testing.B) {
	benchmark(b, county(b, "figures.json", 100), 5)
}

func benchmark(b *testing.B, table tables.Table, pages int) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		encode(b, table)
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
}
