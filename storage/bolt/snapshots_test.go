package bolt_test

import (
	"errors"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// TestLedgerFromBeforeSnapshots opens a ledger of this schema that an older program
// made, which knew nothing of snapshots.
func TestLedgerFromBeforeSnapshots(t *testing.T) {
	dir := t.TempDir()
	s, err := bolt.Open(dir, bolt.Options{})
	if err == nil {
		err = errors.Join(s.Update(t.Context(), func(tx storage.Ledger) error { return tx.PutUnit(anwei.Unit{ID: "nancun"}) }), s.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(filepath.Join(dir, bolt.File), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte("snapshots")), tx.DeleteBucket([]byte("keyed")))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = bolt.Open(dir, bolt.Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	p := anwei.MonthPeriod(2026, 10)
	err = s.Update(t.Context(), func(tx storage.Ledger) error {
		if _, ok, err := tx.Unit("nancun"); !ok {
			t.Error("the unit is gone", err)
		}
		return errors.Join(
			tx.AddSnapshot(anwei.Snapshot{Period: p, Name: "报市"}),
			tx.PutKeyed(anwei.Keyed{Key: anwei.ReportKey{Form: "figures", Period: p, Unit: "nancun"}, Revision: 1}),
		)
	})
	if err != nil {
		t.Error(err)
	}
}
