package serve_test

import (
	"bytes"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// A report with a digit that is not what was written is told as damaged to whoever asks
// for it, once a message, to a button too; what needs nothing of it goes on.
func TestDamagedReport(t *testing.T) {
	b := newBench(t)
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	three := anwei.Number(3)
	b.update(t, func(tx storage.Ledger) error {
		return tx.Confirm(anwei.Report{Key: key, Plan: b.plan.Version, Values: anwei.Values{"self_checks": three}, First: b.now, At: b.now, By: "nancun_tb"},
			anwei.Revision{N: 1, At: b.now, By: "nancun_tb", Plan: b.plan.Version, Changes: []anwei.Change{{Field: "self_checks", New: &three}}})
	})
	b.update(t, func(tx storage.Ledger) error {
		raw, err := tx.Tx.Get("reports", []byte(key.String()))
		if err != nil {
			return err
		}
		return tx.Tx.Put("reports", []byte(key.String()), bytes.Replace(raw, []byte(`"n":3}`), []byte(`"n":8}`), 1))
	})
	first := b.hear(t, text("1", "anban", "南村镇10月自查检查几家"))
	if !strings.Contains(first.Text, "损坏") || strings.Contains(first.Text, "8") || first.Seq == 0 {
		t.Errorf("the answer is %+v", first)
	}
	if again := b.hear(t, text("1", "anban", "南村镇10月自查检查几家")); again != first {
		t.Errorf("the redelivery got %+v, the first delivery %+v", again, first)
	}
	b.hear(t, bot.Message{ID: "2", From: "nancun_tb", Kind: bot.ButtonMessage, Key: "填报|figures|2026-10|nancun"})
	due := b.due(t, b.now)
	if len(due) != 1 || !strings.Contains(string(due[0].Content.(anwei.PlainText)), "损坏") { //nolint:forcetypeassert // it says
		t.Errorf("the button is answered by %v", due)
	}
	if a := b.hear(t, text("3", "xiacun_tb", "填报")); strings.Contains(a.Text, "损坏") || a.Text == "" {
		t.Errorf("another unit is answered %q", a.Text)
	}
}
