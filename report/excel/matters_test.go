package excel_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// duties is the third quarter of n towns with two duties, some of them done
// several times.
func duties(n int) tables.Table {
	day := func(m time.Month, d int) anwei.Date { return anwei.Date{Year: 2026, Month: m, Day: d} }
	towns := anwei.Audience{Kinds: []anwei.UnitKind{"town"}}
	p := anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}
	in := report.DutiesInput{
		Plan: anwei.Plan{County: "泽州县", Short: "三大行动", From: day(2, 14), To: day(12, 31), Duties: []anwei.Duty{
			{ID: "meeting", Title: "专委会全体会议", Every: anwei.Quarter, Audience: towns, Wanted: 1, Counts: "次"},
			{ID: "matters", Title: "安全生产“办实事、解难题”", Every: anwei.Quarter, Audience: towns, Wanted: 10, Counts: "项"},
		}},
		Period: p, At: time.Date(2026, 9, 20, 15, 2, 0, 0, time.UTC), Deeds: map[anwei.Matter]report.Deeds{},
		Roster: anwei.Roster{People: []anwei.Person{{ID: "tb", Name: "张建国"}}},
	}
	for i := range n {
		u := anwei.UnitID(fmt.Sprint("u", i))
		in.Roster.Units = append(in.Roster.Units, anwei.Unit{ID: u, Name: fmt.Sprintf("第%d镇人民政府", i+1), Kind: "town"})
		var fs []anwei.Fulfilment
		for k := range i % 4 {
			fs = append(fs, anwei.Fulfilment{
				N: k + 1, On: day(9, k+1), People: 23, Count: k + 1, By: "tb", At: in.At,
				Result: strings.Repeat("研究解决执法车辆和专项经费问题。", k+1),
			})
		}
		in.Deeds[anwei.Matter{Unit: u, Duty: "meeting", Period: p}] = report.Deeds{Done: fs[:min(1, len(fs))], Proofs: i % 3}
		in.Deeds[anwei.Matter{Unit: u, Duty: "matters", Period: p}] = report.Deeds{Done: fs}
	}
	return tables.Duties(in)
}

// cases is n cases of rapid handling with four steps each.
func cases(n int) tables.Table {
	in := tables.CasesInput{
		Plan:   anwei.Plan{County: "泽州县", Short: "三大行动", Cases: []anwei.CaseRule{{ID: "quick", Title: "快查快处"}, {ID: "hazard", Title: "重大隐患"}}},
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

func TestDutiesArePagesOfA4(t *testing.T) {
	checkPages(t, "duties", duties(40), "“三大行动”工作任务完成情况", "已完成1/1", "（3项）", "张建国", "第40镇人民政府")
}

func TestCasesArePagesOfA4(t *testing.T) {
	checkPages(t, "cases", cases(20), "“三大行动”快查快处和重大隐患办理情况", "逾期：调查意见", "20号", "快查快处：共20件")
}

// checkPages prints the table and looks for its headings on every page and for
// the texts on any.
func checkPages(t *testing.T, name string, table tables.Table, want ...string) {
	t.Helper()
	pdf := printed(t, name, table)
	n := pages(t, pdf)
	if n < 2 || n > 9 {
		t.Errorf("%d pages", n)
	}
	var all strings.Builder
	for page := 1; page <= n; page++ {
		got := text(t, pdf, page)
		all.WriteString(got)
		for _, c := range table.Columns {
			if !strings.Contains(got, c.Title) {
				t.Errorf("page %d lacks the heading %q", page, c.Title)
			}
		}
		if strings.Contains(got, "###") {
			t.Errorf("page %d has a column too narrow for its numbers", page)
		}
	}
	for _, s := range want {
		if !strings.Contains(all.String(), s) {
			t.Errorf("no page has %q", s)
		}
	}
}
