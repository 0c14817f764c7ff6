// Package storage keeps the ledger: what it holds and what may be done with it is
// written here once, over engines that keep nothing but keys and bytes.
package storage

import (
	"context"
	"errors"
	"iter"
)

// ErrConflict is returned when what was to be added exists already.
var ErrConflict = errors.New("storage: conflict")

// ErrLocked is returned when another process has the data open.
var ErrLocked = errors.New("storage: the data is in use by another process")

// ErrGone is returned by what would write into a file that is no longer the one at
// its path: it was deleted, moved away or replaced, and what is written into it
// would be lost at the next start.
var ErrGone = errors.New("storage: the file of the ledger is gone from its place")

// ErrDamaged is returned where what is kept is not what was written. Nothing that was
// read with it is to be relied on.
var ErrDamaged = errors.New("storage: the ledger is damaged")

// ErrReadOnly is returned where a View is asked to write.
var ErrReadOnly = errors.New("storage: a view cannot write")

// Store is an engine that has a ledger open. All methods may be called by several
// goroutines. An engine makes a Tx of its own and hands it to fn as a Ledger.
type Store interface {
	// View runs fn on a consistent picture of the ledger. A view must be short:
	// copy out, return, then work.
	View(ctx context.Context, fn func(Ledger) error) error
	// Update runs fn and makes everything it wrote durable at once, or nothing
	// of it when fn returns an error, which Update then returns. It may run fn
	// more than once, so fn has no effect but on its Ledger. When Update has
	// returned nil, a kill -9 loses nothing of it.
	Update(ctx context.Context, fn func(Ledger) error) error
	// Close waits for running transactions and frees the store for another
	// process.
	Close() error
}

// Tx is one transaction over the tables that Tables names, each of which holds
// bytes under keys that sort bytewise. It is all that an engine has to provide.
// What writes fails inside a View. Slices that are handed over in either direction
// are not changed by anybody until the transaction has ended.
type Tx interface {
	// Get returns the value under the key, nil where there is none.
	Get(table string, key []byte) ([]byte, error)
	// Put writes a value, an empty one too, under a key that is not empty.
	Put(table string, key, value []byte) error
	// Delete of a key that is not there is no error.
	Delete(table string, key []byte) error
	// Scan walks the rows of a range in their order. The table is not written
	// while it is walked.
	Scan(table string, r Range) iter.Seq2[Row, error]
	// Next counts up the sequence of the table, which begins at 1, and returns it.
	Next(table string) (uint64, error)
	// Last returns what Next returned last, 0 for nothing.
	Last(table string) (uint64, error)
	// SetLast makes the sequence go on behind n.
	SetLast(table string, n uint64) error
	// Writable reports whether the transaction is an Update's.
	Writable() bool
}

// Row is one key of a table with its value.
type Row struct{ Key, Value []byte }

// Range is the keys from From on and before Before, where nil is no bound.
// Backward is from the last to the first.
type Range struct {
	From, Before []byte
	Backward     bool
}

// Ledger is the ledger within one transaction: its verbs, by what they are about.
// What a method returns may be kept and changed by the caller. A lookup that finds
// nothing returns false and no error. Put methods overwrite unless they say
// otherwise. Every method that writes fails inside a View, and where what it should
// put lacks its id. Userids are taken without regard to case, and kept in lower
// case where they are keys.
type Ledger struct {
	People
	Filing
	Talks
	Outbox
	Matters
	Ways
	Desk
	Broadcasts
	Settings
	// Tx is what the ledger is kept in.
	Tx Tx
}

// Over returns the ledger that is kept in the transaction.
func Over(tx Tx) Ledger {
	return Ledger{
		People{tx}, Filing{tx}, Talks{tx}, Outbox{tx}, Matters{tx}, Ways{tx}, Desk{tx}, Broadcasts{tx}, Settings{tx}, tx,
	}
}

// writable is asked first by what may have nothing to write, so that it is an error
// inside a View all the same.
func writable(tx Tx) error {
	if !tx.Writable() {
		return ErrReadOnly
	}
	return nil
}
