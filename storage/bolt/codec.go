package bolt

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
)

const nul = "\x00"

// number writes n so that greater numbers sort later.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// instant writes t so that later times sort later, the zero time included.
func instant(t time.Time) []byte {
	const sign = 1 << 63                                            // makes negative seconds sort before positive ones
	b := number(uint64(t.Unix()) ^ sign)                            //nolint:gosec // the same bits, negative ones too
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())) //nolint:gosec // below 1e9
}

// agedKey writes a key that sorts by age.
func agedKey(at time.Time, id string) []byte { return append(instant(at), id...) }

// readInstant reads the time that instant wrote at the beginning of b, in UTC.
func readInstant(b []byte) time.Time {
	const sign = 1 << 63
	sec := int64(binary.BigEndian.Uint64(b) ^ sign) //nolint:gosec // the inverse of instant
	return time.Unix(sec, int64(binary.BigEndian.Uint32(b[8:]))).UTC()
}

func lower(id anwei.PersonID) anwei.PersonID { return anwei.PersonID(strings.ToLower(string(id))) }

// checkID refuses what would make one key look like another's.
func checkID(what, id, forbidden string) error {
	if id == "" {
		return errors.New("bolt: " + what + " without an id")
	}
	if strings.ContainsAny(id, forbidden) {
		return fmt.Errorf("bolt: %s id %q has a character that ids must not have", what, id)
	}
	return nil
}

// checkReport refuses keys that would not be read back as they are.
func checkReport(k anwei.ReportKey) error {
	if err := checkID("form", string(k.Form), "/"+nul); err != nil {
		return err
	}
	if err := checkID("unit", string(k.Unit), nul); err != nil {
		return err
	}
	if p, err := anwei.ParsePeriod(k.Period.String()); err != nil || p != k.Period {
		return fmt.Errorf("bolt: %v is no period", k.Period)
	}
	return nil
}

// checkMatter refuses matters that would not be read back as they are.
func checkMatter(m anwei.Matter) error {
	s := m.String()
	if back, err := anwei.ParseMatter(s); err != nil || back != m || strings.Contains(s, nul) {
		return fmt.Errorf("bolt: %q is no matter that can be kept", s)
	}
	return nil
}

// kept reports whether anything can be kept under the matter, so that a lookup of
// a matter that cannot be put does not find another's.
func kept(m anwei.Matter) bool { return checkMatter(m) == nil }

// get reads the value under a key. What it returns shares nothing with the file.
func get[T any](b *bbolt.Bucket, key []byte) (v T, ok bool, err error) {
	raw := b.Get(key)
	if raw == nil {
		return v, false, nil
	}
	v, err = decode[T](raw)
	return v, err == nil, err
}

func decode[T any](raw []byte) (T, error) {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("bolt: a stored value cannot be read: %w", err)
	}
	return v, nil
}

func put(b *bbolt.Bucket, key []byte, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("bolt: a value cannot be stored: %w", err)
	}
	return b.Put(key, raw)
}

// scan calls fn with each key that has the prefix, in order, until fn returns an
// error. The slices are good only until fn returns, and fn writes nothing.
func scan(b *bbolt.Bucket, prefix []byte, fn func(k, v []byte) error) error {
	c := b.Cursor()
	for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}

// list returns the values of all keys of a bucket that have the prefix, in order.
func list[T any](l ledger, bucket string, prefix []byte) ([]T, error) {
	var out []T
	err := scan(l.bucket(bucket), prefix, func(_, raw []byte) error {
		v, err := decode[T](raw)
		out = append(out, v)
		return err
	})
	return out, err
}

// take returns at most limit values from where the cursor stands, on k and raw.
func take[T any](c *bbolt.Cursor, k, raw []byte, limit int) ([]T, error) {
	var out []T
	for ; k != nil && len(out) < limit; k, raw = c.Next() {
		v, err := decode[T](raw)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
