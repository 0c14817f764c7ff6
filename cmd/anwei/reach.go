package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"anwei"
	"anwei/bot/wecom/longlink"
	"anwei/storage"
)

// reach keeps in the ledger who has spoken over the long connection, which can
// push to nobody else.
type reach struct {
	store storage.Store
	// spoke has a token when somebody spoke of whom that was not known.
	spoke chan struct{}
}

var _ longlink.Reach = (*reach)(nil)

func newReach(store storage.Store) *reach {
	return &reach{store: store, spoke: make(chan struct{}, 1)}
}

// Spoke implements longlink.Reach. Whoever has spoken can be reached again, whatever
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

// Ways implements longlink.Reach.
func (r *reach) Ways(ctx context.Context, people []anwei.PersonID) (ways []longlink.Way, err error) {
	err = r.store.View(ctx, func(tx storage.Ledger) (err error) {
		ways = make([]longlink.Way, len(people))
		for i, id := range people {
			known, _, wrong := tx.Reach(id)
			ways[i], err = longlink.Way{As: cmp.Or(known.ID, id), Spoke: !known.Spoke.IsZero()}, errors.Join(err, wrong)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look up by which way people are reached: %w", err)
	}
	return ways, nil
}
