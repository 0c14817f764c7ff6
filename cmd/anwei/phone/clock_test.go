package phone_test

import (
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

type head struct {
	Campaign, County, Now, Date, Weekday, Time, Form, Period, Month, Due string
	Presets                                                              []struct {
		ID, Label, At, To string
		Past              bool
	}
	Progress struct {
		In, Of  int
		Missing []string
	}
	Periods   []struct{ ID, Text string }
	Menu      []wecomtest.MenuButton
	Reminders *int
}

func (h head) presets() string {
	var b strings.Builder
	for _, p := range h.Presets {
		b.WriteString(p.Label + " " + p.At + " " + p.To)
		if p.Past {
			b.WriteString(" past")
		}
		b.WriteString(";")
	}
	return b.String()
}

func TestState(t *testing.T) {
	h := decode[head](t, newStage(t).get("/api/state"))
	if h.Campaign != "三大行动" || h.County != "泽州县" || h.Now != "2026-10-16T09:30" || h.Date != "2026年10月16日" ||
		h.Weekday != "星期五" || h.Time != "09:30" || h.Form != "调度表" || h.Period != "2026-10" || h.Month != "10月" || h.Due != "10月22日" {
		t.Errorf("got %+v", h)
	}
	if h.Progress.In != 3 || h.Progress.Of != 16 || len(h.Progress.Missing) != 1 || len(h.Menu) != 1 || h.Menu[0].Name != "填报" || h.Reminders != nil {
		t.Errorf("got %+v", h)
	}
	if len(h.Periods) != 9 || h.Periods[0].ID != "2026-10" || h.Periods[8].Text != "2月" {
		t.Errorf("periods %+v", h.Periods)
	}
	want := "提前3天 10月19日 周一 09:00 2026-10-19T09:00;截止日 10月22日 周四 09:00 2026-10-22T09:00;次日 10月23日 周五 09:00 2026-10-23T09:00;"
	if got := h.presets(); got != want {
		t.Errorf("presets %s, want %s", got, want)
	}
}

func TestTheClockGoesForwards(t *testing.T) {
	s := newStage(t)
	for _, c := range []struct{ body, now, presets string }{
		{`{"by":"1h"}`, "2026-10-16T10:30", "提前3天 10月19日 周一 09:00 2026-10-19T09:00;"},
		{`{"by":"24h"}`, "2026-10-17T10:30", "提前3天 10月19日 周一 09:00 2026-10-19T09:00;"},
		{`{"to":"2026-10-22T09:00"}`, "2026-10-22T09:00", "提前3天 10月19日 周一 09:00 2026-10-19T09:00 past;截止日 10月22日 周四 09:00 2026-10-22T09:00 past;次日 "},
		{`{"to":"2026-10-23T09:00"}`, "2026-10-23T09:00", "提前3天 11月18日 周三 09:00 2026-11-18T09:00;截止日 11月22日 周日 09:00 2026-11-22T09:00;次日 11月23日 周一"},
		{`{"to":"2026-12-31T23:59"}`, "2026-12-31T23:59", "提前3天 12月17日 周四 09:00 2026-12-17T09:00 past;"},
	} {
		h := decode[head](t, s.post("/api/clock", c.body))
		if h.Now != c.now || !strings.HasPrefix(h.presets(), c.presets) {
			t.Errorf("%s: now %s, presets %s", c.body, h.Now, h.presets())
		}
		if h.Reminders == nil || *h.Reminders != 13 {
			t.Errorf("%s: reminders %v", c.body, h.Reminders)
		}
		if got := s.clock().Format("2006-01-02T15:04"); got != c.now {
			t.Errorf("%s: the clock shows %s", c.body, got)
		}
	}
	if now := s.clock(); now.Before(time.Date(2026, 12, 31, 15, 59, 0, 0, time.UTC)) {
		t.Errorf("the clock shows %s", now)
	}
}

func TestTheClockIsMovedByOneAtATime(t *testing.T) {
	s := newStage(t)
	codes := make(chan int)
	for range 8 {
		go func() { codes <- s.post("/api/clock", `{"to":"2026-10-19T09:00"}`).Code }()
	}
	moved := 0
	for range 8 {
		if <-codes == 200 {
			moved++
		}
	}
	if moved != 1 {
		t.Errorf("the clock was moved to the same time %d times", moved)
	}
}
