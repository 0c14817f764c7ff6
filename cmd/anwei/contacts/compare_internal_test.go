package contacts

import (
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot/wecom"
)

// TestCompareRoster holds the cases that a simulated WeCom cannot have.
func TestCompareRoster(t *testing.T) {
	list := anwei.Roster{Units: []anwei.Unit{
		{ID: "xian", Name: "泽州县"},
		{ID: "a", Name: "甲 镇", Parent: "xian", Aliases: []string{"甲镇"}},
		{ID: "b", Name: "乙镇", Parent: "xian"},
		{ID: "c", Name: "丙镇", Parent: "xian"},
		{ID: "c2", Name: "丙镇", Parent: "xian"},
		{ID: "old", Name: "丁镇", Parent: "xian", Retired: true},
	}}
	seen := book{
		departments: []wecom.Department{
			{ID: 1, Name: "泽州县"},
			{ID: 2, Name: "甲镇", Parent: 1},
			{ID: 3, Name: "乙镇", Parent: 1},
			{ID: 4, Name: "丙镇", Parent: 1},
			{ID: 5, Name: "丁镇", Parent: 1},
			{ID: 6, Name: "圈", Parent: 7},
			{ID: 7, Name: "圈圈", Parent: 6},
			{ID: 8, Parent: 3},
		},
		members: []wecom.Member{
			{ID: "one", Name: "一", Departments: []int{2}},
			{ID: "two", Name: "二", Departments: []int{8}},
			{ID: "three", Name: "三", Departments: []int{3}},
			{ID: "four", Name: "四", Departments: []int{4}},
			{ID: "five", Name: "五", Departments: []int{5}},
			{ID: "six", Name: "六", Departments: []int{6}},
			{ID: "seven", Departments: []int{2, 2}},
			{ID: "eight", Name: "八"},
		},
	}
	d, err := compare(list, seen, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.changes {
		got = append(got, string(c.Kind)+" "+c.line())
	}
	want := []string{
		"open 一（one）：甲 镇新来了2人，看不出谁是填报员", "open 二（two）：乙镇新来了2人，看不出谁是填报员", "open 三（three）：乙镇新来了2人，看不出谁是填报员",
		"open 四（four）：部门对上了几个单位：丙镇、丙镇", "open 五（five）：未分配，部门“丁镇”对不上名单里的单位",
		"open 六（six）：未分配，部门“圈”对不上名单里的单位", "open 姓名未知（seven）：看来是甲 镇的，但企业微信没有告诉本应用他的姓名",
		"open 八（eight）：未分配，企业微信没有告诉本应用他的部门名称",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if d, err = compare(list, seen, 3); err != nil || len(d.changes) != 2 {
		t.Errorf("within department 3: %+v, %v", d.changes, err)
	}
}
