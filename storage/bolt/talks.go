package bolt

import (
	"bytes"
	"errors"
	"time"

	"anwei"
	"anwei/storage"
)

// Talk implements storage.Talks.
func (l ledger) Talk(id anwei.PersonID) ([]byte, bool, error) {
	state := bytes.Clone(l.bucket(talks).Get([]byte(lower(id))))
	return state, state != nil, nil
}

// PutTalk implements storage.Talks.
func (l ledger) PutTalk(id anwei.PersonID, state []byte) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkID("person", string(id), nul); err != nil {
		return err
	}
	// bbolt reads the value at the commit, when the caller may have changed it,
	// and until then nil would look like no talk at all.
	return l.bucket(talks).Put([]byte(lower(id)), append([]byte{}, state...))
}

// Seen implements storage.Talks.
func (l ledger) Seen(id string) (storage.Turn, bool, error) {
	return get[storage.Turn](l.bucket(seen), []byte(id))
}

// PutSeen implements storage.Talks.
func (l ledger) PutSeen(id string, t storage.Turn) error {
	if err := l.writable(); err != nil {
		return err
	}
	if id == "" {
		return errors.New("bolt: an inbound message without an id")
	}
	old, found, err := l.Seen(id)
	if err != nil {
		return err
	}
	if found {
		if err := l.bucket(seenAt).Delete(agedKey(old.At, id)); err != nil {
			return err
		}
	}
	if err := l.bucket(seenAt).Put(agedKey(t.At, id), nil); err != nil {
		return err
	}
	return put(l.bucket(seen), []byte(id), t)
}

// ForgetSeen implements storage.Talks. It drops the oldest first, and its cost
// grows with what it drops.
func (l ledger) ForgetSeen(before time.Time, limit int) (int, error) {
	if err := l.writable(); err != nil {
		return 0, err
	}
	end := instant(before)
	var old [][]byte // collected first: a cursor loses its place when keys go
	c := l.bucket(seenAt).Cursor()
	for k, _ := c.First(); k != nil && len(old) < limit && bytes.Compare(k[:len(end)], end) < 0; k, _ = c.Next() {
		old = append(old, bytes.Clone(k))
	}
	for _, k := range old {
		if err := l.bucket(seenAt).Delete(k); err != nil {
			return 0, err
		}
		if err := l.bucket(seen).Delete(k[len(end):]); err != nil {
			return 0, err
		}
	}
	return len(old), nil
}
