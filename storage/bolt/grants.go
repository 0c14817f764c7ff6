package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"go.etcd.io/bbolt"

	"anwei"
)

// Grant implements storage.Desk.
func (l ledger) Grant(id anwei.GrantID) (anwei.Grant, bool, error) {
	return get[anwei.Grant](l.bucket(grants), number(uint64(id)))
}

// GrantsOf implements storage.Desk. Its cost grows with what it returns.
func (l ledger) GrantsOf(p anwei.PersonID) ([]anwei.Grant, error) {
	var out []anwei.Grant
	prefix := []byte(string(lower(p)) + nul)
	err := scan(l.bucket(grantsOf), prefix, func(k, _ []byte) error {
		g, found, err := l.Grant(anwei.GrantID(binary.BigEndian.Uint64(k[len(prefix):]))) //nolint:gosec // was a GrantID
		if err == nil && !found {
			err = errors.New("bolt: the index of grants is damaged")
		}
		out = append(out, g)
		return err
	})
	return out, err
}

// PutGrant implements storage.Desk. A number that was never given is refused.
func (l ledger) PutGrant(g anwei.Grant) (anwei.GrantID, error) {
	if err := l.writable(); err != nil {
		return 0, err
	}
	g.From, g.To = lower(g.From), lower(g.To)
	if g.ID != 0 {
		old, found, err := l.Grant(g.ID)
		if !found && err == nil {
			err = fmt.Errorf("bolt: there is no grant %d", g.ID)
		}
		if err != nil {
			return 0, err
		}
		g.From, g.To = old.From, old.To
	}
	if err := errors.Join(checkID("person", string(g.From), nul), checkID("person", string(g.To), nul)); err != nil {
		return 0, err
	}
	n, err := numbered(l.bucket(grants), uint64(g.ID))
	if err != nil {
		return 0, err
	}
	g.ID = anwei.GrantID(n) //nolint:gosec // numbered bounds it
	for _, p := range []anwei.PersonID{g.From, g.To} {
		if err := l.bucket(grantsOf).Put(append([]byte(string(p)+nul), number(n)...), nil); err != nil {
			return 0, err
		}
	}
	return g.ID, errors.Join(put(l.bucket(grants), number(n), g), l.changed(grantsOf))
}

// LastGrant implements storage.Desk.
func (l ledger) LastGrant() (anwei.GrantID, error) {
	return anwei.GrantID(l.bucket(grants).Sequence()), nil //nolint:gosec // numbered bounds it
}

// Marks implements storage.Desk. Its cost grows with all marks.
func (l ledger) Marks() ([]anwei.Mark, error) { return list[anwei.Mark](l, marks, nil) }

// PutMark implements storage.Desk. A number that was never given is refused.
func (l ledger) PutMark(m anwei.Mark) (uint32, error) {
	if err := l.writable(); err != nil {
		return 0, err
	}
	if err := checkID("unit", string(m.Unit), nul); err != nil {
		return 0, err
	}
	b := l.bucket(marks)
	if m.N != 0 && b.Get(number(uint64(m.N))) == nil {
		return 0, fmt.Errorf("bolt: there is no mark %d", m.N)
	}
	n, err := numbered(b, uint64(m.N))
	if err != nil {
		return 0, err
	}
	m.N = uint32(n) //nolint:gosec // numbered bounds it
	return m.N, put(b, number(n), m)
}

// numbered returns the number, or the bucket's next one where it is 0; none is
// beyond 32 bits.
func numbered(b *bbolt.Bucket, n uint64) (uint64, error) {
	if n != 0 {
		return n, nil
	}
	n, err := b.NextSequence()
	if err == nil && n > math.MaxUint32 {
		err = errors.New("bolt: there is no number left")
	}
	return n, err
}
