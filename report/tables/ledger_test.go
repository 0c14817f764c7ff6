package tables_test

import (
	"errors"
	"iter"

	"anwei/storage"
)

var errTorn = errors.New("a torn page")

// torn is a view of which one reading fails: the one with which n comes to zero.
type torn struct {
	storage.Tx
	n *int
}

func (t torn) Get(table string, key []byte) ([]byte, error) {
	if *t.n--; *t.n == 0 {
		return nil, errTorn
	}
	return t.Tx.Get(table, key)
}

func (t torn) Scan(table string, r storage.Range) iter.Seq2[storage.Row, error] {
	if *t.n--; *t.n == 0 {
		return func(yield func(storage.Row, error) bool) { yield(storage.Row{}, errTorn) }
	}
	return t.Tx.Scan(table, r)
}
