package storage_test

import (
	"anwei"
	"anwei/storage"
)

func ways() []test {
	return []test{{"Reach", testReach}}
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
