package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/rights"
	"anwei/storage"
)

// Options change how messages are sent. The zero value is what a server wants,
// but for the plan.
type Options struct {
	// Plan says what is still owed of the things that a reminder is about.
	Plan anwei.Plan
	// Bulletin composes a bulletin for a person as the ledger is now; empty is
	// nothing to say. Nil composes none.
	Bulletin func(tx storage.Ledger, to anwei.PersonID, b anwei.Bulletin) (string, error)
	// Withheld says why a message that waited must not reach its receiver any more, as
	// rights.Withheld does. Nil withholds none.
	Withheld func(l rights.Ledger, on anwei.Date, o anwei.Outgoing) (string, error)
	// Only limits the outbox to the messages of one person; empty is everybody.
	// Each look then costs as much as there are people with something pending.
	Only anwei.PersonID
	// Workers bounds how many calls are made at once; zero means 4.
	Workers int
	// PerMinute and PerHour are what one person may get from the app; zero means
	// WeCom's 30 and 1000, and a negative number no bound. The group of the office
	// gets no more than 20 a minute, which is what its robot may say.
	PerMinute, PerHour int
	// PerMinuteAll is what all people together may get; zero means WeCom's 20000,
	// and a negative number no bound.
	PerMinuteAll int
	// Spoken says that only who has spoken to the bot can be reached, as where the long
	// connection is the only way: the others are told of in one list.
	Spoken bool
	// Spare is how many messages a minute to one person are left to answers, which
	// Take counts; reminders and the like wait for that.
	Spare int
	// Random spreads retries; it returns numbers from 0 up to 1. Nil means
	// math/rand.
	Random func() float64
}

// Outbox sends the pending messages of a ledger.
type Outbox struct {
	store  storage.Store
	plan   anwei.Plan
	brief  func(tx storage.Ledger, to anwei.PersonID, b anwei.Bulletin) (string, error)
	bars   func(l rights.Ledger, on anwei.Date, o anwei.Outgoing) (string, error)
	sender bot.Sender
	caster bot.Broadcaster // the sender, where it can speak to many at once
	files  bot.Files
	now    func() time.Time
	log    *slog.Logger
	only   anwei.PersonID
	crew   int
	spoken bool
	random func() float64
	rates  *rates
	advice advice
	brake  brake
	wake   chan struct{}
	// working keeps Run and Flush from sending the same message side by side.
	working atomic.Bool
}

// New returns an outbox for the ledger. It sends nothing until Run or Flush. The
// clock must be in the plan's zone. A sender that is a bot.Broadcaster as well
// gets the messages of one batch in one call.
func New(
	store storage.Store, sender bot.Sender, files bot.Files, now func() time.Time, log *slog.Logger, o Options,
) *Outbox {
	if o.Workers <= 0 {
		o.Workers = 4
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	b := &Outbox{
		store: store, plan: o.Plan, brief: o.Bulletin, bars: o.Withheld, sender: sender, files: files, now: now, log: log,
		only: o.Only.Folded(), crew: o.Workers, random: o.Random, spoken: o.Spoken,
		rates: newRates(o.PerMinute, o.PerHour, o.PerMinuteAll, o.Spare),
		wake:  make(chan struct{}, 1),
	}
	b.caster, _ = sender.(bot.Broadcaster)
	return b
}

// Wake tells that something was committed, or that the clock was moved. It never
// waits.
func (b *Outbox) Wake() {
	select {
	case b.wake <- struct{}{}:
	default: // a wake-up that nobody has heard yet is enough
	}
}

// Run sends until ctx ends, and then returns after at most five seconds more for
// what is under way. It returns an error only when the ledger cannot be read, or
// when the last marks cannot be written. Each look costs what the store's Due and
// NextDue cost for as many people as are sent to at once; an idle outbox looks
// once a minute.
func (b *Outbox) Run(ctx context.Context) error {
	s, err := b.begin(ctx)
	if err != nil {
		return err
	}
	s.patient = true
	return errors.Join(s.loop(ctx), s.end())
}

// Flush sends everything that is due now, what is committed meanwhile included,
// and returns. What has to be tried again later, or would exceed a rate, stays
// pending, and is no error; it is an error when the ledger cannot be read or
// written, or when ctx ends.
func (b *Outbox) Flush(ctx context.Context) error {
	s, err := b.begin(ctx)
	if err != nil {
		return err
	}
	return errors.Join(s.drain(ctx, b.now()), s.end())
}

var errWorking = errors.New("outbox: it is sending already")

// begin counts what was sent within the last hour, by whichever process, so that
// no rate is exceeded over a restart.
func (b *Outbox) begin(ctx context.Context) (*shift, error) {
	if !b.working.CompareAndSwap(false, true) {
		return nil, errWorking
	}
	now := b.now()
	var sent []storage.Delivery
	if b.rates.bounded() {
		err := b.store.View(context.WithoutCancel(ctx), func(tx storage.Ledger) error {
			var err error
			sent, err = tx.SentSince(now.Add(-time.Hour))
			return err
		})
		if err != nil {
			b.working.Store(false)
			return nil, fmt.Errorf("outbox: read what was sent of late: %w", err)
		}
	}
	b.rates.replay(sent, now)
	s := &shift{box: b, busy: map[anwei.PersonID]struct{}{}, idle: make(chan done, b.crew)}
	s.work, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	return s, nil
}
