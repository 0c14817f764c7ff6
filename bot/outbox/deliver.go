package outbox

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

// answerKey begins the keys of what a turn has said.
const answerKey = "turn/"

const sendTimeout = 2 * time.Minute // for making, uploading and sending

// parcel is a pending message with what is to be said of it now.
type parcel struct {
	row anwei.Outgoing // as it is stored
	// says is the row, or what is made of a reminder or bulletin now. A retry
	// composes it anew, so it is never stored.
	says anwei.Outgoing
	owed anwei.Reminder // what is left of a reminder
	// pointless says why nothing of a reminder is left.
	pointless string
	failed    error // it cannot be composed
}

// deliver takes the messages of a job as far as they go now: sent, given up, or
// put off. What comes of them is in the ledger, in one transaction, when deliver
// returns nil; it returns nil as well when ctx ended before anything came of
// them. Messages that everybody's rate has no room for are left as they are.
func (b *Outbox) deliver(ctx context.Context, j job, keep *made, patient bool) error {
	parcels, err := b.load(ctx, j)
	if err != nil {
		return fmt.Errorf("outbox: read a message: %w", err)
	}
	if len(parcels) == 0 {
		return nil
	}
	ready, outcomes := b.sort(ctx, parcels, j)
	if len(ready) > 0 {
		sent, err := b.dispatch(ctx, j, ready, keep, patient)
		if err != nil {
			return err
		}
		outcomes = append(outcomes, sent...)
	} else if j.repeats() {
		outcomes = append(outcomes, forgets(j.call))
	}
	return b.mark(ctx, parcels, outcomes, patient)
}

// dispatch sends what is ready of a job: one message, or those of a batch.
func (b *Outbox) dispatch(ctx context.Context, j job, ready []parcel, keep *made, patient bool) ([]outcome, error) {
	p := ready[0]
	if _, order := p.says.Content.(anwei.Order); order || j.cast {
		return b.call(ctx, j, ready, keep, patient)
	}
	id, err := b.send(ctx, p.says)
	b.heard(ctx, p.row.To, err)
	return []outcome{b.judge(ctx, p, id, err, backoff(p.row.Attempts+1, err, b.random()))}, nil
}

// load reads the messages again, as they may have ended since they were found
// due, and composes those that remind of something. It leaves out what has ended.
func (b *Outbox) load(ctx context.Context, j job) ([]parcel, error) {
	var out []parcel
	err := b.store.View(ctx, func(tx storage.Ledger) error {
		out = make([]parcel, 0, len(j.rows))
		known := notices{}
		for _, r := range j.rows {
			row, pending, err := tx.Outgoing(r.Seq)
			if err != nil {
				return err
			}
			if !pending { // the answer to a callback was faster
				continue
			}
			p := parcel{row: row, says: row}
			switch c := row.Content.(type) {
			case anwei.Reminder:
				p.failed = b.compose(tx, &p, c)
			case anwei.Bulletin:
				p.failed = b.bulletin(tx, &p, c)
			default: // said as it is
			}
			if p.pointless == "" && p.failed == nil {
				p.pointless, p.failed = known.pointless(tx, row, j.repeats())
			}
			if p.pointless == "" && p.failed == nil && b.bars != nil {
				p.pointless, p.failed = b.bars(tx, anwei.DateOf(b.now()), row)
			}
			out = append(out, p)
		}
		return nil
	})
	return out, err
}

// sort says what becomes of the parcels that are not to be sent now, and returns
// the others, each counted in the rates. Nobody is left out of a call that is
// repeated, which most people have already, for his rate.
func (b *Outbox) sort(ctx context.Context, parcels []parcel, j job) (ready []parcel, outcomes []outcome) {
	now := b.now()
	for _, p := range parcels {
		switch {
		case p.failed != nil:
			outcomes = append(outcomes, b.judge(ctx, p, "", &brokenError{p.failed}, backoff(p.row.Attempts+1, p.failed, b.random())))
			continue
		case p.pointless != "":
			outcomes = append(outcomes, ends(p.row, storage.Ending{At: now, Result: storage.Pointless, Detail: p.pointless}))
			continue
		}
		if j.repeats() {
			b.rates.count(p.row.To, now)
			ready = append(ready, p)
			continue
		}
		wait, everybody := b.rates.take(p.row.To, now, strings.HasPrefix(p.row.Key, answerKey))
		switch {
		case wait == 0:
			ready = append(ready, p)
		case everybody: // the next round waits for that
		default:
			p.row.NotBefore = now.Add(wait)
			outcomes = append(outcomes, putsOff(p.row))
		}
	}
	return ready, outcomes
}

// send sends a message that brings no file, or takes one back.
func (b *Outbox) send(ctx context.Context, o anwei.Outgoing) (id string, err error) {
	err = b.guard(ctx, o, func(ctx context.Context) error {
		if id, is := o.Content.(anwei.Recall); is {
			return b.recall(ctx, id)
		}
		id, err = b.sender.Send(ctx, o, nil)
		return err
	})
	return id, err
}

// guard bounds the time that sending may take. A panic becomes an error, so that
// no message can end every process that tries it.
func (b *Outbox) guard(ctx context.Context, o anwei.Outgoing, send func(context.Context) error) (err error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			b.log.ErrorContext(ctx, "sending panicked",
				slog.String("userid", string(o.To)), slog.Uint64("seq", o.Seq), slog.String("stack", string(debug.Stack())))
			err = &brokenError{fmt.Errorf("panic: %v", p)}
		}
	}()
	return send(ctx)
}
