package bolt_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/bbolt"

	"anwei/storage"
	"anwei/storage/bolt"
)

func TestOpenLockedInProcess(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	_, err := bolt.Open(dir, bolt.Options{LockWait: 10 * time.Millisecond})
	wantLocked(t, err, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("the second Close: %v", err)
	}
	s = open(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func wantLocked(t *testing.T, err error, dir string) {
	t.Helper()
	if !errors.Is(err, storage.ErrLocked) {
		t.Fatalf("Open returned %v, want ErrLocked", err)
	}
	if !strings.Contains(err.Error(), filepath.Join(dir, bolt.File)) {
		t.Errorf("the error does not name the file: %v", err)
	}
}

func TestOpenMakesPrivateFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	open(t, dir)
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, bolt.File): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
		if info.Size() > 2<<20 {
			t.Errorf("%s begins with %d bytes", path, info.Size())
		}
	}
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	raw := func(fn func(*bbolt.Tx) error) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			t.Helper()
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(db.Update(fn), db.Close()); err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name, want string
		write      func(t *testing.T, path string)
	}{
		{"no bbolt file", "invalid database", func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(path, []byte(strings.Repeat("no ledger ", 10_000)), 0o600); err != nil {
				t.Fatal(err)
			}
		}},
		{"another program's", "no ledger of anwei", raw(func(tx *bbolt.Tx) error {
			_, err := tx.CreateBucket([]byte("theirs"))
			return err
		})},
		{"a newer schema", `a newer program has written the ledger`, raw(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucket([]byte("meta"))
			return errors.Join(err, b.Put([]byte("schema"), []byte(strconv.Itoa(storage.Schema+1))))
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.write(t, filepath.Join(dir, bolt.File))
			for range 2 { // the second time shows that the first let the file go
				_, err := bolt.Open(dir, bolt.Options{LockWait: 10 * time.Millisecond})
				if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), bolt.File) {
					t.Errorf("Open returned %v, want %q and the path", err, tt.want)
				}
			}
		})
	}
}

// A writer that waits stops waiting when its context ends, while the other one
// still writes.
func TestUpdateWaitsNoLongerThanItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, t.TempDir())
		err := s.Update(t.Context(), func(storage.Ledger) error {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			second := make(chan error)
			go func() { second <- s.Update(ctx, func(storage.Ledger) error { return errors.New("it ran") }) }()
			if err := <-second; !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("Update returned %v, want %v", err, context.DeadlineExceeded)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
