package serve_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// A notice passes through the ledger; a redelivery changes nothing, and ten people
// of the office who press at once send it once.
func TestNotice(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "anban", "通知 各镇：请开展专项排查，10月21日前反馈落实情况"))
	b.hear(t, text("1", "anban", "通知 各镇：请开展专项排查，10月21日前反馈落实情况"))
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			m := bot.Message{
				ID: "press" + strconv.Itoa(i/2), From: []anwei.PersonID{"anban", "anban_zr"}[i%2], Kind: bot.ButtonMessage,
				Key: anwei.ButtonKey("发送", anwei.Matter{Unit: "xian", Notice: 1, Step: "2"}),
			}
			if i%2 == 1 {
				m.ID += "b"
			}
			if _, err := b.Handle(t.Context(), m); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if said := b.said(t, "nancun_tb"); strings.Count(said, "县安委办通知（1号）") != 1 {
		t.Errorf("the unit hears %s", said)
	}
	b.hear(t, text("2", "nancun_tb", "收到，马上落实"))
	b.hear(t, text("2", "nancun_tb", "收到，马上落实"))
	b.hear(t, text("3", "nancun_tb", "1号已落实：排查12家"))
	photo := bot.Message{ID: "4", From: "nancun_tb", Kind: bot.OtherMessage, Text: "image", Media: "M1"}
	b.hear(t, photo)
	b.hear(t, photo)
	b.hear(t, text("5", "anban", "撤回通知1号"))
	err := b.store.View(t.Context(), func(tx storage.Ledger) error {
		r, ok, err := tx.Receipt(1, "nancun_tb")
		if err != nil || !ok || r.Words != "收到，马上落实" || r.Result != "已落实：排查12家" || r.Proofs != 1 || !r.Done.Equal(b.now) {
			t.Errorf("receipt %+v, %t, %v", r, ok, err)
		}
		es, err := tx.Evidence(anwei.Matter{Unit: "nancun", Notice: 1})
		if err != nil || len(es) != 1 || es[0].Media != "M1" {
			t.Errorf("evidence %+v, %v", es, err)
		}
		n, _, err := tx.Notice(1)
		if err != nil || n.State != anwei.NoticeRecalled || len(n.To) != 8 || n.Look.IsZero() {
			t.Errorf("notice %+v, %v", n, err)
		}
		last, err := tx.Notices(0, 9)
		if len(last) != 1 {
			t.Errorf("%d notices", len(last))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A notice to three thousand people is shown and sent within the five seconds that
// WeCom waits, and each of them gets one message.
func TestNoticeToThousandsInOneTurn(t *testing.T) {
	const towns = 3000
	b := newBench(t)
	b.update(t, func(tx storage.Ledger) error {
		for i := range towns {
			id := strconv.Itoa(i)
			u := anwei.Unit{ID: anwei.UnitID("u" + id), Name: "第" + id + "镇", Kind: "risky", Parent: "xian"}
			p := anwei.Person{ID: anwei.PersonID("p" + id), Name: "员" + id, Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: u.ID}}}
			if err := tx.PutUnit(u); err != nil {
				return err
			}
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return nil
	})
	for _, m := range []bot.Message{text("1", "anban", "通知 各高危企业：今晚有大风"), text("2", "anban", "发送"), text("3", "p7", "收到"), text("4", "anban", "通知1号")} {
		begun := time.Now()
		b.hear(t, m)
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s takes %v", m.Text, took)
		} else {
			t.Logf("%s took %v", m.Text, took)
		}
	}
	err := b.store.View(t.Context(), func(tx storage.Ledger) error {
		rows, err := tx.Pending(0, 2*towns)
		n := 0
		for _, o := range rows {
			if o.About != nil {
				n++
			}
		}
		if n != towns {
			t.Errorf("%d messages for %d people", n, towns)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
