package outbox_test

import (
	"context"
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

// strictWeCom takes a call once. It knows one again only by the same words, the same
// file and the same people in the same order, within ten minutes; the id of a card is
// good for one call for ever.
type strictWeCom struct {
	mu    sync.Mutex
	calls map[string]time.Time
	cards map[uint64]string
	got   map[anwei.PersonID]int
	files int
	// before and after are asked at each call; what they return is lost on the way.
	before, after func() error
}

func newStrictWeCom() *strictWeCom {
	return &strictWeCom{calls: map[string]time.Time{}, cards: map[uint64]string{}, got: map[anwei.PersonID]int{}}
}

// cutError is an error after which nobody knows.
type cutError struct{}

func (cutError) Error() string   { return "the connection was cut" }
func (cutError) Temporary() bool { return true }
func (cutError) Doubtful() bool  { return true }

func (s *strictWeCom) Send(ctx context.Context, o anwei.Outgoing, f *anwei.File) (string, error) {
	_, _, err := s.SendAll(ctx, []anwei.PersonID{o.To}, o, f)
	return "id", err
}

func (s *strictWeCom) SendAll(_ context.Context, to []anwei.PersonID, o anwei.Outgoing, f *anwei.File) (
	map[anwei.PersonID]string, map[anwei.PersonID]error, error,
) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.before != nil {
		if err := s.before(); err != nil {
			return nil, nil, err
		}
	}
	said := fmt.Sprint(to, o.Seq, o.Content)
	if f != nil {
		said += f.Media
	}
	_, card := o.Content.(*anwei.Card)
	if used, is := s.cards[o.Seq]; card && is && used != said {
		return nil, nil, errRefused
	}
	if at, known := s.calls[said]; !known || time.Since(at) > 10*time.Minute {
		for _, who := range to {
			s.got[who]++
		}
	}
	s.calls[said], s.cards[o.Seq] = time.Now(), said
	if s.after != nil {
		if err := s.after(); err != nil {
			return nil, nil, err
		}
	}
	ids := map[anwei.PersonID]string{}
	for _, who := range to {
		ids[who] = "id"
	}
	return ids, nil, nil
}

// Upload implements bot.Uploader: each upload has an id of its own.
func (s *strictWeCom) Upload(context.Context, anwei.PersonID, *anwei.File) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files++
	return fmt.Sprint("media", s.files), nil
}

// File makes a file that is another one each time.
func (s *strictWeCom) File(context.Context, anwei.Order) (anwei.File, error) {
	return anwei.File{Name: "表.xlsx", Data: []byte(time.Now().String())}, nil
}

// dying is a store whose process dies at a write.
type dying struct {
	storage.Store
	dead bool
	kill func()
}

func (d *dying) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	if d.dead {
		d.kill()
		return errDead
	}
	return d.Store.Update(ctx, fn)
}

// What goes to 120 people reaches each of them once, whatever is lost on the way and
// whenever the process is killed, and the ledger says so of each.
func TestBroadcastsExactlyOnce(t *testing.T) {
	const people = 120
	once := func(err error, then func()) func() error {
		return func() error {
			defer func() { err = nil }()
			if err != nil {
				then()
			}
			return err
		}
	}
	for what, content := range map[string]anwei.Content{
		"a card": &anwei.Card{Title: "通知", Buttons: []anwei.Button{{Text: "收到", Key: "收到"}}},
		"a text": anwei.PlainText("通知"), "a file": anwei.BookOrder{Form: "figures"},
	} {
		for how, trouble := range map[string]func(s *strictWeCom, d *dying){
			"nothing":         func(*strictWeCom, *dying) {},
			"the answer lost": func(s *strictWeCom, _ *dying) { s.after = once(cutError{}, func() {}) },
			"cut before":      func(s *strictWeCom, _ *dying) { s.before = once(cutError{}, func() {}) },
			"the answer lost, then refused": func(s *strictWeCom, _ *dying) {
				s.after = once(cutError{}, func() { s.before = once(busy{}, func() {}) })
			},
			"killed between accept and mark": func(s *strictWeCom, d *dying) {
				s.after = func() error { d.dead = true; s.after = nil; return nil }
			},
			"cut, and killed before the mark": func(s *strictWeCom, d *dying) {
				s.after = once(cutError{}, func() { d.dead = true })
			},
			"the answer lost twice, then killed": func(s *strictWeCom, d *dying) {
				n := 0
				s.after = func() error {
					if n++; n > 2 {
						s.after, d.dead = nil, true
						return nil
					}
					return cutError{}
				}
			},
		} {
			t.Run(what+"/"+how, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s, dir := newStrictWeCom(), t.TempDir()
					for life := range 2 {
						store, err := bolt.Open(dir, bolt.Options{})
						if err != nil {
							t.Fatal(err)
						}
						ctx, cancel := context.WithTimeout(t.Context(), 40*time.Minute)
						d := &dying{Store: store, kill: cancel}
						if life == 0 {
							err := store.Update(t.Context(), func(tx storage.Ledger) error { return putBatch(tx, people, content) })
							if err != nil {
								t.Fatal(err)
							}
							trouble(s, d)
						}
						b := outbox.New(d, s, s, time.Now, slog.New(slog.DiscardHandler), outbox.Options{})
						if err := b.Run(ctx); err != nil && !d.dead {
							t.Error(err)
						}
						cancel()
						time.Sleep(5 * time.Second)
						if life == 1 {
							sentOnce(t, store, s, people)
						}
						if err := store.Close(); err != nil {
							t.Fatal(err)
						}
					}
				})
			})
		}
	}
}

func putBatch(tx storage.Ledger, people int, content anwei.Content) error {
	for i := range people {
		o := anwei.Outgoing{Key: fmt.Sprint("n/", i), To: anwei.PersonID(fmt.Sprint("p", i)), Batch: "n", Content: content, Created: time.Now()}
		if _, _, err := tx.PutOutgoing(o); err != nil {
			return err
		}
	}
	return nil
}

func sentOnce(t *testing.T, store storage.Store, s *strictWeCom, people int) {
	t.Helper()
	err := store.View(t.Context(), func(tx storage.Ledger) error {
		for i := range people {
			end, _, err := tx.Ended(uint64(i) + 1)
			if n := s.got[anwei.PersonID(fmt.Sprint("p", i))]; err != nil || n != 1 || end.Result != storage.Sent {
				t.Errorf("p%d got it %d times, and the ledger says %+v, %v", i, n, end, err)
			}
		}
		calls, err := tx.Calls()
		if len(calls) > 0 {
			t.Errorf("calls in doubt are left: %+v", calls)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// One person's file is the same file again after a kill.
func TestFileIsSentAgainAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStrictWeCom(), t.TempDir()
		for life := range 2 {
			store, err := bolt.Open(dir, bolt.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			d := &dying{Store: store, kill: cancel}
			if life == 0 {
				err = store.Update(t.Context(), func(tx storage.Ledger) error {
					_, _, err := tx.PutOutgoing(anwei.Outgoing{Key: "f", To: "p0", Content: anwei.BookOrder{Form: "figures"}, Created: time.Now()})
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				s.after = func() error { d.dead = true; s.after = nil; return nil }
			}
			if err := outbox.New(d, s, s, time.Now, slog.New(slog.DiscardHandler), outbox.Options{}).Run(ctx); err != nil && !d.dead {
				t.Error(err)
			}
			cancel()
			if life == 1 {
				sentOnce(t, store, s, 1)
			}
			if err := store.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if s.files != 1 {
			t.Errorf("the file was uploaded %d times", s.files)
		}
	})
}

// A call that WeCom has refused is not repeated as it was: who has answered meanwhile,
// is left out, and who is new goes along. One in doubt is.
func TestOnlyACallInDoubtIsRepeated(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want []int
	}{"refused": {busy{}, []int{3, 4}}, "in doubt": {cutError{}, []int{3, 3, 1}}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, outbox.Options{}, func(w *world) {
				tries := 0
				w.cast = func(context.Context, []anwei.PersonID, anwei.Outgoing) (map[anwei.PersonID]error, error) {
					if tries++; tries == 1 {
						return nil, c.err
					}
					return nil, nil
				}
				w.batch(3, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
				stop := w.run()
				after(time.Second)
				w.commit(anwei.Outgoing{Key: "late", To: "q", Batch: "n", Content: anwei.PlainText("通知"), NotBefore: time.Now().Add(time.Second)})
				after(time.Minute)
				stop()
				w.sized(c.want...)
				first := strings.Trim(fmt.Sprint(w.calls[0]), "[]")
				if name == "in doubt" && !slices.Equal(w.calls[0], w.calls[1]) {
					t.Errorf("the call for %s was repeated for %v", first, w.calls[1])
				}
			})
		})
	}
}
