package bolt_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"anwei/storage"
	"anwei/storage/bolt"
)

// TestPagesInACircle refuses a file of which a page names itself or one above it, in which
// bbolt walks until the memory is full.
func TestPagesInACircle(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 400 {
		if err := s.Update(t.Context(), func(tx storage.Ledger) error { return confirmOne(tx, monthly(n), strconv.Itoa(n)) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, bolt.File)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	size, tried := os.Getpagesize(), 0
	for id := 2; (id+1)*size <= len(whole); id++ {
		head := whole[id*size:]
		if binary.NativeEndian.Uint64(head) != uint64(id) || binary.NativeEndian.Uint16(head[8:]) != 1 {
			continue // no branch
		}
		looped := bytes.Clone(whole)
		binary.NativeEndian.PutUint64(looped[id*size+16+8:], uint64(id))
		if err := os.WriteFile(path, looped, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := bolt.Open(dir, bolt.Options{})
		if err == nil { // a page that is free, which nobody follows
			s.Close() //nolint:errcheck // nothing was written
			continue
		}
		tried++
		if !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("a file with page %d below itself is opened with %v", id, err)
		}
	}
	if tried == 0 {
		t.Error("no branch is in use, so that nothing was tried")
	}
}
