package storage

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"anwei"
)

// Desk holds what is done about people and about reports that are in: handlings,
// grants, marks, and the record of all that was done or refused.
type Desk struct{ tx Tx }

// MisheardKept bounds how much is kept of what was not understood.
const MisheardKept = 200

// Handlings returns what was done with a report after it was handed in, oldest
// first, of all its revisions.
func (l Desk) Handlings(key anwei.ReportKey) ([]anwei.Handling, error) {
	return handlings().list(l.tx, under(join(key.String(), nil)), everything)
}

// Handle adds a handling and makes it the report's Handled. Its N must be one
// above the newest, from 1, and its Revision the report's; otherwise nothing
// is written and the error is ErrConflict.
func (l Desk) Handle(key anwei.ReportKey, h anwei.Handling) error {
	if err := checkReport(key); err != nil {
		return err
	}
	r, _, err := reports().get(l.tx, key)
	if err != nil {
		return err
	}
	done, err := l.Handlings(key)
	if err != nil {
		return err
	}
	if h.N != len(done)+1 || h.Revision != r.Revision || r.Revision == 0 {
		return fmt.Errorf("storage: handling %d of revision %d of %s after %d of revision %d: %w",
			h.N, h.Revision, key, len(done), r.Revision, ErrConflict)
	}
	r.Handled = &h
	return errors.Join(reports().write(l.tx, key, r), handlings().put(l.tx, nth{key.String(), h.N}, h))
}

// Grant returns the grant with the number.
func (l Desk) Grant(id anwei.GrantID) (anwei.Grant, bool, error) { return grants().get(l.tx, id) }

// GrantsOf returns the grants that the person gave or got, by number.
func (l Desk) GrantsOf(p anwei.PersonID) ([]anwei.Grant, error) {
	prefix := join(p.Folded(), nil)
	return collect(grants().by(l.tx, grantsOf, under(prefix), len(prefix), everyRow), everything)
}

// PutGrant writes a grant back; its From and To stay as they were. One without
// a number is new and gets the next one. It returns the number; one that was never
// given is refused.
func (l Desk) PutGrant(g anwei.Grant) (_ anwei.GrantID, err error) {
	g.From, g.To = g.From.Folded(), g.To.Folded()
	if g.ID != 0 {
		old, found, err := l.Grant(g.ID)
		if err != nil {
			return 0, err
		}
		if found {
			g.From, g.To = old.From, old.To
		}
	}
	if err := errors.Join(checkPerson(g.From), checkPerson(g.To)); err != nil {
		return 0, err
	}
	if g.ID, err = given(l.tx, grants(), g.ID); err != nil {
		return 0, err
	}
	return g.ID, errors.Join(grants().put(l.tx, g.ID, g), changed(l.tx, grantsOf))
}

// LastGrant returns the number that was given last, 0 for none.
func (l Desk) LastGrant() (anwei.GrantID, error) {
	n, err := l.tx.Last(grants().Name)
	return anwei.GrantID(n), err //nolint:gosec // given bounds it
}

// Granted returns the person with what grants add on the day.
func (l Desk) Granted(p anwei.Person, on anwei.Date) (anwei.Person, error) {
	all, err := l.GrantsOf(p.ID)
	return p.With(all, on), err
}

// AllGranted returns the people with what grants add on the day, in their order.
func (l Desk) AllGranted(people []anwei.Person, on anwei.Date) (_ []anwei.Person, err error) {
	for i, p := range people {
		if people[i], err = l.Granted(p, on); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// Marks returns all marks, by number.
func (l Desk) Marks() ([]anwei.Mark, error) { return marks().list(l.tx, Range{}, everything) }

// PutMark writes a mark back. One without a number is new and gets the next
// one. It returns the number; one that was never given is refused.
func (l Desk) PutMark(m anwei.Mark) (_ uint32, err error) {
	if err := checkID("unit", m.Unit, nul); err != nil {
		return 0, err
	}
	if m.N, err = given(l.tx, marks(), m.N); err != nil {
		return 0, err
	}
	return m.N, marks().put(l.tx, m.N, m)
}

// Audits returns at most limit rows from since on and before until, newest
// first, at a cost that grows with the limit alone.
func (l Desk) Audits(since, until time.Time, limit int) ([]anwei.Audit, error) {
	return audits().list(l.tx, Range{From: instant(since), Before: instant(until), Backward: true}, limit)
}

// PutAudit adds a row behind those that there are; the same time and id is written once.
// Nobody needs a whole telephone number there.
func (l Desk) PutAudit(a anwei.Audit) error {
	a, _ = a.Cleaned(anwei.MaskPhones)
	if err := checkID("audit", a.ID, nul); err != nil {
		return err
	}
	old, there, err := audits().get(l.tx, a)
	if err != nil {
		return err
	}
	if there {
		return audits().put(l.tx, a, old)
	}
	head, _, err := chains().get(l.tx, audits().Name)
	if err != nil {
		return err
	}
	head = chain{N: head.N + 1, Sum: a.Chained(head.Sum)}
	a.N, a.Sum = head.N, head.Sum
	return errors.Join(audits().put(l.tx, a, a), chains().put(l.tx, audits().Name, head))
}

// CleanAudit writes a row back with what clean makes of its texts. It stays chained by what
// it said before.
func (l Desk) CleanAudit(a anwei.Audit, clean func(string) string) error {
	was := a.Digest()
	a, _ = a.Cleaned(clean)
	a.Erased = was
	return audits().put(l.tx, a, a)
}

// EachAudit calls fn with the rows from since on and before until, oldest first.
func (l Desk) EachAudit(since, until time.Time, fn func(anwei.Audit) error) error {
	for a, err := range audits().all(l.tx, Range{From: instant(since), Before: instant(until)}) {
		if err == nil {
			err = fn(a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Misheard returns at most limit of what was not understood, newest first.
func (l Desk) Misheard(limit int) ([]anwei.Misheard, error) {
	return misheard().list(l.tx, Range{}.back(), limit)
}

// AddMisheard adds one with its telephone numbers masked, and drops the oldest where there
// are more than MisheardKept.
func (l Desk) AddMisheard(m anwei.Misheard) error {
	m.Text = anwei.MaskPhones(m.Text)
	n, err := l.tx.Next(misheard().Name)
	if err == nil && n > MisheardKept {
		err = misheard().delete(l.tx, n-MisheardKept)
	}
	if err != nil {
		return err
	}
	return misheard().put(l.tx, n, m)
}

// ForgetMisheard drops at most limit of what was not understood before the time, the oldest
// first, and returns how many it dropped.
func (l Desk) ForgetMisheard(before time.Time, limit int) (n int, err error) {
	old, err := l.oldMisheard(before, limit)
	for _, key := range old {
		err = errors.Join(err, l.tx.Delete(misheard().Name, key))
	}
	return len(old), err
}

func (l Desk) oldMisheard(before time.Time, limit int) (old [][]byte, err error) {
	if err := writable(l.tx); err != nil {
		return nil, err
	}
	for row, err := range l.tx.Scan(misheard().Name, Range{}) {
		if err != nil {
			return nil, err
		}
		m, err := misheard().decode(row)
		if err != nil || !m.At.Before(before) || len(old) == limit {
			return old, err
		}
		old = append(old, bytes.Clone(row.Key))
	}
	return old, nil
}
