package storage_test

import (
	"errors"

	"anwei"
	"anwei/storage"
)

func fulfilments() []test {
	return []test{
		{"Fulfilments", testFulfilments},
		{"FulfilmentConflict", testFulfilmentConflict},
		{"VoidFulfilment", testVoid},
		{"FulfilmentsOfOneDuty", testFulfilmentsOf},
	}
}

func fulfilmentsOf(m anwei.Matter) func(storage.Ledger) ([]anwei.Fulfilment, error) {
	return func(tx storage.Ledger) ([]anwei.Fulfilment, error) { return tx.Fulfilments(m) }
}

// fulfil adds the first fulfilment of each of the matters.
func fulfil(k kit, ms ...anwei.Matter) {
	k.Helper()
	k.update(func(tx storage.Ledger) error {
		for _, m := range ms {
			if err := tx.AddFulfilment(sampleFulfilment(m, 1)); err != nil {
				return err
			}
		}
		return nil
	})
}

func testFulfilments(k kit) {
	m := duty("committee", "nancun")
	equal(k, "Fulfilments", len(read(k, fulfilmentsOf(m))), 0)
	// Neighbours must neither be mixed in nor be counted.
	fulfil(k, duty("committee", "nancu"), duty("committee", "nancun2"), duty("committee", "nancun/x"),
		anwei.Matter{Duty: "committee", Unit: "nancun"}, anwei.ReportMatter(figures(october(), "nancun")))
	var want []anwei.Fulfilment
	for n := 1; n <= 12; n++ { // twelve, so that 10 must come after 9
		want = append(want, sampleFulfilment(m, n))
		k.update(func(tx storage.Ledger) error { return tx.AddFulfilment(sampleFulfilment(m, n)) })
	}
	equal(k, "Fulfilments", read(k, fulfilmentsOf(m)), want)
	once := anwei.Matter{Duty: "committee", Unit: "nancun"}
	equal(k, "Fulfilments of a duty without a period", read(k, fulfilmentsOf(once)), []anwei.Fulfilment{sampleFulfilment(once, 1)})
}

func testFulfilmentConflict(k kit) {
	m := duty("committee", "nancun")
	fulfil(k, m)
	k.update(func(tx storage.Ledger) error { return tx.VoidFulfilment(m, 1, "报错了", noon()) }) // is the newest all the same
	for _, n := range []int{-1, 0, 1, 3} {
		err := k.store.Update(k.Context(), func(tx storage.Ledger) error { return tx.AddFulfilment(sampleFulfilment(m, n)) })
		if !errors.Is(err, storage.ErrConflict) {
			k.Errorf("AddFulfilment of %d after 1 returned %v, want ErrConflict", n, err)
		}
		// A conflict that the caller forgives leaves nothing behind.
		k.update(func(tx storage.Ledger) error { _ = tx.AddFulfilment(sampleFulfilment(m, n)); return nil })
	}
	want := sampleFulfilment(m, 1)
	want.Void, want.Voided = "报错了", noon()
	equal(k, "Fulfilments", read(k, fulfilmentsOf(m)), []anwei.Fulfilment{want})
	k.refuse("a second fulfilment of a fresh matter", func(tx storage.Ledger) error {
		return tx.AddFulfilment(sampleFulfilment(duty("committee", "beiliu"), 2))
	})
	k.update(func(tx storage.Ledger) error { // within one transaction, too
		return errors.Join(tx.AddFulfilment(sampleFulfilment(m, 2)), tx.AddFulfilment(sampleFulfilment(m, 3)))
	})
	equal(k, "Fulfilments", len(read(k, fulfilmentsOf(m))), 3)
}

func testVoid(k kit) {
	m := duty("committee", "nancun")
	fulfil(k, m, duty("committee", "beiliu"))
	k.update(func(tx storage.Ledger) error { return tx.AddFulfilment(sampleFulfilment(m, 2)) })
	k.update(func(tx storage.Ledger) error { return tx.VoidFulfilment(m, 1, "报错了", noon()) })
	void := sampleFulfilment(m, 1)
	void.Void, void.Voided = "报错了", noon()
	equal(k, "Fulfilments", read(k, fulfilmentsOf(m)), []anwei.Fulfilment{void, sampleFulfilment(m, 2)})
	for _, n := range []int{-1, 0, 3} {
		k.refuse("a void fulfilment that is not there", func(tx storage.Ledger) error { return tx.VoidFulfilment(m, n, "x", noon()) })
	}
	k.refuse("a void fulfilment of no matter", func(tx storage.Ledger) error { return tx.VoidFulfilment(duty("committee", "c"), 1, "x", noon()) })
	other := duty("committee", "beiliu")
	equal(k, "Fulfilments of another unit", read(k, fulfilmentsOf(other)), []anwei.Fulfilment{sampleFulfilment(other, 1)})
}

func testFulfilmentsOf(k kit) {
	q3 := duty("committee", "a").Period
	fulfil(k, duty("committee", "b"), duty("committee", "a"), duty("committee", "县/a"), duty("committee", "/a"), duty("committee2", "a"),
		anwei.Matter{Duty: "committee", Period: q3.Next(), Unit: "a"}, anwei.Matter{Duty: "committee", Unit: "a"},
		anwei.Matter{Duty: "committee", Period: anwei.Period{Kind: anwei.Year, Year: 2026, N: 1}, Unit: "a"},
		anwei.Matter{Form: "committee", Period: q3, Unit: "a"})
	k.update(func(tx storage.Ledger) error { return tx.AddFulfilment(sampleFulfilment(duty("committee", "a"), 2)) })
	of := func(d anwei.DutyID, p anwei.Period) map[anwei.UnitID][]anwei.Fulfilment {
		return read(k, func(tx storage.Ledger) (map[anwei.UnitID][]anwei.Fulfilment, error) { return tx.FulfilmentsOf(d, p) })
	}
	want := map[anwei.UnitID][]anwei.Fulfilment{
		"a":   {sampleFulfilment(duty("committee", "a"), 1), sampleFulfilment(duty("committee", "a"), 2)},
		"b":   {sampleFulfilment(duty("committee", "b"), 1)},
		"/a":  {sampleFulfilment(duty("committee", "/a"), 1)},
		"县/a": {sampleFulfilment(duty("committee", "县/a"), 1)},
	}
	equal(k, "FulfilmentsOf", of("committee", q3), want)
	once := anwei.Matter{Duty: "committee", Unit: "a"}
	equal(k, "FulfilmentsOf no period", of("committee", anwei.Period{}),
		map[anwei.UnitID][]anwei.Fulfilment{"a": {sampleFulfilment(once, 1)}})
	for _, none := range []map[anwei.UnitID][]anwei.Fulfilment{
		of("comm", q3), of("committee", q3.Prev()), of("", q3), of("", anwei.Period{}), of("committee/2026-Q3", anwei.Period{}),
	} {
		equal(k, "FulfilmentsOf nothing", len(none), 0)
	}
}
