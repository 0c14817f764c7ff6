package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
)

func TestRunSendsWhatIsCommitted(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.put("ann:a1", "bob:b1", "ann:a2")
		stop := w.run()
		defer stop()
		synctest.Wait()
		w.got("ann", "a1", "a2")
		w.got("bob", "b1")
		for seq := range uint64(3) {
			w.ended(seq+1, storage.Sent, "msgid-")
		}
		w.gotAt("ann", 0, 0)
	})
}

func TestWake(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		stop := w.run()
		defer stop()
		after(90 * time.Second)
		w.put("ann:a1")
		w.out.Wake()
		w.out.Wake() // never waits, whether it is heard or not
		w.out.Wake()
		synctest.Wait()
		w.gotAt("ann", 90*time.Second)
		w.put("ann:a2") // nobody wakes it
		after(time.Minute)
		w.got("ann", "a1", "a2")
	})
}

// A text that is on its way in the response to a callback is held back.
func TestHold(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		stop := w.run()
		defer stop()
		held := func(key string, to anwei.PersonID) uint64 {
			return w.commit(anwei.Outgoing{Key: key, To: to, Created: time.Now(), NotBefore: time.Now().Add(5 * time.Second)})
		}
		answered := held("a1", "ann")
		held("b1", "bob")
		w.put("bob:b2") // must not overtake
		w.out.Wake()
		after(4 * time.Second)
		w.got("")
		w.update(func(tx storage.Ledger) error { return tx.Done(answered, storage.Ending{Result: storage.Answered}) })
		after(time.Minute)
		w.got("ann")
		w.got("bob", "b1", "b2")
		w.gotAt("bob", 5*time.Second, 5*time.Second)
	})
}

// meanwhile is a ledger in which something happens after the first look.
type meanwhile struct {
	storage.Store
	happens func()
	once    sync.Once
}

func (m *meanwhile) View(ctx context.Context, fn func(storage.Ledger) error) error {
	defer m.once.Do(m.happens)
	return m.Store.View(ctx, fn)
}

// The mark that a text went back with the callback may come at the last moment.
// Without a bound the first look is the one for what is due.
func TestAnsweredAtTheLastMoment(t *testing.T) {
	bubble(t, outbox.Options{PerMinute: -1, PerHour: -1, PerMinuteAll: -1}, func(w *world) {
		w.put("ann:a1", "ann:a2")
		w.Store = &meanwhile{Store: w.Store, happens: func() {
			w.update(func(tx storage.Ledger) error { return tx.Done(1, storage.Ending{Result: storage.Answered}) })
		}}
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.got("", "a2")
		w.ended(1, storage.Answered, "")
	})
}

func TestFlush(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		for i := range 20 {
			w.put(fmt.Sprintf("p%d:k%d", i%6, i))
		}
		w.commit(anwei.Outgoing{Key: "later", To: "zoe", NotBefore: time.Now().Add(time.Second)})
		w.answer = failTimes("k1", 1, busy{})
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		if n := len(w.keys("")); n != 17 { // p1 has 4 messages, of which one was tried
			w.Errorf("%d messages were sent", n)
		}
		w.got("p1", "k1")
		w.gotAt("p0", 0, 0, 0, 0)
		after(2 * time.Second)
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.got("p1", "k1", "k1", "k7", "k13", "k19")
		w.got("zoe", "later")
	})
}

// What is committed while it sends, by the sending itself, is sent as well.
func TestFlushTakesWhatComesMeanwhile(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = func(ctx context.Context, _ anwei.Outgoing) error {
			return w.Update(ctx, func(tx storage.Ledger) error {
				_, _, err := tx.PutOutgoing(anwei.Outgoing{Key: "b1", To: "bob"}) // once
				return err
			})
		}
		w.put("ann:a1")
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.got("", "a1", "b1")
	})
}

func TestOnly(t *testing.T) {
	bubble(t, outbox.Options{Only: "Bob"}, func(w *world) {
		w.put("ann:a1", "bob:b1", "ann:a2", "bob:b2")
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.got("", "b1", "b2")
		stop := w.run()
		defer stop()
		w.commit(anwei.Outgoing{Key: "b3", To: "bob", NotBefore: time.Now().Add(7 * time.Second)})
		w.out.Wake()
		after(time.Hour)
		w.got("", "b1", "b2", "b3")
		w.gotAt("bob", 0, 0, 7*time.Second)
	})
}

func TestWorkersAreBounded(t *testing.T) {
	bubble(t, outbox.Options{Workers: 3}, func(w *world) {
		sending := map[anwei.PersonID]int{}
		most := 0
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			w.mu.Lock()
			sending[o.To]++
			if sending[o.To] > 1 {
				w.Errorf("%s is sent two messages at once", o.To)
			}
			most = max(most, len(sending))
			w.mu.Unlock()
			time.Sleep(time.Second)
			w.mu.Lock()
			delete(sending, o.To)
			w.mu.Unlock()
			return nil
		}
		for i := range 60 {
			w.put(fmt.Sprintf("p%d:k%d", i%10, i))
		}
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		if most != 3 || len(w.keys("")) != 60 {
			w.Errorf("%d people were sent to at once, %d messages in all", most, len(w.keys("")))
		}
		if took := time.Since(w.began); took != 20*time.Second {
			w.Errorf("60 seconds of work for three took %v", took)
		}
	})
}

// One who hangs delays nobody, and no hold of others either.
func TestSlowSendDelaysNobody(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = func(ctx context.Context, o anwei.Outgoing) error {
			if o.To == "ann" && time.Since(w.began) < time.Minute {
				<-ctx.Done() // until the time-out
				return ctx.Err()
			}
			return nil
		}
		w.put("ann:a1", "bob:b1")
		w.commit(anwei.Outgoing{Key: "b2", To: "bob", NotBefore: w.began.Add(30 * time.Second)})
		stop := w.run()
		after(90 * time.Second)
		w.gotAt("bob", 0, 30*time.Second)
		w.gotAt("ann", 0)
		after(time.Minute)
		w.got("ann", "a1", "a1")
		stop()
	})
}

func TestStopLetsTheSendFinish(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = func(ctx context.Context, o anwei.Outgoing) error {
			pause := time.Second
			if o.To == "bob" {
				pause = time.Hour
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(pause):
				return nil
			}
		}
		w.put("ann:a1", "bob:b1", "ann:a2")
		stop := w.run()
		synctest.Wait()
		stop()
		if took := time.Since(w.began); took != 5*time.Second {
			w.Errorf("Run stopped after %v", took)
		}
		w.got("ann", "a1") // nothing new was begun
		w.ended(1, storage.Sent, "msgid-a1")
		if o, pending := w.outgoing(2); !pending || o.Attempts != 0 {
			w.Errorf("the interrupted message: pending %v after %d attempts", pending, o.Attempts)
		}
		w.answer = nil
		stop = w.run()
		defer stop()
		synctest.Wait()
		w.got("bob", "b1", "b1")
	})
}

// A sender that does not obey its context may have sent: that is not forgotten.
func TestStopMarksWhatWasSent(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = func(context.Context, anwei.Outgoing) error { time.Sleep(10 * time.Second); return nil }
		w.put("ann:a1", "ann:a2")
		stop := w.run()
		synctest.Wait()
		stop()
		w.got("ann", "a1")
		w.ended(1, storage.Sent, "msgid-a1")
	})
}

func TestOneAtATime(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		stop := w.run()
		synctest.Wait()
		if w.out.Flush(w.Context()) == nil {
			w.Error("Flush beside Run: no error")
		}
		stop()
		if err := w.out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		ctx, cancel := context.WithCancel(w.Context())
		cancel()
		w.put("ann:a1")
		if err := w.out.Flush(ctx); !errors.Is(err, context.Canceled) {
			w.Errorf("Flush returned %v, want context.Canceled", err)
		}
		if err := w.out.Run(ctx); err != nil {
			w.Errorf("Run returned %v", err)
		}
		w.got("")
	})
}
