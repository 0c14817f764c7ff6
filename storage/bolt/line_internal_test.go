package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei/storage"
)

// queue is a ledger whose writer is busy until release, while writes line up.
type queue struct {
	*Store
	t       *testing.T
	entered chan struct{}
	gate    chan struct{}
	results []chan error
}

func newQueue(t *testing.T) *queue {
	t.Helper()
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	q := &queue{Store: s, t: t, entered: make(chan struct{}), gate: make(chan struct{})}
	q.goes(t.Context(), func(storage.Ledger) error {
		close(q.entered)
		<-q.gate
		return nil
	})
	<-q.entered
	return q
}

// goes begins a write. What it panics with is its error here.
func (q *queue) goes(ctx context.Context, fn func(storage.Ledger) error) {
	result := make(chan error, 1)
	q.results = append(q.results, result)
	go func() {
		var err error
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic: %v", p)
			}
			result <- err
		}()
		err = q.Update(ctx, fn)
	}()
}

// waits begins a write and returns when it stands in the line.
func (q *queue) waits(ctx context.Context, fn func(storage.Ledger) error) {
	q.t.Helper()
	before := q.length()
	q.goes(ctx, fn)
	for end := time.Now().Add(10 * time.Second); q.length() == before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			q.t.Fatal("a write does not get into the line")
		}
	}
}

func (q *queue) length() int {
	q.line.mu.Lock()
	defer q.line.mu.Unlock()
	return len(q.line.waiting)
}

// commits is how many there have been in this file.
func (q *queue) commits() (n int) {
	_ = q.db.View(func(tx *bbolt.Tx) error { n = tx.ID(); return nil })
	return n
}

// release lets all of them go and returns what came of each, the first left out.
func (q *queue) release() []error {
	close(q.gate)
	out := make([]error, len(q.results))
	for i, r := range q.results {
		out[i] = <-r
	}
	return out[1:]
}

// adds appends a word to what the ledger holds.
func adds(word string) func(storage.Ledger) error {
	return func(tx storage.Ledger) error {
		was, _, err := tx.Talk("ann")
		if err != nil {
			return err
		}
		return tx.PutTalk("ann", slices.Concat(was, []byte(word+" ")))
	}
}

func (q *queue) words() string {
	q.t.Helper()
	var out []byte
	err := q.View(q.t.Context(), func(tx storage.Ledger) (err error) {
		out, _, err = tx.Talk("ann")
		return err
	})
	if err != nil {
		q.t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// Whoever waits for the writer is committed with the first of them, in order.
func TestThoseWhoWaitShareACommit(t *testing.T) {
	q, want := newQueue(t), []string{}
	before := q.commits()
	for i := range 20 {
		want = append(want, strconv.Itoa(i))
		q.waits(t.Context(), adds(strconv.Itoa(i)))
	}
	if err := errors.Join(q.release()...); err != nil {
		t.Fatal(err)
	}
	if got := q.words(); got != strings.Join(want, " ") {
		t.Errorf("the ledger holds %s", got)
	}
	if n := q.commits() - before; n > 2 { // the one that was under way has its own
		t.Errorf("it took %d commits, want two", n)
	}
}

// What one of them does wrong is nobody else's matter: who fails or panics hears of it
// himself, all others are kept, and each stays in its place.
func TestOneFailsAndTheOthersAreKept(t *testing.T) {
	broken := errors.New("broken")
	q := newQueue(t)
	after := func(word string, end func() error) func(storage.Ledger) error {
		return func(tx storage.Ledger) error { return errors.Join(adds(word)(tx), end()) }
	}
	tries := 0
	for _, fn := range []func(storage.Ledger) error{
		adds("a"),
		after("fails", func() error { return broken }),
		adds("b"),
		adds("c"),
		after("once", func() error { // is well by itself
			if tries++; tries == 1 {
				return broken
			}
			return nil
		}),
		adds("d"),
		after("panics", func() error { panic("oh") }),
		adds("e"),
	} {
		q.waits(t.Context(), fn)
	}
	got := q.release()
	for i, want := range []string{"", "broken", "", "", "", "", "panic: oh", ""} {
		if said := fmt.Sprint(errors.Join(got[i])); want == "" && got[i] != nil || !strings.Contains(said, want) {
			t.Errorf("write %d returned %q, want %q", i, said, want)
		}
	}
	if got := q.words(); got != "a b c once d e" {
		t.Errorf("the ledger holds %s", got)
	}
	if err := q.Update(t.Context(), adds("f")); err != nil || q.words() != "a b c once d e f" {
		t.Errorf("afterwards: %v, %s", err, q.words())
	}
}

// A write that was given up while it waited never runs.
func TestWhoGaveUpIsNotRun(t *testing.T) {
	q := newQueue(t)
	gone, leave := context.WithCancel(t.Context())
	q.waits(t.Context(), adds("a"))
	q.waits(gone, adds("gone"))
	q.waits(t.Context(), adds("b"))
	leave()
	if err := <-q.results[2]; !errors.Is(err, context.Canceled) {
		t.Errorf("who left heard %v", err)
	}
	q.results = slices.Delete(q.results, 2, 3)
	if err := errors.Join(q.release()...); err != nil || q.words() != "a b" {
		t.Errorf("%v, the ledger holds %s", err, q.words())
	}
}

// A commit that fails is the failure of all that are in it.
func TestAFailedCommitIsToldToAll(t *testing.T) {
	q := newQueue(t)
	for range 5 {
		q.waits(t.Context(), adds("lost"))
	}
	if err := os.Remove(q.db.Path()); err != nil {
		t.Fatal(err)
	}
	for i, err := range q.release() {
		if !errors.Is(err, storage.ErrGone) {
			t.Errorf("write %d returned %v", i, err)
		}
	}
	if got := q.words(); got != "" {
		t.Errorf("the ledger holds %s", got)
	}
}
