package pdf_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report"
	"anwei/report/pdf"
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

// values are a report of which every number and every text differs from those of
// other n.
func values(f anwei.Form, n int) anwei.Values {
	v := anwei.Values{}
	for i, fd := range f.Fields {
		v[fd.ID] = anwei.Number(int64((n*7 + i*3) % 1041))
		if fd.Kind == anwei.Text {
			v[fd.ID] = anwei.Value{Text: fmt.Sprintf("起头%d-%d。", n, i) +
				strings.Repeat("已召开专题会议研究部署，明确责任分工（含“三管三必须”），并督促落实到位。", 1+(n+i)%4) + fmt.Sprintf("收尾%d-%d。", n, i)}
		}
	}
	v[f.Fields[len(f.Fields)-3].ID] = anwei.Value{NA: true}
	return v
}

// own is the input of a unit's sheet for February to October without June.
func own(tb testing.TB, name string) tables.Own {
	tb.Helper()
	f := form(tb, name)
	in := tables.Own{
		Form: f, UpTo: anwei.MonthPeriod(2026, time.October), Reports: map[anwei.Period]anwei.Report{},
		Unit:   anwei.Unit{ID: "nancun", Name: "南村镇", Kind: "town"},
		People: []anwei.Person{{ID: "tb", Name: "张建国", Post: "安监站站长", Phone: "13500000010"}},
	}
	for m := time.February; m <= time.October; m++ {
		at, p := time.Date(2026, m, 21, 17, 30, 0, 0, time.UTC), anwei.MonthPeriod(2026, m)
		if m != time.June {
			in.Reports[p] = anwei.Report{
				Key: anwei.ReportKey{Form: f.ID, Period: p, Unit: "nancun"}, Revision: 2,
				Values: values(f, int(m)), First: at, At: at, By: "tb",
			}
		}
	}
	return in
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

// cases are n cases of rapid handling with four steps each.
func cases(n int) tables.Table {
	in := tables.CasesInput{
		Plan:   anwei.Plan{County: "泽州县", Short: "三大行动", Cases: []anwei.CaseRule{{ID: "quick", Title: "快查快处"}}},
		At:     time.Date(2026, 9, 20, 15, 2, 0, 0, time.UTC),
		Roster: anwei.Roster{Units: []anwei.Unit{{ID: "nancun", Name: "南村镇"}}},
	}
	for i := range n {
		at := in.At.AddDate(0, 0, -i)
		c := anwei.Case{ID: anwei.CaseID(i + 1), Kind: "quick", Unit: "nancun", Text: "XX煤矿主井皮带着火隐患，未安装自动灭火装置", Opened: at}
		for k, title := range []string{"现场调查", "调查意见", "案例剖析", "案例通报"} {
			s := anwei.CaseStep{Title: title, Due: anwei.DateOf(at).AddDays(k)}
			if k < i%5 {
				s.Done, s.Result = at.AddDate(0, 0, k), "已完成"+title
			}
			c.Steps = append(c.Steps, s)
		}
		in.Cases = append(in.Cases, c)
	}
	return tables.Cases(in)
}

// plain is a table of one column of sentences.
func plain(texts ...string) tables.Table {
	t := tables.Table{Name: "表", Title: "题", Columns: []tables.Column{{Title: "甲", Width: 10, Prose: true}}}
	t.Head = []tables.Row{{Cells: []tables.Cell{{Kind: tables.Text, Text: "甲"}}}}
	for _, s := range texts {
		t.Rows = append(t.Rows, tables.Row{Cells: []tables.Cell{{Kind: tables.Text, Text: s}}})
	}
	return t
}

func encode(tb testing.TB, t tables.Table) []byte {
	tb.Helper()
	b, err := pdf.Encode(t)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}
