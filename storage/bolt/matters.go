package bolt

import (
	"errors"
	"time"

	"anwei"
	"anwei/storage"
)

// Promise implements storage.Matters.
func (l ledger) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	if !kept(m) {
		return anwei.Promise{}, false, nil
	}
	return get[anwei.Promise](l.bucket(promises), promiseKey(m))
}

// Promises implements storage.Matters. Its cost grows with what it returns.
func (l ledger) Promises(u anwei.UnitID) ([]anwei.Promise, error) {
	return list[anwei.Promise](l, promises, []byte(string(u)+nul))
}

// PutPromise implements storage.Matters. It overwrites an older promise about
// the same matter, whoever made it.
func (l ledger) PutPromise(p anwei.Promise) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkMatter(p.Matter); err != nil {
		return err
	}
	return put(l.bucket(promises), promiseKey(p.Matter), p)
}

func promiseKey(m anwei.Matter) []byte { return []byte(string(m.Unit) + nul + m.String()) }

// Reminders implements storage.Matters. Its cost grows with what it returns.
func (l ledger) Reminders(m anwei.Matter) ([]anwei.Reminded, error) {
	if !kept(m) {
		return nil, nil
	}
	return list[anwei.Reminded](l, reminded, []byte(m.String()+nul))
}

// PutReminded implements storage.Matters. It keeps the userid in lower case.
func (l ledger) PutReminded(r anwei.Reminded) error {
	if err := l.writable(); err != nil {
		return err
	}
	r.To = lower(r.To)
	if err := errors.Join(checkMatter(r.Matter), checkID("rule", string(r.Rule), nul), checkID("person", string(r.To), nul)); err != nil {
		return err
	}
	key := append([]byte(r.Matter.String()+nul), instant(r.At)...)
	return put(l.bucket(reminded), append(key, string(r.Rule)+nul+string(r.To)...), r)
}

// Occurrence implements storage.Matters.
func (l ledger) Occurrence(key string) (storage.Occurrence, bool, error) {
	return get[storage.Occurrence](l.bucket(occurrences), []byte(key))
}

// PutOccurrence implements storage.Matters.
func (l ledger) PutOccurrence(key string, o storage.Occurrence) (bool, error) {
	if err := l.writable(); err != nil {
		return false, err
	}
	if key == "" {
		return false, errors.New("bolt: an occurrence without a key")
	}
	if l.bucket(occurrences).Get([]byte(key)) != nil {
		return false, nil
	}
	return true, put(l.bucket(occurrences), []byte(key), o)
}

// Rung implements storage.Matters.
func (l ledger) Rung() (time.Time, bool, error) {
	return get[time.Time](l.bucket(meta), []byte("rung"))
}

// PutRung implements storage.Matters.
func (l ledger) PutRung(t time.Time) error {
	if err := l.writable(); err != nil {
		return err
	}
	return put(l.bucket(meta), []byte("rung"), t)
}
