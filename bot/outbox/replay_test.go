package outbox_test

import (
	"strconv"
	"testing"
	"time"

	"anwei"
	"anwei/bot/outbox"
)

// life runs an outbox of its own on the ledger until the time has passed, as a
// process does that is started anew.
func (w *world) life(o outbox.Options, now func() time.Time, d time.Duration) {
	w.Helper()
	o.Random = func() float64 { return 0 }
	w.out = outbox.New(w, w, w, now, w.logger(), o)
	stop := w.run()
	after(d)
	stop()
}

// What the group was told is not counted in the rate of the app over a restart
// either, and its own rate goes on.
func TestGroupOverARestart(t *testing.T) {
	o := outbox.Options{PerMinuteAll: 60}
	bubble(t, o, func(w *world) {
		w.put(many(14, "#group:%d")...)
		w.life(o, time.Now, 0)
		w.put(many(36, "p%[1]d:k%[1]d")...)
		w.life(o, time.Now, 0)
		if n := len(w.times(anwei.OfficeGroup)); n != 12 {
			w.Errorf("the group was told %d at once", n)
		}
		for i := range 36 {
			if who := anwei.PersonID("p" + strconv.Itoa(i)); len(w.times(who)) != 1 {
				w.Errorf("%s waits for what the group was told", who)
			}
		}
	})
}

// The bound of an hour holds over a restart, however long ago in that hour
// something was sent.
func TestHourOverARestart(t *testing.T) {
	o := outbox.Options{PerMinute: 1000, PerHour: 40}
	bubble(t, o, func(w *world) {
		w.put(many(60, "ann:%d")...)
		w.life(o, time.Now, 0)
		if n := len(w.times("ann")); n != 24 {
			w.Errorf("%d went at once", n)
		}
		time.Sleep(10 * time.Minute)
		w.life(o, time.Now, time.Hour)
		times := w.times("ann")
		if n := most(times, time.Hour); n > 40 {
			w.Errorf("%d within an hour", n)
		}
		if len(times) < 37 {
			w.Errorf("only %d were sent", len(times))
		}
	})
}

// What was sent a while ago is no reason to wait after a restart; what was sent at a
// time that is still to come, since the clock was moved back, counts as sent now.
func TestReplayKeepsTheTimes(t *testing.T) {
	for name, c := range map[string]struct {
		back time.Duration
		want int
	}{"the clock goes on": {0, 18}, "the clock was moved back": {time.Hour, 0}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, outbox.Options{}, func(w *world) {
				stop := w.run()
				for i := range 18 {
					w.put("ann:a" + strconv.Itoa(i))
					w.out.Wake()
					after(10 * time.Second)
				}
				stop()
				before := len(w.times("ann"))
				w.put(many(30, "ann:b%d")...)
				w.life(outbox.Options{}, func() time.Time { return time.Now().Add(-c.back) }, 0)
				if n := len(w.times("ann")) - before; before != 18 || n != c.want {
					w.Errorf("%d after %d at once, want %d", n, before, c.want)
				}
			})
		})
	}
}
