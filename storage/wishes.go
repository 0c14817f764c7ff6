package storage

import "anwei"

// Wishes holds what people and the office have set for themselves.
type Wishes interface {
	// Wish returns which briefing the person wants.
	Wish(p anwei.PersonID) (anwei.Wish, bool, error)
	// Wishes returns all wishes, by person.
	Wishes() ([]anwei.Wish, error)
	PutWish(w anwei.Wish) error

	// Baselines returns all baselines that were ever set, by indicator and then by
	// time.
	Baselines() ([]anwei.Baseline, error)
	// PutBaseline adds a baseline; one of the same indicator and instant takes its
	// place.
	PutBaseline(b anwei.Baseline) error
}
