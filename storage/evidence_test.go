package storage_test

import (
	"fmt"
	"time"

	"anwei"
	"anwei/storage"
)

func evidence() []test {
	return []test{
		{"Evidence", testEvidence},
		{"EvidencePutAgain", testEvidenceAgain},
		{"Unfetched", testUnfetched},
	}
}

func evidenceOf(m anwei.Matter) func(storage.Ledger) ([]anwei.Evidence, error) {
	return func(tx storage.Ledger) ([]anwei.Evidence, error) { return tx.Evidence(m) }
}

// ids fails the test unless the listing returns the evidence with the ids.
func (k kit) ids(what string, list func(storage.Ledger) ([]anwei.Evidence, error), want ...string) {
	k.Helper()
	all := read(k, list)
	got := make([]string, 0, len(all))
	for _, e := range all {
		got = append(got, e.ID)
	}
	equal(k, what, got, append([]string{}, want...))
}

func (k kit) unfetched(limit int, want ...string) {
	k.Helper()
	k.ids("Unfetched", func(tx storage.Ledger) ([]anwei.Evidence, error) { return tx.Unfetched(limit) }, want...)
}

func (k kit) putEvidence(all ...anwei.Evidence) {
	k.Helper()
	k.update(func(tx storage.Ledger) error {
		for _, e := range all {
			if err := tx.PutEvidence(e); err != nil {
				return err
			}
		}
		return nil
	})
}

func testEvidence(k kit) {
	m := duty("committee", "nancun")
	k.ids("Evidence", evidenceOf(m))
	var want []anwei.Evidence
	for i := range 12 { // each earlier than the one before, under a greater id
		e := sampleEvidence(fmt.Sprintf("m%02d", i), m, noon().Add(-time.Duration(i)*time.Nanosecond))
		want = append([]anwei.Evidence{e}, want...)
		k.putEvidence(e)
	}
	k.putEvidence(sampleEvidence("x1", duty("committee", "nancun2"), noon()), sampleEvidence("x2", duty("committee2", "nancun"), noon()),
		sampleEvidence("x3", anwei.ReportMatter(figures(october(), "nancun")), noon()))
	equal(k, "Evidence", read(k, evidenceOf(m)), want)
	same := duty("committee", "beiliu") // two pieces of one message have one time
	k.putEvidence(sampleEvidence("s1", same, noon()), sampleEvidence("s2", same, noon()))
	equal(k, "Evidence of one time", len(read(k, evidenceOf(same))), 2)
}

func testEvidenceAgain(k kit) {
	m, other := duty("committee", "nancun"), duty("committee", "beiliu")
	e := sampleEvidence("e1", m, noon())
	k.putEvidence(e, sampleEvidence("e2", m, noon().Add(time.Minute)))
	e.At, e.N = noon().Add(time.Hour), 2
	k.putEvidence(e)
	k.ids("Evidence at a later time", evidenceOf(m), "e2", "e1")
	k.unfetched(9, "e2", "e1")
	e.Matter = other
	k.putEvidence(e)
	k.ids("Evidence that went elsewhere", evidenceOf(m), "e2")
	equal(k, "Evidence", read(k, evidenceOf(other)), []anwei.Evidence{e})
	k.unfetched(9, "e2", "e1")
}

func testUnfetched(k kit) {
	k.unfetched(9)
	m := duty("committee", "nancun")
	fetched := sampleEvidence("fetched", m, noon().Add(-time.Hour))
	fetched.Size = 1
	lost := sampleEvidence("lost", m, noon().Add(-time.Hour))
	lost.Lost = "已过期"
	newer, older := sampleEvidence("a", m, noon()), sampleEvidence("b", duty("committee", "beiliu"), noon().Add(-time.Minute))
	k.putEvidence(fetched, lost, newer, older)
	k.unfetched(9, "b", "a")
	k.unfetched(1, "b")
	k.unfetched(0)
	k.unfetched(-1)

	older.Size = 5
	newer.Lost = "已过期"
	k.putEvidence(older)
	k.unfetched(1, "a")
	k.putEvidence(newer)
	k.unfetched(9)
	newer.Lost = "" // it can be fetched after all
	k.putEvidence(newer)
	k.unfetched(9, "a")
	k.ids("Evidence", evidenceOf(m), "fetched", "lost", "a")
}
