package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/outbox"
	"anwei/storage"
)

// SendAll makes the world a bot.Broadcaster. It notes a delivery for each person
// who is not refused, under the key batch/person.
func (w *world) SendAll(
	ctx context.Context, to []anwei.PersonID, o anwei.Outgoing, file *anwei.File,
) (ids map[anwei.PersonID]string, refused map[anwei.PersonID]error, err error) {
	if w.cast != nil {
		refused, err = w.cast(ctx, to, o)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, o)
	w.calls = append(w.calls, to)
	if err != nil {
		return nil, nil, err
	}
	ids = map[anwei.PersonID]string{}
	for _, who := range to {
		if refused[who] != nil {
			continue
		}
		ids[who] = fmt.Sprint("call-", len(w.calls))
		d := delivery{key: o.Key, to: who, at: time.Now()}
		if file != nil {
			d.file = file.Name
		}
		w.sent = append(w.sent, d)
	}
	return ids, refused, nil
}

var _ bot.Broadcaster = (*world)(nil)

// batch commits a message to n people, p0, p1 …, all in one transaction.
func (w *world) batch(n int, o anwei.Outgoing) {
	w.Helper()
	w.update(func(tx storage.Ledger) error {
		for i := range n {
			m := o
			m.To = anwei.PersonID(fmt.Sprint("p", i))
			m.Key, m.Created = fmt.Sprint(o.Batch, "/", i), time.Now()
			if _, _, err := tx.PutOutgoing(m); err != nil {
				return err
			}
		}
		return nil
	})
}

// sizes returns how many people the calls had.
func (w *world) sizes() []int {
	var out []int
	for _, c := range w.calls {
		out = append(out, len(c))
	}
	return out
}

func (w *world) sized(want ...int) {
	w.Helper()
	if got := w.sizes(); !slices.Equal(got, want) {
		w.Errorf("the calls had %v people, want %v", got, want)
	}
}

// pending returns how many messages are.
func (w *world) pending() (n int) {
	w.Helper()
	w.view(func(tx storage.Ledger) error {
		all, err := tx.Pending(0, 100000)
		n = len(all)
		return err
	})
	return n
}

func TestBatchGoesOutInOneCall(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.put("zoe:z1")
		w.batch(50, anwei.Outgoing{Batch: "notice/1", Content: anwei.PlainText("通知")})
		w.flush()
		w.sized(50)
		w.got("p7", "notice/1")
		w.got("zoe", "z1")
		w.ended(1, storage.Sent, "msgid-z1")
		for seq := range uint64(50) {
			w.ended(seq+2, storage.Sent, "call-1")
		}
		if o := w.last(""); o.Content != anwei.PlainText("通知") || o.Key != "notice/1" || o.To != "" {
			w.Errorf("the call said %+v", o)
		}
	})
}

// A thousand people a call, one file, and every call says the same.
func TestLargeBatch(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		made := 0
		w.makes = func(anwei.Order) (anwei.File, error) {
			made++
			return anwei.File{Name: "通报.xlsx"}, nil
		}
		w.batch(2300, anwei.Outgoing{Batch: "bulletin", Content: anwei.BookOrder{Form: "figures"}})
		w.flush()
		w.sized(1000, 1000, 300)
		if made != 1 || w.sent[2299].file != "通报.xlsx" {
			w.Errorf("the file was made %d times; the last call had %q", made, w.sent[2299].file)
		}
		for _, o := range w.said[1:] {
			if !reflect.DeepEqual(o, w.said[0]) {
				w.Errorf("a call said %+v, another %+v", o, w.said[0])
			}
		}
		if n := w.pending(); n != 0 {
			w.Errorf("%d messages are pending", n)
		}
		made = 0
		w.batch(1, anwei.Outgoing{Batch: "bulletin/2", Content: anwei.BookOrder{Form: "figures"}})
		w.flush()
		if made != 1 {
			w.Errorf("the next batch made %d files", made)
		}
	})
}

// Each batch gets its own file, and one is under way at a time.
func TestBatchesTakeTurns(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.makes = func(o anwei.Order) (anwei.File, error) {
			return anwei.File{Name: string(o.(anwei.BookOrder).Form)}, nil
		}
		calling := 0
		w.cast = func(context.Context, []anwei.PersonID, anwei.Outgoing) (map[anwei.PersonID]error, error) {
			w.mu.Lock()
			if calling++; calling > 1 {
				w.Error("two calls at once")
			}
			w.mu.Unlock()
			time.Sleep(3 * time.Second)
			w.mu.Lock()
			calling--
			w.mu.Unlock()
			return nil, nil
		}
		w.batch(3, anwei.Outgoing{Batch: "a", Content: anwei.BookOrder{Form: "figures"}})
		for i := range 3 {
			w.commit(anwei.Outgoing{
				Key: fmt.Sprint("b", i), To: anwei.PersonID(fmt.Sprint("q", i)), Batch: "b", Content: anwei.BookOrder{Form: "ledger"},
			})
		}
		stop := w.run()
		after(time.Minute)
		stop()
		w.sized(3, 3)
		if w.sent[0].file != "figures" || w.sent[3].file != "ledger" {
			w.Errorf("the files were %s and %s", w.sent[0].file, w.sent[3].file)
		}
	})
}

// A card's id is good for one call only.
func TestCallsOfCardsDiffer(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.batch(1001, anwei.Outgoing{Batch: "notice", Content: &anwei.Card{Title: "通知"}})
		w.flush()
		w.sized(1000, 1)
		if w.said[0].Seq != 1 || w.said[1].Seq != 2 {
			w.Errorf("the calls are numbers %d and %d", w.said[0].Seq, w.said[1].Seq)
		}
	})
}

// What is wrong with one person costs nobody else anything.
func TestBatchWithRefusals(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		tries := 0
		w.cast = func(_ context.Context, _ []anwei.PersonID, _ anwei.Outgoing) (map[anwei.PersonID]error, error) {
			if tries++; tries > 1 {
				return nil, nil
			}
			return map[anwei.PersonID]error{"P3": lost{}, "p4": busy{}, "p5": errRefused}, nil
		}
		w.batch(10, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.sized(10, 1)
		if !slices.Equal(w.calls[1], []anwei.PersonID{"p4"}) || !reflect.DeepEqual(w.said[0], w.last("")) {
			w.Errorf("the second call was for %v and said %+v", w.calls[1], w.said[1])
		}
		w.ended(3, storage.Sent, "call-1")
		w.ended(4, storage.Failed, "60111")
		w.ended(5, storage.Sent, "call-2")
		w.ended(6, storage.Failed, errRefused.Error())
		w.got("cat", "unreachable/p3/cat", "aside/2000-01-01/cat")
		if r := w.reach("p3"); r.Refused == "" {
			w.Error("nobody knows that p3 cannot be reached")
		}
		if r := w.reach("p5"); r.Refused != "" {
			w.Errorf("of p5 is known %+v", r)
		}
	})
}

func TestBatchIsRetriedOrGivenUpAsAWhole(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		tries := 0
		w.cast = func(context.Context, []anwei.PersonID, anwei.Outgoing) (map[anwei.PersonID]error, error) {
			tries++
			switch tries {
			case 1:
				return nil, busy{}
			case 2:
				panic("秘密")
			case 4:
				return nil, errRefused
			}
			return nil, nil
		}
		w.batch(20, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.sized(20, 20)
		w.ended(20, storage.Sent, "call-2")
		w.batch(3, anwei.Outgoing{Batch: "m", Content: anwei.PlainText("通知")})
		w.out.Wake()
		after(time.Minute)
		w.ended(21, storage.Failed, errRefused.Error())
		w.ended(23, storage.Failed, errRefused.Error())
	})
}

// Messages of one batch that do not say the same go out in calls of their own.
func TestBatchThatIsNone(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.commit(anwei.Outgoing{Key: "1", To: "ann", Batch: "n", Content: anwei.PlainText("甲")})
		w.commit(anwei.Outgoing{Key: "2", To: "bob", Batch: "n", Content: anwei.PlainText("乙")})
		w.commit(anwei.Outgoing{Key: "3", To: "cat", Batch: "n", Content: anwei.PlainText("甲")})
		w.commit(anwei.Outgoing{Key: "4", To: "#group", Batch: "n", Content: anwei.PlainText("甲")})
		w.flush()
		w.sized(2, 1)
		w.got("#group", "4")
	})
}

// Each person's messages keep their order, whether they are part of a batch.
func TestBatchKeepsOrder(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("before", 1, busy{})
		w.put("p1:before")
		w.batch(3, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		w.put("p1:after1", "p2:after2")
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.sized(2, 1)
		w.got("p1", "before", "before", "n", "after1")
		w.got("p2", "n", "after2")
	})
}

// A call that hangs keeps only its own people waiting.
func TestSlowBatchDelaysNobodyElse(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.cast = func(ctx context.Context, _ []anwei.PersonID, o anwei.Outgoing) (map[anwei.PersonID]error, error) {
			if o.Key == "slow" && time.Since(w.began) < time.Minute {
				<-ctx.Done()
				return nil, busy{}
			}
			return nil, nil
		}
		w.batch(1500, anwei.Outgoing{Batch: "slow", Content: anwei.PlainText("通知")})
		stop := w.run()
		after(time.Second)
		w.put(many(20, "q%[1]d:k%[1]d")...)
		after(2 * time.Second)
		for i := range 20 {
			w.got(anwei.PersonID(fmt.Sprint("q", i)), fmt.Sprint("k", i))
		}
		after(time.Hour)
		if n := w.pending(); n != 0 {
			w.Errorf("%d messages are pending", n)
		}
		stop()
	})
}

// single is a sender that speaks to one person at a time.
type single struct{ bot.Sender }

func TestBatchWithoutBroadcaster(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.batch(20, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		out := outbox.New(w, single{w}, w, time.Now, w.logger(), outbox.Options{})
		if err := out.Flush(w.Context()); err != nil {
			w.Error(err)
		}
		w.sized()
		w.got("p3", "n/3")
		w.ended(20, storage.Sent, "msgid-n/19")
	})
}

// A call that was interrupted is made again, with the same people and words.
func TestInterruptedBatch(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.cast = func(ctx context.Context, _ []anwei.PersonID, _ anwei.Outgoing) (map[anwei.PersonID]error, error) {
			if len(w.calls) > 0 {
				return nil, nil
			}
			<-ctx.Done()
			return nil, errors.New("the connection was lost")
		}
		w.batch(20, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		stop := w.run()
		after(time.Second)
		stop()
		if o, pending := w.outgoing(20); !pending || o.Attempts != 0 {
			w.Errorf("pending %v after %d attempts", pending, o.Attempts)
		}
		w.flush()
		if !reflect.DeepEqual(w.calls[0], w.calls[1]) || !reflect.DeepEqual(w.said[0], w.said[1]) {
			w.Errorf("%v were told %+v, and then %v %+v", w.calls[0], w.said[0], w.calls[1], w.said[1])
		}
		w.ended(20, storage.Sent, "call-2")
	})
}
