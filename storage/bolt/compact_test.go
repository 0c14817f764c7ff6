package bolt_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// TestCompact holds that a compacted ledger has every row and sequence that it had, that
// nothing is left beside it, and that the store that was compacted writes no more.
func TestCompact(t *testing.T) {
	dir := t.TempDir()
	open := func() *bolt.Store {
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	sums := func(s *bolt.Store) (out []storage.Sum) {
		if err := s.View(t.Context(), func(tx storage.Ledger) (err error) {
			out, err = storage.Sums(tx.Tx)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	s := open()
	put := func(tx storage.Ledger) error {
		_, _, err := tx.PutOutgoing(anwei.Outgoing{Key: "a", To: "ann", Content: anwei.PlainText("您好")})
		return errors.Join(err, tx.PutPerson(anwei.Person{ID: "ann"}), tx.PutTalk("ann", nil))
	}
	if err := s.Update(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	before := sums(s)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Compact(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("given up, it says %v", err)
	}
	s = open()
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), put); err == nil {
		t.Error("the old store writes on")
	}
	s = open()
	defer s.Close() //nolint:errcheck // nothing was written
	if after := sums(s); !reflect.DeepEqual(before, after) {
		t.Errorf("%v became %v", before, after)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".anwei-*")); len(left) > 0 {
		t.Errorf("%v was left", left)
	}
	if info, err := os.Stat(filepath.Join(dir, bolt.File)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
}
