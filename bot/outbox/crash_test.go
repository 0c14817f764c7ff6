package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strconv"
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
	rand   *rand.Rand
	left   int // steps until it dies; negative is never
	kill   context.CancelFunc
	dead   bool
	phones *[]delivery // what reached people, over all lives
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

func (p *process) Update(ctx context.Context, fn func(storage.Tx) error) error {
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

func (p *process) Send(_ context.Context, o anwei.Outgoing, _ *anwei.File) (string, error) {
	if !p.step() {
		return "", context.Canceled
	}
	p.mu.Lock()
	fails := p.rand.IntN(5) == 0
	if !fails {
		*p.phones = append(*p.phones, delivery{key: o.Key, to: o.To})
	}
	p.mu.Unlock()
	if fails {
		return "", busy{}
	}
	if !p.step() {
		return "", context.Canceled // it arrived, but nobody was told
	}
	return "id", nil
}

func (p *process) File(context.Context, anwei.Order) (anwei.File, error) {
	return anwei.File{}, errDead
}

// Whatever the moments at which processes die: everything arrives, at most once
// more for each death, and each person gets it in order.
func TestCrashes(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { crashes(t, rand.New(rand.NewPCG(seed, 1))) })
		})
	}
}

func crashes(t *testing.T, random *rand.Rand) {
	t.Helper()
	const deaths, messages = 6, 15
	dir := t.TempDir()
	var phones []delivery
	want := map[anwei.PersonID][]string{}
	for life := range deaths + 1 {
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if life == 0 {
			want = fill(t, s, random, messages)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		p := &process{Store: s, rand: random, left: random.IntN(12), kill: cancel, phones: &phones}
		if life == deaths {
			p.left = -1
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
	check(t, phones, want, deaths)
}

func fill(t *testing.T, s storage.Store, random *rand.Rand, n int) map[anwei.PersonID][]string {
	t.Helper()
	want := map[anwei.PersonID][]string{}
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		for i := range n {
			o := anwei.Outgoing{Key: fmt.Sprint("k", i), To: anwei.PersonID(fmt.Sprint("p", random.IntN(3))), Created: time.Now()}
			o.NotBefore = time.Now().Add(time.Duration(random.IntN(5)) * time.Second)
			if _, _, err := tx.PutOutgoing(o); err != nil {
				return err
			}
			want[o.To] = append(want[o.To], o.Key)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return want
}

func check(t *testing.T, phones []delivery, want map[anwei.PersonID][]string, deaths int) {
	t.Helper()
	got := map[anwei.PersonID][]string{}
	times := map[string]int{}
	for _, d := range phones {
		got[d.to] = append(got[d.to], d.key)
		times[d.key]++
	}
	for who, keys := range want {
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
	if more > 2*deaths { // two workers, so two messages at most are under way
		t.Errorf("%d messages too many for %d deaths", more, deaths)
	}
}
