package outbox

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"anwei"
)

// rates holds back what one person would get beyond WeCom's bounds. It counts in
// this process only. It keeps a few hundred bytes for each person who was sent
// something within the last two hours or so.
type rates struct {
	mu        sync.Mutex
	perMinute int
	perHour   int
	people    map[anwei.PersonID]*buckets
	sweepAt   int // the number of people at which full buckets are dropped
}

type buckets struct{ minute, hour *rate.Limiter }

func newRates(perMinute, perHour int) *rates {
	if perMinute == 0 {
		perMinute = 30
	}
	if perHour == 0 {
		perHour = 1000
	}
	return &rates{perMinute: perMinute, perHour: perHour, people: map[anwei.PersonID]*buckets{}, sweepAt: minSweep}
}

const minSweep = 256

// take counts one message to the person, or returns how long it must wait and
// counts nothing.
func (r *rates) take(who anwei.PersonID, now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	who = fold(who)
	b := r.people[who]
	if b == nil {
		r.sweep(now)
		b = &buckets{bucket(r.perMinute, time.Minute), bucket(r.perHour, time.Hour)}
		r.people[who] = b
	}
	m, h := b.minute.ReserveN(now, 1), b.hour.ReserveN(now, 1)
	wait := max(m.DelayFrom(now), h.DelayFrom(now))
	if wait > 0 {
		h.CancelAt(now)
		m.CancelAt(now)
	}
	return wait
}

// sweep drops the people whose buckets are full, as those say nothing. It does so
// only when their number has doubled, which keeps its cost for each message flat.
func (r *rates) sweep(now time.Time) {
	if len(r.people) < r.sweepAt {
		return
	}
	for who, b := range r.people {
		if full(b.minute, now) && full(b.hour, now) {
			delete(r.people, who)
		}
	}
	r.sweepAt = max(minSweep, 2*len(r.people))
}

func full(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= float64(l.Burst()) }

// bucket allows at most n messages in any stretch of the given length: three
// fifths at once and a third more as it refills. WeCom drops the excess without a
// word, so a little is left over for messages that bunch up on their way.
func bucket(n int, per time.Duration) *rate.Limiter {
	if n < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(float64(n)/3/per.Seconds()), max(1, n*3/5))
}
