package evidence_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/evidence"
	"anwei/storage"
)

// A full disk loses nothing while WeCom still has the content.
func TestKeepingFails(t *testing.T) {
	bubble(t, func(w *world) {
		var full atomic.Bool
		full.Store(true)
		w.keeps = func(string) error {
			if full.Load() {
				return errors.New("no space left on device")
			}
			return nil
		}
		w.put("a")
		stop := w.run()
		defer stop()
		after(80 * time.Hour)
		if e := w.piece(matter(), "a"); e.Size != 0 || e.Lost != "" {
			t.Errorf("what is not kept is %+v", e)
		}
		full.Store(false)
		after(10 * time.Minute)
		w.fetched("a")
	})
}

func TestPanic(t *testing.T) {
	bubble(t, func(w *world) {
		left := 1
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if left--; left == 0 {
				panic("a broken picture")
			}
			return []byte("content of " + media), nil
		}
		w.put("a")
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.fetched("a")
		if !strings.Contains(w.log.String(), "panicked") {
			t.Error("the log says nothing of a panic")
		}
	})
}

// What the bot changed of a piece while it was fetched stays.
func TestPieceThatMovesMeanwhile(t *testing.T) {
	bubble(t, func(w *world) {
		other := matter()
		other.Duty = "drill"
		first := true
		w.keeps = func(string) error {
			if first {
				first = false
				e := w.piece(matter(), "a")
				e.Matter, e.N = other, 2
				w.commit(e)
			}
			return nil
		}
		w.put("a")
		stop := w.run()
		defer stop()
		after(time.Minute)
		if e := w.piece(other, "a"); e.N != 2 || e.Size != len("content of ma") {
			t.Errorf("the piece is %+v", e)
		}
		w.view(func(tx storage.Ledger) error {
			all, err := tx.Evidence(matter())
			if len(all) > 0 {
				t.Errorf("the old matter has it still: %+v", all)
			}
			return err
		})
	})
}

// A process that stops keeps what has arrived, leaves what has not, and the next
// one goes on.
func TestStop(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(ctx context.Context, media string) ([]byte, error) {
			<-ctx.Done()
			if media == "ma" {
				return []byte("content of " + media), nil // it arrived in the last moment
			}
			return nil, ctx.Err()
		}
		w.put("a", "b")
		stop := w.run()
		after(time.Second)
		stop()
		w.fetched("a")
		if e := w.piece(matter(), "b"); e.Size != 0 || e.Lost != "" {
			t.Errorf("what was interrupted is %+v", e)
		}
		w.gives = nil
		w.renew()
		stop = w.run()
		defer stop()
		synctest.Wait()
		w.fetched("b")
	})
}

func TestRunOnce(t *testing.T) {
	bubble(t, func(w *world) {
		stop := w.run()
		defer stop()
		synctest.Wait()
		if err := w.fetcher.Run(w.Context()); err == nil {
			t.Error("two Runs side by side would fetch everything twice")
		}
	})
}

// unreadable is a ledger whose disk has died.
type unreadable struct{ storage.Store }

func (unreadable) View(context.Context, func(storage.Ledger) error) error {
	return errors.New("input/output error")
}

func TestLedgerThatCannotBeRead(t *testing.T) {
	bubble(t, func(w *world) {
		f := evidence.New(unreadable{w.Store}, w, w, time.Now, slog.New(slog.DiscardHandler))
		if err := f.Run(w.Context()); err == nil || !strings.Contains(err.Error(), "input/output") {
			t.Errorf("Run: %v", err)
		}
	})
}

// mortal is a ledger of a process that dies at one of its writes, before or just
// after it has become durable.
type mortal struct {
	storage.Store
	mu     sync.Mutex
	left   int // half writes until it dies
	killed context.CancelFunc
}

var errDead = errors.New("the process is dead")

func (m *mortal) step() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.left--
	if m.left <= 0 {
		m.killed()
	}
	return m.left > 0
}

func (m *mortal) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	if !m.step() {
		return errDead
	}
	if err := m.Store.Update(ctx, fn); err != nil {
		return err
	}
	if !m.step() {
		return errDead // it is durable, but nobody was told
	}
	return nil
}

// Wherever a process dies, the next one brings every piece to its end, and each
// sender of a lost one is told once.
func TestCrashes(t *testing.T) {
	for left := 1; left <= 12; left++ {
		bubble(t, func(w *world) {
			w.put("a", "b")
			w.commit(anwei.Evidence{ID: "bad", Matter: matter(), Media: "mbad", Kind: "image", By: "zhang", At: time.Now()})
			w.gives = func(_ context.Context, media string) ([]byte, error) {
				if media == "mbad" {
					return nil, errGone
				}
				return []byte("content of " + media), nil
			}
			ctx, cancel := context.WithCancel(w.Context())
			dying := &mortal{Store: w.Store, left: left, killed: cancel}
			f := evidence.New(dying, w, w, time.Now, slog.New(slog.DiscardHandler))
			defer time.AfterFunc(time.Hour, cancel).Stop() // one that survives is stopped
			if err := f.Run(ctx); err != nil {
				t.Error(err)
			}
			w.renew()
			stop := w.run()
			defer stop()
			after(time.Minute)
			w.fetched("a")
			w.fetched("b")
			if e := w.piece(matter(), "bad"); e.Lost == "" || len(w.told()) != 1 {
				t.Errorf("dead after %d: %+v, told %q", left, e, w.told())
			}
		})
	}
}
