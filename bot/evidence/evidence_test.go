package evidence_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
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

func TestRunFetchesWhatIsCommitted(t *testing.T) {
	bubble(t, func(w *world) {
		w.put(many(11, "a%02d")...)
		stop := w.run()
		defer stop()
		synctest.Wait()
		for _, id := range many(11, "a%02d") {
			w.fetched(id)
		}
		after(time.Hour)
		if n, _ := w.calls(); n != 11 {
			t.Errorf("WeCom was asked %d times for 11 pieces", n)
		}
		if said := w.told(); len(said) > 0 {
			t.Errorf("somebody was told %q", said)
		}
	})
}

func TestWake(t *testing.T) {
	bubble(t, func(w *world) {
		stop := w.run()
		defer stop()
		after(90 * time.Second)
		w.put("a")
		w.fetcher.Wake()
		w.fetcher.Wake() // never waits, whether it is heard or not
		w.fetcher.Wake()
		synctest.Wait()
		w.put("b") // nobody wakes it
		after(time.Minute)
		w.fetched("a")
		w.fetched("b")
		if at := w.times("a"); !slices.Equal(at, []time.Duration{90 * time.Second}) {
			t.Errorf("it was fetched at %v", at)
		}
	})
}

func TestFourAtOnce(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(ctx context.Context, media string) ([]byte, error) {
			if media == "ma" {
				<-ctx.Done() // it never answers
				return nil, ctx.Err()
			}
			time.Sleep(10 * time.Second)
			return []byte("content of " + media), nil
		}
		w.put("a")
		w.put(many(9, "b%d")...)
		stop := w.run()
		defer stop()
		after(31 * time.Second) // the other three have done nine pieces meanwhile
		for _, id := range many(9, "b%d") {
			w.fetched(id)
		}
		if _, most := w.calls(); most != 4 {
			t.Errorf("%d pieces were fetched at once, want 4", most)
		}
		after(2 * time.Minute)
		if n := len(w.times("a")); n < 2 {
			t.Errorf("a piece that hangs was tried %d times", n)
		}
	})
}

func TestRetries(t *testing.T) {
	bubble(t, func(w *world) {
		left := 4
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if left--; left >= 0 {
				return nil, fmt.Errorf("media/get: %w", busy{})
			}
			return []byte("content of " + media), nil
		}
		w.put("a")
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.fetched("a")
		want := []time.Duration{0, 2 * time.Second, 6 * time.Second, 14 * time.Second, 30 * time.Second}
		if at := w.times("a"); !slices.Equal(at, want) {
			t.Errorf("tried at %v, want %v", at, want)
		}
		if said := w.told(); len(said) > 0 {
			t.Errorf("somebody was told %q", said)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(context.Context, string) ([]byte, error) { return nil, busy{time.Hour} }
		w.put("a")
		stop := w.run()
		defer stop()
		after(2 * time.Hour)
		if at := w.times("a"); !slices.Equal(at, []time.Duration{0, time.Hour, 2 * time.Hour}) {
			t.Errorf("tried at %v", at)
		}
	})
}

// Old pieces that fail keep nobody from fetching the new ones.
func TestNewOnesPassThoseThatWait(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if strings.HasPrefix(media, "mold") {
				return nil, busy{time.Hour}
			}
			return []byte("content of " + media), nil
		}
		w.put(many(50, "old%d")...)
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.put("new")
		w.fetcher.Wake()
		synctest.Wait()
		w.fetched("new")
	})
}

func TestGivenUpAfterThreeDays(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(context.Context, string) ([]byte, error) { return nil, busy{} }
		w.put("a")
		stop := w.run()
		defer stop()
		after(72*time.Hour - time.Second)
		if e := w.piece(matter(), "a"); e.Lost != "" {
			t.Errorf("given up too early: %s", e.Lost)
		}
		after(10*time.Minute + time.Second)
		if e := w.piece(matter(), "a"); !strings.HasPrefix(e.Lost, "三天内没有取到") || !strings.Contains(e.Lost, "busy") || e.Size != 0 {
			t.Errorf("after three days it is %+v", e)
		}
		before, _ := w.calls()
		after(24 * time.Hour)
		if n, _ := w.calls(); n != before {
			t.Error("a lost piece is asked for again")
		}
		day := anwei.DateOf(w.began).Chinese()
		if said := w.told(); !slices.Equal(said, []string{"您" + day + "发来的照片没有取到，请重新发送。给您添麻烦了。"}) {
			t.Errorf("the sender is told %q", said)
		}
	})
}

// A process that was down for four days still tries once, and tells the sender
// once, also where it is killed again and again.
func TestFoundTooLate(t *testing.T) {
	bubble(t, func(w *world) {
		w.put("a", "b")
		time.Sleep(96 * time.Hour)
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if media == "ma" {
				return nil, busy{}
			}
			return []byte("content of " + media), nil
		}
		for range 3 {
			w.renew()
			stop := w.run()
			after(time.Minute)
			stop()
		}
		w.fetched("b")
		if said := w.told(); len(w.times("a")) != 1 || len(said) != 1 {
			t.Errorf("tried %d times, told %q", len(w.times("a")), said)
		}
	})
}

func TestWhatCannotBeKept(t *testing.T) {
	for name, test := range map[string]struct {
		kind   string
		data   []byte
		err    error
		lost   string
		says   string
		silent bool
	}{
		"refused":  {kind: "image", err: errGone, lost: "企业微信没有给出内容：no such media", says: "照片没有取到"},
		"too big":  {kind: "file", data: make([]byte, 20<<20+1), lost: "超过20MB", says: "文件超过20MB"},
		"empty":    {kind: "video", lost: "内容是空的", says: "视频打开是空的"},
		"unknown":  {kind: "", err: errGone, lost: "企业微信没有给出内容：no such media", says: "材料没有取到"},
		"nobody's": {kind: "voice", err: errGone, lost: "企业微信没有给出内容：no such media", silent: true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(w *world) {
				w.gives = func(context.Context, string) ([]byte, error) { return test.data, test.err }
				e := anwei.Evidence{ID: "a", Matter: matter(), Media: "ma", Kind: test.kind, By: "zhang", At: time.Now()}
				if test.silent {
					e.By = ""
				}
				w.commit(e)
				stop := w.run()
				defer stop()
				after(time.Hour)
				if got := w.piece(matter(), "a"); got.Lost != test.lost || got.Size != 0 || len(w.kept) != 0 {
					t.Errorf("%+v, kept %d", got, len(w.kept))
				}
				said := w.told()
				if test.silent && len(said) > 0 || !test.silent && (len(said) != 1 || !strings.Contains(said[0], test.says)) {
					t.Errorf("told %q, want %q", said, test.says)
				}
			})
		})
	}
}

func TestTheLargestIsKept(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(context.Context, string) ([]byte, error) { return make([]byte, 20<<20), nil }
		w.put("a")
		stop := w.run()
		defer stop()
		synctest.Wait()
		if e := w.piece(matter(), "a"); e.Size != 20<<20 || len(w.kept["a"]) != e.Size {
			t.Errorf("%+v", e)
		}
	})
}

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
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if first {
				first = false
				e := w.piece(matter(), "a")
				e.Matter, e.N = other, 2
				w.commit(e)
			}
			return []byte("content of " + media), nil
		}
		w.put("a")
		stop := w.run()
		defer stop()
		after(time.Minute)
		if e := w.piece(other, "a"); e.N != 2 || e.Size != len("content of ma") {
			t.Errorf("the piece is %+v", e)
		}
		w.view(func(tx storage.Tx) error {
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

func (unreadable) View(context.Context, func(storage.Tx) error) error {
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

func (m *mortal) Update(ctx context.Context, fn func(storage.Tx) error) error {
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
