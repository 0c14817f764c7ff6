package tables_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

func quarter(n int) anwei.Period { return anwei.Period{Kind: anwei.Quarter, Year: 2026, N: n} }

// campaign is a plan with a duty of each sort.
func campaign() anwei.Plan {
	towns := anwei.Audience{Kinds: []anwei.UnitKind{"town"}}
	departments := anwei.Audience{Kinds: []anwei.UnitKind{"department"}, Tags: []string{"煤矿", "消防"}}
	return anwei.Plan{
		County: "泽州县", Short: "三大行动",
		From: anwei.Date{Year: 2026, Month: 2, Day: 14}, To: anwei.Date{Year: 2026, Month: 12, Day: 31},
		Duties: []anwei.Duty{
			{ID: "lists", Title: "制定“两个清单”", By: anwei.Date{Year: 2026, Month: 3, Day: 31}, Audience: towns, Wanted: 1, Counts: "次"},
			{ID: "meeting", Title: "专委会全体会议", Every: anwei.Quarter, Audience: towns, Wanted: 1, Counts: "次"},
			{ID: "matters", Title: "安全生产“办实事、解难题”", Every: anwei.Year, Audience: anwei.Audience{Units: []anwei.UnitID{"nancun", "xiacun"}}, Wanted: 10, Counts: "项"},
			{ID: "check", Title: "部门主要负责人深入基层检查", Every: anwei.Month, Audience: departments, Wanted: 2, Counts: "次"},
			{ID: "register", Title: "企业主要负责人带队安全检查", Every: anwei.Month, Audience: departments, Counts: "次"},
			{ID: "summary", Title: "“三大行动”总结", By: anwei.Date{Year: 2026, Month: 12, Day: 31}, Audience: towns, Wanted: 1},
		},
		Cases: []anwei.CaseRule{{ID: "quick", Title: "快查快处"}, {ID: "hazard", Title: "重大隐患"}},
	}
}

func on(m time.Month, d int) anwei.Date { return anwei.Date{Year: 2026, Month: m, Day: d} }

// september is the third quarter as it stands on the 20th of September, half past
// ten in the evening in the county.
func september(t *testing.T) report.DutiesInput {
	t.Helper()
	in := report.DutiesInput{
		Plan: campaign(), Period: quarter(3), Root: "xian", Roster: read[anwei.Roster](t, "roster.json"),
		Deeds: map[anwei.Matter]report.Deeds{},
		Zone:  zone(), At: time.Date(2026, 9, 20, 14, 30, 0, 0, time.UTC),
	}
	told := time.Date(2026, 9, 15, 1, 2, 0, 0, time.UTC)
	done := func(u anwei.UnitID, d anwei.DutyID, p anwei.Period, fs ...anwei.Fulfilment) {
		m := anwei.Matter{Unit: u, Duty: d, Period: p}
		for i := range fs {
			fs[i].N, fs[i].At = i+1, told
		}
		x := in.Deeds[m]
		x.Done = fs
		in.Deeds[m] = x
	}
	said := func(u anwei.UnitID, k anwei.PromiseKind, d anwei.Date, why string) {
		m := anwei.Matter{Unit: u, Duty: "meeting", Period: quarter(3)}
		x := in.Deeds[m]
		x.Promise = anwei.Promise{Matter: m, Kind: k, On: d, Reason: why}
		in.Deeds[m] = x
	}
	done("nancun", "meeting", quarter(3), anwei.Fulfilment{On: on(9, 12), People: 23, Count: 1, Result: "研究解决3个问题", By: "NANCUN_TB"})
	held := in.Deeds[anwei.Matter{Unit: "nancun", Duty: "meeting", Period: quarter(3)}]
	held.Prove([]anwei.Evidence{{ID: "a", Size: 7}, {ID: "b"}, {ID: "c", Lost: "太大"}})
	in.Deeds[anwei.Matter{Unit: "nancun", Duty: "meeting", Period: quarter(3)}] = held
	said("xiacun", anwei.Arranged, on(9, 25), "")
	said("dadonggou", anwei.Promised, on(9, 22), "")
	said("zhoucun", anwei.Difficult, on(9, 30), "镇长外出学习")
	said("bagong", anwei.Arranged, on(9, 19), "") // it is over, and nothing was told
	done("gaodu", "meeting", quarter(3), anwei.Fulfilment{On: on(9, 1), Count: 1, Void: "填错了"})
	year := anwei.Period{Kind: anwei.Year, Year: 2026, N: 1}
	done("nancun", "matters", year,
		anwei.Fulfilment{On: on(5, 8), Count: 3, Result: "增配执法车辆"},
		anwei.Fulfilment{On: on(6, 1), Count: 1, Void: "重复"},
		anwei.Fulfilment{On: on(9, 9), Count: 1, Result: "落实专项经费", By: "gone"})
	july, august := anwei.MonthPeriod(2026, 7), anwei.MonthPeriod(2026, 8)
	done("nengyuan", "check", july, anwei.Fulfilment{On: on(7, 3), Count: 1}, anwei.Fulfilment{On: on(7, 30), Count: 2})
	done("nengyuan", "check", august, anwei.Fulfilment{On: on(8, 3), Count: 1}, anwei.Fulfilment{On: on(9, 2), Count: 1})
	done("xiaofang", "register", july, anwei.Fulfilment{On: on(7, 4), Count: 2}, anwei.Fulfilment{On: on(7, 5), Count: 1})
	return in
}

func TestDuties(t *testing.T) {
	t.Run("quarter", func(t *testing.T) { golden(t, "duties", tables.Duties(september(t))) })
	t.Run("one duty", func(t *testing.T) {
		in := september(t)
		in.Duty = "meeting"
		golden(t, "duties-one", tables.Duties(in))
	})
	t.Run("after the end", func(t *testing.T) {
		in := september(t)
		in.Duty, in.At = "meeting", time.Date(2026, 9, 30, 16, 0, 0, 0, time.UTC) // October in the county
		golden(t, "duties-over", tables.Duties(in))
	})
	t.Run("one-off, late", func(t *testing.T) {
		in := september(t)
		in.Duty, in.Period, in.At = "lists", anwei.MonthPeriod(2026, 3), time.Date(2026, 4, 5, 1, 0, 0, 0, time.UTC)
		in.Deeds[anwei.Matter{Unit: "nancun", Duty: "lists"}] = report.Deeds{Done: []anwei.Fulfilment{{N: 1, On: on(3, 31), Count: 1}}}
		in.Deeds[anwei.Matter{Unit: "xiacun", Duty: "lists"}] = report.Deeds{Done: []anwei.Fulfilment{{N: 1, On: on(4, 1), Count: 1}}}
		golden(t, "duties-once", tables.Duties(in))
	})
	t.Run("nothing", func(t *testing.T) {
		table := tables.Duties(report.DutiesInput{})
		if err := table.Valid(); err != nil || !strings.Contains(table.Foot[0].Left, "没有") {
			t.Errorf("%v, %v", err, table.Foot)
		}
	})
}

// TestDutyIsOwedToItsLastSecond looks at the same table in the last second of
// the quarter and in the first after it, by the county's clock.
func TestDutyIsOwedToItsLastSecond(t *testing.T) {
	in := september(t)
	in.Duty, in.Root, in.Own = "meeting", "jincun", true
	end := time.Date(2026, 9, 30, 15, 59, 59, 0, time.UTC)
	for at, want := range map[time.Time]string{end: "未完成 0/1", end.Add(time.Second): "逾期 0/1"} {
		in.At = at
		table := tables.Duties(in)
		if got := table.Rows[0].Cells[6].Text; len(table.Rows) != 1 || got != want {
			t.Errorf("%s: %d rows, %s; want %s", at, len(table.Rows), got, want)
		}
	}
}

func TestTasks(t *testing.T) {
	half := func(n int) anwei.Period { return anwei.Period{Kind: anwei.Half, Year: 2026, N: n} }
	year := anwei.Period{Kind: anwei.Year, Year: 2026, N: 1}
	for name, test := range map[string]struct {
		asked anwei.Period
		at    anwei.Date
		want  string
	}{
		"quarter":           {quarter(3), on(10, 9), "meeting/2026-Q3 matters/2026 check/2026-07 check/2026-08 check/2026-09 register/2026-07 register/2026-08 register/2026-09"},
		"running quarter":   {quarter(3), on(8, 31), "meeting/2026-Q3 matters/2026 check/2026-07 check/2026-08 register/2026-07 register/2026-08"},
		"month":             {anwei.MonthPeriod(2026, 8), on(10, 9), "meeting/2026-Q3 matters/2026 check/2026-08 register/2026-08"},
		"one-off in March":  {anwei.MonthPeriod(2026, 3), on(3, 1), "lists/ meeting/2026-Q1 matters/2026 check/2026-03 register/2026-03"},
		"one-off, December": {anwei.MonthPeriod(2026, 12), on(12, 1), "meeting/2026-Q4 matters/2026 check/2026-12 register/2026-12 summary/"},
		"before the plan":   {anwei.MonthPeriod(2026, 1), on(3, 1), "meeting/2026-Q1 matters/2026"},
		"half":              {half(1), on(2, 20), "lists/ meeting/2026-Q1 matters/2026 check/2026-02 register/2026-02"},
		"year in April":     {year, on(4, 30), "lists/ meeting/2026-Q1 meeting/2026-Q2 matters/2026 check/2026-02 check/2026-03 check/2026-04 register/2026-02 register/2026-03 register/2026-04 summary/"},
		"not begun":         {quarter(4), on(9, 30), "matters/2026 summary/"},
		"after the plan":    {anwei.MonthPeriod(2027, 1), on(12, 31).AddDays(9), ""},
		"no period at all":  {anwei.Period{}, on(9, 30), ""},
		"before the notice": {quarter(1), on(1, 31), "meeting/2026-Q1 matters/2026"},
	} {
		t.Run(name, func(t *testing.T) {
			in := september(t)
			in.Period, in.At = test.asked, test.at.In(zone())
			var got []string
			for _, task := range in.Tasks() {
				got = append(got, string(task.Duty.ID)+"/"+task.Period.String())
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("tasks\n%s, want\n%s", s, test.want)
			}
		})
	}
}

func TestDutiesLeaveOutRetiredUnits(t *testing.T) {
	in := september(t)
	for i := range in.Roster.Units {
		in.Roster.Units[i].Retired = in.Roster.Units[i].ID == "nancun"
	}
	for _, r := range tables.Duties(in).Rows {
		if r.Cells[1].Text == "南村镇" {
			t.Error("a retired unit owes nothing and is shown")
		}
	}
}

func TestDutiesOfADutyThatIsNoMore(t *testing.T) {
	in := september(t)
	in.Duty = "unknown"
	if table := tables.Duties(in); len(table.Rows) != 0 || table.Valid() != nil {
		t.Errorf("%d rows", len(table.Rows))
	}
	in.Duty = ""
	in.Plan.Duties[1].Every = "fortnight"
	for _, task := range in.Tasks() {
		if task.Duty.ID == "meeting" {
			t.Error("a duty of no known period has a period")
		}
	}
}
