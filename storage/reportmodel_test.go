package storage_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

// reportModel is all reports with their revisions and what was done with them, as maps.
type reportModel struct {
	reports   map[anwei.ReportKey]anwei.Report
	revisions map[anwei.ReportKey][]anwei.Revision
	handled   map[anwei.ReportKey][]anwei.Handling
}

// testReportModel does the same at random to the store and to maps, and compares what
// all readers of reports say after each step. The store is closed and opened now and
// then.
func testReportModel(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		k := kit{rt, open(t, dir)}
		defer func() { closeStore(rt, k.store) }()
		m := reportModel{
			reports: map[anwei.ReportKey]anwei.Report{}, revisions: map[anwei.ReportKey][]anwei.Revision{}, handled: map[anwei.ReportKey][]anwei.Handling{},
		}
		rt.Repeat(map[string]func(*rapid.T){
			"":        func(rt *rapid.T) { m.compare(rt, k) },
			"confirm": func(rt *rapid.T) { m.confirm(rt, k) },
			"handle":  func(rt *rapid.T) { m.handle(rt, k) },
			"reopen": func(*rapid.T) {
				closeStore(rt, k.store)
				k.store = open(t, dir)
			},
		})
	})
}

func drawReportKey(rt *rapid.T) anwei.ReportKey {
	return anwei.ReportKey{
		Form:   rapid.SampledFrom([]anwei.FormID{"figures", "figures2"}).Draw(rt, "form"),
		Period: rapid.SampledFrom([]anwei.Period{october().Prev(), october(), october().Next()}).Draw(rt, "period"),
		Unit:   rapid.SampledFrom([]anwei.UnitID{"a", "ab", "县/a"}).Draw(rt, "unit"),
	}
}

// confirm adds a revision, which a sealed report refuses.
func (m *reportModel) confirm(rt *rapid.T, k kit) {
	key := drawReportKey(rt)
	was := m.reports[key]
	r, rev := sampleReport(key, was.Revision+1)
	r.Late, r.Behalf = rapid.Bool().Draw(rt, "late"), rapid.Bool().Draw(rt, "behalf")
	if rapid.Bool().Draw(rt, "reasons") {
		r.Reasons = nil
	}
	r.Values["self_hazards"] = anwei.Number(rapid.Int64().Draw(rt, "hazards"))
	put := func(tx storage.Ledger) error { return tx.Confirm(r, rev) }
	if was.State() == anwei.Sealed {
		k.conflicts("a revision of a sealed report", put)
		return
	}
	k.update(put)
	m.reports[key] = r
	m.revisions[key] = append(m.revisions[key], rev)
}

// handle does something with a report, or tries it with one that is not there.
func (m *reportModel) handle(rt *rapid.T, k kit) {
	key := drawReportKey(rt)
	r := m.reports[key]
	kind := rapid.SampledFrom([]anwei.HandlingKind{anwei.Returned, anwei.Sealed, anwei.UnlockAsk, anwei.Unlocked, anwei.Agreed}).Draw(rt, "kind")
	h := sampleHandling(len(m.handled[key])+1, r.Revision, kind)
	if rapid.Bool().Draw(rt, "as a whole") {
		h.Fields = nil
	}
	do := func(tx storage.Ledger) error { return tx.Handle(key, h) }
	if r.Revision == 0 {
		k.conflicts("a report that is not there", do)
		return
	}
	k.update(do)
	r.Handled = &h
	m.reports[key] = r
	m.handled[key] = append(m.handled[key], h)
}

func (m *reportModel) compare(rt *rapid.T, k kit) {
	key := drawReportKey(rt)
	of, history := map[anwei.UnitID]anwei.Report{}, map[anwei.Period]anwei.Report{}
	var since anwei.Period
	for _, r := range m.reports {
		if r.Key.Form != key.Form {
			continue
		}
		if r.Key.Period == key.Period {
			of[r.Key.Unit] = r
		}
		if r.Key.Unit == key.Unit {
			history[r.Key.Period] = r
		}
		if !r.Late && (since.IsZero() || r.Key.Period.Before(since)) {
			since = r.Key.Period
		}
	}
	k.view(func(tx storage.Ledger) error {
		return each(
			func() error {
				r, found, err := tx.Report(key)
				equal(rt, "Report", []any{r, found}, []any{m.reports[key], m.reports[key].Revision > 0})
				return err
			},
			func() error { return m.compareEach(rt, tx, key, of) },
			func() error {
				got, err := tx.History(key.Form, key.Unit)
				equal(rt, "History", got, history)
				return err
			},
			func() error {
				got, used, err := tx.InUseSince(key.Form)
				equal(rt, "InUseSince", []any{got, used}, []any{since, !since.IsZero()})
				return err
			},
			func() error {
				return same(rt, "Revisions", m.revisions[key], func() ([]anwei.Revision, error) { return tx.Revisions(key) })
			},
			func() error {
				return same(rt, "Handlings", m.handled[key], func() ([]anwei.Handling, error) { return tx.Handlings(key) })
			},
		)
	})
}

// compareEach holds Reports to the model, and EachReport to the same without plan and
// reasons.
func (m *reportModel) compareEach(rt *rapid.T, tx storage.Ledger, key anwei.ReportKey, want map[anwei.UnitID]anwei.Report) error {
	got, err := tx.Reports(key.Form, key.Period)
	if err != nil {
		return err
	}
	equal(rt, "Reports", got, want)
	walked := map[anwei.UnitID]anwei.Report{}
	err = tx.EachReport(key.Form, key.Period, func(r anwei.Report) {
		r.Values, r.Plan, r.Reasons = maps.Clone(r.Values), "", nil
		walked[r.Key.Unit] = r
	})
	for _, id := range slices.Collect(maps.Keys(want)) {
		r := want[id]
		r.Plan, r.Reasons = "", nil
		want[id] = r
	}
	equal(rt, "EachReport", walked, want)
	return err
}
