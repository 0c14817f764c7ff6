package wecomtest

import "time"

// rate is when something happened within the last hour.
type rate []time.Time

// admit says whether one more is allowed, and counts it if so.
func (r *rate) admit(now time.Time, perMinute, perHour int) bool {
	kept, minute := (*r)[:0], 0
	for _, t := range *r {
		if now.Sub(t) >= time.Hour {
			continue
		}
		kept = append(kept, t)
		if now.Sub(t) < time.Minute {
			minute++
		}
	}
	*r = kept
	if minute >= perMinute || len(kept) >= perHour {
		return false
	}
	*r = append(*r, now)
	return true
}

// minute counts within one minute at a time.
type minute struct {
	since time.Time
	n     int
}

// admit says whether more are allowed, and counts them if so.
func (m *minute) admit(now time.Time, more, limit int) bool {
	if now.Sub(m.since) >= time.Minute {
		*m = minute{since: now}
	}
	if m.n+more > limit {
		return false
	}
	m.n += more
	return true
}
