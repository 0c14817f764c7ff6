package phone

import (
	"cmp"
	"strconv"
	"time"

	"anwei"
)

// preset is a time that the clock can be moved to with one press.
type preset struct {
	ID    string `json:"id"`    // before, due or after
	Label string `json:"label"` // 提前3天
	At    string `json:"at"`    // 10月19日 周一 09:00
	To    string `json:"to"`
	Past  bool   `json:"past"`
}

// presets are the first steps of the reminder ladder before the deadline, on the
// day and after it: of the open period, or of the next one when all are past.
func (p *page) presets(now time.Time) []preset {
	period := p.open()
	out := p.presetsOf(period, now)
	for _, x := range out {
		if !x.Past {
			return out
		}
	}
	if !period.IsZero() && p.form.Covers(period.Next()) {
		return p.presetsOf(period.Next(), now)
	}
	return out
}

func (p *page) presetsOf(period anwei.Period, now time.Time) []preset {
	out := []preset{}
	if period.IsZero() {
		return out
	}
	due := p.form.Deadline.On(period, p.Calendar)
	for _, id := range []string{"before", "due", "after"} {
		rule, ok := p.firstRule(id)
		if !ok {
			continue
		}
		day := due.AddDays(rule.Days)
		if rule.Working {
			day = p.Calendar.AddWorking(due, rule.Days)
		}
		at := day.At(rule.At, p.zone)
		out = append(out, preset{
			ID: id, Label: label(rule), To: at.Format(minute), Past: !at.After(now),
			At: day.Chinese() + " " + "周" + weekday(at.Weekday())[len("星期"):] + " " + rule.At.String(),
		})
	}
	return out
}

// firstRule is the earliest rule of the form on one side of the deadline.
func (p *page) firstRule(id string) (first anwei.ReminderRule, found bool) {
	for _, r := range p.Plan.Reminders {
		if r.Form != p.form.ID || side(r.Days) != id {
			continue
		}
		if !found || cmp.Or(cmp.Compare(r.Days, first.Days), cmp.Compare(r.At.String(), first.At.String())) < 0 {
			first, found = r, true
		}
	}
	return first, found
}

func side(days int) string {
	switch {
	case days < 0:
		return "before"
	case days > 0:
		return "after"
	}
	return "due"
}

func label(r anwei.ReminderRule) string {
	switch {
	case r.Days < 0:
		return "提前" + strconv.Itoa(-r.Days) + "天"
	case r.Days == 0:
		return "截止日"
	case r.Days == 1:
		return "次日"
	}
	return "过后" + strconv.Itoa(r.Days) + "天"
}
