package storagetest

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
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
				// An engine may read plain reports by hand and those with escapes not.
				reasons := map[anwei.RuleID]string{"r": "因为"}
				if i%5 == 4 {
					reasons["r"] = "因为 \"}{\""
				}
				at := time.Date(2026, 10, 19+i, 9, i, 3, 40*i, time.FixedZone("", 8*60*60))
				r, _, err := tx.Report(key)
				errs = append(errs, err)
				errs = append(errs, tx.Confirm(anwei.Report{
					Key: key, Plan: "p", Values: v, Reasons: reasons,
					First: at, Late: i == 1, At: at.Add(time.Hour), By: "nancun_tb", Behalf: i%3 == 0,
				}, anwei.Revision{N: r.Revision + 1}))
			}
		}
		return errors.Join(errs...)
	})
	k.update(func(tx storage.Tx) error { return handleSome(tx, len(values)) })
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
		if !maps.Equal(g.Values, w.Values) || !g.At.Equal(w.At) || !g.First.Equal(w.First) || g.Late != w.Late || g.Revision != w.Revision || g.By != w.By || g.Key != w.Key ||
			g.Behalf != w.Behalf || !reflect.DeepEqual(g.Handled, w.Handled) {
			k.Errorf("EachReport gave %+v, Reports %+v", g, w)
		}
	}
}

// handleSome does to the reports of u1 and on what an office and a unit do to them:
// sealed, returned as a whole and by the cell, agreed to. Some stay untouched.
func handleSome(tx storage.Tx, units int) error {
	for i := 1; i < units; i++ {
		key := figures(october(), anwei.UnitID(fmt.Sprintf("u%d", i)))
		h := anwei.Handling{N: 1, Revision: 1, By: "anban", At: time.Date(2026, 10, 23, 9, i, 0, 7*i, time.FixedZone("", 8*60*60))}
		switch i % 6 {
		case 1:
			h.Kind = anwei.Sealed
		case 2:
			h.Kind, h.Reason = anwei.Returned, "第6项与台账不符"
		case 3:
			h.Kind, h.Reason, h.Fields = anwei.Returned, "与台账不符", []anwei.FieldID{"a", "b"}
		case 4:
			h.Kind, h.Reason = anwei.Disputed, "他说“不对”, \"\\\n<b>"
		default:
			continue
		}
		if err := tx.Handle(key, h); err != nil {
			return err
		}
	}
	return nil
}
