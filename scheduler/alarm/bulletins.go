package alarm

import (
	"context"
	"fmt"
	"slices"
	"time"

	"anwei"
	"anwei/scheduler"
	"anwei/storage"
)

// bulletins puts the briefings and summaries that are due and were never put, and
// returns how many messages that were. What they say is composed when they are
// sent. A minute at which none is due costs nothing but the plan's rules.
func (a *Alarm) bulletins(ctx context.Context, now time.Time) (int, error) {
	if scheduler.Quiet(now) || !a.facts.Calendar.Working(anwei.DateOf(now)) {
		return 0, nil
	}
	put := 0
	for _, o := range scheduler.Occasions(now.AddDate(0, 0, -3), now.Add(1), a.facts) {
		if o.Stale(now) {
			continue
		}
		n, err := a.bulletin(ctx, o, now)
		if put += n; err != nil {
			return put, fmt.Errorf("%s: %w", o.Key(), err)
		}
	}
	if put > 0 {
		a.log.InfoContext(ctx, "bulletins were put", "count", put)
		a.wake()
	}
	return put, nil
}

// bulletin puts the messages of one occasion, once for ever.
func (a *Alarm) bulletin(ctx context.Context, o scheduler.Occasion, now time.Time) (int, error) {
	var said bool
	err := a.store.View(ctx, func(tx storage.Ledger) (err error) {
		said, err = tx.Said(o.Key())
		return err
	})
	if err != nil || said {
		return 0, err
	}
	put := 0
	err = a.store.Update(ctx, func(tx storage.Ledger) error {
		put = 0
		fresh, err := tx.PutOccurrence(o.Key(), storage.Occurrence{At: now})
		if err != nil || !fresh {
			return err // somebody else was faster
		}
		to, err := Receivers(tx, a.facts.Plan, o)
		if err != nil {
			return err
		}
		for _, id := range to {
			b := o.Bulletin
			_, added, err := tx.PutOutgoing(anwei.Outgoing{Key: o.KeyTo(id), To: id, Content: b, Created: now})
			if err != nil {
				return err
			}
			if added {
				put++
			}
		}
		return nil
	})
	return put, err
}

// Receivers returns who gets what goes out at the occasion.
func Receivers(tx storage.Ledger, plan anwei.Plan, o scheduler.Occasion) ([]anwei.PersonID, error) {
	wishes, err := tx.Wishes()
	if err != nil {
		return nil, err
	}
	wished := func(w anwei.Wish) bool { return w.Briefing == o.Bulletin.Kind }
	if o.Bulletin.Kind != anwei.PeriodSummary && !slices.ContainsFunc(wishes, wished) {
		return nil, nil // the roster need not be read, which is as large as the province
	}
	roster, err := tx.Roster()
	if err != nil {
		return nil, err
	}
	return o.Receivers(plan, roster, wishes), nil
}
