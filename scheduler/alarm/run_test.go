package alarm_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"anwei/scheduler/alarm"
	"anwei/storage"
)

// watched is a store that counts what is asked of it.
type watched struct {
	storage.Store
	views, updates atomic.Int64
	fail           atomic.Pointer[error]
}

func (w *watched) View(ctx context.Context, fn func(storage.Ledger) error) error {
	w.views.Add(1)
	if err := w.fail.Load(); err != nil {
		return *err
	}
	return w.Store.View(ctx, fn)
}

func (w *watched) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	w.updates.Add(1)
	return w.Store.Update(ctx, fn)
}

// run starts the alarm and returns what stops it and waits for it.
func run(t *testing.T, a *alarm.Alarm) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	return func() {
		t.Helper()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run returned %v", err)
		}
	}
}

// bubble runs the test in a bubble with a ledger, at a time when nothing is due.
func bubble(t *testing.T, fn func(t *testing.T, store *watched)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(clock(t, "10-12 10:00")))
		store := open(t, dir)
		enrol(t, store)
		fn(t, &watched{Store: store})
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestWakesEachMinute wakes at the start and at each full minute, and but for the
// first time, when it goes through the roster, each costs one look into the ledger
// while no rule speaks.
func TestWakesEachMinute(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, store *watched) {
		t.Helper()
		time.Sleep(30 * time.Second)
		a := newAlarm(t, store, time.Now, func() { t.Error("the outbox is woken for nothing") }, slog.New(slog.DiscardHandler))
		stop := run(t, a)
		synctest.Wait()
		// How far it was rung, a page of units and a page of people, and the time.
		if n, m := store.views.Load(), store.updates.Load(); n != 3 || m != 1 {
			t.Errorf("%d looks and %d transactions that write at the start", n, m)
		}
		time.Sleep(10 * time.Minute)
		stop()
		if n, m := store.views.Load(), store.updates.Load(); n != 13 || m != 1 {
			t.Errorf("%d looks and %d transactions that write after ten minutes, want 13 and 1", n, m)
		}
		time.Sleep(10 * time.Minute)
		if n := store.views.Load(); n != 13 {
			t.Error("the alarm rings on after it was stopped")
		}
	})
}

// TestPanic goes on after a wake-up that panics, each time.
func TestPanic(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, store *watched) {
		t.Helper()
		var calls atomic.Int64
		var j journal
		a := newAlarm(t, store, func() time.Time {
			if calls.Add(1) <= 3 {
				panic("no clock")
			}
			return time.Now()
		}, func() {}, j.logger())
		stop := run(t, a)
		time.Sleep(5*time.Minute + time.Second)
		stop()
		if calls.Load() != 6 || store.views.Load() != 5 {
			// The first that comes through goes through the roster with two looks more.
			t.Errorf("%d wake-ups with %d looks at the ledger; want 6 and 5", calls.Load(), store.views.Load())
		}
		if n := j.count(`level=ERROR msg=cron event=panic error="no clock"`); n != 3 {
			t.Errorf("%d panics are logged, want 3:\n%s", n, j.text.String())
		}
	})
}

// TestFailure logs an error of the ledger and makes up for it later.
func TestFailure(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, store *watched) {
		t.Helper()
		time.Sleep(time.Until(clock(t, "10-19 08:59")))
		disk := errors.New("disk")
		store.fail.Store(&disk)
		var j journal
		woken := 0
		stop := run(t, newAlarm(t, store, time.Now, func() { woken++ }, j.logger()))
		time.Sleep(3*time.Minute + time.Second)
		store.fail.Store(nil)
		time.Sleep(3 * time.Minute)
		stop()
		if n := j.count("the wake-up failed"); n != 4 {
			t.Errorf("%d failures are logged, want 4:\n%s", n, j.text.String())
		}
		if sent := drain(t, store, time.Now()); len(sent) != 2 || woken != 1 {
			t.Errorf("%d messages were put, the outbox woken %d times; want 2, once", len(sent), woken)
		}
	})
}

// TestSlow never has two wake-ups under way, and stops only when the last has
// ended.
func TestSlow(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, store *watched) {
		t.Helper()
		var under, calls, ended atomic.Int64
		a := newAlarm(t, store, func() time.Time {
			if under.Add(1) > 1 {
				t.Error("two wake-ups are under way")
			}
			calls.Add(1)
			time.Sleep(150 * time.Second)
			under.Add(-1)
			ended.Add(1)
			return time.Now()
		}, func() {}, slog.New(slog.DiscardHandler))
		stop := run(t, a)
		time.Sleep(10 * time.Minute)
		stop()
		if calls.Load() < 3 || ended.Load() != calls.Load() {
			t.Errorf("%d wake-ups began and %d ended", calls.Load(), ended.Load())
		}
	})
}

// TestClockThatJumpsForward has the clock show the 22nd for three minutes of the 12th:
// nothing of that day is put, and on the 22nd everything is. A clock that stays where it
// was set is believed after ten minutes.
func TestClockThatJumpsForward(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, store *watched) {
		t.Helper()
		var ahead atomic.Int64
		now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
		stop := run(t, newAlarm(t, store, now, func() {}, slog.New(slog.DiscardHandler)))
		time.Sleep(10*time.Minute + time.Second)
		ahead.Store(int64(10*24*time.Hour - time.Hour)) // the 22nd, 9:10
		time.Sleep(3 * time.Minute)
		ahead.Store(0)
		time.Sleep(time.Hour)
		if sent := drain(t, store, time.Now()); len(sent) != 0 {
			t.Errorf("%d messages were put by a clock that jumped", len(sent))
		}
		time.Sleep(time.Until(clock(t, "10-22 09:30")))
		if sent := drain(t, store, time.Now()); len(sent) == 0 {
			t.Error("nothing is put on the 22nd")
		}
		ahead.Store(int64(24 * time.Hour))
		time.Sleep(5 * time.Minute)
		if sent := drain(t, store, now()); len(sent) != 0 {
			t.Errorf("%d messages were put five minutes after a jump", len(sent))
		}
		time.Sleep(10 * time.Minute)
		if sent := drain(t, store, now()); len(sent) == 0 {
			t.Error("a clock that was set forward is never believed")
		}
		stop()
	})
}
