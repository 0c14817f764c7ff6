package storage_test

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

func desk() []test {
	return []test{
		{"Handlings", testHandlings},
		{"SealedReport", testSealedReport},
		{"Grants", testGrants},
		{"Marks", testMarks},
		{"AuditCopies", testAuditCopies},
		{"Misheard", testMisheard},
	}
}

func sampleHandling(n, revision int, kind anwei.HandlingKind) anwei.Handling {
	return anwei.Handling{
		N: n, Kind: kind, Revision: revision, Fields: []anwei.FieldID{"self_checks"},
		Reason: "与台账不符", By: "office", At: noon().Add(time.Duration(n) * time.Minute),
	}
}

func sampleAudit(id string, at time.Time) anwei.Audit {
	return anwei.Audit{
		ID: id, At: at, By: "office", Action: "换人", Unit: "nancun", To: "ann",
		Detail: "南村镇填报员换成李四", Old: "张三", New: "李四", Refused: true,
	}
}

func sampleGrant(from, to anwei.PersonID) anwei.Grant {
	return anwei.Grant{
		From: from, To: to, Units: []anwei.UnitID{"nancun"}, Words: "请李四代报", Asked: noon(),
		Since: anwei.Date{Year: 2026, Month: time.October, Day: 1}, Until: anwei.Date{Year: 2026, Month: time.October, Day: 31},
		Answered: noon().Add(time.Hour),
	}
}

func sampleMark(u anwei.UnitID) anwei.Mark {
	return anwei.Mark{Kind: "yellow", Unit: u, Reason: "连续三个月逾期", By: "office", At: noon()}
}

func handlings(key anwei.ReportKey) func(storage.Ledger) ([]anwei.Handling, error) {
	return func(tx storage.Ledger) ([]anwei.Handling, error) { return tx.Handlings(key) }
}

func reportOf(key anwei.ReportKey) func(storage.Ledger) (anwei.Report, bool, error) {
	return func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) }
}

// conflicts fails the test unless the write is refused as a conflict and leaves
// nothing.
func (k kit) conflicts(what string, fn func(tx storage.Ledger) error) {
	k.Helper()
	if err := k.store.Update(k.Context(), fn); !errors.Is(err, storage.ErrConflict) {
		k.Errorf("%s: %v, want ErrConflict", what, err)
	}
}

func testHandlings(k kit) {
	key, other := figures(october(), "nancun"), figures(october(), "nancun2")
	handle := func(h anwei.Handling) func(tx storage.Ledger) error {
		return func(tx storage.Ledger) error { return tx.Handle(key, h) }
	}
	k.conflicts("a report that is not there", handle(sampleHandling(1, 1, anwei.Returned)))
	k.conflicts("nothing", handle(sampleHandling(1, 0, anwei.Returned)))
	first, rev := sampleReport(key, 1)
	k.update(func(tx storage.Ledger) error { return tx.Confirm(first, rev) })
	k.conflicts("an older revision", handle(sampleHandling(1, 0, anwei.Returned)))
	k.conflicts("a gap", handle(sampleHandling(2, 1, anwei.Returned)))
	a := sampleHandling(1, 1, anwei.Returned)
	k.update(handle(a))
	k.conflicts("twice", handle(a))
	r := find(k, reportOf(key))
	equal(k, "Handled", r.Handled, a)
	equal(k, "State", r.State(), anwei.Returned)
	all := read(k, func(tx storage.Ledger) (map[anwei.UnitID]anwei.Report, error) {
		return tx.Reports("figures", october())
	})
	equal(k, "Reports", all["nancun"].Handled, a)

	second, rev := sampleReport(key, 2)
	second.Behalf, rev.Behalf = true, true
	k.update(func(tx storage.Ledger) error { return tx.Confirm(second, rev) })
	r = find(k, reportOf(key))
	equal(k, "State after the next revision", []any{r.State(), r.Handled, r.Unconfirmed()}, []any{anwei.Submitted, nil, true})
	b := sampleHandling(2, 2, anwei.Agreed)
	k.update(handle(b))
	if r = find(k, reportOf(key)); r.Unconfirmed() || r.State() != anwei.Submitted {
		k.Errorf("an agreed report is %s, unconfirmed %t", r.State(), r.Unconfirmed())
	}
	equal(k, "Handlings", read(k, handlings(key)), []anwei.Handling{a, b})
	equal(k, "Handlings of another", len(read(k, handlings(other))), 0)
	equal(k, "Behalf", read(k, func(tx storage.Ledger) ([]anwei.Revision, error) { return tx.Revisions(key) })[1].Behalf, true)
}

// A sealed report takes no revision until it is unlocked.
func testSealedReport(k kit) {
	key := figures(october(), "nancun")
	first, rev1 := sampleReport(key, 1)
	second, rev2 := sampleReport(key, 2)
	again := func(tx storage.Ledger) error { return tx.Confirm(second, rev2) }
	k.update(func(tx storage.Ledger) error {
		return errors.Join(tx.Confirm(first, rev1), tx.Handle(key, sampleHandling(1, 1, anwei.Sealed)))
	})
	k.conflicts("a revision of a sealed report", again)
	k.update(func(tx storage.Ledger) error { return tx.Handle(key, sampleHandling(2, 1, anwei.UnlockAsk)) })
	k.conflicts("a revision of a report whose unlocking was asked for", again)
	k.update(func(tx storage.Ledger) error { return tx.Handle(key, sampleHandling(3, 1, anwei.Unlocked)) })
	k.update(again)
	equal(k, "State", find(k, reportOf(key)).State(), anwei.Submitted)
}

func testGrants(k kit) {
	grantsOf := func(p anwei.PersonID) func(storage.Ledger) ([]anwei.Grant, error) {
		return func(tx storage.Ledger) ([]anwei.Grant, error) { return tx.GrantsOf(p) }
	}
	put := func(g anwei.Grant) (id anwei.GrantID) {
		k.update(func(tx storage.Ledger) (err error) {
			id, err = tx.PutGrant(g)
			return err
		})
		return id
	}
	a, b := sampleGrant("ann", "bob"), sampleGrant("Bob", "ANN2")
	a.ID, b.ID = put(a), put(b)
	equal(k, "numbers", []anwei.GrantID{a.ID, b.ID}, []anwei.GrantID{1, 2})
	b.From, b.To = "bob", "ann2"
	equal(k, "GrantsOf ann", read(k, grantsOf("ANN")), []anwei.Grant{a})
	equal(k, "GrantsOf bob", read(k, grantsOf("bob")), []anwei.Grant{a, b})
	equal(k, "GrantsOf ann2", read(k, grantsOf("ann2")), []anwei.Grant{b})
	equal(k, "GrantsOf nobody", len(read(k, grantsOf("an"))), 0)
	equal(k, "LastGrant", read(k, storage.Ledger.LastGrant), 2)
	a.Revoked, a.RevokedBy, a.From = noon().Add(time.Hour), "ann", "somebody"
	equal(k, "the number again", put(a), a.ID)
	a.From = "ann"
	equal(k, "GrantsOf ann", read(k, grantsOf("ann")), []anwei.Grant{a})
	equal(k, "GrantsOf somebody", len(read(k, grantsOf("somebody"))), 0)
	got := find(k, func(tx storage.Ledger) (anwei.Grant, bool, error) { return tx.Grant(2) })
	equal(k, "Grant", got, b)
	absent(k, "Grant", func(tx storage.Ledger) (anwei.Grant, bool, error) { return tx.Grant(3) })
	k.refuse("a number that was never given", func(tx storage.Ledger) error {
		_, err := tx.PutGrant(anwei.Grant{ID: 9, From: "a", To: "b"})
		return err
	})
	k.refuse("nobody", func(tx storage.Ledger) error { _, err := tx.PutGrant(anwei.Grant{From: "a"}); return err })
	person := samplePerson("bob")
	person.Roles = nil
	on := anwei.Date{Year: 2026, Month: time.October, Day: 19}
	for day, want := range map[anwei.Date]int{on: 0, on.AddDays(-30): 0} {
		p := read(k, func(tx storage.Ledger) (anwei.Person, error) { return tx.Granted(person, day) })
		equal(k, "a revoked grant adds", len(p.Roles), want)
	}
	ann2 := read(k, func(tx storage.Ledger) (anwei.Person, error) {
		return tx.Granted(anwei.Person{ID: "ann2"}, on)
	})
	equal(k, "a grant adds", ann2.Roles, []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun", Deputy: true, Until: b.Until}})
}

func testMarks(k kit) {
	all := []anwei.Mark{sampleMark("nancun"), sampleMark("xiacun"), sampleMark("nancun")}
	for i := range all {
		k.update(func(tx storage.Ledger) (err error) {
			all[i].N, err = tx.PutMark(all[i])
			return err
		})
	}
	equal(k, "numbers", all[2].N, 3)
	all[1].Withdrawn, all[1].WithdrawnBy, all[1].Why = noon(), "office", "已整改"
	k.update(func(tx storage.Ledger) error { _, err := tx.PutMark(all[1]); return err })
	equal(k, "Marks", read(k, storage.Ledger.Marks), all)
	k.refuse("a number that was never given", func(tx storage.Ledger) error {
		_, err := tx.PutMark(anwei.Mark{N: 9, Unit: "nancun"})
		return err
	})
	k.refuse("no unit", func(tx storage.Ledger) error { _, err := tx.PutMark(anwei.Mark{}); return err })
}

func testAuditCopies(k kit) {
	a := sampleAudit("m1/1", noon())
	for range 2 {
		k.update(func(tx storage.Ledger) error { return tx.PutAudit(a) })
	}
	k.refuse("a row without an id", func(tx storage.Ledger) error { return tx.PutAudit(anwei.Audit{At: noon()}) })
	got := read(k, func(tx storage.Ledger) ([]anwei.Audit, error) { return tx.Audits(noon(), noon().Add(1), 9) })
	equal(k, "Audits", unchained(got), []anwei.Audit{a})
	equal(k, "the sum", got[0].Sum, a.Chained(""))
}

// unchained are the rows as they were put.
func unchained(rows []anwei.Audit) []anwei.Audit {
	out := []anwei.Audit{}
	for _, a := range rows {
		a.N, a.Sum = 0, ""
		out = append(out, a)
	}
	return out
}

func testMisheard(k kit) {
	row := func(i int) anwei.Misheard {
		return anwei.Misheard{At: noon(), By: "ann", Text: fmt.Sprint("那个数", i), About: "南村镇10月调度表"}
	}
	list := func(n int) []anwei.Misheard {
		return read(k, func(tx storage.Ledger) ([]anwei.Misheard, error) { return tx.Misheard(n) })
	}
	last := storage.MisheardKept + 5
	k.update(func(tx storage.Ledger) error {
		for i := range last + 1 {
			if err := tx.AddMisheard(row(i)); err != nil {
				return err
			}
		}
		return nil
	})
	equal(k, "the newest", list(2), []anwei.Misheard{row(last), row(last - 1)})
	all := list(2 * last)
	equal(k, "how many are kept", len(all), storage.MisheardKept)
	equal(k, "the oldest", all[len(all)-1], row(last+1-storage.MisheardKept))
}

// testAudits compares the record of what was done with a list: any stretch of
// time, any limit, the newest first, and nothing of a transaction that failed.
func testAudits(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		k := kit{rt, open(t, t.TempDir())}
		defer func() { closeStore(rt, k.store) }()
		var model []anwei.Audit // newest last
		for i := range rapid.IntRange(0, 20).Draw(rt, "rows") {
			at := noon()
			if len(model) > 0 {
				at = model[len(model)-1].At.Add(time.Duration(rapid.IntRange(0, 2).Draw(rt, "later")) * time.Nanosecond)
			}
			a := sampleAudit(fmt.Sprintf("m%03d", i), at)
			if rapid.IntRange(0, 5).Draw(rt, "fail") == 0 {
				k.refuse("an Update that fails", func(tx storage.Ledger) error { return errors.Join(tx.PutAudit(a), os.ErrInvalid) })
				continue
			}
			k.update(func(tx storage.Ledger) error { return tx.PutAudit(a) })
			model = append(model, a)
		}
		since := noon().Add(time.Duration(rapid.IntRange(-1, 30).Draw(rt, "since")))
		until := noon().Add(time.Duration(rapid.IntRange(-1, 40).Draw(rt, "until")))
		limit := rapid.IntRange(0, 8).Draw(rt, "limit")
		want := []anwei.Audit{}
		for i := len(model) - 1; i >= 0 && len(want) < limit; i-- {
			if a := model[i]; !a.At.Before(since) && a.At.Before(until) {
				want = append(want, a)
			}
		}
		got := read(k, func(tx storage.Ledger) ([]anwei.Audit, error) { return tx.Audits(since, until, limit) })
		equal(rt, "Audits", unchained(got), want)
		n := uint64(len(model))
		for _, a := range read(k, func(tx storage.Ledger) ([]anwei.Audit, error) { return tx.Audits(noon(), noon().Add(time.Hour), 99) }) {
			equal(rt, "the numbers count", a.N, n)
			n--
		}
	})
}
