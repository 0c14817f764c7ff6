package outbox_test

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
	"anwei/storage/bolt"
)

// lives runs the outbox on one ledger in several lives, each of which dies after
// so many steps and is followed by the next at once, and returns what reached
// people. The last life runs for an hour.
func lives(t *testing.T, o outbox.Options, steps []int, fill func(storage.Ledger) error) []delivery {
	t.Helper()
	dir := t.TempDir()
	var phones []delivery
	for life := range len(steps) + 1 {
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if life == 0 {
			if err := s.Update(t.Context(), fill); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		p := &process{Store: s, left: -1, kill: cancel, phones: &phones}
		if life < len(steps) {
			p.left = steps[life]
		}
		b := outbox.New(p, p, p, time.Now, slog.New(slog.DiscardHandler), o)
		if err := b.Run(ctx); err != nil && !p.dead {
			t.Error(err)
		}
		cancel()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return phones
}

// The bound of one person holds over a death and a new life right after it.
func TestRatesOfAPersonOverTwoLives(t *testing.T) {
	for steps := 10; steps < 90; steps += 7 {
		t.Run(strconv.Itoa(steps), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				phones := lives(t, outbox.Options{Workers: 2}, []int{steps}, func(tx storage.Ledger) error {
					for i := range 60 {
						o := anwei.Outgoing{Key: strconv.Itoa(i), To: anwei.PersonID(fmt.Sprint("p", i%2)), Created: time.Now()}
						if _, _, err := tx.PutOutgoing(o); err != nil {
							return err
						}
					}
					return nil
				})
				times := map[anwei.PersonID][]time.Duration{}
				for _, d := range phones {
					times[d.to] = append(times[d.to], d.at.Sub(phones[0].at))
				}
				for who, at := range times {
					if n := most(at, time.Minute); n > 30 {
						t.Errorf("%s got %d within a minute", who, n)
					}
				}
				if n := len(phones); n < 60 {
					t.Errorf("%d of 60 arrived", n)
				}
			})
		})
	}
}

// So does the bound of all people together, with calls of a thousand. WeCom's own
// bound, which leaves room for a call that was not marked, is tried once, as it takes
// many people.
func TestRatesOfAllOverTwoLives(t *testing.T) {
	for name, test := range map[string]struct{ bound, people, steps int }{
		"WeCom's own, killed before the mark of the fourth call": {20000, 25000, 21},
		"killed after the mark of the second call":               {2000, 2500, 11},
	} {
		people := test.people
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				phones := lives(t, outbox.Options{PerMinuteAll: test.bound}, []int{test.steps}, func(tx storage.Ledger) error {
					for i := range people {
						o := anwei.Outgoing{Key: strconv.Itoa(i), To: anwei.PersonID(fmt.Sprint("p", i)), Batch: "n", Content: anwei.PlainText("通知"), Created: time.Now()}
						if _, _, err := tx.PutOutgoing(o); err != nil {
							return err
						}
					}
					return nil
				})
				if n := len(phones); n < people || n > people+1000 {
					t.Errorf("%d deliveries to %d people", n, people)
				}
				if n := mostDeliveries(phones, time.Minute); n > test.bound || n < test.bound*3/5 {
					t.Errorf("%d within a minute", n)
				}
				if took := phones[len(phones)-1].at.Sub(phones[0].at); took > 3*time.Minute {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// mostDeliveries is most for a long list in the order of time.
func mostDeliveries(list []delivery, stretch time.Duration) (n int) {
	from := 0
	for i, d := range list {
		for d.at.Sub(list[from].at) > stretch {
			from++
		}
		n = max(n, i-from+1)
	}
	return n
}

// What exceeds the bound of all waits without a write to the ledger, and a Flush
// leaves it for the next.
func TestRateOfAll(t *testing.T) {
	bubble(t, outbox.Options{PerMinuteAll: 100}, func(w *world) {
		w.put(many(100, "p%[1]d:k%[1]d")...)
		w.batch(200, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		w.flush()
		if n := len(w.sent); n != 60 {
			w.Errorf("%d were sent at once", n)
		}
		if o, _ := w.outgoing(61); !o.NotBefore.IsZero() || o.Attempts != 0 {
			w.Errorf("one that waits for its turn became %+v", o)
		}
		stop := w.run()
		defer stop()
		after(10 * time.Minute)
		if n := w.pending(); n != 0 {
			w.Errorf("%d are pending", n)
		}
		if n := mostDeliveries(w.sent, time.Minute); n > 100 {
			w.Errorf("%d within a minute", n)
		}
	})
}

// The robot of the group has a bound of its own and does not count for the app.
func TestRateOfTheGroup(t *testing.T) {
	bubble(t, outbox.Options{PerMinuteAll: 60}, func(w *world) {
		w.put(many(60, "#group:%d")...)
		stop := w.run()
		after(0)
		if n := len(w.times(anwei.OfficeGroup)); n != 12 {
			w.Errorf("%d were sent at once", n)
		}
		w.put(many(36, "p%[1]d:k%[1]d")...)
		w.out.Wake()
		after(0)
		if n := len(w.times("p35")); n != 1 {
			w.Error("the group uses up the rate of the app")
		}
		stop() // and again: the lives of the group count as well
		stop = w.run()
		defer stop()
		after(30 * time.Minute)
		at := w.times(anwei.OfficeGroup)
		if n := most(at, time.Minute); n > 20 || len(at) != 60 {
			w.Errorf("%d within a minute, %d in all", n, len(at))
		}
	})
}
