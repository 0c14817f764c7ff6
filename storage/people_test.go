package storage_test

import (
	"errors"
	"fmt"

	"anwei"
	"anwei/storage"
)

func people() []test {
	return []test{
		{"RosterOrder", testRosterOrder},
		{"RosterVersion", testRosterVersion},
		{"UnitsAfter", testUnitsAfter},
		{"PeopleAfter", testPeopleAfter},
		{"PersonIgnoresCase", testPersonCase},
		{"DeletePerson", testDeletePerson},
		{"RosterCopies", testRosterCopies},
		{"RosterRefusesNoID", testRosterNoID},
	}
}

func names(r anwei.Roster) (out []string) {
	for _, u := range r.Units {
		out = append(out, string(u.ID)+" "+u.Name)
	}
	for _, p := range r.People {
		out = append(out, string(p.ID)+" "+p.Name)
	}
	return out
}

func testRosterOrder(k kit) {
	k.update(func(tx storage.Ledger) error {
		return errors.Join(
			tx.PutUnit(anwei.Unit{ID: "z", Name: "1"}), tx.PutUnit(anwei.Unit{ID: "县/a", Name: "2"}),
			tx.PutUnit(anwei.Unit{ID: "m", Name: "3"}),
			tx.PutPerson(anwei.Person{ID: "zoe", Name: "4"}), tx.PutPerson(anwei.Person{ID: "Ann", Name: "5"}))
	})
	k.update(func(tx storage.Ledger) error {
		return errors.Join(
			tx.PutUnit(anwei.Unit{ID: "m", Name: "3 again"}), tx.PutUnit(anwei.Unit{ID: "z", Name: "1 again"}),
			tx.PutPerson(anwei.Person{ID: "ANN", Name: "5 again"}), tx.PutPerson(anwei.Person{ID: "bob", Name: "6"}))
	})
	equal(k, "Roster", names(read(k, storage.Ledger.Roster)),
		[]string{"z 1 again", "县/a 2", "m 3 again", "zoe 4", "ann 5 again", "bob 6"})
	equal(k, "Unit", find(k, func(tx storage.Ledger) (anwei.Unit, bool, error) { return tx.Unit("m") }),
		anwei.Unit{ID: "m", Name: "3 again"})
	absent(k, "Unit of another case", func(tx storage.Ledger) (anwei.Unit, bool, error) { return tx.Unit("M") })
	absent(k, "Unit of no id", func(tx storage.Ledger) (anwei.Unit, bool, error) { return tx.Unit("") })
}

func testRosterVersion(k kit) {
	seen := map[uint64]string{}
	for what, change := range []func(storage.Ledger) error{
		func(storage.Ledger) error { return nil },
		func(tx storage.Ledger) error { return tx.PutUnit(anwei.Unit{ID: "z", Name: "1"}) },
		func(tx storage.Ledger) error { return tx.PutUnit(anwei.Unit{ID: "z", Name: "1 again"}) },
		func(tx storage.Ledger) error { return tx.PutPerson(anwei.Person{ID: "ann", Name: "2"}) },
		func(tx storage.Ledger) error { return tx.PutPerson(anwei.Person{ID: "bob", Name: "3"}) },
		func(tx storage.Ledger) error { return tx.DeletePerson("ann") },
		func(tx storage.Ledger) error {
			_, err := tx.PutGrant(anwei.Grant{From: "ann", To: "bob"})
			return err
		},
	} {
		k.update(change)
		v := read(k, storage.Ledger.RosterVersion)
		if before, known := seen[v]; known {
			k.Errorf("change %d leaves the version %d of %s", what, v, before)
		}
		seen[v] = fmt.Sprint("change ", what)
		if again := read(k, storage.Ledger.RosterVersion); again != v {
			k.Errorf("the version is %d and then %d, and nothing has changed", v, again)
		}
	}
}

func testUnitsAfter(k kit) {
	after := func(id anwei.UnitID, limit int, want ...string) {
		k.Helper()
		us := read(k, func(tx storage.Ledger) ([]anwei.Unit, error) { return tx.UnitsAfter(id, limit) })
		equal(k, "UnitsAfter "+string(id), append([]string{}, names(anwei.Roster{Units: us})...), append([]string{}, want...))
	}
	after("", 9)
	k.update(func(tx storage.Ledger) error {
		return errors.Join(
			tx.PutUnit(anwei.Unit{ID: "z", Name: "1"}), tx.PutUnit(anwei.Unit{ID: "县/a", Name: "2"}),
			tx.PutUnit(anwei.Unit{ID: "m", Name: "3"}), tx.PutUnit(anwei.Unit{ID: "z", Name: "1 again"}))
	})
	after("", 9, "z 1 again", "县/a 2", "m 3")
	after("", 2, "z 1 again", "县/a 2")
	after("县/a", 2, "m 3")
	after("z", 1, "县/a 2")
	after("m", 2)
	after("", 0)
	after("z", -1)
	after("Z", 9) // not there: ids of units keep their case
	after("nowhere", 9)
}

func testPeopleAfter(k kit) {
	after := func(id anwei.PersonID, limit int, want ...string) {
		k.Helper()
		ps := read(k, func(tx storage.Ledger) ([]anwei.Person, error) { return tx.PeopleAfter(id, limit) })
		equal(k, "PeopleAfter "+string(id), append([]string{}, names(anwei.Roster{People: ps})...), append([]string{}, want...))
	}
	k.update(func(tx storage.Ledger) error {
		return errors.Join(
			tx.PutPerson(anwei.Person{ID: "zoe", Name: "1"}), tx.PutPerson(anwei.Person{ID: "Ann", Name: "2"}),
			tx.PutPerson(anwei.Person{ID: "bob", Name: "3"}), tx.PutPerson(anwei.Person{ID: "dan", Name: "4"}))
	})
	after("", 3, "zoe 1", "ann 2", "bob 3")
	after("ANN", 9, "bob 3", "dan 4")
	k.update(func(tx storage.Ledger) error { return tx.DeletePerson("bob") })
	after("ann", 1, "dan 4")
	after("bob", 9) // not there any more
	k.update(func(tx storage.Ledger) error { return tx.PutPerson(anwei.Person{ID: "bob", Name: "5"}) })
	after("ann", 9, "dan 4", "bob 5")
	after("bob", 9)
}

func testPersonCase(k kit) {
	absent(k, "Person", func(tx storage.Ledger) (anwei.Person, bool, error) { return tx.Person("ZhangSan") })
	k.update(func(tx storage.Ledger) error { return tx.PutPerson(samplePerson("ZhangSan")) })
	for _, id := range []anwei.PersonID{"zhangsan", "ZHANGSAN", "ZhangSan"} {
		got := find(k, func(tx storage.Ledger) (anwei.Person, bool, error) { return tx.Person(id) })
		equal(k, "Person", got, samplePerson("zhangsan"))
	}
	k.update(func(tx storage.Ledger) error { return tx.PutTalk("ZhangSan", []byte("state")) })
	got := find(k, func(tx storage.Ledger) ([]byte, bool, error) { return tx.Talk("zhangSAN") })
	equal(k, "Talk", string(got), "state")
}

func testDeletePerson(k kit) {
	k.update(func(tx storage.Ledger) error {
		return errors.Join(tx.PutPerson(samplePerson("ann")), tx.PutPerson(samplePerson("bob")), tx.DeletePerson("nobody"))
	})
	k.update(func(tx storage.Ledger) error { return tx.DeletePerson("ANN") })
	absent(k, "Person", func(tx storage.Ledger) (anwei.Person, bool, error) { return tx.Person("ann") })
	equal(k, "Roster", names(read(k, storage.Ledger.Roster)), []string{"bob 张三"})
	k.update(func(tx storage.Ledger) error { return tx.PutPerson(samplePerson("ann")) })
	equal(k, "Roster", names(read(k, storage.Ledger.Roster)), []string{"bob 张三", "ann 张三"})
}

// testRosterCopies changes what was put and what was returned, within the
// transaction and after it.
func testRosterCopies(k kit) {
	given := sampleUnit()
	k.update(func(tx storage.Ledger) error {
		if err := tx.PutUnit(given); err != nil {
			return err
		}
		given.Tags[0] = "changed"
		got, _, err := tx.Unit("nancun")
		got.Tags[1] = "changed"
		return err
	})
	got := find(k, func(tx storage.Ledger) (anwei.Unit, bool, error) { return tx.Unit("nancun") })
	equal(k, "Unit", got, sampleUnit())
	got.Aliases[0] = "changed"
	all := read(k, storage.Ledger.Roster)
	equal(k, "Roster", all.Units, []anwei.Unit{sampleUnit()})
}

func testRosterNoID(k kit) {
	k.refuse("a unit without an id", func(tx storage.Ledger) error { return tx.PutUnit(anwei.Unit{Name: "x"}) })
	k.refuse("a person without an id", func(tx storage.Ledger) error { return tx.PutPerson(anwei.Person{Name: "x"}) })
	equal(k, "Roster", read(k, storage.Ledger.Roster), anwei.Roster{})
}
