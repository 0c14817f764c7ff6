package bolt

import (
	"fmt"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"anwei/storage"
)

// ledger is the ledger within one transaction.
type ledger struct{ tx *bbolt.Tx }

var _ storage.Tx = ledger{}

func (l ledger) bucket(name string) *bbolt.Bucket { return l.tx.Bucket([]byte(name)) }

// writable is asked first by whatever writes, so that a put inside a View is an
// error even where there would be nothing to write.
func (l ledger) writable() error {
	if !l.tx.Writable() {
		return fmt.Errorf("bolt: a view cannot write: %w", berrors.ErrTxNotWritable)
	}
	return nil
}
