package serve_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// A fulfilment, its photo, a promise and a case pass through the ledger and back,
// and a redelivery adds nothing.
func TestMatters(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "nancun_tb", "10月12日开了专委会，23人参加，研究解决3个问题"))
	b.hear(t, text("2", "nancun_tb", "记下"))
	b.hear(t, text("2", "nancun_tb", "记下"))
	photo := bot.Message{ID: "3", From: "nancun_tb", Kind: bot.OtherMessage, Text: "image", Media: "M1"}
	b.hear(t, photo)
	b.hear(t, photo)
	october := anwei.Matter{Unit: "nancun", Form: "figures", Period: anwei.MonthPeriod(2026, 10)}
	err := b.store.Update(t.Context(), func(tx storage.Ledger) error {
		return tx.PutReminded(anwei.Reminded{Matter: october, Rule: "figures-3", To: "nancun_tb", As: anwei.ToReporter, At: b.now})
	})
	if err != nil {
		t.Fatal(err)
	}
	b.hear(t, text("4", "nancun_tb", "明天报"))
	b.hear(t, text("5", "anban", "立案 南村镇 某煤矿皮带着火隐患"))
	b.hear(t, text("6", "anban", "确认登记"))
	b.hear(t, text("7", "nancun_tb", "1号现场调查已完成，皮带已停用"))
	duty := anwei.Matter{Unit: "nancun", Duty: "committee_meeting", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 4}}
	err = b.store.View(t.Context(), func(tx storage.Ledger) error {
		fs, err := tx.Fulfilments(duty)
		if err != nil || len(fs) != 1 || fs[0].People != 23 || fs[0].By != "nancun_tb" {
			t.Errorf("fulfilments %+v, %v", fs, err)
		}
		es, err := tx.Evidence(duty)
		if err != nil || len(es) != 1 || es[0].Media != "M1" || es[0].N != 1 {
			t.Errorf("evidence %+v, %v", es, err)
		}
		p, ok, err := tx.Promise(october)
		if err != nil || !ok || p.Kind != anwei.Promised || p.On != anwei.DateOf(b.now).AddDays(1) {
			t.Errorf("promise %+v, %t, %v", p, ok, err)
		}
		c, ok, err := tx.Case(1)
		if err != nil || !ok || c.Unit != "nancun" || c.Steps[0].Done.IsZero() || !c.Steps[1].Done.IsZero() {
			t.Errorf("case %+v, %t, %v", c, ok, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if said := b.said(t, "nancun_tb"); !strings.Contains(said, "快查快处1号") {
		t.Errorf("the unit hears %s", said)
	}
	if said := b.said(t, "anban_zr"); strings.Count(said, "“现场调查”已完成") != 1 {
		t.Errorf("the office hears %s", said)
	}
}

// What is no text and leads to nothing is answered, and kept for the office to see.
func TestUnreadIsKept(t *testing.T) {
	b := newBench(t)
	b.hear(t, bot.Message{ID: "1", From: "nancun_tb", Kind: bot.OtherMessage, Text: "location"})
	if said := b.said(t, "nancun_tb"); !strings.Contains(said, "还不能识别位置") {
		t.Errorf("said %s", said)
	}
	b.hear(t, bot.Message{ID: "2", From: "nancun_tb", Kind: bot.OtherMessage, Text: "hologram"})
	b.hear(t, bot.Message{ID: "2", From: "nancun_tb", Kind: bot.OtherMessage, Text: "hologram"}) // again
	b.hear(t, bot.Message{ID: "3", From: "nancun_tb", Kind: bot.TextMessage, Text: "填报"})
	var kept []string
	err := b.store.View(t.Context(), func(tx storage.Ledger) error {
		rows, err := tx.Misheard(9)
		for _, m := range rows {
			kept = append(kept, string(m.By)+" "+m.Text)
		}
		return err
	})
	if err != nil || strings.Join(kept, ";") != "nancun_tb 〔这类消息〕;nancun_tb 〔位置〕" {
		t.Errorf("kept %v, %v", kept, err)
	}
}

// The office's mailbox is told with every report that is handed in, where there is
// one.
func TestMailbox(t *testing.T) {
	for _, address := range []string{"", "anwei@zezhou.example"} {
		b := newBench(t)
		b.Mailbox(address)
		b.hear(t, bot.Message{ID: "1", From: "nancun_tb", Kind: bot.TextMessage, Text: "零报告"})
		b.hear(t, bot.Message{ID: "2", From: "nancun_tb", Kind: bot.TextMessage, Text: "确认提交"})
		said := b.said(t, "nancun_tb")
		if !strings.Contains(said, "已报送") || strings.Contains(said, "盖章后的扫描件，请发到安委办邮箱 anwei@zezhou.example。") != (address != "") {
			t.Errorf("with the mailbox %q: %s", address, said)
		}
	}
}

// The draft for the group goes to the group, once a day however often somebody
// presses.
func TestGroup(t *testing.T) {
	b := newBench(t)
	b.HasGroup()
	about := anwei.Matter{Unit: "xian", Form: "figures", Period: anwei.MonthPeriod(2026, 10)}
	for _, id := range []string{"1", "2"} {
		b.hear(t, bot.Message{ID: id, From: "anban", Kind: bot.ButtonMessage, Key: anwei.ButtonKey(anwei.WordGroup, about)})
	}
	if said := b.said(t, string(anwei.OfficeGroup)); strings.Count(said, "尚未报送的单位") != 1 {
		t.Errorf("the group hears %s", said)
	}
	b.hear(t, bot.Message{ID: "3", From: "nancun_tb", Kind: bot.ButtonMessage, Key: anwei.ButtonKey(anwei.WordGroup, about)})
	if said := b.said(t, string(anwei.OfficeGroup)); said != "" {
		t.Errorf("a reporter made the group hear %s", said)
	}
}
