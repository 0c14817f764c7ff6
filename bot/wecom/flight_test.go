package wecom_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"anwei/bot"
	"anwei/bot/wecom"
)

// inFlight is how many messages a Callback lets in at once.
const inFlight = 5000

// TestFiveThousandInFlight blocks the handler under 5,000 messages. Their memory
// is bounded, one more is told to come again, and afterwards all is as before.
// The test is not parallel, so that the memory is its own.
func TestFiveThousandInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		requests := make([]*http.Request, inFlight+1)
		for i := range requests {
			requests[i] = post(t, text(private))
		}
		held, holding := make(chan struct{}), new(atomic.Int64)
		h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) {
			holding.Add(1)
			<-held
			return bot.Answer{}, nil
		}}
		c, err := wecom.NewCallback(corpA, h, slog.New(slog.DiscardHandler), startClock) // 5,000 lines help nobody
		if err != nil {
			t.Fatal(err)
		}
		before := memory()
		statuses := make(chan int, inFlight)
		for _, r := range requests[:inFlight] {
			go func() {
				w := httptest.NewRecorder()
				c.ServeHTTP(w, r)
				statuses <- w.Code
			}()
		}
		synctest.Wait()
		if n := holding.Load(); n != inFlight {
			t.Fatalf("%d in flight, want %d", n, inFlight)
		}
		const most = 32 << 10 // bytes for each, the stacks of its two goroutines included
		if grown := memory() - before; grown > inFlight*most {
			t.Errorf("%d messages in flight take %d bytes, want at most %d each", inFlight, grown, most)
		} else {
			t.Logf("%d bytes for a message in flight", grown/inFlight)
		}
		turnedAway := func(r *http.Request) {
			began := time.Now()
			if w := serve(c, r); w.Code != http.StatusServiceUnavailable || time.Since(began) > 0 {
				t.Errorf("one more: %d after %v, want 503 at once", w.Code, time.Since(began))
			}
		}
		turnedAway(requests[inFlight])
		// WeCom has hung up, the handler does not know: the places are still taken.
		time.Sleep(5 * time.Second)
		for range inFlight {
			if code := <-statuses; code != http.StatusServiceUnavailable {
				t.Fatalf("%d for a message that took too long, want 503", code)
			}
		}
		turnedAway(post(t, text("x")))
		close(held)
		synctest.Wait()
		if w := serve(c, post(t, text("x"))); w.Code != http.StatusOK {
			t.Errorf("when there is room again: %d, want 200", w.Code)
		}
	})
}

// memory is what heap and stacks take.
func memory() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

// TestRefusedRequestsLeaveTheirPlace sends more bad requests than there are
// places.
func TestRefusedRequestsLeaveTheirPlace(t *testing.T) {
	t.Parallel()
	c := newCallback(t, &handler{})
	bad := event("view", "") // acknowledged without a handler
	for range inFlight {
		serve(c, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", nil))
	}
	for range 10 {
		serve(c, post(t, bad))
	}
	if w := serve(c, post(t, text("x"))); w.Code != http.StatusOK {
		t.Errorf("%d, want 200", w.Code)
	}
}
