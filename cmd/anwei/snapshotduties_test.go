package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/storage"
	"anwei/storage/bolt"
)

// TestSnapshotHasItsDuties freezes a month with a meeting held and one arranged; then
// the one is void, the other held, and another unit tells of one. The snapshot's
// workbook stays the same to the byte; one of an older program has no such sheet.
func TestSnapshotHasItsDuties(t *testing.T) {
	s, err := bolt.Open(twoReported(t), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	on := func(day int) time.Time { return time.Date(2026, time.October, day, 10, 0, 0, 0, r.Zone) }
	committee := func(u anwei.UnitID) anwei.Matter {
		return anwei.Matter{Unit: u, Duty: "committee_meeting", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 4}}
	}
	held := func(tx storage.Ledger, u anwei.UnitID, day int) error {
		return tx.AddFulfilment(anwei.Fulfilment{Matter: committee(u), N: 1, On: anwei.DateOf(on(day)), People: 23, Count: 1, By: reporterOf(u), At: on(day)})
	}
	promise := func(tx storage.Ledger, u anwei.UnitID, day, told int) error {
		return tx.PutPromise(anwei.Promise{Matter: committee(u), Kind: anwei.Arranged, On: anwei.DateOf(on(day)), By: reporterOf(u), At: on(told)})
	}
	does := func(all ...func(storage.Ledger) error) {
		t.Helper()
		for _, fn := range all {
			if err := s.Update(t.Context(), fn); err != nil {
				t.Fatal(err)
			}
		}
	}
	does(func(tx storage.Ledger) error { return held(tx, "nancun", 16) }, func(tx storage.Ledger) error { return promise(tx, "xiacun", 28, 20) })
	october := anwei.MonthPeriod(2026, 10)
	if _, err := freeze(t.Context(), house.Clerk{Store: s, Rules: r, Now: func() time.Time { return on(23) }}, snapshotRequest{Period: october, Name: "报市"}); err != nil {
		t.Fatal(err)
	}
	book := func(name string, day int) ([]byte, string) {
		t.Helper()
		file, err := at(t, s, on(day)).File(t.Context(), anwei.BookOrder{Extent: anwei.Extent{Period: october, Unit: "xian", Snapshot: name}, Form: "figures"})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "a.xlsx")
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		return file.Data, sheets(t, path)["工作任务完成情况"]
	}
	first, duties := book("报市", 23)
	for _, want := range []string{
		"南村镇|专委会全体会议|2026年四季度|1|1|已完成 1/1|10月16日|23||南村填报员|10月16日 10:00",
		"下村镇|专委会全体会议|2026年四季度|1|0|已安排 10月28日", "截至2026年10月23日10:00",
	} {
		if !strings.Contains(duties, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, duties)
		}
	}
	does(
		func(tx storage.Ledger) error { return tx.VoidFulfilment(committee("nancun"), 1, "报错了", on(24)) },
		func(tx storage.Ledger) error { return promise(tx, "xiacun", 30, 28) },
		func(tx storage.Ledger) error { return held(tx, "xiacun", 30) },
		func(tx storage.Ledger) error { return held(tx, "zhoucun", 30) },
	)
	if again, duties := book("报市", 31); !bytes.Equal(again, first) {
		t.Errorf("the workbook has changed:\n%s", duties)
	}
	if _, now := book("", 31); !strings.Contains(now, "下村镇|专委会全体会议|2026年四季度|1|1|已完成 1/1|10月30日") || strings.Contains(now, "10月16日") {
		t.Errorf("the sheet of today:\n%s", now)
	}
	does(func(tx storage.Ledger) error {
		old, _, err := tx.Snapshot(october, "报市")
		if err != nil {
			return err
		}
		old.Name, old.Duties, old.Owed = "旧版", anwei.Period{}, nil
		return tx.AddSnapshot(old)
	})
	if _, duties := book("旧版", 31); duties != "" {
		t.Errorf("a snapshot of an older program has duties:\n%s", duties)
	}
}
