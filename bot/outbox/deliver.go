package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"anwei"
	"anwei/storage"
)

const (
	sendTimeout = 2 * time.Minute // for making, uploading and sending
	markTimeout = 10 * time.Second
)

// deliver takes one message as far as it goes now: sent, given up, or put off.
// What comes of it is in the ledger when deliver returns nil; it returns nil as
// well when ctx ended before anything came of it.
func (b *Outbox) deliver(ctx context.Context, seq uint64, patient bool) error {
	o, pointless, err := b.load(ctx, seq)
	switch {
	case err != nil:
		return fmt.Errorf("outbox: read a message: %w", err)
	case o.Seq == 0: // the answer to a callback was faster
		return nil
	case pointless:
		return b.finish(ctx, o, storage.Pointless, "the report has come in", patient)
	}
	if wait := b.rates.take(o.To, b.now()); wait > 0 {
		o.NotBefore = b.now().Add(wait)
		return b.mark(ctx, o, patient, func(tx storage.Tx) error { return tx.PutAttempt(o) })
	}
	id, err := b.send(ctx, o)
	if err != nil {
		return b.putOff(ctx, o, err, patient)
	}
	return b.finish(ctx, o, storage.Sent, id, patient)
}

// load reads the message again, as it may have ended since it was found due, and
// whether what it reminds of is done. It returns the zero message when it ended.
func (b *Outbox) load(ctx context.Context, seq uint64) (o anwei.Outgoing, pointless bool, err error) {
	err = b.store.View(ctx, func(tx storage.Tx) error {
		var err error
		if o, _, err = tx.Outgoing(seq); err != nil || o.Reminds == nil {
			return err
		}
		_, pointless, err = tx.Report(*o.Reminds)
		return err
	})
	return o, pointless, err
}

// send makes the file that the message orders and sends both. A panic becomes an
// error, so that no message can end every process that tries it.
func (b *Outbox) send(ctx context.Context, o anwei.Outgoing) (id string, err error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			b.log.ErrorContext(ctx, "sending panicked",
				slog.String("userid", string(o.To)), slog.Uint64("seq", o.Seq), slog.String("stack", string(debug.Stack())))
			err = &brokenError{fmt.Errorf("panic: %v", p)}
		}
	}()
	if o.Order == nil {
		return b.sender.Send(ctx, o, nil)
	}
	f, err := b.files.File(ctx, *o.Order)
	if err != nil {
		return "", &brokenError{err}
	}
	return b.sender.Send(ctx, o, &f)
}

// putOff makes a message wait for its next try, or gives it up. One that was
// interrupted stays as it is, and the next process sends it.
func (b *Outbox) putOff(ctx context.Context, o anwei.Outgoing, cause error, patient bool) error {
	if ctx.Err() != nil {
		return nil //nolint:nilerr // nothing came of it, and nothing is lost
	}
	now := b.now()
	o.Attempts++
	o.LastError = short(cause)
	if !retriable(o, cause, now) {
		b.log.ErrorContext(ctx, "a message was given up", slog.String("userid", string(o.To)), slog.Uint64("seq", o.Seq))
		return b.finish(ctx, o, storage.Failed, o.LastError, patient)
	}
	o.NotBefore = now.Add(backoff(o.Attempts, cause, b.random()))
	return b.mark(ctx, o, patient, func(tx storage.Tx) error { return tx.PutAttempt(o) })
}

func (b *Outbox) finish(ctx context.Context, o anwei.Outgoing, r storage.Result, detail string, patient bool) error {
	end := storage.Ending{At: b.now(), Result: r, Detail: detail}
	return b.mark(ctx, o, patient, func(tx storage.Tx) error { return tx.Done(o.Seq, end) })
}

// mark writes what came of a message, even when ctx has ended. A patient one
// tries until it is written or ctx ends, since without the mark the message
// would be sent again; meanwhile its worker sends nothing else, so that a full
// disk stops the sending.
func (b *Outbox) mark(ctx context.Context, o anwei.Outgoing, patient bool, fn func(storage.Tx) error) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		once, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTimeout)
		err := b.store.Update(once, fn)
		cancel()
		if err == nil {
			return nil
		}
		b.log.ErrorContext(ctx, "a message cannot be marked in the ledger",
			slog.String("userid", string(o.To)), slog.Uint64("seq", o.Seq), slog.Any("error", err))
		err = fmt.Errorf("outbox: mark a message: %w", err)
		if !patient {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return errors.Join(err, ctx.Err())
		case <-timer.C:
		}
	}
}
