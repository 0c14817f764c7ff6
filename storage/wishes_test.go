package storage_test

import (
	"time"

	"anwei"
	"anwei/storage"
)

func wishes() []test { return []test{{"Wishes", testWishes}, {"Baselines", testBaselines}} }

func sampleWish(p anwei.PersonID) anwei.Wish {
	return anwei.Wish{Person: p, Briefing: anwei.DailyBriefing, At: noon()}
}

func sampleBaseline(id anwei.IndicatorID, value float64, at time.Time) anwei.Baseline {
	return anwei.Baseline{Indicator: id, Value: value, By: "office", At: at}
}

func wish(p anwei.PersonID) func(storage.Ledger) (anwei.Wish, bool, error) {
	return func(tx storage.Ledger) (anwei.Wish, bool, error) { return tx.Wish(p) }
}

func testWishes(k kit) {
	absent(k, "Wish", wish("ann"))
	k.update(func(tx storage.Ledger) error { return tx.PutWish(sampleWish("bob")) })
	k.update(func(tx storage.Ledger) error { return tx.PutWish(sampleWish("Ann")) })
	for _, id := range []anwei.PersonID{"ann", "ANN"} {
		equal(k, "Wish", find(k, wish(id)), sampleWish("ann"))
	}
	equal(k, "Wishes", read(k, storage.Ledger.Wishes), []anwei.Wish{sampleWish("ann"), sampleWish("bob")})
	none := anwei.Wish{Person: "ann", At: noon().Add(time.Hour)}
	k.update(func(tx storage.Ledger) error { return tx.PutWish(none) })
	equal(k, "Wish", find(k, wish("ann")), none)
	k.refuse("the wish of nobody", func(tx storage.Ledger) error { return tx.PutWish(anwei.Wish{}) })
}

func testBaselines(k kit) {
	later := sampleBaseline("share", 61.5, noon().Add(time.Hour))
	earlier, other := sampleBaseline("share", 58, noon()), sampleBaseline("per_thousand", 1.2, noon().Add(2*time.Hour))
	for _, b := range []anwei.Baseline{later, other, earlier, earlier} {
		k.update(func(tx storage.Ledger) error { return tx.PutBaseline(b) })
	}
	equal(k, "Baselines", read(k, storage.Ledger.Baselines), []anwei.Baseline{other, earlier, later})
	k.refuse("a baseline of nothing", func(tx storage.Ledger) error { return tx.PutBaseline(anwei.Baseline{At: noon()}) })
}
