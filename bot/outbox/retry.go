package outbox

import (
	"context"
	"errors"
	"strings"
	"time"

	"anwei"
)

const (
	firstPause = 2 * time.Second
	longest    = 10 * time.Minute
	// A message is given up a day after it was decided on, but not before it was
	// tried ten times, a quarter of an hour, so that one which waited out a stop
	// of the process gets its chance. What waits for the operator does not grow old,
	// nor does a reminder, of which only what is still owed is said.
	maxAge      = 24 * time.Hour
	minAttempts = 10
	// maxBroken bounds the tries at what fails within this process, such as a
	// file that cannot be made: half a minute.
	maxBroken = 5
	maxDetail = 300 // bytes of an error that are kept
)

// brokenError is a failure to make what is to be sent.
type brokenError struct{ error }

// Unwrap returns the failure itself.
func (e *brokenError) Unwrap() error { return e.error }

// retriable reports whether a message may be tried again that has now been tried
// o.Attempts times and failed with the cause.
func retriable(o anwei.Outgoing, cause error, now time.Time) bool {
	var temporary interface{ Temporary() bool }
	var broken *brokenError
	_, reminds := o.Content.(anwei.Reminder)
	switch {
	case personal(cause):
		return false
	case errors.As(cause, &temporary) && temporary.Temporary():
	case errors.Is(cause, context.Canceled): // a sender that stopped by itself
	case errors.As(cause, &broken):
		return o.Attempts < maxBroken
	default:
		return false
	}
	return reminds || mended(cause) || o.Attempts < minAttempts || now.Sub(o.Created) < maxAge
}

// backoff returns how long to wait after the n-th failed try: 2 s, 4 s, 8 s … and
// at most ten minutes, up to a quarter less by chance, but never less than the
// cause asks for.
func backoff(n int, cause error, random float64) time.Duration {
	pause := longest
	if n < 10 { // 2 s × 2⁹ is beyond the longest
		pause = min(longest, firstPause<<(n-1))
	}
	pause -= time.Duration(random * float64(pause) / 4)
	var after interface{ RetryAfter() time.Duration }
	if errors.As(cause, &after) {
		pause = max(pause, after.RetryAfter())
	}
	return pause
}

// short returns the text of an error, cut to what the ledger keeps.
func short(err error) string { return cut(err.Error()) }

func cut(s string) string {
	if len(s) > maxDetail {
		s = s[:maxDetail]
	}
	return strings.ToValidUTF8(s, "")
}
