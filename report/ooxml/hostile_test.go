package ooxml_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"anwei/report/intake"
	"anwei/report/ooxml"
)

// sent are bounds like those of a table that somebody sends.
func sent() ooxml.Bounds {
	return ooxml.Bounds{Sheets: 20, Rows: 600, Cols: 64, Cells: 160_000, Texts: 2 << 20}
}

// part is one part of a file, a text that is repeated between its ends.
type part struct {
	name, before, repeated, after string
	times                         int
}

// file zips parts, without making them whole first.
func file(tb testing.TB, parts ...part) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(w interface{ Write([]byte) (int, error) }, s string) {
		if _, err := w.Write([]byte(s)); err != nil {
			tb.Fatal(err)
		}
	}
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			tb.Fatal(err)
		}
		write(w, p.before)
		for range p.times {
			write(w, p.repeated)
		}
		write(w, p.after)
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// frame are the parts that a workbook of one sheet needs.
func frame() []part {
	return []part{
		{name: "xl/workbook.xml", before: `<workbook><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{name: "xl/_rels/workbook.xml.rels", before: `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`},
	}
}

// workbook is one of a sheet with the cells before and behind what is repeated.
func workbook(tb testing.TB, repeated string, times int, more ...part) []byte {
	tb.Helper()
	const cells = `<row r="1"><c r="A1" t="inlineStr"><is><t>自查</t></is></c><c r="B1"><v>12</v></c></row>`
	return file(tb, append(append(frame(), part{
		name: "xl/worksheets/sheet1.xml", before: "<worksheet><sheetData>" + cells, repeated: repeated, times: times, after: "</sheetData></worksheet>",
	}), more...)...)
}

// hostile are files that cost far more than they seem to, and what is made of them.
func hostile(tb testing.TB) map[string]struct {
	data []byte
	want intake.Trouble
} {
	tb.Helper()
	deep := strings.Repeat("<x>", 100)
	return map[string]struct {
		data []byte
		want intake.Trouble
	}{
		"two million shared texts": {workbook(tb, "", 0, part{"xl/sharedStrings.xml", "<sst>", "<si><t/></si>", "</sst>", 2_000_000}), ""},
		"rows with looks only":     {workbook(tb, `<row s="1" customFormat="1">`+strings.Repeat(`<c s="1"/>`, 16)+`</row>`, 200_000), ""},
		"cells of blanks":          {workbook(tb, `<row><c t="inlineStr"><is><t> </t></is></c></row>`, 500_000), ""},
		"many cells":               {workbook(tb, `<row><c><v>1</v></c><c><v>1</v></c></row>`, 500_000), intake.HugeBook},
		"many cells of one text":   {workbook(tb, `<row><c t="s"><v>0</v></c></row>`, 500_000, part{"xl/sharedStrings.xml", "<sst><si><t>", strings.Repeat("长", 1000), "</t></si></sst>", 10}), intake.HugeBook},
		"a text repeated":          {workbook(tb, `<row><c t="s"><v>0</v></c></row>`, 500, part{"xl/sharedStrings.xml", "<sst><si><t>", strings.Repeat("长", 1000), "</t></si></sst>", 10}), intake.HugeBook},
		"a bomb of blanks":         {workbook(tb, strings.Repeat(" ", 1<<20), 200), intake.HugeBook},
		"a bomb of tags":           {workbook(tb, strings.Repeat("<a/>", 1<<18), 200), intake.HugeBook},
		"an endless tag":           {workbook(tb, `<a b="`+strings.Repeat(">", 1<<20), 50), intake.HugeBook},
		"an endless comment":       {workbook(tb, "<!-- "+strings.Repeat(">", 1<<20), 50), intake.HugeBook},
		"deep":                     {workbook(tb, deep, 100_000), ""},
		"many styles":              {workbook(tb, "", 0, part{"xl/styles.xml", "<styleSheet><cellXfs>", `<xf numFmtId="0"/>`, "</cellXfs></styleSheet>", 2_000_000}), intake.HugeBook},
		"many merges":              {workbook(tb, `<mergeCell ref="A1:BL600"/>`, 1_000_000), intake.HugeBook},
		"wide merges":              {workbook(tb, `<mergeCell ref="A1:XFD1048576"/>`, 3000), ""},
		"entities":                 {file(tb, append(frame(), part{name: "xl/worksheets/sheet1.xml", before: `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`})...), intake.BrokenBook},
		"many sheets":              {file(tb, part{"xl/workbook.xml", "<workbook>", `<sheet name="a" id="b"/>`, "", 1_000_000}), intake.HugeBook},
		"a document of lines":      {file(tb, part{"word/document.xml", "<w:document>", "<w:p><w:r><w:t>自查</w:t></w:r></w:p>", "<w:tbl/></w:document>", 1_000_000}), intake.HugeBook},
		"a document of rows":       {file(tb, part{"word/document.xml", "<w:document><w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>", "</w:tbl></w:document>", 1_000_000}), intake.HugeBook},
		"tables in tables":         {file(tb, part{"word/document.xml", "<w:document>", "<w:tbl><w:tr><w:tc>", "</w:document>", 500_000}), ""},
	}
}

// child is set where the test runs in a process of its own, whose memory is watched.
const child = "ANWEI_HOSTILE_CHILD"

// TestHostileFiles opens files that cost far more than they seem to, one after the other, in
// a process of its own, which never holds more than 512 MB, nor takes long.
func TestHostileFiles(t *testing.T) {
	if os.Getenv(child) == "" {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHostileFiles$", "-test.v")
		cmd.Env = append(os.Environ(), child+"=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		t.Log(string(out))
		return
	}
	files := hostile(t)
	runtime.GC()
	for name, c := range files {
		begun := time.Now()
		if b := ooxml.Read(c.data, sent()); b.Trouble != c.want {
			t.Errorf("%s: trouble %q, want %q", name, b.Trouble, c.want)
		}
		d := time.Since(begun)
		if t.Logf("%s: %d KB in %v", name, len(c.data)>>10, d); d > 10*time.Second && !watched || d > time.Minute {
			t.Errorf("%s takes %v", name, d)
		}
	}
	if mb := peak(t); mb > 512 {
		t.Errorf("%d MB at once", mb)
	} else {
		t.Logf("at most %d MB", mb)
	}
}

// peak is the most memory that the process had, in MB; 0 where that cannot be told.
func peak(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb := 0
	if _, err := fmt.Sscanf(strings.TrimSpace(rest), "%d kB", &kb); err != nil {
		t.Fatal(err)
	}
	return kb >> 10
}
