package main

import (
	"testing"
	"time"

	"anwei"
	"anwei/storage"
)

// TestWhatWaitsIsLookedAtAgain holds, through the whole program, that a workbook which was
// ordered before its receiver lost the role never leaves, and that he gets what is only
// said to him.
func TestWhatWaitsIsLookedAtAgain(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	var ordered, said uint64
	g.change(func(tx storage.Ledger) (err error) {
		soon := g.clock.Now().Add(5 * time.Second)
		order := anwei.BookOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, 10), Unit: "xian"}, Form: "figures"}
		if ordered, _, err = tx.PutOutgoing(anwei.Outgoing{Key: "book", To: "xianzhang", Content: order, NotBefore: soon}); err != nil {
			return err
		}
		said, _, err = tx.PutOutgoing(anwei.Outgoing{Key: "said", To: "xianzhang", Content: anwei.PlainText("您不再分管这项工作。"), NotBefore: soon.Add(time.Second)})
		if err != nil {
			return err
		}
		p, _, err := tx.Person("xianzhang")
		p.Roles = nil
		if err == nil {
			err = tx.PutPerson(p)
		}
		return err
	})
	g.hears("xianzhang", "您不再分管这项工作")
	g.change(func(tx storage.Ledger) error {
		end, ended, err := tx.Ended(ordered)
		if !ended || end.Result != storage.Pointless || end.Detail == "" {
			t.Errorf("the workbook ended as %+v, %t", end, ended)
		}
		return err
	})
	g.until("the text has ended as sent", func() (sent bool) {
		g.change(func(tx storage.Ledger) error {
			end, _, err := tx.Ended(said)
			sent = end.Result == storage.Sent
			return err
		})
		return sent
	})
}
