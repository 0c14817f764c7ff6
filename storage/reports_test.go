package storage_test

import (
	"errors"

	"anwei"
	"anwei/storage"
)

func reports() []test {
	return []test{
		{"Plans", testPlans},
		{"Drafts", testDrafts},
		{"ConfirmKeepsRevisions", testConfirm},
		{"ConfirmConflict", testConflict},
		{"ReportsOfOnePeriod", testReports},
		{"EachReport", testEachReport},
		{"HistoryOfOneUnit", testHistory},
		{"TalliesOfThePast", testTalliesOfThePast},
		{"InUseSince", testInUseSince},
		{"ReportCopies", testReportCopies},
		{"ReportsRefuseNoID", testReportNoID},
	}
}

func testPlans(k kit) {
	plan := func(version string) func(storage.Ledger) (anwei.Plan, bool, error) {
		return func(tx storage.Ledger) (anwei.Plan, bool, error) { return tx.Plan(version) }
	}
	absent(k, "Plan", plan("2026.1"))
	k.update(func(tx storage.Ledger) error {
		return errors.Join(tx.PutPlan(samplePlan("2026.1")), tx.PutPlan(samplePlan("2026.2")))
	})
	equal(k, "Plan", find(k, plan("2026.1")), samplePlan("2026.1"))
	equal(k, "Plan", find(k, plan("2026.2")), samplePlan("2026.2"))
	absent(k, "Plan", plan("2026"))
	absent(k, "Plan", plan(""))
}

func testDrafts(k kit) {
	key := figures(october(), "nancun")
	draft := func(tx storage.Ledger) (anwei.Draft, bool, error) { return tx.Draft(key) }
	absent(k, "Draft", draft)
	k.update(func(tx storage.Ledger) error { return tx.DeleteDraft(key) })
	k.update(func(tx storage.Ledger) error { return tx.PutDraft(sampleDraft(key)) })
	equal(k, "Draft", find(k, draft), sampleDraft(key))

	changed := sampleDraft(key)
	delete(changed.Values, "shutdowns")
	k.update(func(tx storage.Ledger) error {
		return errors.Join(tx.PutDraft(changed), tx.PutDraft(sampleDraft(figures(october().Prev(), "nancun"))))
	})
	equal(k, "Draft put again", find(k, draft), changed)
	k.update(func(tx storage.Ledger) error { return tx.DeleteDraft(key) })
	absent(k, "Draft deleted", draft)
	find(k, func(tx storage.Ledger) (anwei.Draft, bool, error) {
		return tx.Draft(figures(october().Prev(), "nancun"))
	})
}

func testConfirm(k kit) {
	key := figures(october(), "nancun")
	absent(k, "Report", func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) })
	var want []anwei.Revision
	for n := 1; n <= 12; n++ { // twelve, so that 10 must come after 9
		r, rev := sampleReport(key, n)
		want = append(want, rev)
		wrong := r
		wrong.Revision = 0
		k.update(func(tx storage.Ledger) error { return tx.Confirm(wrong, rev) })
		equal(k, "Report", find(k, func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) }), r)
	}
	// A neighbour whose id begins the same must not be mixed in.
	other, rev := sampleReport(figures(october(), "nancun2"), 1)
	k.update(func(tx storage.Ledger) error { return tx.Confirm(other, rev) })
	equal(k, "Revisions", read(k, func(tx storage.Ledger) ([]anwei.Revision, error) { return tx.Revisions(key) }), want)
	none := read(k, func(tx storage.Ledger) ([]anwei.Revision, error) { return tx.Revisions(figures(october(), "nan")) })
	if len(none) > 0 {
		k.Errorf("Revisions of no report = %s", text(k, none))
	}
}

func testConflict(k kit) {
	key := figures(october(), "nancun")
	first, rev := sampleReport(key, 1)
	k.update(func(tx storage.Ledger) error { return tx.Confirm(first, rev) })
	for _, n := range []int{-1, 0, 1, 3} {
		r, rev := sampleReport(key, n)
		err := k.store.Update(k.Context(), func(tx storage.Ledger) error {
			err := tx.Confirm(r, rev)
			if got, _, _ := tx.Report(key); got.Revision != 1 {
				k.Errorf("revision %d was written in spite of the conflict", n)
			}
			return err
		})
		if !errors.Is(err, storage.ErrConflict) {
			k.Errorf("Confirm of revision %d after 1 returned %v, want ErrConflict", n, err)
		}
	}
	// A conflict that the caller forgives leaves nothing behind.
	second, rev3 := sampleReport(key, 3)
	k.update(func(tx storage.Ledger) error { _ = tx.Confirm(second, rev3); return nil })
	equal(k, "Report", find(k, func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) }), first)
	equal(k, "Revisions", read(k, func(tx storage.Ledger) ([]anwei.Revision, error) { return tx.Revisions(key) }), []anwei.Revision{rev})
	fresh, rev2 := sampleReport(figures(october(), "beiliu"), 2)
	k.refuse("a second revision of no report", func(tx storage.Ledger) error { return tx.Confirm(fresh, rev2) })
}

// confirm puts the first revision of each of the reports.
func confirm(k kit, keys ...anwei.ReportKey) {
	k.Helper()
	k.update(func(tx storage.Ledger) error {
		for _, key := range keys {
			r, rev := sampleReport(key, 1)
			if err := tx.Confirm(r, rev); err != nil {
				return err
			}
		}
		return nil
	})
}

func testReports(k kit) {
	confirm(k, figures(october(), "b"), figures(october(), "a"), figures(october(), "县/a"),
		figures(october().Next(), "a"), figures(october().Prev(), "a"),
		anwei.ReportKey{Form: "figures2", Period: october(), Unit: "a"},
		anwei.ReportKey{Form: "figures", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 1}, Unit: "a"})
	list := func(form anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
		return read(k, func(tx storage.Ledger) (map[anwei.UnitID]anwei.Report, error) { return tx.Reports(form, p) })
	}
	want := map[anwei.UnitID]anwei.Report{}
	for _, u := range []anwei.UnitID{"a", "b", "县/a"} {
		want[u], _ = sampleReport(figures(october(), u), 1)
	}
	equal(k, "Reports", list("figures", october()), want)
	for _, none := range []map[anwei.UnitID]anwei.Report{
		list("ledger", october()), list("figures", october().Next().Next()), list("", october()), list("figures", anwei.Period{}),
	} {
		if len(none) > 0 {
			k.Errorf("Reports of nothing = %s", text(k, none))
		}
	}
}

func testHistory(k kit) {
	half := anwei.Period{Kind: anwei.Half, Year: 2026, N: 2}
	confirm(k, figures(october(), "a"), figures(october().Prev(), "a"), figures(half, "a"),
		figures(october(), "a/b"), figures(october(), "ab"),
		anwei.ReportKey{Form: "ledger", Period: october(), Unit: "a"})
	list := func(form anwei.FormID, u anwei.UnitID) map[anwei.Period]anwei.Report {
		return read(k, func(tx storage.Ledger) (map[anwei.Period]anwei.Report, error) { return tx.History(form, u) })
	}
	want := map[anwei.Period]anwei.Report{}
	for _, p := range []anwei.Period{october(), october().Prev(), half} {
		want[p], _ = sampleReport(figures(p, "a"), 1)
	}
	equal(k, "History", list("figures", "a"), want)
	r2, rev2 := sampleReport(figures(october(), "a"), 2)
	k.update(func(tx storage.Ledger) error { return tx.Confirm(r2, rev2) })
	want[october()] = r2
	equal(k, "History after a correction", list("figures", "a"), want)
	for _, none := range []map[anwei.Period]anwei.Report{list("figures", "b"), list("", "a"), list("figures", "")} {
		if len(none) > 0 {
			k.Errorf("History of nothing = %s", text(k, none))
		}
	}
}

// testInUseSince finds the first period that anybody reported in time, whatever was
// caught up on before it and however it was corrected.
func testInUseSince(k kit) {
	since := func(form anwei.FormID) func(storage.Ledger) (anwei.Period, bool, error) {
		return func(tx storage.Ledger) (anwei.Period, bool, error) { return tx.InUseSince(form) }
	}
	put := func(late bool, n int, keys ...anwei.ReportKey) {
		k.update(func(tx storage.Ledger) error {
			for _, key := range keys {
				r, rev := sampleReport(key, n)
				r.Late = late
				if err := tx.Confirm(r, rev); err != nil {
					return err
				}
			}
			return nil
		})
	}
	ledger := anwei.ReportKey{Form: "ledger", Period: october().Prev(), Unit: "a"}
	absent(k, "InUseSince of an empty ledger", since("figures"))
	put(true, 1, figures(october().Prev(), "a"), figures(october(), "a"), figures(october(), "b"))
	absent(k, "InUseSince where all were late", since("figures"))
	put(false, 1, figures(october().Next().Next(), "a"), ledger, anwei.ReportKey{Form: "figures2", Period: october().Prev(), Unit: "a"})
	equal(k, "InUseSince", find(k, since("figures")), october().Next().Next())
	put(false, 1, figures(october().Next(), "z"), figures(october().Next(), "县/a"))
	put(true, 2, figures(october(), "b"))
	equal(k, "InUseSince", find(k, since("figures")), october().Next())
	equal(k, "InUseSince", find(k, since("ledger")), october().Prev())
	for _, none := range []anwei.FormID{"", "fig", "figures/", "other"} {
		absent(k, "InUseSince of no form", since(none))
	}
}

func testReportCopies(k kit) {
	key := figures(october(), "nancun")
	draft := sampleDraft(key)
	report, rev := sampleReport(key, 1)
	k.update(func(tx storage.Ledger) error {
		if err := errors.Join(tx.PutDraft(draft), tx.Confirm(report, rev)); err != nil {
			return err
		}
		draft.Values["self_checks"] = anwei.Number(99)
		report.Values["self_checks"] = anwei.Number(99)
		rev.Changes[0].New.N = 99
		got, _, err := tx.Report(key)
		got.Values["shutdowns"] = anwei.Number(99)
		return err
	})
	wantReport, wantRev := sampleReport(key, 1)
	equal(k, "Draft", find(k, func(tx storage.Ledger) (anwei.Draft, bool, error) { return tx.Draft(key) }), sampleDraft(key))
	equal(k, "Report", find(k, func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) }), wantReport)
	equal(k, "Revisions", read(k, func(tx storage.Ledger) ([]anwei.Revision, error) { return tx.Revisions(key) }), []anwei.Revision{wantRev})
}

func testReportNoID(k kit) {
	for what, key := range map[string]anwei.ReportKey{
		"no form":   {Period: october(), Unit: "a"},
		"no period": {Form: "figures", Unit: "a"},
		"no unit":   {Form: "figures", Period: october()},
		"month 13":  {Form: "figures", Period: anwei.Period{Kind: anwei.Month, Year: 2026, N: 13}, Unit: "a"},
	} {
		r, rev := sampleReport(key, 1)
		k.refuse("a report with "+what, func(tx storage.Ledger) error { return tx.Confirm(r, rev) })
		k.refuse("a draft with "+what, func(tx storage.Ledger) error { return tx.PutDraft(anwei.Draft{Key: key}) })
		absent(k, "a report with "+what, func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) })
		absent(k, "a draft with "+what, func(tx storage.Ledger) (anwei.Draft, bool, error) { return tx.Draft(key) })
	}
	k.refuse("a plan without a version", func(tx storage.Ledger) error { return tx.PutPlan(anwei.Plan{ID: "x"}) })
}
