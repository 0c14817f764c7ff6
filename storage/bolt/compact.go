package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// compactStep is how much one transaction of a compaction writes at most.
const compactStep = 8 << 20

// Compact writes the file anew without its free pages, which keep what was deleted until
// they are used again, puts it in the place of the old one and closes the store. What it
// returns an error for leaves the ledger as it was. The old file is locked until it is
// replaced, so that nobody writes into it meanwhile.
func (s *Store) Compact(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := errors.Join(ctx.Err(), s.inPlace()); err != nil {
		return err
	}
	dir := filepath.Dir(s.db.Path())
	tmp, err := os.MkdirTemp(dir, ".anwei-compact-")
	if err != nil {
		return fmt.Errorf("bolt: compact the ledger: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	path := filepath.Join(tmp, File)
	fresh, err := bbolt.Open(path, 0o600, options(Options{}))
	if err != nil {
		return fmt.Errorf("bolt: compact the ledger: %w", err)
	}
	err = s.mapped(func() error { return bbolt.Compact(fresh, s.db, compactStep) })
	if err = errors.Join(err, fresh.Sync(), fresh.Close()); err == nil {
		err = os.Rename(path, s.db.Path())
	}
	if err != nil {
		return fmt.Errorf("bolt: compact the ledger: %w", err)
	}
	return syncDir(dir)
}
