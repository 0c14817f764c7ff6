package storage_test

import (
	"anwei"
	"anwei/storage"
)

func ways() []test {
	return []test{{"Reach", testReach}, {"Written", testWritten}}
}

func reach(id anwei.PersonID) func(storage.Ledger) (storage.Reach, bool, error) {
	return func(tx storage.Ledger) (storage.Reach, bool, error) { return tx.Reach(id) }
}

func testReach(k kit) {
	absent(k, "Reach", reach("ann"))
	k.update(func(tx storage.Ledger) error { return tx.PutReach("Ann", sampleReach()) }) // who is in no roster
	for _, id := range []anwei.PersonID{"ann", "ANN"} {
		equal(k, "Reach", find(k, reach(id)), sampleReach())
	}
	absent(k, "Reach", reach("ann2"))
	absent(k, "Reach of nobody", reach(""))
	taken := storage.Reach{Spoke: noon()}
	k.update(func(tx storage.Ledger) error { return tx.PutReach("aNN", taken) })
	equal(k, "Reach", find(k, reach("ann")), taken)
	k.update(func(tx storage.Ledger) error { return tx.PutReach("ann", storage.Reach{}) })
	equal(k, "Reach", find(k, reach("ann")), storage.Reach{})
	k.update(func(tx storage.Ledger) error { return tx.PutReach(anwei.OfficeGroup, taken) })
	equal(k, "Reach", find(k, reach(anwei.OfficeGroup)), taken)
	k.refuse("the reach of nobody", func(tx storage.Ledger) error { return tx.PutReach("", taken) })
}

// testWritten holds that a userid is kept as it was last written with capitals, beside
// whatever else is kept of how its person is reached.
func testWritten(k kit) {
	const id = "wohR_KCg"
	put := func(id anwei.PersonID) {
		k.update(func(tx storage.Ledger) error { return tx.PutPerson(anwei.Person{ID: id, Name: "张三"}) })
	}
	put("ann")
	absent(k, "Reach", reach("ann"))
	put(id)
	k.update(func(tx storage.Ledger) error { return tx.PutReach(id, storage.Reach{ID: id, Spoke: noon()}) })
	for _, as := range []anwei.PersonID{"wohr_kcg", id, "Wohr_KCG"} {
		put(as)
		equal(k, "Reach", find(k, reach("WOHR_KCG")), storage.Reach{ID: id, Spoke: noon()})
		got := find(k, func(tx storage.Ledger) (anwei.Person, bool, error) { return tx.Person(as) })
		equal(k, "Person", got.ID, "wohr_kcg")
	}
	k.update(func(tx storage.Ledger) error { return tx.Written("Ann") })
	equal(k, "Reach", find(k, reach("ann")), storage.Reach{ID: "Ann"})
}
