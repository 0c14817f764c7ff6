package bolt

import (
	"bytes"
	"fmt"
	"time"

	"anwei"
	"anwei/storage"
)

// Handlings implements storage.Desk.
func (l ledger) Handlings(key anwei.ReportKey) ([]anwei.Handling, error) {
	return list[anwei.Handling](l, handlings, revisionPrefix(key))
}

// Handle implements storage.Desk.
func (l ledger) Handle(key anwei.ReportKey, h anwei.Handling) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkReport(key); err != nil {
		return err
	}
	r, _, err := l.Report(key)
	if err != nil {
		return err
	}
	done, err := l.Handlings(key)
	if err != nil {
		return err
	}
	if h.N != len(done)+1 || h.Revision != r.Revision || r.Revision == 0 {
		return fmt.Errorf("bolt: handling %d of revision %d of %s after %d of revision %d: %w",
			h.N, h.Revision, key, len(done), r.Revision, storage.ErrConflict)
	}
	r.Handled = &h
	if err := put(l.bucket(reports), []byte(key.String()), r); err != nil {
		return err
	}
	return put(l.bucket(handlings), append(revisionPrefix(key), number(uint64(h.N))...), h) //nolint:gosec // from 1
}

// Audits implements storage.Desk.
func (l ledger) Audits(since, until time.Time, limit int) ([]anwei.Audit, error) {
	c := l.bucket(audits).Cursor()
	from, end := instant(since), instant(until)
	k, raw := c.Seek(end)
	if k == nil {
		k, raw = c.Last()
	}
	for k != nil && bytes.Compare(k, end) >= 0 {
		k, raw = c.Prev()
	}
	var out []anwei.Audit
	for ; k != nil && len(out) < limit && bytes.Compare(k, from) >= 0; k, raw = c.Prev() {
		a, err := decode[anwei.Audit](raw)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// PutAudit implements storage.Desk.
func (l ledger) PutAudit(a anwei.Audit) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkID("audit", a.ID, nul); err != nil {
		return err
	}
	return put(l.bucket(audits), agedKey(a.At, a.ID), a)
}

// Misheard implements storage.Desk.
func (l ledger) Misheard(limit int) ([]anwei.Misheard, error) {
	var out []anwei.Misheard
	c := l.bucket(misheard).Cursor()
	for k, raw := c.Last(); k != nil && len(out) < limit; k, raw = c.Prev() {
		m, err := decode[anwei.Misheard](raw)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// AddMisheard implements storage.Desk.
func (l ledger) AddMisheard(m anwei.Misheard) error {
	if err := l.writable(); err != nil {
		return err
	}
	b := l.bucket(misheard)
	n, err := b.NextSequence()
	if err != nil {
		return err
	}
	if n > storage.MisheardKept {
		if err := b.Delete(number(n - storage.MisheardKept)); err != nil {
			return err
		}
	}
	return put(b, number(n), m)
}
