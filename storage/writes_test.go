package storage_test

import (
	"fmt"
	"time"

	"anwei"
	"anwei/storage"
)

// writeAll writes one of everything.
func writeAll(tx storage.Ledger) error {
	for _, w := range writes(tx) {
		if err := w.run(); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	return nil
}

type write struct {
	name string
	run  func() error
}

func writes(tx storage.Ledger) []write {
	key := figures(october(), "nancun")
	report, rev := sampleReport(key, 1)
	m := duty("committee", "nancun")
	return []write{
		{"PutUnit", func() error { return tx.PutUnit(sampleUnit()) }},
		{"PutPerson", func() error { return tx.PutPerson(samplePerson("ann")) }},
		{"DeletePerson", func() error { return tx.DeletePerson("nobody") }},
		{"PutPlan", func() error { return tx.PutPlan(samplePlan("2026.1")) }},
		{"PutDraft", func() error { return tx.PutDraft(sampleDraft(key)) }},
		{"DeleteDraft", func() error { return tx.DeleteDraft(figures(october(), "nowhere")) }},
		{"Confirm", func() error { return tx.Confirm(report, rev) }},
		{"AddSnapshot", func() error { return tx.AddSnapshot(sampleSnapshot(october(), "a", noon())) }},
		{"PutKeyed", func() error { return tx.PutKeyed(sampleKeyed(october(), "nancun", 1)) }},
		{"PutTalk", func() error { return tx.PutTalk("ann", []byte("x")) }},
		{"PutSeen", func() error { return tx.PutSeen("m1", storage.Turn{At: noon()}) }},
		{"ForgetSeen", func() error { _, err := tx.ForgetSeen(noon(), 1); return err }},
		{"PutOutgoing", func() error { _, _, err := tx.PutOutgoing(message("k1", "ann")); return err }},
		{"PutAttempt", func() error { return tx.PutAttempt(anwei.Outgoing{Seq: 99}) }},
		{"PutCall", func() error { _, err := tx.PutCall(storage.Call{Seqs: []uint64{1}, At: noon()}); return err }},
		{"Done", func() error { return tx.Done(99, storage.Ending{}) }},
		{"Retry", func() error { _, err := tx.Retry(99, noon()); return err }},
		{"Drop", func() error { _, err := tx.Drop(99, noon()); return err }},
		{"PutPromise", func() error { return tx.PutPromise(samplePromise(m)) }},
		{"AddFulfilment", func() error { return tx.AddFulfilment(sampleFulfilment(m, 1)) }},
		{"VoidFulfilment", func() error { return tx.VoidFulfilment(m, 1, "", noon()) }},
		{"PutCase", func() error { _, err := tx.PutCase(sampleCase("nancun")); return err }},
		{"PutEvidence", func() error { return tx.PutEvidence(sampleEvidence("e1", m, noon())) }},
		{"PutReminded", func() error { return tx.PutReminded(sampleReminded(m, "lead", "ann", noon())) }},
		{"PutOccurrence", func() error { _, err := tx.PutOccurrence("o1", storage.Occurrence{At: noon()}); return err }},
		{"PutRung", func() error { return tx.PutRung(noon()) }},
		{"Handle", func() error { return tx.Handle(key, sampleHandling(1, 1, anwei.Agreed)) }},
		{"PutGrant", func() error { _, err := tx.PutGrant(sampleGrant("ann", "bob")); return err }},
		{"PutMark", func() error { _, err := tx.PutMark(sampleMark("nancun")); return err }},
		{"PutAudit", func() error { return tx.PutAudit(sampleAudit("m1", noon())) }},
		{"AddMisheard", func() error { return tx.AddMisheard(anwei.Misheard{At: noon(), By: "ann", Text: "?"}) }},
		{"PutNotice", func() error { _, err := tx.PutNotice(sampleNotice(anwei.NoticeSent, "ann")); return err }},
		{"PutReceipt", func() error { return tx.PutReceipt(anwei.Receipt{Notice: 1, Person: "ann"}) }},
		{"PutWish", func() error { return tx.PutWish(sampleWish("ann")) }},
		{"PutBaseline", func() error { return tx.PutBaseline(sampleBaseline("share", 58, noon())) }},
		{"PutReach", func() error { return tx.PutReach("ann", sampleReach()) }},
	}
}

// empty fails the test unless the ledger holds nothing.
func empty(k kit) {
	k.Helper()
	key, m := figures(october(), "nancun"), duty("committee", "nancun")
	equal(k, "Roster", read(k, storage.Ledger.Roster), anwei.Roster{})
	absent(k, "Plan", func(tx storage.Ledger) (anwei.Plan, bool, error) { return tx.Plan("2026.1") })
	absent(k, "Draft", func(tx storage.Ledger) (anwei.Draft, bool, error) { return tx.Draft(key) })
	absent(k, "Report", func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) })
	absent(k, "Snapshot", snapshot(october(), "a"))
	equal(k, "Keyed", len(read(k, keyedOf(october()))), 0)
	absent(k, "Talk", func(tx storage.Ledger) ([]byte, bool, error) { return tx.Talk("ann") })
	absent(k, "Seen", func(tx storage.Ledger) (storage.Turn, bool, error) { return tx.Seen("m1") })
	absent(k, "Outgoing", func(tx storage.Ledger) (anwei.Outgoing, bool, error) { return tx.Outgoing(1) })
	absent(k, "Ended", func(tx storage.Ledger) (storage.Ending, bool, error) { return tx.Ended(1) })
	absent(k, "NextDue", nextDue)
	absent(k, "Promise", promise(m))
	absent(k, "Case", func(tx storage.Ledger) (anwei.Case, bool, error) { return tx.Case(1) })
	absent(k, "Occurrence", occurrence("o1"))
	absent(k, "Rung", rung)
	absent(k, "Reach", reach("ann"))
	absent(k, "Grant", func(tx storage.Ledger) (anwei.Grant, bool, error) { return tx.Grant(1) })
	equal(k, "LastGrant", read(k, storage.Ledger.LastGrant), 0)
	equal(k, "Marks", len(read(k, storage.Ledger.Marks)), 0)
	equal(k, "Handlings", len(read(k, handlings(key))), 0)
	equal(k, "Misheard", len(read(k, func(tx storage.Ledger) ([]anwei.Misheard, error) { return tx.Misheard(9) })), 0)
	equal(k, "Audits", len(read(k, func(tx storage.Ledger) ([]anwei.Audit, error) {
		return tx.Audits(time.Time{}, noon().Add(99*time.Hour), 9)
	})), 0)
	absent(k, "Notice", noticeOf(1))
	equal(k, "Wishes", len(read(k, storage.Ledger.Wishes)), 0)
	equal(k, "Baselines", len(read(k, storage.Ledger.Baselines)), 0)
	equal(k, "Receipts", len(read(k, func(tx storage.Ledger) (map[anwei.PersonID]anwei.Receipt, error) { return tx.Receipts(1) })), 0)
	equal(k, "NoticesTo", len(read(k, noticesTo("ann", 9))), 0)
	absent(k, "SeqOf", func(tx storage.Ledger) (uint64, bool, error) { return tx.SeqOf("k1") })
	equal(k, "Fulfilments", len(read(k, fulfilmentsOf(m))), 0)
	equal(k, "Evidence", len(read(k, evidenceOf(m))), 0)
	equal(k, "Unfetched", len(read(k, func(tx storage.Ledger) ([]anwei.Evidence, error) { return tx.Unfetched(9) })), 0)
	equal(k, "Reminders", len(read(k, remindersOf(m))), 0)
	equal(k, "Cases", len(read(k, func(tx storage.Ledger) ([]anwei.Case, error) { return tx.Cases("", true) })), 0)
	k.view(func(tx storage.Ledger) error {
		if put, err := tx.HasOutgoing("k1"); put || err != nil {
			k.Errorf("HasOutgoing = %v, %v, want false", put, err)
		}
		return nil
	})
}
