package pdf_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"anwei/report/tables"
)

func TestOwnSheetIsOnePageOfA4(t *testing.T) {
	in := own(t, "figures.json")
	table := tables.Sheet(in)
	d := printed(t, "own", table)
	if n := d.pages(true); n != 1 {
		t.Errorf("%d pages, want 1", n)
	}
	got := d.text(1)
	wants(
		t, "the page", got, "附件2", "泽州县安全风险大排查大整治工作清单", "填报单位：南村镇", "填报日期：2026年10月21日", "（8/9个月）",
		"填表联系人：张建国", "职务：安监站站长", "电话：13500000010", "12月", "县直部门填主要领导深入一线督导检查情况。",
		"版本号：2026-10-南村镇-v2-",
	)
	for _, r := range in.Reports {
		for id, v := range r.Values {
			if want := strconv.FormatInt(v.N, 10); !v.NA && !strings.Contains(got, want) {
				t.Errorf("the page lacks %s of %s", want, id)
			}
		}
	}
	if strings.Contains(got, "第1页") {
		t.Error("a sheet of one page needs no page number")
	}
}

func TestFontIsEmbeddedAsSubset(t *testing.T) {
	d := printed(t, "fonts", tables.Sheet(own(t, "figures.json")))
	lines := strings.Split(strings.TrimSpace(d.ask("pdffonts", d.path)), "\n")
	if len(lines) != 3 { // two of headings
		t.Fatalf("%d fonts, want one:\n%s", len(lines)-2, strings.Join(lines, "\n"))
	}
	// name, type, encoding, embedded, subset, with a map to Unicode
	if !regexp.MustCompile(`^[A-Z]{6}\+AnweiSerif +CID TrueType +Identity-H +yes yes yes `).MatchString(lines[2]) {
		t.Errorf("font: %s", lines[2])
	}
}

// TestCountyGoesOverPages checks that each page has the headings and its number,
// and that each unit stands on just one, in order.
func TestCountyGoesOverPages(t *testing.T) {
	table := county(t, "figures.json", 100)
	d := printed(t, "county", table)
	n := d.pages(true)
	if n < 3 || n > 7 {
		t.Errorf("100 units take %d pages", n)
	}
	for page := 1; page <= n; page++ {
		wants(
			t, fmt.Sprint("page ", page), d.text(page), "单位", "党委政府带队检查情况", "责任倒查", "报送时间", "状态",
			fmt.Sprintf("第%d页，共%d页", page, n),
		)
	}
	last := 0
	for _, m := range regexp.MustCompile(`第(\d+)镇人民政府(未报|\d)`).FindAllStringSubmatch(d.text(0), -1) {
		var i int
		_, _ = fmt.Sscan(m[1], &i)
		if i <= last || i > last+2 { // the fourth has another name
			t.Errorf("unit %d follows unit %d", i, last)
		}
		last = i
	}
	if last != 100 {
		t.Errorf("the last unit is %d", last)
	}
}

// TestNothingIsLostBetweenPages looks for every word of tables that go over
// several pages, with texts longer than a page and cells that span several rows.
func TestNothingIsLostBetweenPages(t *testing.T) {
	long := make([]string, 0, 400)
	for i := range 400 {
		long = append(long, fmt.Sprintf("第%d句，落实情况说明。", i))
	}
	span := plain(long[0], long[1], long[2])
	span.Columns = append(span.Columns, tables.Column{Title: "乙", Width: 10, Prose: true})
	span.Head[0].Cells = append(span.Head[0].Cells, tables.Cell{Kind: tables.Text, Text: "乙"})
	for i := range span.Rows {
		c := tables.Cell{Kind: tables.Covered}
		if i == 0 {
			c = tables.Cell{Kind: tables.Text, Text: strings.Join(long, ""), Rows: 3}
		}
		span.Rows[i].Cells = append(span.Rows[i].Cells, c)
	}
	foot := plain("x")
	foot.Foot = []tables.Line{{Left: strings.Join(long, "")}, {Left: "尾", Right: "右"}}
	for name, table := range map[string]tables.Table{
		"ledger": tables.Sheet(own(t, "ledger.json")), "county-ledger": county(t, "ledger.json", 12), "cases": cases(20),
		"long-row": plain("前", strings.Join(long, ""), "后"), "long-span": span, "long-foot": foot,
	} {
		t.Run(name, func(t *testing.T) {
			d := printed(t, name, table)
			n := d.pages(table.Landscape)
			if n < 2 {
				t.Errorf("%d pages", n)
			}
			got := d.text(0)
			for _, s := range sentences(table) {
				if !strings.Contains(got, s) {
					t.Errorf("no page has %q", s)
				}
			}
			for page := 1; page <= n && name != "long-foot"; page++ {
				for _, c := range table.Columns {
					wants(t, fmt.Sprint("page ", page), d.text(page), c.Title)
				}
			}
		})
	}
}

// sentences returns short pieces of all texts of the table, which are not broken
// by a line that runs on in the next column.
func sentences(table tables.Table) []string {
	var out []string
	add := func(s string) {
		for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("。，；：、（）\n “”", r) }) {
			if rs := []rune(p); len(rs) <= 4 {
				out = append(out, p)
			}
		}
	}
	for _, r := range table.Rows {
		for _, c := range r.Cells {
			add(c.String())
		}
	}
	for _, l := range table.Foot {
		add(l.Left)
	}
	return out
}
