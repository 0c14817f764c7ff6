package storage

import "anwei"

// Settings holds what people and the office have set for themselves.
type Settings struct{ tx Tx }

// Wish returns which briefing the person wants.
func (l Settings) Wish(p anwei.PersonID) (anwei.Wish, bool, error) { return wishes().get(l.tx, p) }

// Wishes returns all wishes, by person.
func (l Settings) Wishes() ([]anwei.Wish, error) { return wishes().list(l.tx, Range{}, everything) }

// PutWish writes the wish of its person.
func (l Settings) PutWish(w anwei.Wish) error {
	w.Person = w.Person.Folded()
	if err := checkPerson(w.Person); err != nil {
		return err
	}
	return wishes().put(l.tx, w.Person, w)
}

// Baselines returns all baselines that were ever set, by indicator and then by
// time.
func (l Settings) Baselines() ([]anwei.Baseline, error) {
	return baselines().list(l.tx, Range{}, everything)
}

// PutBaseline adds a baseline; one of the same indicator and instant takes its
// place.
func (l Settings) PutBaseline(b anwei.Baseline) error {
	if err := checkID("indicator", b.Indicator, nul); err != nil {
		return err
	}
	return baselines().put(l.tx, b, b)
}
