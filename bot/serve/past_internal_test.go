package serve

import (
	"fmt"
	"testing"
	"time"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// TestEachReportOfThePast holds the two ways of reading many reports as they were to
// each other, at each hour of a report that was handed in, returned, corrected and
// accepted.
func TestEachReportOfThePast(t *testing.T) {
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	began := time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)
	hour := func(n int) time.Time { return began.Add(time.Duration(n) * time.Hour) }
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "a"}
	one, two := anwei.Number(1), anwei.Number(2)
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		for n, v := range []anwei.Value{one, two} {
			r := anwei.Report{Key: key, Values: anwei.Values{"x": v}, First: hour(0), At: hour(2 * n)}
			rev := anwei.Revision{N: n + 1, At: r.At, Changes: []anwei.Change{{Field: "x", New: &v}}}
			if err := tx.Confirm(r, rev); err != nil {
				return err
			}
			h := anwei.Handling{N: n + 1, Revision: n + 1, Kind: []anwei.HandlingKind{anwei.Returned, anwei.Sealed}[n], At: hour(2*n + 1)}
			if err := tx.Handle(key, h); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	show := func(r anwei.Report) string { return fmt.Sprint(r.Revision, r.State(), r.Values["x"].N) }
	for n, want := range []string{"", "1submitted1", "1returned1", "2submitted2", "2sealed2"} {
		err := store.View(t.Context(), func(tx storage.Ledger) error {
			l := &ledger{tx: tx, asOf: hour(n - 1)}
			got := ""
			l.EachReport(key.Form, key.Period, func(r anwei.Report) { got += show(r) })
			listed := ""
			if r, in := l.Reports(key.Form, key.Period)[key.Unit]; in {
				listed = show(r)
			}
			if got != want || listed != want {
				t.Errorf("after %d hours: %q and %q, want %q", n-1, got, listed, want)
			}
			return l.err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestCasesOfThePast finds among the open cases one that was open then and is closed now.
func TestCasesOfThePast(t *testing.T) {
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	at := time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		_, err := tx.PutCase(anwei.Case{Kind: "hazard", Unit: "a", Opened: at, Closed: at.Add(2 * time.Hour)})
		if err != nil {
			return err
		}
		for hours, open := range map[int]int{-1: 0, 0: 1, 1: 1, 2: 0} {
			l := &ledger{tx: tx, asOf: at.Add(time.Duration(hours) * time.Hour)}
			if got := len(l.Cases("a", true)); got != open || l.err != nil {
				t.Errorf("after %d hours %d cases are open, want %d (%v)", hours, got, open, l.err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestBaselinesOfThePast leaves out those that were set later.
func TestBaselinesOfThePast(t *testing.T) {
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	at := time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		for n := range 2 {
			b := anwei.Baseline{Indicator: "rate", Value: float64(n), At: at.Add(time.Duration(n) * time.Hour)}
			if err := tx.PutBaseline(b); err != nil {
				return err
			}
		}
		for hours, want := range map[int]int{-1: 0, 0: 1, 1: 2} {
			l := &ledger{tx: tx, asOf: at.Add(time.Duration(hours) * time.Hour)}
			if got := len(l.Baselines()); got != want {
				t.Errorf("after %d hours there are %d baselines, want %d", hours, got, want)
			}
		}
		if got := len((&ledger{tx: tx}).Baselines()); got != 2 {
			t.Errorf("as it is there are %d baselines", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
