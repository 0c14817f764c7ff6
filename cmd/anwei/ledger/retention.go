package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"anwei"
	"anwei/config"
	"anwei/storage"
)

// sweepEvery is how often what has been kept long enough is dropped, and sweepPage how much
// of it one transaction looks at.
const (
	sweepEvery = 24 * time.Hour
	sweepPage  = 100
)

// Retention drops what has been kept for as long as the settings say: what was not
// understood, messages that were set aside, and where the talks of silent people stood. It
// masks telephone numbers in rows of the record that programs wrote that did not. It
// touches nothing that was reported, decided or confirmed.
type Retention struct {
	Days  config.Retention
	Store storage.Store
	Now   func() time.Time
	Log   *slog.Logger

	cleaned time.Time // up to when the record has no whole numbers
}

// Run drops what is old, at once and every day, until ctx ends. What fails is logged and
// tried again the next day.
func (r *Retention) Run(ctx context.Context) error {
	for {
		if n, err := r.Sweep(ctx); err != nil && ctx.Err() == nil {
			r.Log.ErrorContext(ctx, "what is old was not dropped", "error", err)
		} else if n > 0 {
			r.Log.InfoContext(ctx, "what was kept long enough is dropped", "rows", n)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(sweepEvery):
		}
	}
}

// Sweep drops what is old, in transactions of a page each, and returns how many rows that
// were.
func (r *Retention) Sweep(ctx context.Context) (dropped int, err error) {
	now := r.Now()
	before := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	if r.Days.Misheard > 0 {
		err = pages(ctx, r.Store, &dropped, func(tx storage.Ledger, _ bool) (bool, int, error) {
			n, err := tx.ForgetMisheard(before(r.Days.Misheard), sweepPage)
			return n == sweepPage, n, err
		})
	}
	if r.Days.Aside > 0 {
		err = errors.Join(err, pages(ctx, r.Store, &dropped, func(tx storage.Ledger, last uint64) (uint64, int, error) {
			return forgetAside(tx, last, before(r.Days.Aside), now)
		}))
	}
	if r.Days.Talk > 0 {
		err = errors.Join(err, pages(ctx, r.Store, &dropped, func(tx storage.Ledger, last anwei.PersonID) (anwei.PersonID, int, error) {
			return tx.ForgetTalks(last, sweepPage, silentSince(before(r.Days.Talk)))
		}))
	}
	return dropped, errors.Join(err, r.record(ctx, now))
}

// pages runs fn in one transaction after another, each with where the one before stopped,
// until it stops nowhere, and counts what it dropped.
func pages[K comparable](ctx context.Context, store storage.Store, dropped *int, fn func(storage.Ledger, K) (K, int, error)) error {
	var last, none K
	for {
		var next K
		var n int
		err := store.Update(ctx, func(tx storage.Ledger) (err error) {
			next, n, err = fn(tx, last)
			return err
		})
		if err != nil {
			return err
		}
		*dropped += n
		if last = next; last == none {
			return nil
		}
	}
}

// forgetAside drops messages behind the last one that were set aside before the time.
func forgetAside(tx storage.Ledger, last uint64, before, now time.Time) (next uint64, n int, err error) {
	list, err := tx.Aside(last, sweepPage)
	if err != nil {
		return 0, 0, err
	}
	for _, o := range list {
		end, _, err := tx.Ended(o.Seq)
		if err != nil {
			return 0, n, err
		}
		if !end.At.Before(before) {
			continue
		}
		if _, err := tx.Drop(o.Seq, now); err != nil {
			return 0, n, err
		}
		n++
	}
	if len(list) == sweepPage {
		next = list[len(list)-1].Seq
	}
	return next, n, nil
}

// silentSince reports of the state of a talk whether nothing was said since the time. One
// that does not say when is none.
func silentSince(before time.Time) func(state []byte) bool {
	return func(state []byte) bool {
		var s struct {
			Spoke time.Time `json:"spoke"`
		}
		return json.Unmarshal(state, &s) == nil && !s.Spoke.IsZero() && s.Spoke.Before(before)
	}
}

// record masks telephone numbers in rows of the record, once for each row.
func (r *Retention) record(ctx context.Context, now time.Time) error {
	var whole []anwei.Audit
	err := r.Store.View(ctx, func(tx storage.Ledger) error {
		return tx.EachAudit(r.cleaned, now, func(a anwei.Audit) error {
			if _, masked := a.Cleaned(anwei.MaskPhones); masked {
				whole = append(whole, a)
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	for len(whole) > 0 {
		page := whole[:min(len(whole), sweepPage)]
		err := r.Store.Update(ctx, func(tx storage.Ledger) error {
			for _, a := range page {
				if err := tx.CleanAudit(a, anwei.MaskPhones); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		whole = whole[len(page):]
	}
	r.cleaned = now
	return nil
}
