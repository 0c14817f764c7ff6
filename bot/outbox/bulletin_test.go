package outbox_test

import (
	"errors"
	"sync"
	"testing"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
)

// A bulletin says what is so when it is sent, and is not sent where there is
// nothing to say; a failure is tried again and holds nobody back.
func TestBulletinIsComposedLate(t *testing.T) {
	says := map[anwei.PersonID]string{"ann": "旧"}
	var seen []anwei.Bulletin
	var mu sync.Mutex // several are composed at once
	o := outbox.Options{Plan: campaign(), Bulletin: func(_ storage.Ledger, to anwei.PersonID, b anwei.Bulletin) (string, error) {
		mu.Lock()
		seen = append(seen, b)
		mu.Unlock()
		if to == "dan" {
			return "", errors.New("disk")
		}
		return says[to], nil
	}}
	bubble(t, o, func(w *world) {
		b := anwei.Bulletin{Kind: anwei.PeriodSummary, Period: anwei.MonthPeriod(2026, 10)}
		to := func(id anwei.PersonID) uint64 {
			return w.commit(anwei.Outgoing{Key: string(id) + "1", To: id, Created: w.began, Content: b})
		}
		sent, silent, broken := to("ann"), to("bob"), to("dan")
		says["ann"] = "新"
		w.flush()
		w.ended(sent, storage.Sent, "msgid-ann1")
		w.ended(silent, storage.Pointless, "没有要说的")
		if o, pending := w.outgoing(broken); !pending || o.LastError == "" {
			t.Errorf("what could not be composed is %+v, pending %t", o, pending)
		}
		if len(w.said) != 1 || w.said[0].Content != anwei.PlainText("新") || len(seen) == 0 || seen[0] != b {
			t.Errorf("said is %v, of %v", w.said, seen)
		}
	})
}
