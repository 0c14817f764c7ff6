package phone

import (
	"net/http"
	"time"
)

// maxMove is how far the clock goes at once: everything that is due on the way
// is made up.
const maxMove = 400 * 24 * time.Hour

// clock moves the demo's clock to a time, or by a duration, and answers the new
// state. It moves forwards only: reports and reminders of a future that has not
// been yet would make no sense.
func (p *page) clock(r *http.Request) (any, error) {
	q, err := read[struct {
		To string `json:"to"`
		By string `json:"by"`
	}](r)
	if err != nil {
		return nil, err
	}
	p.moving.Lock()
	defer p.moving.Unlock()
	now := p.now()
	to, err := p.target(now, q.To, q.By)
	if err != nil {
		return nil, err
	}
	n, err := p.SetClock(r.Context(), to)
	if err != nil {
		return nil, err
	}
	v, err := p.state(r)
	if err != nil {
		return nil, err
	}
	s, _ := v.(state)
	s.Reminders = &n
	return s, nil
}

func (p *page) target(now time.Time, to, by string) (time.Time, error) {
	if (to == "") == (by == "") {
		return now, refuse(http.StatusBadRequest, "请说明把时钟拨到什么时候")
	}
	var at time.Time
	if by != "" {
		d, err := time.ParseDuration(by)
		if err != nil {
			return now, refuse(http.StatusBadRequest, "看不懂要拨多久，应当像 1h")
		}
		at = now.Add(d)
	} else {
		var err error
		if at, err = time.ParseInLocation(minute, to, p.zone); err != nil {
			return now, refuse(http.StatusBadRequest, "看不懂这个时间，应当像 2026-10-19T09:00")
		}
	}
	switch {
	case !at.After(now):
		return now, refuse(http.StatusBadRequest, "时钟只能往前走，现在已经是"+now.Format("1月2日 15:04")+"；想从头再来，请重新运行 anwei demo")
	case at.Sub(now) > maxMove:
		return now, refuse(http.StatusBadRequest, "一次最多拨 400 天")
	}
	return at, nil
}
