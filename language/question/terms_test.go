package question_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/question"
)

func TestReadMonths(t *testing.T) {
	now := time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string][2]string{ // the period, empty for none, and the rest
		"7-9月隐患":       {"2026-Q3", " 隐患"},
		"1至6月整改率":      {"2026-H1", " 整改率"},
		"1-10月整改率":     {"2026", " 整改率"},
		"2025年7-9月整改率": {"2025-Q3", " 整改率"},
		"8月以来隐患多少":     {"2026-10x3", " 隐患多少"},
		"1月到现在停了几家":    {"2026", " 停了几家"},
		"去年8月以来隐患":     {"2026-10x15", " 隐患"},
		"1-9月累计":       {"2026-09x9", " 累计"},
		"8、9月整改率":      {"2026-09x2", " 整改率"},
		"8月9月整改率":      {"2026-09x2", " 整改率"},
		"八月到十月整改率":     {"2026-10x3", " 整改率"},
		"8月份和9月份隐患":    {"2026-09x2", " 隐患"},
		"近三个月隐患":       {"2026-10x3", " 隐患"},
		"最近两个月整改率":     {"2026-10x2", " 整改率"},
		"过去半年隐患":       {"2026-10x6", " 隐患"},
		"近一年隐患":        {"2026-10x12", " 隐患"},
		"前三季度隐患总数":     {"2026-09x9", " 隐患总数"},
		"截至9月底累计发现隐患":  {"2026-09x9", " 发现隐患"},
		"截至9月底共检查多少家":  {"2026-09x9", " 共检查多少家"},
	} {
		is, rest, ok := day.ReadMonths(text, now)
		got := ""
		if !is.IsZero() {
			got = is.String()
		}
		if !ok || got != want[0] || rest != want[1] {
			t.Errorf("%s is %q, %q, %v", text, got, rest, ok)
		}
	}
	for _, text := range []string{"", "9月整改率", "第三季度", "10月", "前三名", "检查3次9月", "9月8日", "近期整改率", "2026年9月", "第1-3项"} {
		if is, rest, ok := day.ReadMonths(text, now); ok || rest != text {
			t.Errorf("%s has a stretch: %s, %q", text, is, rest)
		}
	}
}

func TestMeasureIsRead(t *testing.T) {
	rd := plain()
	on := func(d int) anwei.Date { return anwei.Date{Year: 2026, Month: time.October, Day: d} }
	for text, want := range map[string]struct {
		is   question.Terms
		rest string
	}{
		"平均每个镇多少隐患":    {question.Terms{Measure: question.PerUnit}, "各镇多少隐患"},
		"平均每月检查多少家":    {question.Terms{Measure: question.PerMonth}, "检查多少家"},
		"重大隐患占多少":      {question.Terms{Measure: question.Share}, "重大隐患"},
		"南村占全县隐患的百分之几": {question.Terms{Measure: question.Share, Whole: "全县隐患的"}, "南村"},
		"谁被退回过":        {question.Terms{State: question.SentBack}, "谁"},
		"代录的有几家":       {question.Terms{State: question.ByOffice}, "有几家"},
		"昨天谁报了":        {question.Terms{From: on(22), To: on(22)}, "谁报了"},
		"上周报了几家":       {question.Terms{From: on(12), To: on(18)}, "报了几家"},
	} {
		if terms, rest := rd.Terms(text, time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC)); terms != want.is || rest != want.rest {
			t.Errorf("%s is %+v, %q", text, terms, rest)
		}
	}
	for _, text := range []string{"每千次检查发现重大隐患数全国平均水平", "平均每次检查发现几个", "退回南村镇", "昨天检查了几家", "今天谁没报"} {
		if terms, rest := rd.Terms(text, time.Time{}); terms.Measure != "" || terms.State != "" || !terms.From.IsZero() {
			t.Errorf("%s is measured: %+v, %q", text, terms, rest)
		}
	}
}

func TestMovementIsRead(t *testing.T) {
	rd := plain()
	for text, want := range map[string]struct {
		is   question.Movement
		rest string
	}{
		"整改率下降的有哪些":    {question.Down, "整改率有哪些"},
		"隐患比上月多的镇":     {question.Up, "隐患镇"},
		"谁进步最大":        {question.Better, "谁"},
		"退步的部门":        {question.Poorer, "部门"},
		"9月隐患增加最多的三个镇": {question.Up, "9月隐患的三个镇"},
	} {
		if terms, rest := rd.Terms(text, time.Time{}); terms.Moved != want.is || rest != want.rest {
			t.Errorf("%s is %s, %q", text, terms.Moved, rest)
		}
	}
	for _, text := range []string{"", "整改率", "和上月比", "整改率下降了吗"} {
		if terms, rest := rd.Terms(text, time.Time{}); terms.Said() || rest != text {
			t.Errorf("%s moves %s: %q", text, terms.Moved, rest)
		}
	}
}

func TestPresenceIsRead(t *testing.T) {
	rd := plain()
	for text, want := range map[string]struct {
		exact bool
		rest  string
	}{
		"重大隐患在哪些单位":   {false, "重大隐患哪些单位"},
		"重大隐患都在哪":     {false, "重大隐患哪些单位"},
		"哪些镇有重大隐患":    {false, "哪些镇重大隐患"},
		"9月发现重大隐患的单位": {false, "9月重大隐患的单位"},
		"没有重大隐患的镇":    {true, "重大隐患的镇"},
		"9月零隐患的单位":    {true, "9月隐患的单位"},
	} {
		terms, rest := rd.Terms(text, time.Time{})
		if terms.Bound == nil || rest != want.rest || *terms.Bound != (question.Bound{Exact: want.exact}) {
			t.Errorf("%s is %+v, %q", text, terms.Bound, rest)
		}
	}
	for _, text := range []string{"", "有没有重大隐患", "哪些单位没报", "没有整改的重大隐患", "重大隐患有几个", "没有重大隐患", "哪些单位没开专委会", "在哪开会"} {
		if terms, rest := rd.Terms(text, time.Time{}); terms.Said() || rest != text {
			t.Errorf("%s asks for presence: %+v, %q", text, terms.Bound, rest)
		}
	}
}
