package phone

import (
	"net/http"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
)

// state is what stands above the phones.
type state struct {
	Campaign string       `json:"campaign"`
	County   string       `json:"county"`
	Office   string       `json:"office"`
	Now      string       `json:"now"` // as a datetime-local input writes it
	Date     string       `json:"date"`
	Weekday  string       `json:"weekday"`
	Time     string       `json:"time"`
	Form     string       `json:"form"`
	Period   anwei.Period `json:"period"`
	Month    string       `json:"month"`
	Due      string       `json:"due"`
	Presets  []preset     `json:"presets"`
	Progress progress     `json:"progress"`
	Periods  []choice     `json:"periods"`
	// Way is by which way people speak now.
	Way string `json:"way"`
	// Menu is the app's, at the bottom of every phone.
	Menu []wecomtest.MenuButton `json:"menu"`
	// Reminders is how many were put when the clock was moved.
	Reminders *int `json:"reminders,omitempty"`
}

// progress is how far the period of now is reported.
type progress struct {
	In      int      `json:"in"`
	Of      int      `json:"of"`
	Missing []string `json:"missing"`
}

// choice is a period whose table can be downloaded.
type choice struct {
	ID   anwei.Period `json:"id"`
	Text string       `json:"text"`
}

func (p *page) state(r *http.Request) (any, error) {
	in, of, missing, err := p.Progress(r.Context())
	if err != nil {
		return nil, err
	}
	if missing == nil {
		missing = []string{}
	}
	now, period := p.now(), p.open()
	s := state{
		Campaign: p.Plan.Short, County: p.Plan.County, Office: p.Plan.Office,
		Now: now.Format(minute), Date: now.Format("2006年1月2日"), Weekday: weekday(now.Weekday()), Time: now.Format("15:04"),
		Form: p.form.Short, Period: period, Month: month(period),
		Progress: progress{in, of, missing},
		Presets:  p.presets(now), Periods: p.periods(), Menu: p.WeCom.Menu().Buttons, Way: p.way.get(),
	}
	if !period.IsZero() {
		s.Due = p.form.Deadline.On(period, p.Calendar).Chinese()
	}
	if s.Menu == nil {
		s.Menu = []wecomtest.MenuButton{}
	}
	return s, nil
}

// minute is the layout of a datetime-local input.
const minute = "2006-01-02T15:04"

// periods are those that have begun, the open one first.
func (p *page) periods() []choice {
	out := []choice{}
	for x := p.open(); !x.IsZero() && p.form.Covers(x); x = x.Prev() {
		out = append(out, choice{x, month(x)})
	}
	return out
}

// month is a period as people say it, without its year where it is a month.
func month(p anwei.Period) string {
	if p.Kind == anwei.Month {
		return p.First().In(time.UTC).Format("1月")
	}
	return p.Chinese()
}

func weekday(d time.Weekday) string {
	return "星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[d]
}
