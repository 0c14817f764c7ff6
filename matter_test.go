package anwei_test

import (
	"testing"
	"time"

	"anwei"
)

func TestFulfilmentsAsOf(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 10, 20, hour, 0, 0, 0, time.UTC) }
	all := []anwei.Fulfilment{
		{N: 1, Count: 1, At: at(8), Void: "报错了", Voided: at(10)},
		{N: 2, Count: 2, At: at(9)},
		{N: 3, Count: 4, At: at(8), Void: "不知何时撤销"}, // by an older program: void at any time
	}
	for hour, want := range map[int]int{7: 0, 8: 1, 9: 3, 10: 2, 11: 2} {
		if got := anwei.Counted(anwei.FulfilmentsAsOf(at(hour), all)); got != want {
			t.Errorf("at %d they count %d, want %d", hour, got, want)
		}
	}
	if all[0].Void == "" {
		t.Error("what was given has changed")
	}
}

func TestCasesAsOf(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 10, 20, hour, 0, 0, 0, time.UTC) }
	all := []anwei.Case{{
		ID: 1, Opened: at(8), Closed: at(11), ClosedBy: "ann", Outcome: "已整改",
		Steps: []anwei.CaseStep{{ID: "scene", Done: at(9), DoneBy: "ann", Result: "已停气"}, {ID: "report", Done: at(11)}},
	}}
	for _, c := range []struct {
		hour, opened, open int
		next               anwei.StepID
	}{{7, 0, 0, ""}, {8, 1, 1, "scene"}, {9, 1, 1, "report"}, {10, 1, 1, "report"}, {11, 1, 0, ""}} {
		got := anwei.CasesAsOf(at(c.hour), all, false)
		if len(got) != c.opened || len(anwei.CasesAsOf(at(c.hour), all, true)) != c.open {
			t.Errorf("at %d there are %+v", c.hour, got)
			continue
		}
		if len(got) == 0 {
			continue
		}
		next, open := got[0].Next()
		if next.ID != c.next || open != (c.next != "") || got[0].Open() != (c.open > 0) || got[0].Open() && got[0].Outcome != "" {
			t.Errorf("at %d it is %+v", c.hour, got[0])
		}
	}
	if all[0].Open() || all[0].Steps[0].Done.IsZero() {
		t.Error("what was given has changed")
	}
}
