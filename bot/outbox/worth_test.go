package outbox_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
)

// The office is told what others owe, also where the county that the list is of
// has done the same duty itself.
func TestListIsSentWhateverTheNodeDid(t *testing.T) {
	bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
		its := items(duty())
		its[0].As = anwei.ToOffice
		seq := w.commit(anwei.Outgoing{Key: "a1", To: "ann", Created: w.began, Content: anwei.Reminder(its)})
		w.does(duty())
		w.flush()
		w.ended(seq, storage.Sent, "msgid-a1")
	})
}

// Whether a report has changed is asked of one that is in, until it is confirmed
// anew, and is noted as such.
func TestQuestionAboutAReportThatIsIn(t *testing.T) {
	bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
		today := anwei.DateOf(w.began)
		in := func(u anwei.UnitID, n int, at time.Time) {
			w.update(func(tx storage.Ledger) error {
				key, _ := report(u).Report()
				return tx.Confirm(anwei.Report{Key: key, Revision: n, First: at, At: at}, anwei.Revision{N: n, At: at})
			})
		}
		in("nancun", 1, w.began.AddDate(0, 0, -10))
		in("beiliu", 1, w.began.AddDate(0, 0, -10))
		put := func(key string, ms ...anwei.Matter) uint64 {
			its := items(ms...)
			for i := range its {
				its[i].TopUp = today
			}
			return w.commit(anwei.Outgoing{Key: key, To: "ann", Created: w.began, Content: anwei.Reminder(its)})
		}
		asked := put("a1", report("nancun"))
		over := put("a2", report("beiliu"), report("xiacun"))
		in("beiliu", 2, w.began)
		w.flush()
		w.ended(asked, storage.Sent, "msgid-a1")
		w.ended(over, storage.Pointless, "beiliu2026年10月调度表已核对；xiacun2026年10月调度表已核对")
		if got := w.reminded(report("nancun")); len(got) != 1 || !got[0].TopUp {
			w.Errorf("noted is %v", got)
		}
	})
}
