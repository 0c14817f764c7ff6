package serve

import (
	"errors"
	"testing"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// A roster that a turn saw and that was taken back is not what later turns see, though
// both have the same version.
func TestWhatWasTakenBackIsNotKept(t *testing.T) {
	s, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is read back
	var c counties
	broken, today := errors.New("broken"), anwei.Date{Year: 2026, Month: 11, Day: 20}
	names := func(name string, end error) (sees *county) {
		err := s.Update(t.Context(), func(tx storage.Ledger) (err error) {
			if err := tx.PutUnit(anwei.Unit{ID: "x", Name: name, Kind: "town"}); err != nil {
				return err
			}
			if sees, err = c.of(tx, today); err != nil {
				return err
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Fatal(err)
		}
		return sees
	}
	names("甲镇", broken)
	if sees := names("乙镇", nil); sees.units["x"].Name != "乙镇" {
		t.Errorf("the unit is called %s", sees.units["x"].Name)
	} else {
		c.keep(sees)
	}
	if err := s.View(t.Context(), func(tx storage.Ledger) error {
		again, err := c.of(tx, today)
		if again != c.last || again.units["x"].Name != "乙镇" {
			t.Errorf("it is read again, as %s", again.units["x"].Name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
