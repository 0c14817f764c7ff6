package outbox

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// Options change how messages are sent. The zero value is what a server wants.
type Options struct {
	// Only limits the outbox to the messages of one person; empty is everybody.
	// Each look then costs as much as there are people with something pending.
	Only anwei.PersonID
	// Workers bounds how many people are sent to at once; zero means 4.
	Workers int
	// PerMinute and PerHour are what one person may get from the app; zero means
	// WeCom's 30 and 1000, and a negative number no bound.
	PerMinute, PerHour int
	// Random spreads retries; it returns numbers from 0 up to 1. Nil means
	// math/rand.
	Random func() float64
}

// Outbox sends the pending messages of a ledger.
type Outbox struct {
	store  storage.Store
	sender bot.Sender
	files  bot.Files
	now    func() time.Time
	log    *slog.Logger
	only   anwei.PersonID
	crew   int
	random func() float64
	rates  *rates
	wake   chan struct{}
	// working keeps Run and Flush from sending the same message side by side.
	working atomic.Bool
}

// New returns an outbox for the ledger. It sends nothing until Run or Flush.
func New(
	store storage.Store, sender bot.Sender, files bot.Files, now func() time.Time, log *slog.Logger, o Options,
) *Outbox {
	if o.Workers <= 0 {
		o.Workers = 4
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	return &Outbox{
		store: store, sender: sender, files: files, now: now, log: log,
		only: fold(o.Only), crew: o.Workers, random: o.Random,
		rates: newRates(o.PerMinute, o.PerHour),
		wake:  make(chan struct{}, 1),
	}
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
// NextDue cost for as many people as there are workers; an idle outbox looks once
// a minute.
func (b *Outbox) Run(ctx context.Context) error {
	s, err := b.begin(ctx)
	if err != nil {
		return err
	}
	s.patient = true
	return errors.Join(s.loop(ctx), s.end())
}

// Flush sends everything that is due now, what is committed meanwhile included,
// and returns. What has to be tried again later stays pending, and is no error;
// it is an error when the ledger cannot be read or written, or when ctx ends.
func (b *Outbox) Flush(ctx context.Context) error {
	s, err := b.begin(ctx)
	if err != nil {
		return err
	}
	return errors.Join(s.drain(ctx, b.now()), s.end())
}

var errWorking = errors.New("outbox: it is sending already")

// look returns at most limit messages that are due, the first of each person,
// and, where there are none, how long that may stay so.
func (b *Outbox) look(ctx context.Context, now time.Time, limit int) ([]anwei.Outgoing, time.Duration, error) {
	var due []anwei.Outgoing
	pause := idlePoll
	err := b.store.View(ctx, func(tx storage.Tx) error {
		var err error
		if b.only != "" {
			due, pause, err = b.lookOnly(tx, now)
			return err
		}
		if due, err = tx.Due(now, limit); err != nil || len(due) > 0 {
			return err
		}
		next, some, err := tx.NextDue()
		if some {
			pause = min(pause, next.Sub(now))
		}
		return err
	})
	return due, pause, err
}

func (b *Outbox) lookOnly(tx storage.Tx, now time.Time) ([]anwei.Outgoing, time.Duration, error) {
	firsts, err := tx.Due(time.Unix(1<<40, 0), math.MaxInt) // a time beyond every NotBefore
	if err != nil {
		return nil, idlePoll, err
	}
	for _, o := range firsts {
		if fold(o.To) != b.only {
			continue
		}
		if o.NotBefore.After(now) {
			return nil, min(idlePoll, o.NotBefore.Sub(now)), nil
		}
		return []anwei.Outgoing{o}, idlePoll, nil
	}
	return nil, idlePoll, nil
}
