package outbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
	"anwei/storage/bolt"
)

// delivery is one call of Send.
type delivery struct {
	key  string
	to   anwei.PersonID
	at   time.Time
	file string
	seq  uint64 // of a call for a batch
}

// world is a ledger, an outbox on it, and who receives what it sends.
type world struct {
	*testing.T
	storage.Store
	out   *outbox.Outbox
	log   journal
	began time.Time
	// answer says what becomes of a message; nil takes all.
	answer func(ctx context.Context, o anwei.Outgoing) error
	// makes is the file that an order gets.
	makes func(anwei.Order) (anwei.File, error)

	// cast says what becomes of a message to many; nil takes all.
	cast func(ctx context.Context, to []anwei.PersonID, o anwei.Outgoing) (map[anwei.PersonID]error, error)

	// back says what becomes of a recall.
	back     func(id string) error
	recalled []string

	mu    sync.Mutex
	sent  []delivery
	said  []anwei.Outgoing // what Send and SendAll were given
	calls [][]anwei.PersonID
}

// bubble runs the test on a ledger in a real file, and on a clock of its own.
func bubble(t *testing.T, o outbox.Options, test func(w *world)) {
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
		w := &world{T: t, Store: s, began: time.Now()}
		if o.Random == nil {
			o.Random = func() float64 { return 0 }
		}
		w.out = outbox.New(w, w, w, time.Now, w.logger(), o)
		test(w)
		for _, private := range []string{"秘密", "1380000000"} { // words and phones of people
			if strings.Contains(w.log.String(), private) {
				t.Errorf("the log shows %q:\n%s", private, w.log.String())
			}
		}
	})
}

// journal keeps what is logged, also while the outbox runs.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func (w *world) logger() *slog.Logger { return slog.New(slog.NewTextHandler(&w.log, nil)) }

func (w *world) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	d := delivery{key: o.Key, to: o.To, at: time.Now()}
	if file != nil {
		d.file = file.Name
	}
	w.mu.Lock()
	w.sent = append(w.sent, d)
	w.said = append(w.said, o)
	w.mu.Unlock()
	if w.answer == nil {
		return "msgid-" + o.Key, nil
	}
	if err := w.answer(ctx, o); err != nil {
		return "", err
	}
	return "msgid-" + o.Key, nil
}

func (w *world) File(_ context.Context, o anwei.Order) (anwei.File, error) { return w.makes(o) }

// run runs the outbox while the test goes on, and stops it at the end.
func (w *world) run() (stop func()) {
	w.Helper()
	ctx, cancel := context.WithCancel(w.Context())
	over := make(chan error)
	go func() { over <- w.out.Run(ctx) }()
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

// put commits messages written as "ann:a1", created now, all at once.
func (w *world) put(messages ...string) {
	w.Helper()
	w.update(func(tx storage.Ledger) error {
		for _, m := range messages {
			to, key, _ := strings.Cut(m, ":")
			o := anwei.Outgoing{Key: key, To: anwei.PersonID(to), Content: anwei.PlainText("秘密 " + key), Created: time.Now()}
			if _, _, err := tx.PutOutgoing(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// many returns n messages made by the format from their numbers.
func many(n int, format string) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf(format, i))
	}
	return out
}

func (w *world) commit(o anwei.Outgoing) (seq uint64) {
	w.Helper()
	w.update(func(tx storage.Ledger) (err error) {
		seq, _, err = tx.PutOutgoing(o)
		return err
	})
	return seq
}

func (w *world) update(fn func(storage.Ledger) error) {
	w.Helper()
	if err := w.Update(w.Context(), fn); err != nil {
		w.Fatal(err)
	}
}

func (w *world) outgoing(seq uint64) (o anwei.Outgoing, pending bool) {
	w.Helper()
	w.view(func(tx storage.Ledger) (err error) {
		o, pending, err = tx.Outgoing(seq)
		return err
	})
	return o, pending
}

func (w *world) view(fn func(storage.Ledger) error) {
	w.Helper()
	if err := w.View(w.Context(), fn); err != nil {
		w.Fatal(err)
	}
}

func (w *world) ended(seq uint64, want storage.Result, detail string) {
	w.Helper()
	w.view(func(tx storage.Ledger) error {
		end, _, err := tx.Ended(seq)
		if end.Result != want || !strings.Contains(end.Detail, detail) {
			w.Errorf("message %d ended as %q (%s), want %q (%s)", seq, end.Result, end.Detail, want, detail)
		}
		return err
	})
}

// keys returns what a person was sent, in order; nobody is everybody.
func (w *world) keys(to anwei.PersonID) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []string
	for _, d := range w.sent {
		if to == "" || d.to == to {
			out = append(out, d.key)
		}
	}
	return out
}

// times returns how long after the start a person was sent something.
func (w *world) times(to anwei.PersonID) []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []time.Duration
	for _, d := range w.sent {
		if d.to == to {
			out = append(out, d.at.Sub(w.began))
		}
	}
	return out
}

func (w *world) got(to anwei.PersonID, want ...string) {
	w.Helper()
	if got := w.keys(to); !slices.Equal(got, want) {
		w.Errorf("%s was sent %v, want %v", to, got, want)
	}
}

func (w *world) gotAt(to anwei.PersonID, want ...time.Duration) {
	w.Helper()
	if got := w.times(to); !slices.Equal(got, want) {
		w.Errorf("%s was sent something at %v, want %v", to, got, want)
	}
}

// busy is an error that may pass.
type busy struct{ after time.Duration }

func (busy) Error() string               { return "45009 api freq out of limit" }
func (busy) Temporary() bool             { return true }
func (b busy) RetryAfter() time.Duration { return b.after }

var errRefused = errors.New("81013 all users are invalid")

// failTimes answers the key's first n tries with the error.
func failTimes(key string, n int, err error) func(context.Context, anwei.Outgoing) error {
	return func(_ context.Context, o anwei.Outgoing) error {
		if o.Key != key || n == 0 {
			return nil
		}
		n--
		return err
	}
}
