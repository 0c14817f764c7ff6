package calendar

import (
	"cmp"
	"time"

	"anwei"
	"anwei/config"
)

// reader fills a calendar and tells what is wrong on the way.
type reader struct {
	*config.Source
	year     int
	calendar anwei.Calendar
}

func (r reader) holiday(h *holiday) {
	if h.Name == "" {
		r.Problem(&h.Name, "没有填写；请补上节日名称，例如 国庆节")
	}
	if h.From.IsZero() {
		r.Problem(&h.From, "没有填写；请补上放假的第一天")
		return
	}
	to := cmp.Or(h.To, h.From)
	if to.Before(h.From) {
		r.Problem(&h.To, "最后一天 %s 早于第一天 %s；请改正其中一个", to, h.From)
		return
	}
	if h.From.AddDays(longest).Before(to) {
		r.Problem(&h.To, "%s 至 %s 超过%d天；请核对日期", h.From, to, longest)
		return
	}
	r.inYear(&h.From, h.From)
	for d := h.From; !to.Before(d); d = d.AddDays(1) {
		if r.calendar.Off[d] {
			r.Problem(&h.From, "%s 已经算在另一个节日里；每一天只写一次", d)
		}
		r.calendar.Off[d] = true
	}
}

func (r reader) makeUp(at *anwei.Date) {
	d := *at
	if d.IsZero() {
		r.Problem(at, "没有填写；请补上调休上班的日子，或删去这一行")
		return
	}
	r.inYear(at, d)
	switch w := d.Weekday(); {
	case r.calendar.Work[d]:
		r.Problem(at, "%s 写了两次；每一天只写一次", d)
	case r.calendar.Off[d]:
		r.Problem(at, "%s 又放假又上班；请核对通知，只留一处", d)
	case w != time.Saturday && w != time.Sunday:
		r.Problem(at, "%s 是星期%s，本来就上班；work 里只写调休上班的周六、周日", d, []string{"日", "一", "二", "三", "四", "五", "六"}[w])
	}
	r.calendar.Work[d] = true
}

// inYear checks that a day belongs to the year's announcement. New Year's
// holiday may begin in the last days of the year before.
func (r reader) inYear(ptr any, d anwei.Date) {
	if d.Year != r.year && d.AddDays(10).Year != r.year {
		r.Problem(ptr, "%s 不在 %d 年；请核对年份", d, r.year)
	}
}
