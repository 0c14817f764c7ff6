package excel_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// monthBook is a county's month as one workbook: two parts of the tree with a subtotal
// each, rates, the ledger of all units, revisions and what changed since a snapshot.
func monthBook(t *testing.T, towns int) []tables.Table {
	t.Helper()
	at := time.Date(2026, 10, 24, 15, 2, 0, 0, time.UTC)
	roster := anwei.Roster{
		Units: []anwei.Unit{
			{ID: "shi", Name: "晋城市", Kind: "city"},
			{ID: "a", Name: "泽州县", Kind: "county", Parent: "shi"},
			{ID: "b", Name: "阳城县", Kind: "county", Parent: "shi"},
		},
		People: []anwei.Person{{ID: "tb", Name: "张建国"}},
	}
	for i := range towns {
		parent := anwei.UnitID("a")
		if i >= towns/2 {
			parent = "b"
		}
		roster.Units = append(roster.Units, anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("第%d镇人民政府", i+1), Kind: "town", Parent: parent})
	}
	revisions := map[anwei.ReportKey][]anwei.Revision{}
	var scopes []report.Scope
	for _, name := range []string{"figures.json", "ledger.json"} {
		f := form(t, name)
		in := report.Scope{Form: f, Period: anwei.MonthPeriod(2026, time.October), Roster: roster, Reports: report.ByUnit{}, At: at}
		for i, u := range roster.Units[3:] {
			if i%6 == 5 {
				continue
			}
			key := anwei.ReportKey{Form: f.ID, Period: in.Period, Unit: u.ID}
			old, now := values(f, i), values(f, i)
			now[f.Fields[0].ID] = values(f, i+1)[f.Fields[0].ID]
			in.Reports.(report.ByUnit)[u.ID] = anwei.Report{Key: key, Values: now, First: at, At: at, By: "tb", Revision: 2, Late: i%9 == 0}
			revisions[key] = []anwei.Revision{
				{N: 1, At: at.Add(-48 * time.Hour), By: "tb", Changes: anwei.Changes(f.Fields, nil, old)},
				{N: 2, At: at, By: "tb", Changes: anwei.Changes(f.Fields, old, now), Behalf: i%2 == 0},
			}
		}
		scopes = append(scopes, in)
	}
	then := map[anwei.UnitID]anwei.Report{}
	for u, r := range scopes[0].Reports.(report.ByUnit) {
		then[u], _ = (anwei.Held{Key: r.Key, Revision: 1}).AtRevision(revisions[r.Key])
	}
	moved := report.Moves(scopes[0], then, func(k anwei.ReportKey) []anwei.Revision { return revisions[k] })
	snapshot := anwei.Snapshot{Period: scopes[0].Period, Name: "报市安委办", At: at.Add(-24 * time.Hour)}
	rekey := tables.Rekey(report.RekeyInput{Scope: scopes[0], Rekey: anwei.Rekey{System: "全国安全生产治本攻坚三年行动信息系统", Note: "按附件2的列序。"}})
	return append([]tables.Table{
		tables.County(scopes[0]),
		tables.Rates(tables.RatesInput{Scopes: scopes, Kinds: []anwei.Kind{{ID: "town", Title: "镇"}}}),
		tables.County(scopes[1]),
		tables.Revisions(tables.RevisionsInput{Scopes: scopes, Revisions: revisions}),
		tables.MovesTable(tables.MovesInput{Snapshot: snapshot, Scopes: scopes[:1], Moved: [][]report.Moved{moved}}),
	}, rekey...)
}

// TestBookIsPrinted has LibreOffice print the whole workbook: every sheet is there,
// its headings and its line above on its first page, and nothing is too narrow.
func TestBookIsPrinted(t *testing.T) {
	need(t, "soffice")
	need(t, "pdftotext")
	dir := t.TempDir()
	if keep := os.Getenv("ANWEI_KEEP"); keep != "" {
		dir = keep
	}
	sheets := monthBook(t, 16)
	path := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(path, encode(t, sheets...), 0o600); err != nil {
		t.Fatal(err)
	}
	output(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(t.TempDir(), "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, path)
	all := strings.Split(output(t, "pdftotext", "-raw", filepath.Join(dir, "book.pdf"), "-"), "\f")
	for i := range all {
		all[i] = strings.Join(strings.Fields(all[i]), "")
		if strings.Contains(all[i], "###") {
			t.Errorf("page %d has a column too narrow for its numbers", i+1)
		}
	}
	page := 0
	for _, table := range sheets {
		for page < len(all) && !strings.Contains(all[page], table.Title) {
			page++
		}
		if page == len(all) {
			t.Fatalf("no page begins the sheet %s", table.Name)
		}
		want := []string{table.Above[0].Left, table.Above[0].Middle, table.Above[0].Right}
		for _, c := range table.Columns {
			want = append(want, c.Title)
		}
		for _, w := range want {
			if !strings.Contains(all[page], strings.Join(strings.Fields(w), "")) {
				t.Errorf("page %d, the first of %s, lacks %q", page+1, table.Name, w)
			}
		}
	}
	text := strings.Join(all, "")
	for _, want := range []string{"泽州县小计（7/8单位）", "阳城县小计（7/8单位）", "合计（14/16单位）", "87.5%（14/16）", "定格：报市安委办", "第2版", "待录"} {
		if !strings.Contains(text, want) {
			t.Errorf("no page has %q", want)
		}
	}
}

// TestBehalfIsMarked reads the list of revisions back from the workbook: each one that
// the office entered for a unit says so beside who confirmed it, and no other does.
func TestBehalfIsMarked(t *testing.T) {
	rows, err := reopen(t, encode(t, monthBook(t, 4)...)).GetRows("修订清单")
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	got := map[string]string{}
	for _, row := range rows {
		cell := func(column string) string {
			if i, ok := at[column]; ok && i < len(row) {
				return row[i]
			}
			return ""
		}
		if len(at) > 0 && cell("序号") != "" && cell("版本") != "" {
			got[cell("单位")+cell("表")+cell("版本")] = cell("填报人") + cell("代录")
		}
		if slices.Contains(row, "代录") {
			for i, title := range row {
				at[title] = i
			}
		}
	}
	want := map[string]string{}
	for i, behalf := range []string{"是", "", "是", ""} {
		for _, form := range []string{"调度表", "台账"} {
			unit := fmt.Sprintf("第%d镇人民政府", i+1) + form
			want[unit+"第1版"], want[unit+"第2版"] = "张建国", "张建国"+behalf
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("the sheet says\n%v\nwant\n%v", got, want)
	}
}
