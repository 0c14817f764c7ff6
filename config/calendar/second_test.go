package calendar_test

import (
	"testing"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"

	"anwei"
	"anwei/config/calendar"
)

// TestSecondSource holds the holidays and make-up days of 2026 against those that
// the maintainers of lunar-go took from the State Council's announcement, day by
// day. It is a test's dependency alone.
func TestSecondSource(t *testing.T) {
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	for d := (anwei.Date{Year: 2026, Month: time.January, Day: 1}); d.Year == 2026; d = d.AddDays(1) {
		want := d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		if h := HolidayUtil.GetHolidayByYmd(d.Year, int(d.Month), d.Day); h != nil {
			known++
			want = h.IsWork()
			if c.Work[d] != h.IsWork() || c.Off[d] == h.IsWork() {
				t.Errorf("%s: the second source says %s, working %t; ours off %t, made up %t", d, h.GetName(), h.IsWork(), c.Off[d], c.Work[d])
			}
		}
		if got := c.Working(d); got != want {
			t.Errorf("%s: working %t, the second source says %t", d, got, want)
		}
	}
	if known != len(c.Off)+len(c.Work) {
		t.Errorf("the second source knows %d days, ours has %d", known, len(c.Off)+len(c.Work))
	}
}
