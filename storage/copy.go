package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
)

// Sum is what one table holds: how many rows, and a checksum of all of them and of
// its sequence, which is the same in every engine.
type Sum struct {
	Table string `json:"table"`
	Rows  int    `json:"rows"`
	SHA   string `json:"sha256"`
}

// Sums returns the sum of each table, in the order of Tables.
func Sums(tx Tx) ([]Sum, error) {
	return each(tx, func(string, Row) error { return nil }, func(string, uint64) error { return nil })
}

// Copy writes everything that one ledger holds into another, which must be empty,
// and returns the sums of what it read. It keeps rows as they are: what is not read
// is not judged.
func Copy(from, to Tx) ([]Sum, error) {
	there, err := Sums(to)
	if err != nil {
		return nil, err
	}
	for _, s := range there {
		if s.Rows > 0 && s.Table != Meta || s.Rows > 1 {
			return nil, fmt.Errorf("%w: table %s of the target has %d rows already", ErrConflict, s.Table, s.Rows)
		}
	}
	return each(from, func(table string, r Row) error { return to.Put(table, r.Key, r.Value) }, to.SetLast)
}

// each calls row with each row of all tables and last with each sequence.
func each(tx Tx, row func(table string, r Row) error, last func(table string, n uint64) error) ([]Sum, error) {
	var out []Sum
	for _, table := range Tables() {
		n, err := tx.Last(table)
		if err == nil {
			err = last(table, n)
		}
		if err != nil {
			return nil, err
		}
		s, h := Sum{Table: table}, sha256.New()
		add(h, binary.BigEndian.AppendUint64(nil, n))
		for r, err := range tx.Scan(table, Range{}) {
			if err == nil {
				err = row(table, r)
			}
			if err != nil {
				return nil, fmt.Errorf("table %s: %w", table, err)
			}
			s.Rows++
			add(h, r.Key)
			add(h, r.Value)
		}
		s.SHA = hex.EncodeToString(h.Sum(nil))
		out = append(out, s)
	}
	return out, nil
}

// add adds bytes with their length, so that they cannot run into the next ones.
func add(h hash.Hash, b []byte) {
	_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
	_, _ = h.Write(b)
}
