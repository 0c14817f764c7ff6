package anwei

import (
	"cmp"
	"time"
)

// BulletinKind is a text that is composed for one person when it is sent.
type BulletinKind string

// The bulletins. The first two go to whoever wished for them, the last one to
// leaders and the office.
const (
	DailyBriefing  BulletinKind = "daily"   // 每天简报
	WeeklyBriefing BulletinKind = "weekly"  // 每周简报
	PeriodSummary  BulletinKind = "summary" // 月小结, after the deadline
)

// Bulletin is one text to be composed: which one, and of which period where it is
// a summary.
type Bulletin struct {
	Kind   BulletinKind `json:"kind"`
	Period Period       `json:"period,omitzero"`
}

func (Bulletin) content() {}

// BulletinRules says when bulletins are sent. They go out on working days alone;
// a zero clock sends none.
type BulletinRules struct {
	// Form is what they tell of: 调度表.
	Form FormID `json:"form,omitempty"`
	// Briefing is when briefings go out, and Weekday the day of the weekly one, 1
	// for Monday to 5; on a rest day it goes out on the next working day of the
	// week.
	Briefing Clock `json:"briefing,omitzero"`
	Weekday  int   `json:"weekday,omitempty"`
	// LeadDays is from how many working days before the deadline a briefing tells
	// of the period that runs. Before, it tells of what is open of the last one.
	LeadDays int `json:"lead_days,omitempty"`
	// Summary is when the summary goes out, on the working day after the deadline.
	Summary Clock `json:"summary,omitzero"`
	// Commend is how many periods running a unit must have reported in time and in
	// full to be commended; 0 commends nobody.
	Commend int `json:"commend,omitempty"`
}

// Wish is which briefing a person wants; an empty one is none.
type Wish struct {
	Person   PersonID     `json:"person"`
	Briefing BulletinKind `json:"briefing,omitempty"`
	At       time.Time    `json:"at"`
}

// Baseline is the value that the office has set for an indicator to be compared
// with, in place of the plan's. Earlier ones are kept.
type Baseline struct {
	Indicator IndicatorID `json:"indicator"`
	Value     float64     `json:"value"`
	By        PersonID    `json:"by"`
	At        time.Time   `json:"at"`
}

// WithBaselines returns the plan with the newest of the baselines, which stand by
// indicator and then by time, in place of its own. An indicator that the plan
// compares with nothing gets the name. The plan given is not changed.
func (p Plan) WithBaselines(all []Baseline, name string) Plan {
	if len(all) == 0 {
		return p
	}
	p.Indicators = append([]Indicator(nil), p.Indicators...)
	for i := range p.Indicators {
		x := &p.Indicators[i]
		for _, b := range all {
			if b.Indicator == x.ID {
				v := b.Value
				x.Baseline = &v
				x.BaselineName = cmp.Or(x.BaselineName, name)
			}
		}
	}
	return p
}
