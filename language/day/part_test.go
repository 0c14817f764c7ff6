package day_test

import (
	"testing"
	"time"

	"anwei/language/day"
)

func TestReadPart(t *testing.T) {
	now := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	for typed, want := range map[string]struct {
		named, rest string
		there       bool
	}{
		"9月上旬隐患多少":   {"上旬", "9月隐患多少", true},
		"9月12日查了几家":  {"9月12日", "9月查了几家", true},
		"2月31日隐患多少":  {"2月31日", "2月隐患多少", false},
		"本月中旬整改率":    {"中旬", "本月整改率", true},
		"6月第一周停产的":   {"第一周", "6月停产的", true},
		"2月29号检查了几家": {"2月29号", "2月检查了几家", false},
	} {
		named, rest, there, ok := day.ReadPart(typed, now)
		if !ok || named != want.named || rest != want.rest || there != want.there {
			t.Errorf("%s is %q, %q, %v, %v", typed, named, rest, there, ok)
		}
	}
	for _, typed := range []string{"", "9月隐患", "截至10月20日报了几家", "10月22日前报", "10月1日到15日隐患", "10月22号了谁没报", "检查12家"} {
		if named, rest, _, ok := day.ReadPart(typed, now); ok || rest != typed {
			t.Errorf("%s names %q", typed, named)
		}
	}
}
