package plan_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/config/calendar"
)

// TestHolidays holds that each public holiday of the campaign has its 包联督导
// ("常委包联领导要在重大节日和重点时段开展1次包联督导"), which ends with the holiday and
// is reminded of on a working day before the holiday begins; the key period is the
// turn of the year.
func TestHolidays(t *testing.T) {
	p := load2026(t)
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	duties := map[anwei.Date]anwei.Duty{}
	for _, d := range p.Duties {
		if strings.Contains(d.Source, "重大节日和重点时段") {
			duties[d.By] = d
		}
	}
	holidays := 0
	for day := p.From; !p.To.Before(day); day = day.AddDays(1) {
		if !c.Off[day] || c.Off[day.AddDays(-1)] {
			continue
		}
		holidays++
		last := day
		for c.Off[last.AddDays(1)] {
			last = last.AddDays(1)
		}
		d, ok := duties[last]
		lead := last.AddDays(-d.LeadDays)
		for !c.Working(lead) {
			lead = lead.AddDays(-1)
		}
		if lead.Before(p.From) {
			lead = p.From // the campaign begins the day before 春节
		}
		if !ok || !lead.Before(day) || !c.Working(lead) {
			t.Errorf("the holiday from %s to %s: duty %q is reminded of on %s", day, last, d.ID, lead)
		}
	}
	if _, ok := duties[anwei.Date{Year: 2026, Month: time.December, Day: 31}]; !ok || holidays != 6 || len(duties) != 7 {
		t.Errorf("%d holidays and %d duties, with the turn of the year %t", holidays, len(duties), ok)
	}
}
