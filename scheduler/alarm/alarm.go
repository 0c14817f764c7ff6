// Package alarm wakes the scheduler and saves what it says is due.
//
// The timer decides nothing: once a minute, and once at the start, it asks what
// is due by plan, calendar and ledger. So it does not matter how often the alarm
// rings, how long the process was down, or how many alarms ring at once.
package alarm

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
	"anwei/storage"
)

// Alarm puts reminders that are due into the ledger's outbox.
type Alarm struct {
	store  storage.Store
	facts  scheduler.Facts
	zone   *time.Location
	now    func() time.Time
	wake   func()
	log    *slog.Logger
	steady steady
	// phrases are the sentences of the bot, without examples.
	phrases *phrases.Catalogue
}

// New returns an alarm for the ledger. It says what time it is by now, in the
// plan's zone, and calls wake when it has put something to send. The error is of
// a plan whose zone this machine does not know.
func New(
	store storage.Store, plan anwei.Plan, calendar anwei.Calendar, now func() time.Time, wake func(), log *slog.Logger,
) (*Alarm, error) {
	zone, err := time.LoadLocation(plan.Zone)
	if err != nil {
		return nil, fmt.Errorf("alarm: the plan's time zone: %w", err)
	}
	facts := scheduler.Facts{Plan: plan, Calendar: calendar}
	return &Alarm{store: store, facts: facts, zone: zone, now: now, wake: wake, log: log, phrases: phrases.New()}, nil
}

// Run wakes at once and then each minute until ctx ends; it returns when what is
// under way has ended too. A wake-up that fails is logged, and the next one makes
// up for it.
func (a *Alarm) Run(ctx context.Context) error {
	l := logger{ctx, a.log}
	// Skip stands outside Recover: the other way round, a job that panics once
	// never gives its turn back, and no later one runs.
	c := cron.New(
		cron.WithLocation(a.zone), cron.WithLogger(l),
		cron.WithChain(cron.SkipIfStillRunning(l), cron.Recover(l)),
	)
	id, err := c.AddFunc("* * * * *", func() { a.ring(ctx) })
	if err != nil {
		return fmt.Errorf("alarm: %w", err)
	}
	c.Entry(id).WrappedJob.Run()
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}

func (a *Alarm) ring(ctx context.Context) {
	now := a.now()
	if !a.steady.holds(now, time.Now()) {
		a.log.WarnContext(ctx, "the clock has jumped forward; nothing rings until it has stayed there for a while", "now", now)
		return
	}
	if _, err := a.wakeAt(ctx, now); err != nil && ctx.Err() == nil {
		a.log.ErrorContext(ctx, "the wake-up failed; the next one makes up for it", "error", err)
	}
}

const (
	// jump is how far a clock that is right may gain on the time that has passed, and
	// jumpStays for how long one that has gained more must do so to be believed.
	jump      = 5 * time.Minute
	jumpStays = 10 * time.Minute
)

// steady looks whether the clock goes on with the time that passes. A clock that jumps
// forward for a moment would use up the reminders of the days to come; what rings ten
// minutes late because the machine slept, or a clock that was slow was set, is made up.
type steady struct{ clock, passed, jumped time.Time }

// holds takes in what the clock says, and when that is by the time that passes.
func (s *steady) holds(clock, passed time.Time) bool {
	gained := clock.Sub(s.clock) - passed.Sub(s.passed)
	switch {
	case s.clock.IsZero() || gained < jump:
	case s.jumped.IsZero():
		s.jumped = passed
		return false
	case passed.Sub(s.jumped) < jumpStays:
		return false
	}
	*s = steady{clock: clock.Round(0), passed: passed} // of the clock without the time that passes
	return true
}
