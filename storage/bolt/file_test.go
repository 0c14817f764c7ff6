package bolt_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// raw opens a closed ledger's file without our code, until the test ends.
func raw(tb testing.TB, dir string) *bbolt.DB {
	tb.Helper()
	db, err := bbolt.Open(filepath.Join(dir, bolt.File), 0o600, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	return db
}

// checkPages checks every page of a ledger that is open nowhere else.
func checkPages(t *testing.T, dir string) {
	t.Helper()
	db := raw(t, dir)
	err := db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Errorf("the file is damaged: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// The ledger is read by others through its keys, so they are a contract.
func TestKeysAreReadable(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	err := s.Update(t.Context(), func(tx storage.Tx) error { return confirmOne(tx, monthly(9), "k") })
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	db := raw(t, dir)
	err = db.View(func(tx *bbolt.Tx) error {
		for _, bucket := range []string{"drafts", "reports"} {
			if k, _ := tx.Bucket([]byte(bucket)).Cursor().First(); string(k) != "figures/2026-10/u0" {
				t.Errorf("%s has the key %q", bucket, k)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A message that has ended leaves nothing in the indexes, so that Due and NextDue
// do not slow down over the years.
func TestEndedMessagesLeaveTheIndexes(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		for i := range 100 {
			seq, _, err := tx.PutOutgoing(anwei.Outgoing{Key: strconv.Itoa(i), To: anwei.PersonID(fmt.Sprint("p", i%7))})
			if err != nil {
				return err
			}
			if err := tx.Done(seq, storage.Ending{Result: storage.Sent}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	db := raw(t, dir)
	err = db.View(func(tx *bbolt.Tx) error {
		for bucket, want := range map[string]int{
			"outbox": 0, "outbox_queues": 0, "outbox_heads": 0, "outbox_keys": 100, "outbox_endings": 100,
		} {
			if got := tx.Bucket([]byte(bucket)).Stats().KeyN; got != want {
				t.Errorf("%s has %d keys, want %d", bucket, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
