package outbox

import (
	"context"
	"fmt"
	"strings"
	"time"

	"anwei"
)

const (
	idlePoll = time.Minute // looks again even if nobody woke it
	busyPoll = time.Second // looks for others who have become due while it sends
	grace    = 5 * time.Second
)

// shift is one Run or Flush. Its fields belong to the goroutine that runs it; the
// workers report through idle.
type shift struct {
	box *Outbox
	// work outlives the caller's context by the grace.
	work   context.Context
	cancel context.CancelFunc
	busy   map[anwei.PersonID]struct{}
	idle   chan done
	// patient workers mark what they sent however long it takes.
	patient bool
	failed  error
}

// done is what a worker says when it has nothing more to do.
type done struct {
	who anwei.PersonID
	err error
}

func fold(id anwei.PersonID) anwei.PersonID { return anwei.PersonID(strings.ToLower(string(id))) }

func (b *Outbox) begin(ctx context.Context) (*shift, error) {
	if !b.working.CompareAndSwap(false, true) {
		return nil, errWorking
	}
	s := &shift{box: b, busy: map[anwei.PersonID]struct{}{}, idle: make(chan done, b.crew)}
	s.work, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	return s, nil
}

// loop sends what is due until ctx ends or the ledger fails.
func (s *shift) loop(ctx context.Context) error {
	for ctx.Err() == nil && s.failed == nil {
		pause, err := s.round(ctx, s.box.now())
		if err != nil {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case d := <-s.idle:
			s.free(d)
		case <-s.box.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// drain sends what is due at the time until nothing is.
func (s *shift) drain(ctx context.Context, now time.Time) error {
	for s.failed == nil {
		if _, err := s.round(ctx, now); err != nil {
			return err
		}
		if len(s.busy) == 0 {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case d := <-s.idle:
			s.free(d)
		}
	}
	return nil
}

// end waits for the workers, interrupts them when the grace is over, and returns
// the first failure to read or write the ledger.
func (s *shift) end() error {
	timer := time.AfterFunc(grace, s.cancel)
	for len(s.busy) > 0 {
		s.free(<-s.idle)
	}
	timer.Stop()
	s.cancel()
	s.box.working.Store(false)
	return s.failed
}

func (s *shift) free(d done) {
	delete(s.busy, d.who)
	if d.err != nil && s.failed == nil {
		s.failed = d.err
	}
}

// round gives each idle worker a message that is due to a person nobody is
// sending to, and returns how long to wait before the next round.
func (s *shift) round(ctx context.Context, now time.Time) (time.Duration, error) {
	room := s.box.crew - len(s.busy)
	if room == 0 {
		return idlePoll, nil // a worker who becomes idle ends the wait
	}
	// The people who are being sent to may come first in the ledger.
	due, pause, err := s.box.look(ctx, now, s.box.crew)
	if err != nil && ctx.Err() == nil {
		return 0, fmt.Errorf("outbox: look for what is due: %w", err)
	}
	for _, o := range due {
		who := fold(o.To)
		if _, sending := s.busy[who]; sending || room == 0 {
			continue
		}
		room--
		s.busy[who] = struct{}{}
		go func() { s.idle <- done{who, s.box.deliver(s.work, o.Seq, s.patient)} }()
	}
	if len(s.busy) > 0 {
		return busyPoll, nil
	}
	return max(pause, time.Millisecond), nil
}
