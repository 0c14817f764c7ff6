package outbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

const markTimeout = 10 * time.Second

// outcome writes what came of a parcel. It may run more than once.
type outcome func(*marking) error

// marking is the transaction that outcomes are written in.
type marking struct {
	storage.Ledger

	// lost are those of whom it turned out that nothing reaches them.
	lost []loss
	// aside is the first message that was set aside for another reason, nil for none.
	aside *loss
}

func ends(row anwei.Outgoing, end storage.Ending) outcome {
	return func(tx *marking) error { return tx.Done(row.Seq, end) }
}

func putsOff(row anwei.Outgoing) outcome {
	return func(tx *marking) error { return tx.PutAttempt(row) }
}

// judge says what becomes of a parcel that WeCom took, or that failed; one that is
// tried again waits for the pause. One that was interrupted stays as it is, and the
// next process sends it: then the outcome is nil.
func (b *Outbox) judge(ctx context.Context, p parcel, id string, cause error, pause time.Duration) outcome {
	now := b.now()
	switch {
	case cause == nil:
		return arrived(p, storage.Ending{At: now, Result: storage.Sent, Detail: id})
	case ctx.Err() != nil:
		return nil
	}
	row := p.row
	row.Attempts++
	row.LastError = short(cause)
	b.advise(ctx, cause, now)
	if retriable(row, cause, now) {
		row.NotBefore = now.Add(pause)
		if row.To == anwei.OfficeGroup && mended(cause) {
			return unreachable(row, cause, now, false, putsOff(row))
		}
		return putsOff(row)
	}
	b.log.ErrorContext(ctx, "a message was given up", slog.String("userid", string(row.To)), slog.Uint64("seq", row.Seq))
	end := storage.Ending{At: now, Result: storage.Failed, Detail: row.LastError}
	_, recall := row.Content.(anwei.Recall)
	switch {
	case recall: // it is to nobody, and the notice tells that it is still there
		return gaveUp(row, end)
	case personal(cause):
		return unreachable(row, cause, now, b.spoken, gaveUp(row, end))
	}
	why := cmp.Or(advised(cause), row.LastError)
	return func(tx *marking) error {
		if tx.aside == nil && !strings.HasPrefix(row.Key, asideKey) {
			tx.aside = &loss{who: row.To, seq: row.Seq, why: why, at: now}
		}
		return gaveUp(row, end)(tx)
	}
}

// gaveUp keeps the last try with the message that is set aside, for the operator.
func gaveUp(row anwei.Outgoing, end storage.Ending) outcome {
	return func(tx *marking) error {
		if err := tx.PutAttempt(row); err != nil {
			return err
		}
		return tx.Done(row.Seq, end)
	}
}

// arrived ends a message that WeCom took, notes what was said to whom, and that
// he can be reached.
func arrived(p parcel, end storage.Ending) outcome {
	return func(tx *marking) error {
		if err := tx.Done(p.row.Seq, end); err != nil {
			return err
		}
		for _, it := range p.owed {
			r := anwei.Reminded{Matter: it.Matter, Rule: it.Rule, To: p.row.To, As: it.As, At: end.At, TopUp: !it.TopUp.IsZero()}
			if err := tx.PutReminded(r); err != nil {
				return err
			}
		}
		if _, recall := p.row.Content.(anwei.Recall); recall { // nothing has reached anybody by it
			return nil
		}
		reach, known, err := tx.Reach(p.row.To)
		if err != nil || !known || reach.Refused == "" {
			return err
		}
		reach.Refused, reach.RefusedAt = "", time.Time{}
		return tx.PutReach(p.row.To, reach)
	}
}

// mark writes what came of the messages, even when ctx has ended. A patient one
// tries until it is written or ctx ends, since without the mark the messages
// would be sent again; meanwhile its worker sends nothing else, so that a full
// disk stops the sending.
func (b *Outbox) mark(ctx context.Context, parcels []parcel, outcomes []outcome, patient bool) error {
	outcomes = slices.DeleteFunc(outcomes, func(o outcome) bool { return o == nil })
	if len(outcomes) == 0 {
		return nil
	}
	write := func(tx storage.Ledger) error {
		m := marking{Ledger: tx}
		for _, o := range outcomes {
			if err := o(&m); err != nil {
				return err
			}
		}
		return errors.Join(tellOffice(tx, m.lost), tellAside(tx, m.aside))
	}
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		once, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTimeout)
		err := b.store.Update(once, write)
		cancel()
		if err == nil {
			return nil
		}
		first := parcels[0].row
		b.log.ErrorContext(ctx, "messages cannot be marked in the ledger", slog.String("userid", string(first.To)),
			slog.Uint64("seq", first.Seq), slog.Int("count", len(parcels)), slog.Any("error", err))
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
