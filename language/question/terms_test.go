package question_test

import (
	"testing"
	"time"

	"anwei/language/day"
	"anwei/language/question"
)

func TestReadMonths(t *testing.T) {
	now := time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string][2]string{ // the period, empty for none, and the rest
		"7-9月隐患":       {"2026-Q3", "2026年三季度隐患"},
		"1至6月整改率":      {"2026-H1", "2026年上半年整改率"},
		"1-10月整改率":     {"2026", "2026年整改率"},
		"2025年7-9月整改率": {"2026-Q3", "2025年三季度整改率"},
		"1-9月累计":       {"", "累计"},
		"8、9月整改率":      {"", "整改率"},
		"8月9月整改率":      {"", "整改率"},
		"八月到十月整改率":     {"", "整改率"},
		"8月份和9月份隐患":    {"", "隐患"},
		"近三个月隐患":       {"", "隐患"},
		"最近两个月整改率":     {"", "最整改率"},
		"前三季度隐患总数":     {"", "隐患总数"},
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
