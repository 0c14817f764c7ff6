package evidence

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// The bounds of the work.
const (
	crew     = 4                // pieces that are fetched at once
	idlePoll = time.Minute      // looks again even if nobody woke it
	maxSize  = 20 << 20         // bytes; WeCom lets nobody send more (protocol §1.6)
	maxAge   = 72 * time.Hour   // how long a media id is good
	fetching = time.Minute      // for one try at one piece
	marking  = 10 * time.Second // for one write to the ledger
)

// Keeper keeps the content of a piece of evidence by its id, for good. When Keep
// has returned nil, a kill -9 loses nothing of it; the same id again overwrites.
type Keeper interface {
	Keep(ctx context.Context, id string, data []byte) error
}

// Fetcher fetches the pieces of a ledger that were not fetched yet.
type Fetcher struct {
	store    storage.Store
	pictures bot.Pictures
	keep     Keeper
	now      func() time.Time
	log      *slog.Logger
	wake     chan struct{}
	working  atomic.Bool
}

// New returns a fetcher for the ledger. It fetches nothing until Run. The days in
// what it tells people are those of now's time zone.
func New(
	store storage.Store, pictures bot.Pictures, keep Keeper, now func() time.Time, log *slog.Logger,
) *Fetcher {
	return &Fetcher{
		store: store, pictures: pictures, keep: keep, now: now, log: log, wake: make(chan struct{}, 1),
	}
}

// Wake tells that a piece was committed, or that the clock was moved. It never
// waits.
func (f *Fetcher) Wake() {
	select {
	case f.wake <- struct{}{}:
	default: // a wake-up that nobody has heard yet is enough
	}
}

var errWorking = errors.New("evidence: it is fetching already")

// Run fetches until ctx ends, four pieces at once. Then it interrupts what is
// under way, waits for it and returns; what was just fetched is still kept. It
// returns an error only when the ledger cannot be read. What a look costs grows
// with the pieces that wait for another try, and not with those that were
// fetched.
func (f *Fetcher) Run(ctx context.Context) error {
	if !f.working.CompareAndSwap(false, true) {
		return errWorking
	}
	defer f.working.Store(false)
	s := shift{f: f, busy: map[string]bool{}, waiting: map[string]wait{}, idle: make(chan tried, crew)}
	defer s.end()
	for ctx.Err() == nil {
		pause, err := s.round(ctx)
		if err != nil && ctx.Err() == nil {
			return fmt.Errorf("evidence: look for what is to be fetched: %w", err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case t := <-s.idle:
			s.heard(t)
		case <-f.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// shift is one Run. Its fields belong to the goroutine that runs it; the workers
// report through idle.
type shift struct {
	f *Fetcher
	// busy has the pieces that are being fetched, waiting those that failed.
	busy    map[string]bool
	waiting map[string]wait
	idle    chan tried
}

// wait says how often a piece has failed and when it is tried again.
type wait struct {
	tries int
	until time.Time
}

// tried is what a worker says of a piece: nil where it is settled.
type tried struct {
	id  string
	err error
}

// round gives each idle worker a piece and returns how long to wait before the
// next round.
func (s *shift) round(ctx context.Context) (time.Duration, error) {
	room := crew - len(s.busy)
	if room == 0 {
		return idlePoll, nil // a worker who becomes idle ends the wait
	}
	// The pieces that wait or are under way may all be older than the new ones.
	limit := len(s.waiting) + len(s.busy) + room
	var pieces []anwei.Evidence
	err := s.f.store.View(ctx, func(tx storage.Ledger) error {
		var err error
		pieces, err = tx.Unfetched(limit)
		return err
	})
	if err != nil {
		return 0, err
	}
	if len(pieces) < limit {
		s.forget(pieces)
	}
	now, pause := s.f.now(), idlePoll
	for _, e := range pieces {
		w := s.waiting[e.ID]
		switch {
		case s.busy[e.ID]:
		case w.until.After(now):
			pause = min(pause, w.until.Sub(now))
		case len(s.busy) < crew:
			s.busy[e.ID] = true
			go func() { s.idle <- tried{e.ID, s.f.piece(ctx, e)} }()
		}
	}
	return max(pause, time.Millisecond), nil
}

// forget drops what is remembered of pieces that are no longer to be fetched. It
// is given all that are.
func (s *shift) forget(pieces []anwei.Evidence) {
	left := make(map[string]wait, len(s.waiting))
	for _, e := range pieces {
		if w, ok := s.waiting[e.ID]; ok {
			left[e.ID] = w
		}
	}
	s.waiting = left
}

func (s *shift) heard(t tried) {
	delete(s.busy, t.id)
	if t.err == nil {
		delete(s.waiting, t.id)
		return
	}
	n := s.waiting[t.id].tries + 1
	s.waiting[t.id] = wait{tries: n, until: s.f.now().Add(backoff(n, t.err))}
}

// end waits for the workers.
func (s *shift) end() {
	for len(s.busy) > 0 {
		s.heard(<-s.idle)
	}
}
