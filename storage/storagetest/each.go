package storagetest

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
	k.update(func(tx storage.Tx) error {
		var errs []error
		for i, v := range values {
			for _, key := range []anwei.ReportKey{
				figures(october(), anwei.UnitID(fmt.Sprintf("u%d", i))), figures(october().Next(), "other"), {Form: "ledger", Period: october(), Unit: "u0"},
			} {
				at := time.Date(2026, 10, 19+i, 9, i, 3, 40*i, time.FixedZone("", 8*60*60))
				r, _, err := tx.Report(key)
				errs = append(errs, err)
				errs = append(errs, tx.Confirm(anwei.Report{
					Key: key, Plan: "p", Values: v, Reasons: map[anwei.RuleID]string{"r": "因为 \"}{\""},
					First: at, Late: i == 1, At: at.Add(time.Hour), By: "nancun_tb",
				}, anwei.Revision{N: r.Revision + 1}))
			}
		}
		return errors.Join(errs...)
	})
	got := map[anwei.UnitID]anwei.Report{}
	var want map[anwei.UnitID]anwei.Report
	k.view(func(tx storage.Tx) error {
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
		if !maps.Equal(g.Values, w.Values) || !g.At.Equal(w.At) || !g.First.Equal(w.First) || g.Late != w.Late || g.Revision != w.Revision || g.By != w.By || g.Key != w.Key {
			k.Errorf("EachReport gave %+v, Reports %+v", g, w)
		}
	}
}
