package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/evidence"
	"anwei/storage"
	"anwei/storage/bolt"
)

// world is a ledger in a real file, the WeCom that has the content, and the place
// where it is kept.
type world struct {
	*testing.T
	storage.Store
	fetcher *evidence.Fetcher
	log     bytes.Buffer
	began   time.Time
	// gives says what WeCom answers; nil gives everything.
	gives func(ctx context.Context, media string) ([]byte, error)
	// keeps says what keeping comes to; nil keeps everything.
	keeps func(id string) error

	mu    sync.Mutex
	asked []ask
	kept  map[string]string
	open  int // calls of Picture that have not returned
	most  int
}

// ask is one call of Picture.
type ask struct {
	media string
	at    time.Duration // since the beginning
}

// bubble runs the test on a clock of its own.
func bubble(t *testing.T, test func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, err := bolt.Open(t.TempDir(), bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}()
		w := &world{T: t, Store: s, began: time.Now(), kept: map[string]string{}}
		w.renew()
		test(w)
	})
}

// renew is another life of the process on the same ledger.
func (w *world) renew() {
	w.fetcher = evidence.New(w, w, w, time.Now, slog.New(slog.NewTextHandler(&w.log, nil)))
}

func (w *world) Picture(ctx context.Context, media string) ([]byte, error) {
	w.mu.Lock()
	w.asked = append(w.asked, ask{media, time.Since(w.began)})
	w.open++
	w.most = max(w.most, w.open)
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.open--
		w.mu.Unlock()
	}()
	if w.gives == nil {
		return []byte("content of " + media), nil
	}
	return w.gives(ctx, media)
}

func (w *world) Keep(_ context.Context, id string, data []byte) error {
	if w.keeps != nil {
		if err := w.keeps(id); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept[id] = string(data)
	return nil
}

// run fetches while the test goes on. What it returns stops that.
func (w *world) run() (stop func()) {
	w.Helper()
	ctx, cancel := context.WithCancel(w.Context())
	over := make(chan error)
	go func() { over <- w.fetcher.Run(ctx) }()
	return func() {
		w.Helper()
		cancel()
		if err := <-over; err != nil {
			w.Errorf("Run: %v", err)
		}
	}
}

// after lets the time pass and then waits until nothing happens any more.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func matter() anwei.Matter {
	return anwei.Matter{Unit: "nancun", Duty: "meeting", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}
}

// put commits photos that were sent now.
func (w *world) put(ids ...string) {
	w.Helper()
	for _, id := range ids {
		w.commit(anwei.Evidence{ID: id, Matter: matter(), Media: "m" + id, Kind: "image", By: "zhang", At: time.Now()})
	}
}

func (w *world) commit(e anwei.Evidence) {
	w.Helper()
	if err := w.Update(w.Context(), func(tx storage.Ledger) error { return tx.PutEvidence(e) }); err != nil {
		w.Fatal(err)
	}
}

// piece returns what the ledger says of a piece.
func (w *world) piece(m anwei.Matter, id string) (found anwei.Evidence) {
	w.Helper()
	w.view(func(tx storage.Ledger) error {
		all, err := tx.Evidence(m)
		for _, e := range all {
			if e.ID == id {
				found = e
			}
		}
		return err
	})
	if found.ID == "" {
		w.Fatalf("the ledger has no piece %s", id)
	}
	return found
}

// fetched expects that the piece is kept and that the ledger knows.
func (w *world) fetched(id string) {
	w.Helper()
	want := "content of m" + id
	w.mu.Lock()
	got := w.kept[id]
	w.mu.Unlock()
	if e := w.piece(matter(), id); got != want || e.Size != len(want) || e.Lost != "" {
		w.Errorf("%s is kept as %q, and in the ledger %+v", id, got, e)
	}
}

// told returns what was put for the person to read, in order.
func (w *world) told() (texts []string) {
	w.Helper()
	w.view(func(tx storage.Ledger) error {
		all, err := tx.Pending(0, 1000)
		for _, o := range all {
			if o.To != "zhang" {
				w.Errorf("%s is told", o.To)
			}
			texts = append(texts, fmt.Sprint(o.Content))
		}
		return err
	})
	return texts
}

func (w *world) view(fn func(storage.Ledger) error) {
	w.Helper()
	if err := w.View(w.Context(), fn); err != nil {
		w.Fatal(err)
	}
}

// times returns when WeCom was asked for the piece.
func (w *world) times(id string) (at []time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range w.asked {
		if a.media == "m"+id {
			at = append(at, a.at)
		}
	}
	return at
}

// calls returns how often WeCom was asked, and by how many at once at most.
func (w *world) calls() (n, most int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.asked), w.most
}

// busy is an error that may be gone the next time.
type busy struct{ after time.Duration }

func (busy) Error() string               { return "busy" }
func (busy) Temporary() bool             { return true }
func (b busy) RetryAfter() time.Duration { return b.after }

var errGone = errors.New("no such media")

func many(n int, format string) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf(format, i))
	}
	return out
}
