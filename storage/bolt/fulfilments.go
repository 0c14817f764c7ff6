package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"anwei"
	"anwei/storage"
)

// Fulfilments implements storage.Matters. Its cost grows with what it returns.
func (l ledger) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	if !kept(m) {
		return nil, nil
	}
	return list[anwei.Fulfilment](l, fulfilments, fulfilmentPrefix(m))
}

// FulfilmentsOf implements storage.Matters. Its cost grows with what it returns,
// not with the fulfilments of other duties and periods.
func (l ledger) FulfilmentsOf(d anwei.DutyID, p anwei.Period) (map[anwei.UnitID][]anwei.Fulfilment, error) {
	out := map[anwei.UnitID][]anwei.Fulfilment{}
	if !kept(anwei.Matter{Duty: d, Period: p, Unit: "any"}) {
		return out, nil
	}
	prefix := anwei.Matter{Duty: d, Period: p}.String() // ends with a slash
	err := scan(l.bucket(fulfilments), []byte(prefix), func(_, raw []byte) error {
		f, err := decode[anwei.Fulfilment](raw)
		out[f.Matter.Unit] = append(out[f.Matter.Unit], f)
		return err
	})
	return out, err
}

// AddFulfilment implements storage.Matters.
func (l ledger) AddFulfilment(f anwei.Fulfilment) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkMatter(f.Matter); err != nil {
		return err
	}
	newest := l.newestFulfilment(f.Matter)
	if f.N < 1 || uint64(f.N) != newest+1 {
		return fmt.Errorf("bolt: fulfilment %d of %s after fulfilment %d: %w", f.N, f.Matter, newest, storage.ErrConflict)
	}
	return put(l.bucket(fulfilments), fulfilmentKey(f.Matter, f.N), f)
}

// VoidFulfilment implements storage.Matters.
func (l ledger) VoidFulfilment(m anwei.Matter, n int, why string, at time.Time) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkMatter(m); err != nil {
		return err
	}
	key := fulfilmentKey(m, n)
	f, found, err := get[anwei.Fulfilment](l.bucket(fulfilments), key)
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("bolt: there is no fulfilment %d of %s", n, m)
	}
	f.Void, f.Voided = why, at
	return put(l.bucket(fulfilments), key, f)
}

// newestFulfilment returns the greatest N of the matter, 0 where there is none.
func (l ledger) newestFulfilment(m anwei.Matter) uint64 {
	prefix := fulfilmentPrefix(m)
	c := l.bucket(fulfilments).Cursor()
	k, _ := c.Seek(fulfilmentKey(m, -1)) // behind every number
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	if !bytes.HasPrefix(k, prefix) {
		return 0
	}
	return binary.BigEndian.Uint64(k[len(prefix):])
}

func fulfilmentPrefix(m anwei.Matter) []byte { return []byte(m.String() + nul) }

func fulfilmentKey(m anwei.Matter, n int) []byte {
	return append(fulfilmentPrefix(m), number(uint64(n))...) //nolint:gosec // what is stored counts from 1
}
