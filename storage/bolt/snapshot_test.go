package bolt_test

import (
	"fmt"
	"sync"
	"testing"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// A copy that is made while others write is the ledger at one instant: what was
// written in one transaction is in it together or not at all.
func TestSnapshot(t *testing.T) {
	s, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test is over
	put := func(n int) error {
		return s.Update(t.Context(), func(tx storage.Ledger) error {
			id := fmt.Sprintf("p%03d", n)
			if err := tx.PutUnit(anwei.Unit{ID: anwei.UnitID(id), Name: id}); err != nil {
				return err
			}
			return tx.PutPerson(anwei.Person{ID: anwei.PersonID(id), Name: id})
		})
	}
	if err := put(0); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := range 200 {
			if err := put(n); err != nil {
				t.Error(err)
			}
		}
	})
	for range 5 {
		dir := t.TempDir()
		if err := s.Snapshot(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		c, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = c.View(t.Context(), func(tx storage.Ledger) error {
			r, err := tx.Roster()
			if len(r.Units) != len(r.People) || len(r.Units) == 0 {
				t.Errorf("the copy has %d units and %d people", len(r.Units), len(r.People))
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	if err := s.Snapshot(t.Context(), "/no/such/folder"); err == nil {
		t.Error("a copy into no folder is told to be made")
	}
}
