package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"anwei/storage"
)

// Check reads every page of the file and says what is damaged, with storage.ErrDamaged.
func (s *Store) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.mapped(func() error {
		return s.db.View(func(tx *bbolt.Tx) (err error) {
			for damage := range tx.Check() {
				err = errors.Join(err, fmt.Errorf("%w: %w", storage.ErrDamaged, damage))
			}
			return err
		})
	})
}

// Snapshot writes a copy of the ledger into the directory, which must exist and
// hold none. The copy is the ledger at one instant, and Open opens it. It costs
// as much as the file is large, and writers go on meanwhile; the directory must
// be on a local disk, because the file grows while it is read.
func (s *Store) Snapshot(ctx context.Context, dir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.mapped(func() error {
		return s.db.View(func(tx *bbolt.Tx) error { return tx.CopyFile(filepath.Join(dir, File), 0o600) })
	})
	if err != nil {
		return fmt.Errorf("bolt: copy the ledger: %w", err)
	}
	return nil
}

// Size is how large the file is.
func (s *Store) Size(context.Context) (int64, error) {
	file, err := os.Stat(s.db.Path())
	if err != nil {
		return 0, fmt.Errorf("bolt: %w", err)
	}
	return file.Size(), nil
}
