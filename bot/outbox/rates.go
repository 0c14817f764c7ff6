package outbox

import (
	"cmp"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"anwei"
	"anwei/storage"
)

// The bounds of WeCom (protocol §1.11, §1.12).
const (
	personMinute = 30
	personHour   = 1000
	corpMinute   = 20000
	groupMinute  = 20
)

// rates holds back what one person, or all people together, would get beyond
// WeCom's bounds. It keeps a few hundred bytes for each person who was sent
// something within the last two hours or so.
type rates struct {
	mu                               sync.Mutex
	perMinute, perHour, perMinuteAll int
	spare                            int // of a person's minute, for answers
	people                           map[anwei.PersonID]*buckets
	all                              *rate.Limiter
	resting                          bool // until there is room in all again
	sweepAt                          int  // the number of people at which full buckets are dropped
}

type buckets struct{ minute, hour *rate.Limiter }

func newRates(perMinute, perHour, perMinuteAll, spare int) *rates {
	r := &rates{perMinute: perMinute, perHour: perHour, perMinuteAll: perMinuteAll, spare: spare}
	r.perMinute = cmp.Or(r.perMinute, personMinute)
	r.perHour = cmp.Or(r.perHour, personHour)
	r.perMinuteAll = cmp.Or(r.perMinuteAll, corpMinute)
	return r
}

const minSweep = 256

// bounded reports whether there is any bound at all.
func (r *rates) bounded() bool { return r.perMinute > 0 || r.perHour > 0 || r.perMinuteAll > 0 }

// replay forgets everything and counts what was sent, which is in the order of
// its times. A send counts at the time at which it was marked, a little later
// than it was made, which errs on the side of waiting.
func (r *rates) replay(sent []storage.Delivery, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.people, r.sweepAt = map[anwei.PersonID]*buckets{}, minSweep
	r.all, r.resting = bucket(r.perMinuteAll, time.Minute), false
	for _, d := range sent {
		at := d.At
		if at.After(now) { // the clock was moved back
			at = now
		}
		who := d.To.Folded()
		b := r.of(who, at)
		b.minute.ReserveN(at, 1)
		b.hour.ReserveN(at, 1)
		if who != anwei.OfficeGroup {
			r.all.ReserveN(at, 1)
		}
	}
}

// take counts one message to the person, or returns how long it must wait and
// counts nothing; everybody says that anybody else must wait too. What is no answer
// leaves room for some.
func (r *rates) take(who anwei.PersonID, now time.Time, answers bool) (wait time.Duration, everybody bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.people == nil {
		return time.Second, false // nothing was replayed
	}
	who = who.Folded()
	b := r.of(who, now)
	limits := []*rate.Limiter{b.minute, b.hour, r.all}
	if who == anwei.OfficeGroup {
		limits = limits[:2] // its robot is no part of the app
	}
	taken := make([]*rate.Reservation, len(limits))
	if room := b.minute.TokensAt(now) - float64(r.spare); !answers && r.spare > 0 && room < 1 {
		return max(time.Second, time.Duration((1-room)/float64(b.minute.Limit())*float64(time.Second))), false
	}
	for i, l := range limits {
		taken[i] = l.ReserveN(now, 1)
		d := taken[i].DelayFrom(now)
		everybody = everybody || d > 0 && l == r.all
		wait = max(wait, d)
	}
	if wait > 0 {
		for _, t := range taken {
			t.CancelAt(now)
		}
	}
	return wait, everybody
}

// count counts one message to the person, whether there is room for it or not.
func (r *rates) count(who anwei.PersonID, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.people == nil {
		return // nothing was replayed
	}
	b := r.of(who.Folded(), now)
	for _, l := range []*rate.Limiter{b.minute, b.hour, r.all} {
		l.ReserveN(now, 1)
	}
}

// Take counts one message that goes to a person beside the outbox, such as an
// answer over the long connection. It returns false, and counts nothing, where a
// rate has no room for it now, or where the outbox has not begun to send and does
// not know yet what was sent before.
func (b *Outbox) Take(to anwei.PersonID) bool {
	wait, _ := b.rates.take(to, b.now(), true)
	return wait == 0
}

// everybody returns how long nobody at all may be sent anything. Once the bound is
// reached that lasts until there is room for a twelfth of what may go out at once,
// a thousand by WeCom's bound: one by one, a batch would be as many calls.
func (r *rates) everybody(now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 1
	if r.resting {
		n = max(1, r.all.Burst()/12)
	}
	t := r.all.ReserveN(now, n)
	defer t.CancelAt(now)
	wait := t.DelayFrom(now)
	r.resting = wait > 0
	return wait
}

// of returns the person's buckets, full ones for somebody new.
func (r *rates) of(who anwei.PersonID, now time.Time) *buckets {
	b := r.people[who]
	if b != nil {
		return b
	}
	r.sweep(now)
	minute, hour := r.perMinute, r.perHour
	if who == anwei.OfficeGroup && minute > 0 {
		minute, hour = min(minute, groupMinute), -1
	}
	b = &buckets{bucket(minute, time.Minute), bucket(hour, time.Hour)}
	r.people[who] = b
	return b
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
// word, so a little is left over for messages that bunch up on their way, and for
// those that a killed process had under way and not yet marked.
func bucket(n int, per time.Duration) *rate.Limiter {
	if n < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(float64(n)/3/per.Seconds()), max(1, n*3/5))
}
