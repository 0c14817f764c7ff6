package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strconv"
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

// process is one life of the program: it sends a few messages and dies in the
// middle, after which nothing reaches the ledger or WeCom any more.
type process struct {
	storage.Store
	mu     sync.Mutex
	rand   *rand.Rand // nil is a WeCom that takes everything
	left   int        // steps until it dies; negative is never
	kill   context.CancelFunc
	dead   bool
	phones *[]delivery // what reached people, over all lives
	// refused are the keys of what WeCom refused for good; nil is never.
	refused map[string]bool
}

var errDead = errors.New("the process is dead")

// step counts down to death, and reports whether it is still ahead.
func (p *process) step() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == 0 {
		p.dead = true
		p.kill()
	}
	p.left--
	return !p.dead
}

func (p *process) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	if !p.step() {
		return errDead
	}
	if err := p.Store.Update(ctx, fn); err != nil {
		return err
	}
	if !p.step() {
		return errDead // it is durable, but nobody was told
	}
	return nil
}

// fate says what WeCom makes of a message to somebody, and notes whom it refused.
func (p *process) fate(key string) error {
	if p.rand == nil {
		return nil
	}
	switch p.rand.IntN(16) {
	case 0, 1, 2:
		return busy{}
	case 3:
		if p.refused != nil {
			p.refused[key] = true
			return errRefused
		}
	}
	return nil
}

func (p *process) Send(_ context.Context, o anwei.Outgoing, _ *anwei.File) (string, error) {
	if !p.step() {
		return "", context.Canceled
	}
	p.mu.Lock()
	err := p.fate(o.Key)
	if err == nil {
		*p.phones = append(*p.phones, delivery{key: o.Key, to: o.To, at: time.Now()})
	}
	p.mu.Unlock()
	if err != nil {
		return "", err
	}
	if !p.step() {
		return "", context.Canceled // it arrived, but nobody was told
	}
	return "id", nil
}

func (p *process) SendAll(
	_ context.Context, to []anwei.PersonID, o anwei.Outgoing, _ *anwei.File,
) (map[anwei.PersonID]string, map[anwei.PersonID]error, error) {
	if !p.step() {
		return nil, nil, context.Canceled
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.rand != nil && p.rand.IntN(8) == 0 {
		return nil, nil, busy{}
	}
	refused := map[anwei.PersonID]error{}
	for _, who := range to {
		key := o.Key + "/" + string(who)
		if err := p.fate(key); err != nil {
			refused[who] = err
			continue
		}
		*p.phones = append(*p.phones, delivery{key: key, to: who, at: time.Now(), seq: o.Seq})
	}
	p.mu.Unlock()
	alive := p.step()
	p.mu.Lock()
	if !alive {
		return nil, nil, context.Canceled
	}
	return nil, refused, nil
}

func (p *process) File(context.Context, anwei.Order) (anwei.File, error) {
	return anwei.File{}, errDead
}

// Whatever the moments at which processes die: everything arrives, at most once
// more for each death, and each person gets it in order, but for what WeCom
// refused and the operator had sent again.
func TestCrashes(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { crashes(t, rand.New(rand.NewPCG(seed, 1))) })
		})
	}
}

func crashes(t *testing.T, random *rand.Rand) {
	t.Helper()
	const deaths, messages = 6, 20
	dir := t.TempDir()
	var phones []delivery
	refused := map[string]bool{}
	want := map[anwei.PersonID][]string{}
	for life := range deaths + 2 {
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if life == 0 {
			want = fill(t, s, random, messages)
		}
		retryAll(t, s)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		p := &process{Store: s, rand: random, left: random.IntN(12), kill: cancel, phones: &phones, refused: refused}
		switch life {
		case deaths:
			p.left = -1
		case deaths + 1: // for what was refused in the life before
			p.left, p.refused = -1, nil
		}
		b := outbox.New(p, p, p, time.Now, slog.New(slog.DiscardHandler), outbox.Options{Workers: 2})
		if err := b.Run(ctx); err != nil && !p.dead {
			t.Error(err)
		}
		cancel()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	check(t, phones, want, refused, deaths)
}

// retryAll is the operator who has everything sent again that was set aside.
func retryAll(t *testing.T, s storage.Store) {
	t.Helper()
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		aside, err := tx.Aside(0, 1000)
		if err != nil {
			return err
		}
		for _, o := range aside {
			if _, err := tx.Retry(o.Seq, time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fill commits n messages to three people, and batches to all three now and then.
func fill(t *testing.T, s storage.Store, random *rand.Rand, n int) map[anwei.PersonID][]string {
	t.Helper()
	want := map[anwei.PersonID][]string{}
	people := []anwei.PersonID{"p0", "p1", "p2"}
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		for i := range n {
			o := anwei.Outgoing{Key: fmt.Sprint("k", i), Created: time.Now()}
			o.NotBefore = time.Now().Add(time.Duration(random.IntN(5)) * time.Second)
			to := people[random.IntN(3):][:1]
			if i%4 == 0 {
				o.Batch, to = o.Key, people
			}
			for _, o.To = range to {
				if o.Batch != "" {
					o.Key = o.Batch + "/" + string(o.To)
				}
				if _, _, err := tx.PutOutgoing(o); err != nil {
					return err
				}
				want[o.To] = append(want[o.To], o.Key)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return want
}

func check(t *testing.T, phones []delivery, want map[anwei.PersonID][]string, refused map[string]bool, deaths int) {
	t.Helper()
	got := map[anwei.PersonID][]string{}
	times := map[string]int{}
	said := map[string]uint64{}
	for _, d := range phones {
		times[d.key]++
		if !refused[d.key] {
			got[d.to] = append(got[d.to], d.key)
		}
		if batch, _, is := strings.Cut(d.key, "/"); is {
			if seq, known := said[batch]; known && seq != d.seq {
				t.Errorf("two calls of the batch %s differ", batch)
			}
			said[batch] = d.seq
		}
	}
	for who, keys := range want {
		for _, k := range keys {
			if times[k] == 0 {
				t.Errorf("%s was lost", k)
			}
		}
		keys = slices.DeleteFunc(keys, func(k string) bool { return refused[k] })
		if inOrder := slices.Compact(slices.Clone(got[who])); !slices.Equal(inOrder, keys) {
			t.Errorf("%s got %v, want %v", who, got[who], keys)
		}
	}
	more := 0
	for key, n := range times {
		more += n - 1
		if n > 1+deaths {
			t.Errorf("%s arrived %d times", key, n)
		}
	}
	if more > 4*deaths { // a batch of three and one more are under way at most
		t.Errorf("%d messages too many for %d deaths", more, deaths)
	}
}
