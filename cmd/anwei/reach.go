package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"anwei"
	"anwei/bot/wecom"
	"anwei/storage"
)

// reach keeps in the ledger who has spoken over the long connection, which can
// push to nobody else.
type reach struct {
	store storage.Store
	// spoke has a token when somebody spoke of whom that was not known.
	spoke chan struct{}
}

var _ wecom.Reach = (*reach)(nil)

func newReach(store storage.Store) *reach {
	return &reach{store: store, spoke: make(chan struct{}, 1)}
}

// Spoke implements wecom.Reach. Whoever has spoken can be reached again, whatever
// WeCom refused before.
func (r *reach) Spoke(ctx context.Context, id anwei.PersonID, at time.Time) error {
	err := r.store.Update(ctx, func(tx storage.Ledger) error {
		return tx.PutReach(id, storage.Reach{ID: id, Spoke: at})
	})
	if err != nil {
		return fmt.Errorf("note that a person can be reached: %w", err)
	}
	select {
	case r.spoke <- struct{}{}:
	default:
	}
	return nil
}

// Ways implements wecom.Reach.
func (r *reach) Ways(ctx context.Context, id anwei.PersonID) (as anwei.PersonID, err error) {
	err = r.store.View(ctx, func(tx storage.Ledger) error {
		known, _, err := tx.Reach(id)
		if as = ""; !known.Spoke.IsZero() {
			as = cmp.Or(known.ID, id)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("look up by which way a person is reached: %w", err)
	}
	return as, nil
}
