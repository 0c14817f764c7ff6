package bolt_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// A ledger that was written before a bucket was known gets it, and keeps what it
// holds.
func TestAddedBuckets(t *testing.T) {
	dir := t.TempDir()
	first, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = first.Update(t.Context(), func(tx storage.Ledger) error {
		return tx.PutUnit(anwei.Unit{ID: "nancun", Name: "南村镇"})
	})
	if err := errors.Join(err, first.Close()); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(filepath.Join(dir, bolt.File), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte("audits")), tx.DeleteBucket([]byte("handlings")))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	err = s.Update(t.Context(), func(tx storage.Ledger) error {
		u, found, err := tx.Unit("nancun")
		if !found || u.Name != "南村镇" {
			t.Errorf("the unit is %+v, %t", u, found)
		}
		return errors.Join(err, tx.PutAudit(anwei.Audit{ID: "a", At: time.Unix(1, 0)}))
	})
	if err != nil {
		t.Fatal(err)
	}
}
