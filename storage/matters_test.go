package storage_test

import (
	"errors"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

func matters() []test {
	return []test{
		{"Promises", testPromises},
		{"MattersRefuse", testMattersRefuse},
		{"Reminders", testReminders},
		{"RemindersOnce", testRemindersOnce},
		{"OccurrencesOnce", testOccurrences},
		{"Rung", testRung},
	}
}

func promise(m anwei.Matter) func(storage.Ledger) (anwei.Promise, bool, error) {
	return func(tx storage.Ledger) (anwei.Promise, bool, error) { return tx.Promise(m) }
}

func remindersOf(m anwei.Matter) func(storage.Ledger) ([]anwei.Reminded, error) {
	return func(tx storage.Ledger) ([]anwei.Reminded, error) { return tx.Reminders(m) }
}

func occurrence(key string) func(storage.Ledger) (storage.Occurrence, bool, error) {
	return func(tx storage.Ledger) (storage.Occurrence, bool, error) { return tx.Occurrence(key) }
}

func rung(tx storage.Ledger) (time.Time, bool, error) { return tx.Rung() }

// putMatters puts one of everything that is known of matters and of people's ways.
func putMatters(tx storage.Ledger) error {
	m := duty("committee", "nancun")
	return each(
		func() error { return tx.PutPromise(samplePromise(m)) },
		func() error { return tx.AddFulfilment(sampleFulfilment(m, 1)) },
		func() error { return tx.VoidFulfilment(m, 1, "报错了", noon()) },
		func() error { _, err := tx.PutCase(sampleCase("nancun")); return err },
		func() error { return tx.PutEvidence(sampleEvidence("e1", m, noon())) },
		func() error { return tx.PutReminded(sampleReminded(m, "lead", "ann", noon())) },
		func() error {
			_, err := tx.PutOccurrence("o1", storage.Occurrence{At: noon(), Dropped: true})
			return err
		},
		func() error { return tx.PutRung(noon()) },
		func() error { return tx.PutReach("ann", sampleReach()) },
		func() error { _, _, err := tx.PutOutgoing(message("k3", "bob")); return err },
		func() error { return tx.Done(3, storage.Ending{At: noon(), Result: storage.Failed}) },
	)
}

// checkMatters fails the test unless putMatters was the third to put a message.
func checkMatters(k kit) {
	k.Helper()
	m := duty("committee", "nancun")
	void := sampleFulfilment(m, 1)
	void.Void, void.Voided = "报错了", noon()
	first := sampleCase("nancun")
	first.ID = 1
	failed := message("k3", "bob")
	failed.Seq = 3
	equal(k, "Promise", find(k, promise(m)), samplePromise(m))
	equal(k, "Fulfilments", read(k, fulfilmentsOf(m)), []anwei.Fulfilment{void})
	equal(k, "Case", find(k, caseOf(1)), first)
	equal(k, "Evidence", read(k, evidenceOf(m)), []anwei.Evidence{sampleEvidence("e1", m, noon())})
	equal(k, "Reminders", read(k, remindersOf(m)), []anwei.Reminded{sampleReminded(m, "lead", "ann", noon())})
	equal(k, "Occurrence", find(k, occurrence("o1")), storage.Occurrence{At: noon(), Dropped: true})
	equal(k, "Rung", find(k, rung).Equal(noon()), true)
	equal(k, "Reach", find(k, reach("ann")), sampleReach())
	equal(k, "Aside", read(k, func(tx storage.Ledger) ([]anwei.Outgoing, error) { return tx.Aside(0, 9) }), []anwei.Outgoing{failed})
	k.sentSince(noon(), "ann 12:00:00")
}

func testPromises(k kit) {
	report := anwei.ReportMatter(figures(october(), "nancun"))
	absent(k, "Promise", promise(report))
	all := []anwei.Matter{ // by their String
		{Unit: "nancun", Case: 12, Step: "scene"},
		{Unit: "nancun", Case: 2, Step: "scene"},
		duty("committee", "nancun"),
		{Unit: "nancun", Duty: "two_lists"},
		report,
	}
	want := make([]anwei.Promise, len(all))
	for i, m := range slices.Backward(all) {
		want[i] = samplePromise(m)
		k.update(func(tx storage.Ledger) error { return tx.PutPromise(want[i]) })
	}
	for _, u := range []anwei.UnitID{"nan", "nancun2", "县/nancun"} { // neighbours
		k.update(func(tx storage.Ledger) error { return tx.PutPromise(samplePromise(duty("committee", u))) })
	}
	promises := func(u anwei.UnitID) []anwei.Promise {
		return read(k, func(tx storage.Ledger) ([]anwei.Promise, error) { return tx.Promises(u) })
	}
	equal(k, "Promises", promises("nancun"), want)
	equal(k, "Promises of 县/nancun", promises("县/nancun"), []anwei.Promise{samplePromise(duty("committee", "县/nancun"))})
	equal(k, "Promises of nobody", len(promises("nanc"))+len(promises("")), 0)

	newer := anwei.Promise{Matter: report, Kind: anwei.Difficult, On: anwei.Date{Year: 2026, Month: time.November, Day: 1}, By: "bob", At: noon().Add(time.Hour)}
	k.update(func(tx storage.Ledger) error { return tx.PutPromise(newer) })
	want[4] = newer
	equal(k, "Promise", find(k, promise(report)), newer)
	equal(k, "Promises", promises("nancun"), want)
}

// badMatters are matters that their String does not tell from others, or that are
// none.
func badMatters() map[string]anwei.Matter {
	quarter := anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}
	return map[string]anwei.Matter{
		"nothing":                 {},
		"nothing but a unit":      {Unit: "a"},
		"no unit":                 {Duty: "committee", Period: quarter},
		"a NUL in the unit":       {Duty: "committee", Period: quarter, Unit: "a\x00b"},
		"a NUL in the duty":       {Duty: "comm\x00ittee", Period: quarter, Unit: "a"},
		"a slash in the duty":     {Duty: "committee/2026-Q3", Period: quarter, Unit: "a"},
		"a slash in the form":     {Form: "figures/2026-10", Period: october(), Unit: "a"},
		"a slash in the step":     {Case: 1, Step: "scene/2", Unit: "a"},
		"a step without a case":   {Step: "scene", Unit: "a"},
		"a case without a step":   {Case: 1, Unit: "a"},
		"a case with a period":    {Case: 1, Step: "scene", Period: quarter, Unit: "a"},
		"a duty with a step":      {Duty: "committee", Step: "scene", Period: quarter, Unit: "a"},
		"a form and a duty":       {Form: "figures", Duty: "committee", Period: october(), Unit: "a"},
		"a report without period": {Form: "figures", Unit: "a"},
		"a report for month 13":   {Form: "figures", Period: anwei.Period{Kind: anwei.Month, Year: 2026, N: 13}, Unit: "a"},
		"a duty of a fortnight":   {Duty: "committee", Period: anwei.Period{Kind: "fortnight", Year: 2026, N: 2}, Unit: "a"},
	}
}

func testMattersRefuse(k kit) {
	// What a bad matter could be taken for is there.
	for _, m := range []anwei.Matter{
		duty("committee", "a"), duty("committee", "b"), duty("committee", "2026-Q3/a"),
		{Duty: "committee", Unit: "a"},
		anwei.ReportMatter(figures(october(), "a")), anwei.ReportMatter(figures(october(), "2026-10/a")),
		{Case: 1, Step: "scene", Unit: "a"},
		{Case: 1, Step: "scene", Unit: "2/a"},
	} {
		k.update(func(tx storage.Ledger) error {
			return errors.Join(tx.PutPromise(samplePromise(m)), tx.AddFulfilment(sampleFulfilment(m, 1)),
				tx.PutEvidence(sampleEvidence(m.String(), m, noon())), tx.PutReminded(sampleReminded(m, "lead", "ann", noon())))
		})
	}
	for what, m := range badMatters() {
		k.refuse("a promise of "+what, func(tx storage.Ledger) error { return tx.PutPromise(samplePromise(m)) })
		k.refuse("a fulfilment of "+what, func(tx storage.Ledger) error { return tx.AddFulfilment(sampleFulfilment(m, 1)) })
		k.refuse("a void fulfilment of "+what, func(tx storage.Ledger) error { return tx.VoidFulfilment(m, 1, "x", noon()) })
		k.refuse("evidence of "+what, func(tx storage.Ledger) error { return tx.PutEvidence(sampleEvidence("x", m, noon())) })
		k.refuse("a reminder of "+what, func(tx storage.Ledger) error { return tx.PutReminded(sampleReminded(m, "lead", "ann", noon())) })
		absent(k, "the promise of "+what, promise(m))
		equal(k, "what is found of "+what, []int{
			len(read(k, fulfilmentsOf(m))), len(read(k, evidenceOf(m))), len(read(k, remindersOf(m))),
		}, []int{0, 0, 0})
	}
	m := duty("committee", "c")
	k.refuse("evidence without an id", func(tx storage.Ledger) error { return tx.PutEvidence(sampleEvidence("", m, noon())) })
	k.refuse("a reminder without a rule", func(tx storage.Ledger) error { return tx.PutReminded(sampleReminded(m, "", "ann", noon())) })
	k.refuse("a reminder to nobody", func(tx storage.Ledger) error { return tx.PutReminded(sampleReminded(m, "lead", "", noon())) })
}

func testReminders(k kit) {
	m := duty("committee", "nancun")
	equal(k, "Reminders", len(read(k, remindersOf(m))), 0)
	want := make([]anwei.Reminded, 12)
	for i := range slices.Backward(want) {
		want[i] = sampleReminded(m, "lead", "ann", noon().Add(time.Duration(i)*time.Minute))
		k.update(func(tx storage.Ledger) error { return tx.PutReminded(want[i]) })
	}
	for _, other := range []anwei.Matter{duty("committee", "nancun2"), duty("committee2", "nancun"), {Duty: "committee", Unit: "nancun"}} {
		k.update(func(tx storage.Ledger) error { return tx.PutReminded(sampleReminded(other, "lead", "ann", noon())) })
	}
	equal(k, "Reminders", read(k, remindersOf(m)), want)
}

func testRemindersOnce(k kit) {
	m := duty("committee", "nancun")
	at := noon()
	for _, r := range []anwei.Reminded{
		sampleReminded(m, "lead", "ann", at), sampleReminded(m, "lead", "ANN", at), sampleReminded(m, "lead", "ann", at.UTC()),
		sampleReminded(m, "lead", "bob", at), sampleReminded(m, "last", "ann", at), sampleReminded(m, "lead", "ann", at.Add(1)),
	} {
		k.update(func(tx storage.Ledger) error { return tx.PutReminded(r) })
	}
	got := make([]string, 0, 4)
	for _, r := range read(k, remindersOf(m)) {
		got = append(got, strings.Join([]string{string(r.Rule), string(r.To), r.At.Sub(at).String()}, " "))
	}
	equal(k, "Reminders", got, []string{"last ann 0s", "lead ann 0s", "lead bob 0s", "lead ann 1ns"})
}

func testOccurrences(k kit) {
	absent(k, "Occurrence", occurrence("o1"))
	put := func(key string, o storage.Occurrence, want bool) {
		k.Helper()
		k.update(func(tx storage.Ledger) error {
			added, err := tx.PutOccurrence(key, o)
			equal(k, "PutOccurrence "+key, added, want)
			return err
		})
	}
	first := storage.Occurrence{At: noon()}
	put("o1", first, true)
	put("o1", storage.Occurrence{At: noon().Add(time.Hour), Dropped: true}, false)
	equal(k, "Occurrence", find(k, occurrence("o1")), first)
	put("O1", storage.Occurrence{Dropped: true}, true) // another one
	equal(k, "Occurrence", find(k, occurrence("O1")), storage.Occurrence{Dropped: true})
	absent(k, "Occurrence", occurrence("o"))
	absent(k, "Occurrence of no key", occurrence(""))
	k.update(func(tx storage.Ledger) error { // within one transaction, too
		one, err := tx.PutOccurrence("o2", first)
		two, again := tx.PutOccurrence("o2", first)
		equal(k, "added", []bool{one, two}, []bool{true, false})
		return errors.Join(err, again)
	})
	k.refuse("an occurrence without a key", func(tx storage.Ledger) error { _, err := tx.PutOccurrence("", first); return err })
}

func testRung(k kit) {
	absent(k, "Rung", rung)
	for _, at := range []time.Time{noon(), noon().Add(time.Hour), noon().Add(-time.Hour), {}} { // forth and back
		k.update(func(tx storage.Ledger) error { return tx.PutRung(at) })
		if got := find(k, rung); !got.Equal(at) {
			k.Errorf("Rung = %v, want %v", got, at)
		}
	}
}
