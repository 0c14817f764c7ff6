package serve_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/serve"
	"anwei/storage"
)

// TestPeekBehalf asks of a report at each stage of it, all of them past by then: the
// office entered it, the unit agreed, the office accepted it, and a year later the
// past still reads as it was.
func TestPeekBehalf(t *testing.T) {
	b := newBench(t)
	at := func(hours int) time.Time {
		return time.Date(2026, 10, 19, 9, 0, 0, 0, b.now.Location()).Add(time.Duration(hours) * time.Hour)
	}
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	for i, did := range []struct {
		who  string
		text string
	}{
		{"anban", "代录 南村镇 零报告"},
		{"anban", "确认提交"},
		{"nancun_tb", "确认无误"},
		{"anban", "收下 南村镇"},
		{"anban", "确认收下"},
		{"anban", "解锁 南村镇 要改"},
		{"anban", "确认解锁"},
		{"nancun_tb", "改第1项 3"},
		{"nancun_tb", "确认提交"},
	} {
		b.now = at(i)
		b.hear(t, text(string(rune('a'+i)), did.who, did.text))
	}
	b.now = at(24 * 365)
	b.update(t, func(tx storage.Ledger) error {
		r, _, err := tx.Report(key)
		if r.Revision != 2 || r.Behalf || r.Handled != nil {
			t.Fatalf("the report is %+v", r)
		}
		return err
	})
	for _, c := range []struct {
		hours       int
		unit, month string
	}{
		{0, "还没有报", "已报0家"},
		{1, "安委办经办代录、单位待确认）", "其中1家待核"},
		{2, "安委办经办代录）", "截至10月19日 11:00。"},
		{3, "安委办经办代录）", "截至10月19日 12:00。"},
		{4, "安委办经办代录）", "截至10月19日 13:00。"},
		{8, "第2版，10月19日 17:00 南村填报员）", "截至10月19日 17:00。"},
	} {
		got, err := serve.Peek(t.Context(), b.store, b.plan, anwei.Calendar{}, at(c.hours), "anban", []string{"南村镇10月报了吗", "10月进度"})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{c.unit, c.month} {
			if !strings.Contains(said(got[i].Says), want) {
				t.Errorf("after %d hours it is said\n%s\nwithout %q", c.hours, said(got[i].Says), want)
			}
		}
	}
}

func said(says []bot.Say) string {
	var all strings.Builder
	for _, s := range says {
		all.WriteString(fmt.Sprint(s.Content) + "\n")
	}
	return all.String()
}

// TestPeekDuties asks of a duty before it was told, while it counted, and after it was
// taken back, all of them past by then.
func TestPeekDuties(t *testing.T) {
	b := newBench(t)
	at := func(hours int) time.Time {
		return time.Date(2026, 10, 19, 9, 0, 0, 0, b.now.Location()).Add(time.Duration(hours) * time.Hour)
	}
	for i, words := range []string{"10月16日开了专委会，23人参加", "是", "撤销"} {
		b.now = at(i)
		b.hear(t, text(string(rune('a'+i)), "nancun_tb", words))
	}
	for hours, want := range []string{"还没有完成（0/1次）", "已完成（1/1次）", "还没有完成（0/1次）"} {
		got, err := serve.Peek(t.Context(), b.store, b.plan, anwei.Calendar{}, at(hours), "anban", []string{"南村镇四季度专委会开了没"})
		if err != nil {
			t.Fatal(err)
		}
		if text := said(got[0].Says); !strings.Contains(text, want) {
			t.Errorf("after %d hours it is said\n%s\nwithout %q", hours, text, want)
		}
	}
}

// TestPeekAfterAReturn asks between the second revision and what the office did with it:
// that the first one was returned is no part of it any more.
func TestPeekAfterAReturn(t *testing.T) {
	b := newBench(t)
	began := b.now
	for i, did := range [][2]string{
		{"nancun_tb", "填报"},
		{"nancun_tb", "零报告"},
		{"nancun_tb", "确认提交"},
		{"anban", "退回 南村镇 数不对"},
		{"anban", "确认退回"},
		{"nancun_tb", "改第1项 3"},
		{"nancun_tb", "确认提交"},
		{"anban", "收下 南村镇"},
		{"anban", "确认收下"},
	} {
		b.now = began.Add(time.Duration(i) * time.Hour)
		b.hear(t, text(string(rune('a'+i)), did[0], did[1]))
	}
	for hours, returned := range map[int]bool{2: false, 4: true, 6: false, 8: false} {
		got, err := serve.Peek(t.Context(), b.store, b.plan, anwei.Calendar{}, began.Add(time.Duration(hours)*time.Hour), "anban", []string{"10月进度"})
		if err != nil {
			t.Fatal(err)
		}
		if is := strings.Contains(said(got[0].Says), "待核"); is != returned {
			t.Errorf("after %d hours it is said\n%s", hours, said(got[0].Says))
		}
	}
}
