package bolt

import "anwei"

// Wish implements storage.Wishes.
func (l ledger) Wish(p anwei.PersonID) (anwei.Wish, bool, error) {
	return get[anwei.Wish](l.bucket(wishes), []byte(lower(p)))
}

// Wishes implements storage.Wishes.
func (l ledger) Wishes() ([]anwei.Wish, error) { return list[anwei.Wish](l, wishes, nil) }

// PutWish implements storage.Wishes.
func (l ledger) PutWish(w anwei.Wish) error {
	if err := l.writable(); err != nil {
		return err
	}
	w.Person = lower(w.Person)
	if err := checkID("person", string(w.Person), nul); err != nil {
		return err
	}
	return put(l.bucket(wishes), []byte(w.Person), w)
}

// Baselines implements storage.Wishes.
func (l ledger) Baselines() ([]anwei.Baseline, error) {
	return list[anwei.Baseline](l, baselines, nil)
}

// PutBaseline implements storage.Wishes.
func (l ledger) PutBaseline(b anwei.Baseline) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkID("indicator", string(b.Indicator), nul); err != nil {
		return err
	}
	return put(l.bucket(baselines), append([]byte(string(b.Indicator)+nul), instant(b.At)...), b)
}
