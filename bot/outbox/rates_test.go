package outbox_test

import (
	"strconv"
	"testing"
	"time"

	"anwei/bot/outbox"
)

// most returns the greatest number of times within any stretch of the length,
// both of its ends included.
func most(times []time.Duration, stretch time.Duration) (n int) {
	for i, from := range times {
		for j := i; j < len(times) && times[j]-from <= stretch; j++ {
			n = max(n, j-i+1)
		}
	}
	return n
}

func TestRatesAreKept(t *testing.T) {
	tests := []struct {
		name                      string
		o                         outbox.Options
		total, perMinute, perHour int
		atOnce                    int
	}{
		{"WeCom's own", outbox.Options{}, 100, 30, 1000, 15},
		{"hour", outbox.Options{PerMinute: 10, PerHour: 40}, 120, 10, 40, 5},
		{"one", outbox.Options{PerMinute: 1, PerHour: 1}, 3, 1, 1, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, tt.o, func(w *world) {
				w.put(many(tt.total, "ann:%d")...)
				w.put("bob:b1")
				stop := w.run()
				after(10 * time.Second)
				w.gotAt("bob", 0)
				if n := len(w.keys("ann")); n < tt.atOnce {
					w.Errorf("only %d went at once", n)
				}
				after(12 * time.Hour)
				stop()
				for i, key := range w.keys("ann") {
					if key != strconv.Itoa(i) {
						w.Fatalf("message %d was %s", i, key)
					}
				}
				times := w.times("ann")
				if len(times) != tt.total {
					w.Errorf("%d of %d were sent", len(times), tt.total)
				}
				if n := most(times, time.Minute); n > tt.perMinute {
					w.Errorf("%d within a minute", n)
				}
				if n := most(times, time.Hour); n > tt.perHour {
					w.Errorf("%d within an hour", n)
				}
			})
		})
	}
}

func TestRatesCanBeLifted(t *testing.T) {
	bubble(t, outbox.Options{PerMinute: -1, PerHour: -1}, func(w *world) {
		w.put(many(100, "ann:%d")...)
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		if n := len(w.times("ann")); n != 100 {
			w.Errorf("%d of 100 were sent", n)
		}
	})
}

// Many people at once are no reason to wait, and the rates do not remember all
// of them for ever.
func TestRatesForManyPeople(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		for round := range 3 {
			n := strconv.Itoa(round)
			w.put(many(300, "p%[1]d-"+n+":k%[1]d-"+n)...)
			if err := w.out.Flush(w.Context()); err != nil {
				w.Error(err)
			}
			if n := len(w.keys("")); n != 300*(round+1) {
				w.Errorf("%d were sent", n)
			}
			if n := w.out.Remembered(); n > 400 {
				w.Errorf("the rates of %d people are remembered", n)
			}
			after(3 * time.Hour)
		}
	})
}

// What goes to a person beside the outbox counts as well, and nothing goes beside
// it before it knows what was sent by the process before.
func TestRatesCountWhatGoesBesides(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		if w.out.Take("ann") {
			t.Error("the outbox has not begun, and there is room")
		}
		stop := w.run()
		after(0)
		taken := 0
		for w.out.Take("Ann") {
			taken++
		}
		if taken < 15 || taken > 30 {
			t.Errorf("%d went at once", taken)
		}
		if !w.out.Take("bob") {
			t.Error("no room for somebody else")
		}
		w.put("ann:a1")
		after(time.Second)
		if n := len(w.times("ann")); n != 0 {
			t.Error("the outbox sends beyond the rate")
		}
		after(time.Minute)
		if n := len(w.times("ann")); n != 1 {
			t.Errorf("%d were sent when there was room", n)
		}
		stop()
	})
}
