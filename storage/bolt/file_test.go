package bolt_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

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
	m := anwei.Matter{Duty: "committee", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}, Unit: "u0"}
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		_, err := tx.PutCase(anwei.Case{Unit: "u0"})
		_, errO := tx.PutOccurrence("lead/x", storage.Occurrence{})
		return errors.Join(err, errO, confirmOne(tx, monthly(9), "k"), tx.PutPromise(anwei.Promise{Matter: m}),
			tx.AddFulfilment(anwei.Fulfilment{Matter: m, N: 1}), tx.PutEvidence(anwei.Evidence{ID: "e1", Matter: m}),
			tx.PutReach("Ann", storage.Reach{}))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	db := raw(t, dir)
	err = db.View(func(tx *bbolt.Tx) error {
		for bucket, want := range map[string]string{
			"drafts": "figures/2026-10/u0", "reports": "figures/2026-10/u0", "promises": "u0\x00duty/committee/2026-Q3/u0",
			"fulfilments": "duty/committee/2026-Q3/u0\x00" + "\x00\x00\x00\x00\x00\x00\x00\x01",
			"cases":       "\x00\x00\x00\x00\x00\x00\x00\x01", "evidence": "e1", "occurrences": "lead/x", "ways": "ann",
		} {
			if k, _ := tx.Bucket([]byte(bucket)).Cursor().First(); string(k) != want {
				t.Errorf("%s has the key %q, want %q", bucket, k, want)
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
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
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
	wantKeys(t, dir, map[string]int{
		"outbox": 0, "outbox_queues": 0, "outbox_heads": 0, "outbox_aside": 0, "outbox_keys": 100, "outbox_endings": 100,
	})
}

// wantKeys counts the keys of a ledger that is open nowhere.
func wantKeys(t *testing.T, dir string, want map[string]int) {
	t.Helper()
	db := raw(t, dir)
	err := db.View(func(tx *bbolt.Tx) error {
		for bucket, want := range want {
			if got := tx.Bucket([]byte(bucket)).Stats().KeyN; got != want {
				t.Errorf("%s has %d keys, want %d", bucket, got, want)
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Error(err)
	}
}

// Closed cases and fetched evidence leave the indexes of what is still to be done.
func TestWhatIsDoneLeavesTheIndexes(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	m := anwei.Matter{Duty: "two_lists", Unit: "u0"}
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		for i := range 100 {
			c := anwei.Case{Unit: "u0"}
			e := anwei.Evidence{ID: strconv.Itoa(i), Matter: m}
			id, err := tx.PutCase(c)
			if err := errors.Join(err, tx.PutEvidence(e)); err != nil {
				return err
			}
			c.ID, c.Closed, e.Size = id, time.Unix(1, 0), 1
			_, err = tx.PutCase(c)
			if err := errors.Join(err, tx.PutEvidence(e)); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, dir, map[string]int{
		"cases": 100, "cases_open": 0, "evidence": 100, "evidence_matters": 100, "evidence_unfetched": 0,
	})
}

// What is known of deliveries shrinks to the last hour's after a busy day, by two
// with each message that is sent.
func TestDeliveriesAreForgotten(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	n := 0
	send := func(times int, at time.Time) {
		t.Helper()
		err := s.Update(t.Context(), func(tx storage.Ledger) error {
			for range times {
				n++
				seq, _, err := tx.PutOutgoing(anwei.Outgoing{Key: strconv.Itoa(n), To: "ann"})
				if err := errors.Join(err, tx.Done(seq, storage.Ending{At: at, Result: storage.Sent})); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	kept := func(want int) {
		t.Helper()
		err := s.View(t.Context(), func(tx storage.Ledger) error {
			ds, err := tx.SentSince(time.Time{})
			if len(ds) != want {
				t.Errorf("%d deliveries are kept, want %d", len(ds), want)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	noon := time.Date(2026, 10, 19, 12, 0, 0, 0, time.UTC)
	send(200, noon)
	kept(200)
	send(1, noon.Add(time.Hour)) // an hour old is not older
	kept(201)
	send(1, noon.Add(time.Hour+1))
	kept(200)
	send(199, noon.Add(time.Hour+2))
	kept(201)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, dir, map[string]int{"outbox_sent": 201, "outbox_endings": 401})
}
