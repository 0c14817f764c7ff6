package ooxml_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei/report/intake"
	"anwei/report/ooxml"
)

// styled is a workbook whose cells A1, A2, … are written as they are given, with a style for
// each format.
func styled(tb testing.TB, book string, cells []string, formats []string) []byte {
	tb.Helper()
	var rows, numFmts, xfs strings.Builder
	for i, c := range cells {
		fmt.Fprintf(&rows, `<row r="%d">%s</row>`, i+1, c)
	}
	for i, f := range formats {
		var id int
		if _, err := fmt.Sscanf(f, "built-in %d", &id); err != nil {
			id = 200 + i
			fmt.Fprintf(&numFmts, `<numFmt numFmtId="%d" formatCode="%s"/>`, id, strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(f))
		}
		fmt.Fprintf(&xfs, `<xf numFmtId="%d" fontId="0"/>`, id)
	}
	fmt.Fprint(&xfs, `<xf numFmtId="0" fontId="1"/>`) // struck out, behind the formats
	return file(tb,
		part{name: "xl/workbook.xml", before: `<workbook>` + book + `<sheets><sheet name="表" sheetId="1" r:id="rId1"/><sheet name="旧表" state="hidden" r:id="rId1"/></sheets></workbook>`},
		part{name: "xl/_rels/workbook.xml.rels", before: `<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>`},
		part{name: "xl/styles.xml", before: `<styleSheet><numFmts>` + numFmts.String() + `</numFmts><fonts><font/><font><strike/></font></fonts><cellXfs>` + xfs.String() + `</cellXfs></styleSheet>`},
		part{name: "xl/worksheets/sheet1.xml", before: `<worksheet><sheetData>` + rows.String() + `</sheetData></worksheet>`},
		part{name: "xl/sharedStrings.xml", before: `<sst><si><t>零</t></si><si><r><rPr><strike/></rPr><t>12</t></r><r><t>15</t></r></si><si><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>` +
			`<si><t>镇</t><rPh><t>zhen</t></rPh></si><si><r><rPr><strike val="1"/></rPr><t>12</t></r></si><si><r><rPr><b/><strike val="0"/></rPr><t>1</t></r><r><t>2</t></r></si></sst>`},
	)
}

func first(t *testing.T, b intake.Book) []string {
	t.Helper()
	if b.Trouble != "" || len(b.Grids) != 1 {
		t.Fatalf("trouble %q, %d sheets", b.Trouble, len(b.Grids))
	}
	var out []string
	for _, row := range b.Grids[0].Rows {
		out = append(out, strings.Join(row, "|"))
	}
	return out
}

// TestNumberFormats holds what a number is by its format: every one that Chinese Excel names
// by number alone, and what people write out.
func TestNumberFormats(t *testing.T) {
	days := "2026-03-05"
	want := map[string]string{
		"General": "46086", "G/通用格式": "46086", "0": "46086", "0.00": "46086", "#,##0": "46086", `0"家次"`: "46086", `"d"0`: "46086", "[Red]0;[Blue]-0": "46086",
		`[$-804]General`: "46086", "[DBNum1]General": "46086", "@": "46086", "0.00E+00": "46086", `_ * #,##0_ ;_ * \-#,##0_ `: "46086", "0000000": "0046086", "0%": "4608600%", "0.00%": "4608600%",
		"m.d": days, "yyyy.m.d": days, `m"月"d"日"`: days, `yyyy"年"m"月"`: days, "[$-F800]dddd, mmmm dd": days, "mmm-yy": days, "[h]:mm": days, "aaaa": days, "[$-804]yyyy-mm-dd;@": days, "h:mm": days, "e.m": days,
	}
	for id := range 60 {
		name := fmt.Sprintf("built-in %d", id)
		switch {
		case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
			want[name] = days
		case id == 9 || id == 10:
			want[name] = "4608600%"
		default:
			want[name] = "46086"
		}
	}
	for format, text := range want {
		got := first(t, ooxml.Read(styled(t, "", []string{`<c s="0"><v>46086</v></c>`}, []string{format}), sent()))
		if got[0] != text {
			t.Errorf("%s: %s, want %s", format, got[0], text)
		}
	}
}

// TestCells holds what the kinds of cells are read as.
func TestCells(t *testing.T) {
	for _, c := range []struct{ name, cell, format, want string }{
		{"a whole number", `<c><v>12</v></c>`, "0", "12"},
		{"all digits", `<c><v>9223372036854775807</v></c>`, "0", "9223372036854775807"},
		{"15 digits count", `<c><v>30.000000000000004</v></c>`, "0", "30"},
		{"what is shown may be rounded", `<c s="0"><v>12.6</v></c>`, "0", "12.6"},
		{"a month behind a point", `<c s="0"><v>2026.1</v></c>`, "0.00", "2026.10"},
		{"a time", `<c s="0"><v>0.5020833333333333</v></c>`, "h:mm", "12:03"},
		{"all of it", `<c s="0"><v>1</v></c>`, "0%", "100%"},
		{"a part", `<c s="0"><v>0.285</v></c>`, "0%", "28.5%"},
		{"today", `<c><f>TODAY()</f><v>46086</v></c>`, "0", "2026-03-05"},
		{"a sum", `<c><f>SUM(A2:A3)</f><v>12</v></c>`, "0", "12"},
		{"a sum of texts", `<c t="str"><f>A2&amp;A3</f><v>12</v></c>`, "0", "12"},
		{"a formula that gives nothing", `<c t="str"><f>IF(A2="","",1)</f><v></v></c>`, "0", ""},
		{"a formula never computed", `<c><f>SUM(A2:A3)</f></c>`, "0", "=SUM(A2:A3)"},
		{"a formula never computed, by others", `<c><f>SUM(A2:A3)</f><v/></c>`, "0", "=SUM(A2:A3)"},
		{"an error", `<c t="e"><f>A2</f><v>#REF!</v></c>`, "0", "#REF!"},
		{"yes", `<c t="b"><v>1</v></c>`, "0", "TRUE"},
		{"a written day", `<c t="d"><v>2026-03-05</v></c>`, "0", "2026-03-05"},
		{"two lines", `<c t="inlineStr"><is><t>12&#xA;3</t></is></c>`, "0", "12\n3"},
		{"two lines as old Excel writes them", `<c t="inlineStr"><is><t>12_x000D_3</t></is></c>`, "0", "12\r3"},
		{"CDATA", `<c t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>`, "0", "a<b"},
		{"a shared text", `<c t="s"><v>0</v></c>`, "0", "零"},
		{"a part is struck out", `<c t="s"><v>1</v></c>`, "0", "15"},
		{"a part is raised", `<c t="s"><v>2</v></c>`, "0", "12 1"},
		{"how it is spoken is no part of it", `<c t="s"><v>3</v></c>`, "0", "镇"},
		{"all is struck out", `<c t="s"><v>4</v></c>`, "0", "12" + intake.StruckNote},
		{"switched off", `<c t="s"><v>5</v></c>`, "0", "12"},
		{"a struck-out cell", `<c s="1"><v>12</v></c>`, "0", "12" + intake.StruckNote},
		{"before 1900's false day", `<c s="0"><v>59</v></c>`, "m.d", "1900-02-28"},
		{"no day", `<c s="0"><v>-3</v></c>`, "m.d", "#####"},
		{"namespaces and quotes of others", `<x:c t='inlineStr'><x:is><x:t>自查</x:t></x:is></x:c>`, "0", "自查"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := first(t, ooxml.Read(styled(t, "", []string{c.cell + `<c r="C1"><v>1</v></c>`}, []string{c.format}), sent()))
			if want := c.want + "||1"; got[0] != want {
				t.Errorf("%q, want %q", got[0], want)
			}
		})
	}
	old := first(t, ooxml.Read(styled(t, `<workbookPr date1904="true"/>`, []string{`<c s="0"><v>44624</v></c>`}, []string{"m.d"}), sent()))
	if old[0] != "2026-03-05" {
		t.Errorf("days from 1904: %s", old[0])
	}
	b := ooxml.Read(styled(t, "", []string{`<c><v>1</v></c><c r="CZ1000"><v>7</v></c>`}, nil), sent())
	if b.Grids[0].Far != "CZ1000" || len(b.Hidden) != 1 || b.Hidden[0] != "旧表" {
		t.Errorf("far %q, hidden %q", b.Grids[0].Far, b.Hidden)
	}
}

// word is a Word document of that body.
func word(tb testing.TB, body string) []byte {
	tb.Helper()
	return file(tb, part{name: "word/document.xml", before: `<?xml version="1.0"?><w:document><w:body>` + body + `</w:body></w:document>`})
}

// TestDocument reads the table of a Word document with the lines around it.
func TestDocument(t *testing.T) {
	p := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	tc := func(properties, s string) string {
		return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + s + "</w:tc>"
	}
	span := func(n int) string { return fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, n) }
	b := ooxml.Read(word(t, p("附件2")+p("填报单位：南村镇")+"<w:tbl>"+
		"<w:tr>"+tc(`<w:vMerge w:val="restart"/>`, p("日期"))+tc(span(2), p("企业自查"))+"</w:tr>"+
		"<w:tr>"+tc(`<w:vMerge/>`, "<w:p/>")+tc("", p("自查"))+tc("", p("整改"))+"</w:tr>"+
		"<w:tr>"+tc("", p("10月"))+tc("", `<w:p><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:r><w:rPr><w:dstrike/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>`)+
		tc("", p("3")+p("4")+"<w:tbl><w:tr><w:tc>"+p("5")+"</w:tc></w:tr></w:tbl>")+"</w:tr></w:tbl>"+p("填表人：张三")), sent())
	got := strings.Join(first(t, b), "\n")
	want := "附件2\n填报单位：南村镇\n日期|企业自查|企业自查\n日期|自查|整改\n10月|2|3\n4\n5\n填表人：张三"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if b := ooxml.Read(word(t, p("没有表格")), sent()); b.Trouble != intake.NotABook {
		t.Errorf("without a table: %q", b.Trouble)
	}
}

// FuzzParts reads parts of anything, within the bounds and the same each time.
func FuzzParts(f *testing.F) {
	f.Add(`<worksheet><row r="2"><c r="A2" t="s"><v>0</v></c><c><f>A1</f></c></row><mergeCell ref="A1:B3"/></worksheet>`, `<sst><si><t>一</t></si></sst>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p><w:t>1</w:t></w:p></w:tc></w:tr></w:tbl>`, `<cellXfs><xf numFmtId="14"/></cellXfs>`)
	f.Add(`<!-- a --><![CDATA[x]]><a b='>'/><c s="0" t="d"`, `&#x41;_x0041_`)
	f.Fuzz(func(t *testing.T, one, other string) {
		bounds := ooxml.Bounds{Sheets: 3, Rows: 20, Cols: 10, Cells: 500, Texts: 5000}
		for _, data := range [][]byte{
			file(t, append(frame(), part{name: "xl/worksheets/sheet1.xml", before: one}, part{name: "xl/sharedStrings.xml", before: other}, part{name: "xl/styles.xml", before: other})...),
			file(t, part{name: "word/document.xml", before: one + other}), file(t, part{name: "xl/workbook.xml", before: other + one}),
		} {
			b := ooxml.Read(data, bounds)
			if (b.Trouble == "") != (len(b.Grids) > 0) {
				t.Errorf("trouble %q with %d sheets", b.Trouble, len(b.Grids))
			}
			for _, g := range b.Grids {
				if len(g.Rows) > 3*bounds.Rows {
					t.Errorf("%d rows", len(g.Rows))
				}
			}
			if again := ooxml.Read(data, bounds); fmt.Sprint(again) != fmt.Sprint(b) {
				t.Error("two readings differ")
			}
		}
	})
}
