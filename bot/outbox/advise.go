package outbox

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// adviceEvery is how often the same advice is logged. Each message that waits for
// the operator would repeat it every few minutes.
const adviceEvery = time.Hour

// advice remembers what was said to the operator within the last hour.
type advice struct {
	mu   sync.Mutex
	said map[string]time.Time
}

// fresh reports whether the text was not said within the hour, and notes that it
// is said now.
func (a *advice) fresh(text string, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.said == nil {
		a.said = map[string]time.Time{}
	}
	for t, at := range a.said {
		if age := now.Sub(at); age >= adviceEvery || age < 0 { // or the clock was moved back
			delete(a.said, t)
		}
	}
	if _, known := a.said[text]; known {
		return false
	}
	a.said[text] = now
	return true
}

// advised returns what the cause says is to be done by hand, empty where nothing
// is.
func advised(cause error) string {
	var a interface{ Advice() string }
	if !errors.As(cause, &a) {
		return ""
	}
	return a.Advice()
}

// advise logs what the operator has to mend. What concerns one person alone is
// told to the office instead.
func (b *Outbox) advise(ctx context.Context, cause error, now time.Time) {
	text := advised(cause)
	if text == "" || personal(cause) || !b.advice.fresh(text, now) {
		return
	}
	b.log.ErrorContext(ctx, "WeCom refuses our messages until this is mended", slog.String("advice", text))
}
