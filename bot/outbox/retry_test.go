package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
)

func TestRetryKeepsOrder(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", 3, fmt.Errorf("send: %w", busy{}))
		w.put("ann:a1", "ann:a2", "bob:b1", "bob:b2")
		stop := w.run()
		defer stop()
		after(3 * time.Second)
		if o, _ := w.outgoing(1); o.Attempts != 2 || o.LastError != "send: 45009 api freq out of limit" {
			w.Errorf("the ledger has %d attempts and %q", o.Attempts, o.LastError)
		}
		after(time.Hour)
		w.got("ann", "a1", "a1", "a1", "a1", "a2")
		w.gotAt("ann", 0, 2*time.Second, 6*time.Second, 14*time.Second, 14*time.Second)
		w.gotAt("bob", 0, 0)
		w.ended(1, storage.Sent, "msgid-a1")
	})
}

func TestRetryIsSpread(t *testing.T) {
	bubble(t, outbox.Options{Random: func() float64 { return 1 }}, func(w *world) {
		w.answer = failTimes("a1", 2, busy{})
		w.put("ann:a1")
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.gotAt("ann", 0, 1500*time.Millisecond, 4500*time.Millisecond)
	})
}

func TestRetryAfter(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", 1, busy{after: 37 * time.Minute})
		w.put("ann:a1")
		stop := w.run()
		defer stop()
		after(time.Hour)
		w.gotAt("ann", 0, 37*time.Minute)
	})
}

func TestGiveUpAfterADay(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", -1, busy{})
		w.put("ann:a1", "ann:a2")
		stop := w.run()
		defer stop()
		after(25 * time.Hour)
		w.ended(1, storage.Failed, "45009")
		w.ended(2, storage.Sent, "")
		at := w.times("ann")
		last := at[len(at)-1]
		if last < 24*time.Hour || last > 24*time.Hour+10*time.Minute {
			w.Errorf("it was given up after %v", last)
		}
		if len(at) > 160 {
			w.Errorf("it was tried %d times", len(at))
		}
		for i := 1; i < len(at); i++ {
			if gap := at[i] - at[i-1]; gap > 10*time.Minute {
				w.Errorf("it waited %v before try %d", gap, i+1)
			}
		}
	})
}

// A message that waited while no process ran gets its tries all the same.
func TestOldMessageGetsTenTries(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", -1, busy{})
		seq := w.commit(anwei.Outgoing{Key: "a1", To: "ann", Created: time.Now().AddDate(0, 0, -3)})
		stop := w.run()
		defer stop()
		after(time.Hour)
		w.ended(seq, storage.Failed, "45009")
		if n := len(w.keys("ann")); n != 10 {
			w.Errorf("it was tried %d times", n)
		}
	})
}

func TestRefusedMessageHoldsNobodyUp(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", -1, errRefused)
		w.put("ann:a1", "ann:a2")
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.got("ann", "a1", "a2")
		w.ended(1, storage.Failed, errRefused.Error())
		log := w.log.String()
		if !strings.Contains(log, "userid=ann") || !strings.Contains(log, "seq=1") {
			w.Errorf("the log does not say whose message it was: %s", log)
		}
		if strings.Contains(log, "秘密") {
			w.Errorf("the log has the content: %s", log)
		}
	})
}

func TestPanicIsAFailure(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			if o.Key == "a1" {
				panic("秘密")
			}
			return nil
		}
		w.put("ann:a1", "ann:a2", "bob:b1")
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.got("ann", "a1", "a1", "a1", "a1", "a1", "a2")
		w.got("bob", "b1")
		w.ended(1, storage.Failed, "panic")
		if log := w.log.String(); strings.Contains(log, "秘密") || !strings.Contains(log, "seq=1") {
			w.Errorf("the log: %s", log)
		}
	})
}

func TestFiles(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		tries := 0
		w.makes = func(o anwei.Order) (anwei.File, error) {
			tries++
			if o.Of().Unit == "broken" || tries == 1 {
				return anwei.File{}, errors.New("no such form")
			}
			return anwei.File{Name: string(o.(anwei.BookOrder).Form) + ".xlsx"}, nil
		}
		good := w.commit(anwei.Outgoing{Key: "a1", To: "ann", Content: anwei.BookOrder{Extent: anwei.Extent{Unit: "county"}, Form: "figures"}})
		stop := w.run()
		defer stop()
		after(2 * time.Second)
		w.ended(good, storage.Sent, "msgid-a1")
		if w.sent[0].file != "figures.xlsx" || tries != 2 {
			w.Errorf("%q was sent after %d tries", w.sent[0].file, tries)
		}
		bad := w.commit(anwei.Outgoing{Key: "a2", To: "ann", Content: anwei.BookOrder{Extent: anwei.Extent{Unit: "broken"}}, Created: time.Now()})
		w.out.Wake()
		after(time.Minute)
		w.ended(bad, storage.Failed, "no such form")
		if tries != 7 {
			w.Errorf("the broken file was tried %d times", tries-2)
		}
		w.got("ann", "a1")
	})
}

func TestLongCausesAreCut(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", -1, errors.New(strings.Repeat("错", 1000)))
		w.put("ann:a1")
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.ended(1, storage.Failed, strings.Repeat("错", 100))
		w.view(func(tx storage.Ledger) error {
			end, _, err := tx.Ended(1)
			if end.Detail != strings.Repeat("错", 100) {
				w.Errorf("%d bytes are kept", len(end.Detail))
			}
			return err
		})
	})
}

// fragile is a ledger that cannot be written for a while.
type fragile struct {
	storage.Store
	until time.Time
}

var errFull = errors.New("no space left on device")

func (f fragile) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	if time.Now().Before(f.until) {
		return errFull
	}
	return f.Store.Update(ctx, fn)
}

func TestFullDiskSendsNothingTwice(t *testing.T) {
	bubble(t, outbox.Options{Workers: 2}, func(w *world) {
		w.put("ann:a1", "bob:b1", "cat:c1", "ann:a2")
		w.Store = fragile{w.Store, time.Now().Add(time.Hour)}
		stop := w.run()
		after(59 * time.Minute)
		if got := w.keys(""); len(got) != 2 {
			w.Errorf("while nothing can be marked %v were sent", got)
		}
		after(5 * time.Minute)
		w.got("ann", "a1", "a2")
		w.got("bob", "b1")
		w.got("cat", "c1")
		stop()
	})
}

func TestFlushSaysThatTheDiskIsFull(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.put("ann:a1")
		w.Store = fragile{w.Store, time.Now().Add(time.Hour)}
		if err := w.out.Flush(w.Context()); !errors.Is(err, errFull) {
			w.Errorf("Flush returned %v", err)
		}
		synctest.Wait()
	})
}
