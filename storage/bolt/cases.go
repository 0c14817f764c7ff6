package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"anwei"
)

// Case implements storage.Matters.
func (l ledger) Case(id anwei.CaseID) (anwei.Case, bool, error) {
	return get[anwei.Case](l.bucket(cases), number(uint64(id)))
}

// Cases implements storage.Matters. Its cost grows with all cases, or with those
// that are open.
func (l ledger) Cases(u anwei.UnitID, open bool) ([]anwei.Case, error) {
	if open {
		return l.openCases(u)
	}
	all, err := list[anwei.Case](l, cases, nil)
	if u == "" || err != nil {
		return all, err
	}
	var out []anwei.Case
	for _, c := range all {
		if c.Unit == u {
			out = append(out, c)
		}
	}
	return out, nil
}

func (l ledger) openCases(u anwei.UnitID) ([]anwei.Case, error) {
	var out []anwei.Case
	err := scan(l.bucket(openCases), nil, func(k, unit []byte) error {
		if u != "" && u != anwei.UnitID(unit) {
			return nil
		}
		c, found, err := l.Case(anwei.CaseID(binary.BigEndian.Uint64(k))) //nolint:gosec // was a CaseID
		if err == nil && !found {
			err = errors.New("bolt: the index of open cases is damaged")
		}
		out = append(out, c)
		return err
	})
	return out, err
}

// PutCase implements storage.Matters. A number that was never given is refused.
func (l ledger) PutCase(c anwei.Case) (anwei.CaseID, error) {
	if err := l.writable(); err != nil {
		return 0, err
	}
	if err := checkID("unit", string(c.Unit), nul); err != nil {
		return 0, err
	}
	b := l.bucket(cases)
	if c.ID == 0 {
		n, err := b.NextSequence()
		if err != nil {
			return 0, err
		}
		if n > math.MaxUint32 {
			return 0, errors.New("bolt: there is no number left for a case")
		}
		c.ID = anwei.CaseID(n)
	} else if b.Get(number(uint64(c.ID))) == nil {
		return 0, fmt.Errorf("bolt: there is no case %d", c.ID)
	}
	if err := l.indexCase(c); err != nil {
		return 0, err
	}
	return c.ID, put(b, number(uint64(c.ID)), c)
}

func (l ledger) indexCase(c anwei.Case) error {
	key := number(uint64(c.ID))
	if c.Open() {
		return l.bucket(openCases).Put(key, []byte(c.Unit))
	}
	return l.bucket(openCases).Delete(key)
}
