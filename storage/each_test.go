package storage_test

import (
	"errors"
	"fmt"
	"maps"
	"time"

	"anwei"
	"anwei/storage"
)

// testEachReport holds EachReport to Reports: the same reports whatever they hold,
// and none of another form or period.
func testEachReport(k kit) {
	values := []anwei.Values{
		{},
		{"a": anwei.Number(0), "b": {NA: true}, "c": anwei.Number(-7)},
		// Rows that are laid out alike, and rows that nearly are.
		{"a": anwei.Number(1), "b": anwei.Number(2)},
		{"a": anwei.Number(30), "b": anwei.Number(4)},
		{"a": anwei.Number(5)},
		{"a": anwei.Number(5), "b": {NA: true}},
		{"a": anwei.Number(6), "b": anwei.Number(7), "c": anwei.Number(8)},
		{"a": anwei.Number(6), "b": anwei.Number(7), "d": anwei.Number(8)},
		{"b": anwei.Number(999_999_999_999_999_999), "d": anwei.Number(0)},
		{"b": anwei.Number(-1), "d": anwei.Number(1_000_000_000_000_000_000)},
		{"a": anwei.Number(1<<62 + 1), "text": {Text: "已落实"}, "quoted": {Text: "他说“好”, \"好\"\\{}\n<b>"}},
	}
	putEach(k, values)
	got := map[anwei.UnitID]anwei.Report{}
	var want map[anwei.UnitID]anwei.Report
	k.view(func(tx storage.Ledger) error {
		var err error
		if want, err = tx.Reports("figures", october()); err != nil {
			return err
		}
		return tx.EachReport("figures", october(), func(r anwei.Report) {
			r.Values = maps.Clone(r.Values)
			got[r.Key.Unit] = r
		})
	})
	if len(got) != len(values) {
		k.Errorf("EachReport gave %d reports, not %d", len(got), len(values))
	}
	for id, w := range want {
		g := got[id]
		w.Plan, w.Reasons, g.Plan, g.Reasons = "", nil, "", nil
		if !maps.Equal(g.Values, w.Values) || !g.At.Equal(w.At) || !g.First.Equal(w.First) || g.Late != w.Late || g.Revision != w.Revision || g.By != w.By || g.Key != w.Key ||
			g.Behalf != w.Behalf || text(k, g.Handled) != text(k, w.Handled) {
			k.Errorf("EachReport gave %+v, Reports %+v", g, w)
		}
	}
}

// putEach confirms a report with each of the values, some of them with reasons, entered
// by the office or handled, among those of another form and period.
func putEach(k kit, values []anwei.Values) {
	k.Helper()
	handled := map[int]anwei.Handling{
		1: {Kind: anwei.Sealed}, 3: {Kind: anwei.Agreed}, 4: {Kind: anwei.Returned, Fields: []anwei.FieldID{"a", "b"}, Reason: "第1项请核实"},
		5: {Kind: anwei.Returned, Reason: "他说“好”, \"好\"\\{}\n<b>"},
	}
	reasons := map[int]map[anwei.RuleID]string{2: {"r": "因为"}, 10: {"r": "因为 \"}{\""}}
	k.update(func(tx storage.Ledger) error {
		var errs []error
		for i, v := range values {
			for _, key := range []anwei.ReportKey{
				figures(october(), anwei.UnitID(fmt.Sprintf("u%d", i))), figures(october().Next(), "other"), {Form: "ledger", Period: october(), Unit: "u0"},
			} {
				at := time.Date(2026, 10, 19+i, 9, i, 3, 40*i, time.FixedZone("", 8*60*60))
				r, _, err := tx.Report(key)
				errs = append(errs, err)
				errs = append(errs, tx.Confirm(anwei.Report{
					Key: key, Plan: "p", Values: v, Reasons: reasons[i],
					First: at, Late: i == 1, At: at.Add(time.Hour), By: "nancun_tb", Behalf: i == 2 || i == 3,
				}, anwei.Revision{N: r.Revision + 1}))
				if h, done := handled[i]; done && r.Revision == 0 {
					h.N, h.Revision, h.At, h.By = 1, 1, at.Add(2*time.Hour), "anban"
					errs = append(errs, tx.Handle(key, h))
				}
			}
		}
		return errors.Join(errs...)
	})
}
