package outbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"anwei"
)

const (
	// brakeAfter is after how many calls in a row that found WeCom away all others wait.
	brakeAfter = 4
	// brakeLongest is the longest that they wait for the next try, which one message
	// makes for all.
	brakeLongest = time.Minute
)

// brake holds everything back while WeCom is away: what waits is not tried one by one,
// and does not grow old by tries that could not help.
type brake struct {
	mu       sync.Mutex
	failures int // in a row
	until    time.Time
	refused  string // what WeCom refuses everything for, in words for the operator
}

// away reports whether the cause would have hit any message to anybody: WeCom cannot
// be reached, or refuses all that we send.
func away(cause error) bool {
	var a interface{ Away() bool }
	return errors.As(cause, &a) && a.Away()
}

// mended reports whether the cause goes on until somebody has mended it.
func mended(cause error) bool {
	var o interface{ Operator() bool }
	return errors.As(cause, &o) && o.Operator()
}

// note takes in how a call ended.
func (k *brake) note(cause error, now time.Time) {
	var broken *brokenError
	if errors.As(cause, &broken) || errors.Is(cause, context.Canceled) {
		return // nothing was heard of WeCom
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !away(cause) {
		k.failures, k.refused = 0, ""
		return
	}
	if mended(cause) {
		k.refused = advised(cause)
	}
	if k.failures++; k.failures >= brakeAfter {
		k.until = now.Add(min(brakeLongest, firstPause<<min(k.failures-brakeAfter, 10)))
	}
}

// holds returns how long nothing at all is sent, and how many calls may be under way
// at once of those that could be.
func (k *brake) holds(now time.Time, crew int) (wait time.Duration, most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.failures < brakeAfter {
		return 0, crew
	}
	return min(k.until.Sub(now), brakeLongest), 1 // no longer, should the clock be moved back
}

// heard notes for the brake what became of a call. The group's robot is a way of its
// own.
func (b *Outbox) heard(ctx context.Context, to anwei.PersonID, cause error) {
	if ctx.Err() == nil && to != anwei.OfficeGroup {
		b.brake.note(cause, b.now())
	}
}

// Refused says in words for the operator why WeCom refuses everything that is sent,
// and is empty while it does not.
func (b *Outbox) Refused() string {
	b.brake.mu.Lock()
	defer b.brake.mu.Unlock()
	return b.brake.refused
}
