package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"anwei"
)

const (
	nul     = "\x00"
	sign    = 1 << 63 // makes negative seconds sort before positive ones
	timeLen = 12      // of a time in a key
)

// number writes n so that greater numbers sort later.
func number[N ~uint64 | ~uint32](n N) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func readNumber(b []byte) uint64 { return binary.BigEndian.Uint64(b) }

// numberOf and textOf read a key back that number and text wrote.
func numberOf[N ~uint64 | ~uint32, V any](key []byte, _ V) N { return N(readNumber(key)) }

func textOf[V any](key []byte, _ V) string { return string(key) }

// lastNumber and behindTime return what a key of an index ends with.
func lastNumber(key []byte) []byte { return key[len(key)-8:] }

func behindTime(key []byte) []byte { return key[timeLen:] }

// instant writes t so that later times sort later, the zero time included.
func instant(t time.Time) []byte {
	b := number(uint64(t.Unix()) ^ sign)                            //nolint:gosec // the same bits, negative ones too
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())) //nolint:gosec // below 1e9
}

// readInstant reads the time that instant wrote at the beginning of b, in UTC.
func readInstant(b []byte) time.Time {
	sec := int64(readNumber(b) ^ sign) //nolint:gosec // the inverse of instant
	return time.Unix(sec, int64(binary.BigEndian.Uint32(b[8:]))).UTC()
}

// aged writes a key that sorts by age.
func aged(at time.Time, id string) []byte { return append(instant(at), id...) }

// join writes a key of an id, a NUL and what tells apart what is under the id.
func join[ID ~string](id ID, rest []byte) []byte { return append([]byte(string(id)+nul), rest...) }

// text writes a key that is an id.
func text[ID ~string](id ID) []byte { return []byte(id) }

// userid writes a key that is a userid, which WeCom takes in any case.
func userid(id anwei.PersonID) []byte { return []byte(id.Folded()) }

// under is the range of the keys that have the prefix.
func under(prefix []byte) Range {
	end := bytes.TrimRight(prefix, "\xff")
	if len(end) == 0 {
		return Range{From: prefix}
	}
	end = bytes.Clone(end)
	end[len(end)-1]++
	return Range{From: prefix, Before: end}
}

// back is the range from its end to its beginning.
func (r Range) back() Range {
	r.Backward = true
	return r
}

// after is the range of the keys behind the key.
func after(key []byte) Range { return Range{From: append(bytes.Clone(key), 0)} }

// checkID refuses what would make one key look like another's.
func checkID[ID ~string](what string, id ID, forbidden string) error {
	if id == "" {
		return errors.New("storage: " + what + " without an id")
	}
	if strings.ContainsAny(string(id), forbidden) {
		return fmt.Errorf("storage: %s id %q has a character that ids must not have", what, id)
	}
	return nil
}

func checkPerson(id anwei.PersonID) error { return checkID("person", id, nul) }

// checkReport refuses keys that would not be read back as they are.
func checkReport(k anwei.ReportKey) error {
	return errors.Join(checkID("form", k.Form, "/"+nul), checkID("unit", k.Unit, nul), checkPeriod(k.Period))
}

func checkPeriod(p anwei.Period) error {
	if back, err := anwei.ParsePeriod(p.String()); err != nil || back != p {
		return fmt.Errorf("storage: %v is no period", p)
	}
	return nil
}

// checkMatter refuses matters that would not be read back as they are.
func checkMatter(m anwei.Matter) error {
	s := m.String()
	if back, err := anwei.ParseMatter(s); err != nil || back != m || strings.Contains(s, nul) {
		return fmt.Errorf("storage: %q is no matter that can be kept", s)
	}
	return nil
}

// kept reports whether anything can be kept under the matter, so that a lookup of
// a matter that cannot be put does not find another's.
func kept(m anwei.Matter) bool { return checkMatter(m) == nil }

func reportKey(k anwei.ReportKey) []byte { return text(k.String()) }

// nth tells apart the rows of one thing that has several, which count from 1.
type nth struct {
	of string
	n  int
}

func (k nth) key() []byte { return join(k.of, number(uint64(k.n))) } //nolint:gosec // counts from 1

// given returns the number of a row that is put: its own, which must have been
// given before, or the table's next one where it is 0; none is beyond 32 bits.
func given[N ~uint32, V any](tx Tx, t Table[N, V], n N) (N, error) {
	if n != 0 {
		raw, err := tx.Get(t.Name, number(n))
		if raw == nil && err == nil {
			err = fmt.Errorf("storage: %s has no number %d", t.Name, n)
		}
		return n, err
	}
	next, err := tx.Next(t.Name)
	if err == nil && next > math.MaxUint32 {
		err = fmt.Errorf("storage: %s has no number left", t.Name)
	}
	return N(next), err
}
