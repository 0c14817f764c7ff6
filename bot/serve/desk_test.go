package serve_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/storage"
)

// A report is returned, corrected, accepted and unlocked through the ledger; each
// step is on record once, however often a message is delivered, and the on-time
// mark stays.
func TestReturn(t *testing.T) {
	b := newBench(t)
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	b.hear(t, text("1", "nancun_tb", "零报告"))
	b.hear(t, text("2", "nancun_tb", "确认提交"))
	b.now = b.now.AddDate(0, 0, 10) // after the deadline
	b.hear(t, text("3", "anban", "退回 南村镇10月 第1项漏报"))
	b.hear(t, text("4", "anban", "确认退回"))
	b.hear(t, text("4", "anban", "确认退回"))
	b.hear(t, text("5", "nancun_tb", "填报10月"))
	b.hear(t, text("6", "nancun_tb", "3"))
	b.hear(t, text("7", "nancun_tb", "确认提交"))
	b.now = b.now.Add(time.Minute)
	b.hear(t, text("8", "anban", "收下 南村镇10月"))
	b.hear(t, text("9", "anban", "是"))
	b.now = b.now.Add(time.Minute)
	b.hear(t, text("10", "nancun_tb", "申请解锁 第1项还要改"))
	b.now = b.now.Add(time.Minute)
	b.hear(t, text("11", "xianzhang", "解锁 南村镇10月 还要改"))
	err := b.store.View(t.Context(), func(tx storage.Ledger) error {
		r, _, err := tx.Report(key)
		if err != nil || r.Late || r.Revision != 2 || r.Values["leader_inspections"].N != 3 || r.State() != anwei.Sealed {
			t.Errorf("report %+v, %v", r, err)
		}
		hs, err := tx.Handlings(key)
		if err != nil || len(hs) != 3 || hs[0].Kind != anwei.Returned || hs[1].Kind != anwei.Sealed || hs[2].Kind != anwei.UnlockAsk || hs[2].By != "nancun_tb" {
			t.Errorf("handlings %+v, %v", hs, err)
		}
		as, err := tx.Audits(time.Time{}, b.now.Add(1), 9)
		if err != nil || len(as) != 3 || !as[0].Refused || as[0].By != "xianzhang" || as[1].Action != "收下" || as[2].Action != "退回" {
			t.Errorf("audits %+v, %v", as, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if said := b.said(t, "anban_zr"); !strings.Contains(said, "已重新报来") || !strings.Contains(said, "申请解锁") {
		t.Errorf("the office hears %s", said)
	}
}
