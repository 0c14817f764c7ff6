package storage_test

import (
	"os"

	"anwei"
	"anwei/storage"
)

func cases() []test {
	return []test{
		{"CaseNumbers", testCaseNumbers},
		{"CasesOpen", testCasesOpen},
		{"CaseCopies", testCaseCopies},
	}
}

func caseOf(id anwei.CaseID) func(storage.Ledger) (anwei.Case, bool, error) {
	return func(tx storage.Ledger) (anwei.Case, bool, error) { return tx.Case(id) }
}

// putCase puts the case and returns it with its number.
func (k kit) putCase(c anwei.Case) anwei.Case {
	k.Helper()
	k.update(func(tx storage.Ledger) (err error) {
		c.ID, err = tx.PutCase(c)
		return err
	})
	return c
}

// numbers fails the test unless Cases returns those with the numbers.
func (k kit) numbers(u anwei.UnitID, open bool, want ...anwei.CaseID) {
	k.Helper()
	all := read(k, func(tx storage.Ledger) ([]anwei.Case, error) { return tx.Cases(u, open) })
	got := make([]anwei.CaseID, 0, len(all))
	for _, c := range all {
		got = append(got, c.ID)
	}
	equal(k, "Cases of "+string(u), got, append([]anwei.CaseID{}, want...))
}

func testCaseNumbers(k kit) {
	absent(k, "Case", caseOf(1))
	absent(k, "Case", caseOf(0))
	k.refuse("a case that fails", func(tx storage.Ledger) error {
		if _, err := tx.PutCase(sampleCase("a")); err != nil {
			return err
		}
		return os.ErrInvalid
	})
	var all []anwei.Case
	for n := anwei.CaseID(1); n <= 12; n++ {
		c := k.putCase(sampleCase("a"))
		equal(k, "PutCase", c.ID, n)
		all = append(all, c)
	}
	equal(k, "Cases", read(k, func(tx storage.Ledger) ([]anwei.Case, error) { return tx.Cases("", false) }), all)
	equal(k, "open Cases", read(k, func(tx storage.Ledger) ([]anwei.Case, error) { return tx.Cases("", true) }), all)
	back := all[1]
	back.Text = "燃气泄漏，已处置"
	equal(k, "PutCase", k.putCase(back).ID, back.ID)
	equal(k, "Case", find(k, caseOf(2)), back)
	equal(k, "the next number", k.putCase(sampleCase("b")).ID, 13)
	unknown := sampleCase("a")
	unknown.ID = 14
	k.refuse("a case with a number that was never given", func(tx storage.Ledger) error { _, err := tx.PutCase(unknown); return err })
	k.refuse("a case of no unit", func(tx storage.Ledger) error { _, err := tx.PutCase(sampleCase("")); return err })
	equal(k, "the number after those refused", k.putCase(sampleCase("b")).ID, 14)
}

func testCasesOpen(k kit) {
	k.numbers("", false)
	k.numbers("", true)
	first := k.putCase(sampleCase("a"))
	second := k.putCase(sampleCase("b"))
	k.putCase(sampleCase("a"))
	k.putCase(sampleCase("a/b"))
	k.numbers("", true, 1, 2, 3, 4)
	k.numbers("a", true, 1, 3)
	k.numbers("", false, 1, 2, 3, 4)

	first.Closed, first.ClosedBy, first.Outcome = noon(), "ann", "已整改"
	k.putCase(first)
	k.numbers("", true, 2, 3, 4)
	k.numbers("a", true, 3)
	k.numbers("a", false, 1, 3)
	equal(k, "Case", find(k, caseOf(1)), first)
	closed := sampleCase("c")
	closed.Closed = noon()
	k.putCase(closed)
	k.numbers("c", true)
	k.numbers("c", false, 5)

	first.Closed = sampleCase("a").Closed // opened again
	k.putCase(first)
	second.Unit = "a" // handed over
	k.putCase(second)
	k.numbers("a", true, 1, 2, 3)
	k.numbers("a", false, 1, 2, 3)
	k.numbers("b", true)
	k.numbers("b", false)
}

func testCaseCopies(k kit) {
	given := sampleCase("a")
	k.update(func(tx storage.Ledger) error {
		id, err := tx.PutCase(given)
		if err != nil {
			return err
		}
		given.Steps[0].Result = "changed"
		got, _, err := tx.Case(id)
		got.Steps[1].Result = "changed"
		return err
	})
	want := sampleCase("a")
	want.ID = 1
	got := find(k, caseOf(1))
	equal(k, "Case", got, want)
	got.Steps[0].Result = "changed"
	equal(k, "Cases", read(k, func(tx storage.Ledger) ([]anwei.Case, error) { return tx.Cases("a", true) }), []anwei.Case{want})
}
