package outbox

import (
	"context"
	"fmt"
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
	work    context.Context
	cancel  context.CancelFunc
	busy    map[anwei.PersonID]struct{} // who is being sent to
	working int                         // jobs under way
	casting bool                        // one of them is a batch
	made    *made                       // belongs to that job while there is one
	idle    chan done
	// patient workers mark what they sent however long it takes.
	patient bool
	failed  error
}

// made is the file that the messages of a batch order, so that a batch of several
// calls gets the same one.
type made struct {
	batch string
	file  *anwei.File
}

// done is what a worker says when it has nothing more to do.
type done struct {
	job job
	err error
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

// drain sends what is due at the time until nothing is, or a rate is used up.
func (s *shift) drain(ctx context.Context, now time.Time) error {
	for s.failed == nil {
		if _, err := s.round(ctx, now); err != nil {
			return err
		}
		if s.working == 0 {
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
	for s.working > 0 {
		s.free(<-s.idle)
	}
	timer.Stop()
	s.cancel()
	s.box.working.Store(false)
	return s.failed
}

func (s *shift) free(d done) {
	s.working--
	for _, who := range d.job.people() {
		delete(s.busy, who)
	}
	if d.job.cast {
		s.casting = false
	}
	if d.err != nil && s.failed == nil {
		s.failed = d.err
	}
}

// round gives each idle worker something that is due to people nobody is sending
// to, and returns how long to wait before the next round.
func (s *shift) round(ctx context.Context, now time.Time) (time.Duration, error) {
	room := s.box.crew - s.working
	if room == 0 {
		return idlePoll, nil // a worker who becomes idle ends the wait
	}
	wait, most := s.box.brake.holds(s.box.now(), s.box.crew)
	if wait > 0 {
		return max(wait, time.Millisecond), nil
	}
	if room = min(room, most-s.working); room <= 0 {
		return idlePoll, nil
	}
	if wait := s.box.rates.everybody(s.box.now()); wait > 0 {
		return max(min(wait, idlePoll), time.Millisecond), nil
	}
	// The people who are being sent to may come first in the ledger.
	f, err := s.box.look(ctx, now, len(s.busy)+room)
	if err != nil && ctx.Err() == nil {
		return 0, fmt.Errorf("outbox: look for what is due: %w", err)
	}
	if len(f.due) == 0 {
		s.made = nil
	}
	for _, j := range s.jobs(f, room) {
		s.start(j)
	}
	if s.working > 0 {
		return busyPoll, nil
	}
	return max(f.pause, time.Millisecond), nil
}

func (s *shift) start(j job) {
	s.working++
	for _, who := range j.people() {
		s.busy[who] = struct{}{}
	}
	if !j.cast {
		go func() { s.idle <- done{j, s.box.deliver(s.work, j, nil, s.patient)} }()
		return
	}
	s.casting = true
	if batch := j.rows[0].Batch; s.made == nil || s.made.batch != batch {
		s.made = &made{batch: batch}
	}
	keep := s.made
	go func() { s.idle <- done{j, s.box.deliver(s.work, j, keep, s.patient)} }()
}
