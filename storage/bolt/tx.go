package bolt

import (
	"bytes"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"

	"anwei/storage"
)

// tables is a transaction of bbolt, where a table is a bucket.
type tables struct{ tx *bbolt.Tx }

var _ storage.Tx = tables{}

func (t tables) bucket(table string) *bbolt.Bucket { return t.tx.Bucket([]byte(table)) }

// Get implements storage.Tx.
func (t tables) Get(table string, key []byte) (value []byte, err error) {
	defer guard(&err)
	return t.bucket(table).Get(key), nil
}

// guard makes an error of what bbolt would end the process for: a page that is damaged.
// That the file was cut short is for mapped.
func guard(err *error) {
	if r := recover(); cut(r) {
		panic(r)
	} else if r != nil {
		*err = fmt.Errorf("bolt: %w: %v", storage.ErrDamaged, r)
	}
}

// Put implements storage.Tx. bbolt reads the value at the commit, and until then a
// value of nil would look like none.
func (t tables) Put(table string, key, value []byte) (err error) {
	defer guard(&err)
	if value == nil {
		value = []byte{}
	}
	return t.bucket(table).Put(key, value)
}

// Delete implements storage.Tx.
func (t tables) Delete(table string, key []byte) (err error) {
	defer guard(&err)
	return t.bucket(table).Delete(key)
}

// Scan implements storage.Tx.
func (t tables) Scan(table string, r storage.Range) iter.Seq2[storage.Row, error] {
	return func(yield func(storage.Row, error) bool) {
		w := walk{c: t.bucket(table).Cursor(), r: r}
		for {
			row, err := w.next()
			if err == nil && (row.Key == nil || outside(row.Key, r)) || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// walk goes through the rows of a range.
type walk struct {
	c     *bbolt.Cursor
	r     storage.Range
	begun bool
}

// next returns the next row, without a key behind the last one of the table.
func (w *walk) next() (row storage.Row, err error) {
	defer guard(&err)
	switch {
	case !w.begun:
		row.Key, row.Value = begin(w.c, w.r)
		w.begun = true
	case w.r.Backward:
		row.Key, row.Value = w.c.Prev()
	default:
		row.Key, row.Value = w.c.Next()
	}
	return row, nil
}

// begin moves the cursor to the first row in the order of the range.
func begin(c *bbolt.Cursor, r storage.Range) (k, v []byte) {
	switch {
	case !r.Backward && r.From == nil:
		return c.First()
	case !r.Backward:
		return c.Seek(r.From)
	case r.Before == nil:
		return c.Last()
	}
	if k, _ = c.Seek(r.Before); k == nil {
		return c.Last()
	}
	return c.Prev()
}

// outside reports whether the key is behind the end of the range.
func outside(k []byte, r storage.Range) bool {
	if r.Backward {
		return bytes.Compare(k, r.From) < 0
	}
	return r.Before != nil && bytes.Compare(k, r.Before) >= 0
}

// Next implements storage.Tx.
func (t tables) Next(table string) (uint64, error) { return t.bucket(table).NextSequence() }

// Last implements storage.Tx.
func (t tables) Last(table string) (uint64, error) { return t.bucket(table).Sequence(), nil }

// SetLast implements storage.Tx.
func (t tables) SetLast(table string, n uint64) error { return t.bucket(table).SetSequence(n) }

// Writable implements storage.Tx.
func (t tables) Writable() bool { return t.tx.Writable() }
