package storage_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

func snapshots() []test {
	return []test{{"Snapshot", testSnapshot}, {"Keyed", testKeyed}}
}

func snapshot(p anwei.Period, name string) func(storage.Ledger) (anwei.Snapshot, bool, error) {
	return func(tx storage.Ledger) (anwei.Snapshot, bool, error) { return tx.Snapshot(p, name) }
}

func snapshotsOf(p anwei.Period) func(storage.Ledger) ([]anwei.Snapshot, error) {
	return func(tx storage.Ledger) ([]anwei.Snapshot, error) { return tx.Snapshots(p) }
}

func keyedOf(p anwei.Period) func(storage.Ledger) (map[anwei.UnitID]anwei.Keyed, error) {
	return func(tx storage.Ledger) (map[anwei.UnitID]anwei.Keyed, error) { return tx.Keyed("figures", p) }
}

func sampleSnapshot(p anwei.Period, name string, at time.Time) anwei.Snapshot {
	promise := samplePromise(duty("committee", "nancun"))
	return anwei.Snapshot{
		Period: p, Name: name, At: at, By: "ann", Plan: "2026.1", Units: []anwei.Unit{sampleUnit()},
		People: []anwei.Person{{ID: "ann", Name: "安"}},
		Held:   []anwei.Held{{Key: figures(p, "nancun"), Revision: 3, Late: true}},
		Duties: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 4},
		Owed:   []anwei.HeldDuty{{Matter: duty("committee", "nancun"), Done: []int{1, 3}, Promise: &promise, Proofs: 2, Lost: 1}},
	}
}

func sampleKeyed(p anwei.Period, u anwei.UnitID, n int) anwei.Keyed {
	return anwei.Keyed{Key: figures(p, u), Revision: n, By: "ann", At: noon()}
}

func testSnapshot(k kit) {
	p, next := october(), october().Next()
	absent(k, "Snapshot", snapshot(p, "报市"))
	first := sampleSnapshot(p, "报市", noon().Add(time.Hour))
	k.update(func(tx storage.Ledger) error { return tx.AddSnapshot(first) })
	equal(k, "Snapshot", find(k, snapshot(p, "报市")), first)
	absent(k, "Snapshot of another period", snapshot(next, "报市"))
	absent(k, "Snapshot of another name", snapshot(p, "报"))

	// It stays for ever, under a name of its own.
	other := sampleSnapshot(p, "报市", noon())
	conflict(k, func(tx storage.Ledger) error { return tx.AddSnapshot(other) })
	equal(k, "Snapshot", find(k, snapshot(p, "报市")), first)

	early, elsewhere := sampleSnapshot(p, "截至10月22日17:00", noon()), sampleSnapshot(next, "报市", noon())
	k.update(func(tx storage.Ledger) error {
		return each(func() error { return tx.AddSnapshot(early) }, func() error { return tx.AddSnapshot(elsewhere) })
	})
	equal(k, "Snapshots", read(k, snapshotsOf(p)), []anwei.Snapshot{early, first})
	equal(k, "Snapshots", read(k, snapshotsOf(next)), []anwei.Snapshot{elsewhere})
	equal(k, "Snapshots of no period", len(read(k, snapshotsOf(anwei.Period{}))), 0)
	for what, s := range map[string]anwei.Snapshot{
		"a snapshot without a name":    sampleSnapshot(p, "", noon()),
		"a name with a NUL":            sampleSnapshot(p, "a\x00b", noon()),
		"a snapshot without a period":  sampleSnapshot(anwei.Period{}, "a", noon()),
		"a snapshot of a false period": sampleSnapshot(anwei.Period{Kind: anwei.Month, Year: 2026, N: 13}, "a", noon()),
	} {
		k.refuse(what, func(tx storage.Ledger) error { return tx.AddSnapshot(s) })
	}
}

func testKeyed(k kit) {
	p := october()
	equal(k, "Keyed", len(read(k, keyedOf(p))), 0)
	first := sampleKeyed(p, "nancun", 1)
	k.update(func(tx storage.Ledger) error {
		return each(
			func() error { return tx.PutKeyed(first) },
			func() error { return tx.PutKeyed(sampleKeyed(p, "nancun2", 7)) },
			func() error { return tx.PutKeyed(sampleKeyed(p.Next(), "nancun", 9)) },
		)
	})
	want := map[anwei.UnitID]anwei.Keyed{"nancun": first, "nancun2": sampleKeyed(p, "nancun2", 7)}
	equal(k, "Keyed", read(k, keyedOf(p)), want)
	k.update(func(tx storage.Ledger) error { return tx.PutKeyed(sampleKeyed(p, "nancun", 2)) })
	want["nancun"] = sampleKeyed(p, "nancun", 2)
	equal(k, "Keyed", read(k, keyedOf(p)), want)
	k.refuse("a report of no unit", func(tx storage.Ledger) error { return tx.PutKeyed(sampleKeyed(p, "", 1)) })
}

// testSnapshotModel does the same at random to the store and to maps. The store is
// closed and opened now and then.
func testSnapshotModel(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		k := kit{rt, open(t, dir)}
		defer func() { closeStore(rt, k.store) }()
		kept := map[string]anwei.Snapshot{}
		done := map[anwei.Period]map[anwei.UnitID]anwei.Keyed{}
		period := func(rt *rapid.T) anwei.Period {
			return rapid.SampledFrom([]anwei.Period{october(), october().Next(), {Kind: anwei.Quarter, Year: 2026, N: 1}}).Draw(rt, "period")
		}
		rt.Repeat(map[string]func(*rapid.T){
			"add": func(rt *rapid.T) {
				s := sampleSnapshot(period(rt), rapid.SampledFrom([]string{"a", "a ", "报市", "2026-10"}).Draw(rt, "name"), when(rt))
				key := fmt.Sprint(s.Period, "|", s.Name)
				if _, there := kept[key]; there {
					conflict(k, func(tx storage.Ledger) error { return tx.AddSnapshot(s) })
					return
				}
				k.update(func(tx storage.Ledger) error { return tx.AddSnapshot(s) })
				kept[key] = s
			},
			"key": func(rt *rapid.T) {
				v := sampleKeyed(period(rt), rapid.SampledFrom([]anwei.UnitID{"a", "ab"}).Draw(rt, "unit"), rapid.IntRange(0, 9).Draw(rt, "revision"))
				k.update(func(tx storage.Ledger) error { return tx.PutKeyed(v) })
				if done[v.Key.Period] == nil {
					done[v.Key.Period] = map[anwei.UnitID]anwei.Keyed{}
				}
				done[v.Key.Period][v.Key.Unit] = v
			},
			"reopen": func(*rapid.T) {
				closeStore(rt, k.store)
				k.store = open(t, dir)
			},
			"": func(rt *rapid.T) {
				p := period(rt)
				equal(rt, "Snapshots", append([]anwei.Snapshot{}, read(k, snapshotsOf(p))...), inOrder(kept, p))
				want := maps.Clone(done[p])
				if want == nil {
					want = map[anwei.UnitID]anwei.Keyed{}
				}
				equal(rt, "Keyed", read(k, keyedOf(p)), want)
			},
		})
	})
}

func inOrder(kept map[string]anwei.Snapshot, p anwei.Period) []anwei.Snapshot {
	out := []anwei.Snapshot{}
	for _, s := range kept {
		if s.Period == p {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b anwei.Snapshot) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name)) })
	return out
}

// conflict fails the test unless the transaction fails with ErrConflict.
func conflict(k kit, fn func(tx storage.Ledger) error) {
	k.Helper()
	if err := k.store.Update(k.Context(), fn); !errors.Is(err, storage.ErrConflict) {
		k.Errorf("Update returned %v, want ErrConflict", err)
	}
}
