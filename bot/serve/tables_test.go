package serve_test

import (
	"testing"

	"anwei"
	"anwei/storage"
)

// A snapshot and what was keyed pass through the ledger and back, and a redelivery
// adds nothing.
func TestTables(t *testing.T) {
	b := newBench(t)
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	err := b.store.Update(t.Context(), func(tx storage.Ledger) error {
		v := anwei.Values{"self_checks": anwei.Number(3)}
		now := anwei.Number(3)
		return tx.Confirm(anwei.Report{Key: key, Plan: "p", Values: v, First: b.now, At: b.now, By: "nancun_tb"},
			anwei.Revision{N: 1, At: b.now, By: "nancun_tb", Changes: []anwei.Change{{Field: "self_checks", New: &now}}})
	})
	if err != nil {
		t.Fatal(err)
	}
	b.hear(t, text("1", "anban", "定格10月 报市"))
	b.hear(t, text("1a", "anban", "确认定格"))
	b.hear(t, text("1a", "anban", "确认定格"))
	b.hear(t, text("2", "nancun_tb", "已录"))
	err = b.store.View(t.Context(), func(tx storage.Ledger) error {
		all, err := tx.Snapshots(key.Period)
		if err != nil || len(all) != 1 || all[0].Name != "报市" || all[0].By != "anban" || len(all[0].Held) != 1 || all[0].Held[0].Key != key {
			t.Errorf("snapshots %+v, %v", all, err)
		}
		done, err := tx.Keyed("figures", key.Period)
		if err != nil || done["nancun"].Revision != 1 || done["nancun"].By != "nancun_tb" {
			t.Errorf("keyed %+v, %v", done, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
