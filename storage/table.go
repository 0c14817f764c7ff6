package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"
)

// Table is one table of the ledger: its name, how its keys and values are written,
// and the indexes that are kept with it.
type Table[K, V any] struct {
	Name    string
	Key     func(K) []byte
	Codec   Codec[V]
	Indexes []Index[K, V]
	// KeyOf reads the key of a row back; what has indexes has it.
	KeyOf func(key []byte, v V) K
}

// Codec writes and reads the values of a table; without one they are JSON.
type Codec[V any] struct {
	Write func(V) []byte
	Read  func([]byte) V
}

// Index finds rows of a table by something else than their key.
type Index[K, V any] struct {
	Name string
	// Rows returns the rows of the index that are due to one of the table.
	Rows func(K, V) []Row
	// Of returns the key of the row of the table to which a row of the index is due,
	// given that one's key.
	Of func(key []byte) []byte
}

// bare is the row of an index that says all in its key.
func bare(key []byte) []Row { return []Row{{Key: key}} }

func (t Table[K, V]) names() []string {
	out := make([]string, 1+len(t.Indexes))
	out[0] = t.Name
	for i, x := range t.Indexes {
		out[1+i] = x.Name
	}
	return out
}

// decode returns the value of a row, which shares nothing with its bytes. The error is
// ErrDamaged where they are not what was written.
func (t Table[K, V]) decode(row Row) (v V, err error) {
	if t.Codec.Read != nil {
		return t.Codec.Read(row.Value), nil
	}
	if err = t.intact(row); err == nil {
		if err = json.Unmarshal(row.Value, &v); err != nil {
			err = fmt.Errorf("%w: %s %q: %w", ErrDamaged, t.Name, row.Key, err)
		}
	}
	return v, err
}

func (t Table[K, V]) intact(row Row) error {
	if intact(row) {
		return nil
	}
	return fmt.Errorf("%w: %s %q: %w", ErrDamaged, t.Name, row.Key, fault{Altered, ""})
}

func (t Table[K, V]) encode(key []byte, v V) ([]byte, error) {
	if t.Codec.Write != nil {
		return t.Codec.Write(v), nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("storage: a value of %s cannot be written: %w", t.Name, err)
	}
	return withSum(Row{key, raw}), nil
}

func (t Table[K, V]) get(tx Tx, k K) (V, bool, error) { return t.at(tx, t.Key(k)) }

// at is get of a key as it is written.
func (t Table[K, V]) at(tx Tx, key []byte) (v V, ok bool, err error) {
	raw, err := tx.Get(t.Name, key)
	if raw == nil || err != nil {
		return v, false, err
	}
	v, err = t.decode(Row{key, raw})
	return v, err == nil, err
}

func (t Table[K, V]) has(tx Tx, k K) (bool, error) {
	raw, err := tx.Get(t.Name, t.Key(k))
	return raw != nil, err
}

// put writes a row and what the indexes have of it.
func (t Table[K, V]) put(tx Tx, k K, v V) error {
	if len(t.Indexes) > 0 {
		was, found, err := t.get(tx, k)
		if err != nil {
			return err
		}
		return t.replace(tx, k, was, found, v)
	}
	return t.write(tx, k, v)
}

// replace is put where it is known what was there.
func (t Table[K, V]) replace(tx Tx, k K, was V, found bool, v V) error {
	if err := t.reindex(tx, k, was, found, v, true); err != nil {
		return err
	}
	return t.write(tx, k, v)
}

// write is put for what no index changes by.
func (t Table[K, V]) write(tx Tx, k K, v V) error {
	key := t.Key(k)
	raw, err := t.encode(key, v)
	if err != nil {
		return err
	}
	return tx.Put(t.Name, key, raw)
}

// delete removes a row, if it is there, and what the indexes have of it.
func (t Table[K, V]) delete(tx Tx, k K) error {
	if len(t.Indexes) > 0 {
		was, found, err := t.get(tx, k)
		if err != nil {
			return err
		}
		if err := t.reindex(tx, k, was, found, was, false); err != nil {
			return err
		}
	}
	return tx.Delete(t.Name, t.Key(k))
}

// reindex makes the indexes have what a row is, if it is there, in place of what it
// was, if it was there. It writes only those that change.
func (t Table[K, V]) reindex(tx Tx, k K, was V, found bool, v V, there bool) error {
	for _, x := range t.Indexes {
		var before, now []Row
		if found {
			before = x.Rows(k, was)
		}
		if there {
			now = x.Rows(k, v)
		}
		if slices.EqualFunc(before, now, Row.equal) {
			continue
		}
		for _, r := range before {
			if err := tx.Delete(x.Name, r.Key); err != nil {
				return err
			}
		}
		for _, r := range now {
			if err := tx.Put(x.Name, r.Key, r.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

// all walks the values of a range in the order of their keys.
func (t Table[K, V]) all(tx Tx, r Range) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		var v V
		for row, err := range tx.Scan(t.Name, r) {
			if err == nil {
				v, err = t.decode(row)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// list returns the values of a range, at most limit of them.
func (t Table[K, V]) list(tx Tx, r Range, limit int) ([]V, error) {
	return collect(t.all(tx, r), limit)
}

// by walks the values of which an index has a row in the range. Their keys stand in
// those of the index behind skip bytes.
func (t Table[K, V]) by(tx Tx, index string, r Range, skip int, wanted func(Row) bool) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for row, err := range tx.Scan(index, r) {
			var v V
			if err == nil && !wanted(row) {
				continue
			}
			if err == nil {
				v, err = t.indexed(tx, index, row.Key[skip:])
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// indexed returns the row of a key that an index has.
func (t Table[K, V]) indexed(tx Tx, index string, key []byte) (V, error) {
	v, found, err := t.at(tx, key)
	if err == nil && !found {
		err = fmt.Errorf("%w: %s names what %s does not have", ErrDamaged, index, t.Name)
	}
	return v, err
}

// everyRow wants every row of an index.
func everyRow(Row) bool { return true }

// collect returns at most limit of the values.
func collect[V any](all iter.Seq2[V, error], limit int) ([]V, error) {
	var out []V
	if limit <= 0 {
		return nil, nil
	}
	for v, err := range all {
		if err != nil {
			return nil, err
		}
		if out = append(out, v); len(out) >= limit {
			break
		}
	}
	return out, nil
}

// first returns the first value, and false where there is none.
func first[V any](all iter.Seq2[V, error]) (V, bool, error) {
	for v, err := range all {
		return v, err == nil, err
	}
	var none V
	return none, false, nil
}

// everything is a limit that is none.
const everything = math.MaxInt

// keysOf walks the keys of the rows. They may be kept while rows are deleted.
func keysOf(rows iter.Seq2[Row, error]) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for row, err := range rows {
			if !yield(bytes.Clone(row.Key), err) {
				return
			}
		}
	}
}
