package serve_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"anwei/bot"
	"anwei/bot/serve"
	"anwei/config/calendar"
	"anwei/storage"
)

// counted is a ledger that counts its commits, and refuses them while it is full.
type counted struct {
	storage.Store
	commits atomic.Int32
	full    atomic.Bool
}

var errFull = errors.New("no space left on device")

func (c *counted) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	c.commits.Add(1)
	return c.Store.Update(ctx, func(tx storage.Ledger) error {
		if err := fn(tx); err != nil || !c.full.Load() {
			return err
		}
		return errFull
	})
}

// newCounted is the bench with a ledger that counts.
func newCounted(t *testing.T) (*bench, *counted) {
	t.Helper()
	b := newBench(t)
	days, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	c := &counted{Store: b.store}
	b.Handler = serve.New(c, b.plan, days, func() time.Time { return b.now }, func() {})
	return b, c
}

// marked reports whether the ledger knows that the answer went back.
func (b *bench) marked(t *testing.T, a bot.Answer) bool {
	t.Helper()
	var end storage.Ending
	b.update(t, func(tx storage.Ledger) (err error) {
		end, _, err = tx.Ended(a.Seq)
		return err
	})
	return a.Seq > 0 && end.Result == storage.Answered
}

// The mark of an answer is committed with the turn that comes next.
func TestACallbackIsOneCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, c := newCounted(t)
		const messages = 6
		var last bot.Answer
		for i := range messages {
			a := b.hear(t, text(strconv.Itoa(i), "nancun_tb", "填报"))
			if i > 0 && !b.marked(t, last) {
				t.Errorf("answer %d is not marked with the next turn", i)
			}
			b.Answered(t.Context(), a)
			last = a
		}
		if n := c.commits.Load(); n != messages {
			t.Errorf("%d callbacks took %d commits", messages, n)
		}
		if err := b.Settle(t.Context()); err != nil || !b.marked(t, last) {
			t.Errorf("the last one is not marked: %v", err)
		}
	})
}

// Where no turn comes, the mark is written by itself, and Wait leaves none behind.
func TestAMarkDoesNotWaitForATurn(t *testing.T) {
	b, _ := newCounted(t)
	a := b.hear(t, text("1", "nancun_tb", "填报"))
	b.Answered(t.Context(), a)
	for end := time.Now().Add(10 * time.Second); !b.marked(t, a); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the answer is never marked")
		}
	}
	a = b.hear(t, text("2", "nancun_tb", "填报"))
	b.Answered(t.Context(), a)
	b.Wait()
	if !b.marked(t, a) {
		t.Error("the answer is not marked after Wait")
	}
}

// A disk that is full for a moment does not have anybody read an answer twice,
// whether a turn had taken the mark along or not.
func TestAMarkIsTriedAgain(t *testing.T) {
	for _, turn := range []bool{false, true} {
		t.Run(fmt.Sprintf("turn=%t", turn), func(t *testing.T) {
			b, c := newCounted(t)
			a := b.hear(t, text("1", "nancun_tb", "填报"))
			c.full.Store(true)
			b.Answered(t.Context(), a)
			var err error
			if turn {
				_, err = b.Handle(t.Context(), text("2", "nancun_tb", "零报告"))
			} else {
				err = b.Settle(t.Context())
			}
			if !errors.Is(err, errFull) {
				t.Fatalf("it returned %v", err)
			}
			c.full.Store(false)
			for end := time.Now().Add(10 * time.Second); !b.marked(t, a); time.Sleep(10 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatal("the answer is never marked")
				}
			}
		})
	}
}
