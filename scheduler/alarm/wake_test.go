package alarm_test

import (
	"log/slog"
	"reflect"
	"strings"
	"sync"
	"testing"

	"anwei"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// messages wakes once at the time and returns what was put, by key.
func messages(t *testing.T, store storage.Store, p anwei.Plan, now string) map[string]anwei.Outgoing {
	t.Helper()
	a, err := alarm.New(store, p, calendar(), at(clock(t, now).UTC()), func() {}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	n, err := a.Wake(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]anwei.Outgoing{}
	for _, o := range drain(t, store, clock(t, now)) {
		out[o.Key] = o
	}
	if n != len(out) {
		t.Errorf("Wake returned %d, and put %d", n, len(out))
	}
	return out
}

func ledger(t *testing.T) storage.Store {
	t.Helper()
	store := open(t, t.TempDir())
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	enrol(t, store)
	return store
}

// TestMessages pins what each kind of person gets. The clock is in another zone
// than the plan, as on a server it may be.
func TestMessages(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	err := store.Update(t.Context(), func(tx storage.Tx) error {
		return tx.PutDraft(anwei.Draft{Key: key("xiacun"), Values: anwei.Values{"a": anwei.Number(0)}})
	})
	if err != nil {
		t.Fatal(err)
	}
	got := messages(t, store, plan(), "10-23 09:00")
	nancun, xiacun := key("nancun"), key("xiacun")
	card := func(text, begin, tail string) *anwei.Card {
		return &anwei.Card{Title: "10月调度表待填报", Text: text, Buttons: []anwei.Button{
			{Text: begin, Key: "填报|" + tail, Main: true}, {Text: "稍后", Key: "稍后|" + tail},
		}}
	}
	texts := map[anwei.UnitID]string{
		"nancun": "南村镇2026年10月调度表已过期限，目前尚未填报。",
		"xiacun": "下村镇2026年10月调度表已过期限，目前已填1项、还差1项。",
	}
	want := map[string]anwei.Outgoing{
		"after1/figures/2026-10/nancun/nancun_tb": {
			To: "nancun_tb", Reminds: &nancun, Card: card(texts["nancun"], "开始填报", "figures|2026-10|nancun"),
		},
		"after1/figures/2026-10/nancun/nancun_zz": {To: "nancun_zz", Reminds: &nancun, Text: texts["nancun"]},
		"after1/figures/2026-10/xiacun/xiacun_tb": {
			To: "xiacun_tb", Reminds: &xiacun, Card: card(texts["xiacun"], "继续填报", "figures|2026-10|xiacun"),
		},
		"after1/figures/2026-10/xiacun/lianhe": {
			To: "lianhe", Reminds: &xiacun, Card: card(texts["xiacun"], "继续填报", "figures|2026-10|xiacun"),
		},
		"list/2026-10/anban": {
			To: "anban", Text: "2026年10月调度表已截止，还有2家未报：南村镇、下村镇（已报0/2家）。",
		},
	}
	if len(got) != len(want) {
		t.Errorf("put %d messages, want %d", len(got), len(want))
	}
	for k, w := range want {
		g := got[k]
		if !g.Created.Equal(clock(t, "10-23 09:00")) {
			t.Errorf("%s: created at %s", k, g.Created)
		}
		w.Key, w.Seq, w.Created = k, g.Seq, g.Created
		if !reflect.DeepEqual(g, w) {
			t.Errorf("%s:\n%+v\nwant\n%+v", k, g, w)
		}
	}
	if again := messages(t, store, plan(), "10-23 09:01"); len(again) != 0 {
		t.Errorf("a minute later again: %v", again)
	}
}

// TestLongText goes out as a text where a card would be cut.
func TestLongText(t *testing.T) {
	t.Parallel()
	for length, card := range map[int]bool{160: true, 161: false} {
		p := plan()
		p.Reminders = p.Reminders[:1]
		p.Reminders[0].Text = strings.Repeat("长", length)
		for k, o := range messages(t, ledger(t), p, "10-19 09:00") {
			if (o.Card != nil) != card || (o.Text != "") == card || o.Reminds == nil {
				t.Errorf("%d characters: %s is %+v", length, k, o)
			}
		}
	}
}

// TestTitles names other periods as people do.
func TestTitles(t *testing.T) {
	t.Parallel()
	p := plan()
	p.Forms[0].Every = anwei.Quarter
	p.Forms[0].First = anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 1}
	p.Forms[0].Last = anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 4}
	got := messages(t, ledger(t), p, "12-22 09:00")
	if o := got["day/figures/2026-Q4/nancun/nancun_tb"]; o.Card == nil || o.Card.Title != "2026年四季度调度表待填报" {
		t.Errorf("put %+v", got)
	}
}

// TestTwoAlarms wake at once, many times, and put each message once.
func TestTwoAlarms(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	now := clock(t, "10-23 09:00")
	var mu sync.Mutex
	put, woken := 0, 0
	var wg sync.WaitGroup
	for range 8 {
		a := newAlarm(t, store, at(now), func() {
			mu.Lock()
			defer mu.Unlock()
			woken++
		}, slog.New(slog.DiscardHandler))
		wg.Go(func() {
			n, err := a.Wake(t.Context())
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			put += n
		})
	}
	wg.Wait()
	if sent := drain(t, store, now); len(sent) != 5 || put != 5 || woken != 1 {
		t.Errorf("%d messages, %d counted, the outbox woken %d times; want 5, 5, once", len(sent), put, woken)
	}
}

// TestReportedMeanwhile says nothing about a report that came in.
func TestReportedMeanwhile(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	confirm(t, store, "nancun", clock(t, "10-22 23:59"))
	confirm(t, store, "xiacun", clock(t, "10-22 23:59"))
	if got := messages(t, store, plan(), "10-23 09:00"); len(got) != 0 {
		t.Errorf("put %v", got)
	}
}

// TestNew refuses a plan whose zone nobody knows.
func TestNew(t *testing.T) {
	t.Parallel()
	p := plan()
	p.Zone = "Asia/Zezhou"
	if _, err := alarm.New(nil, p, calendar(), nil, nil, nil); err == nil || !strings.Contains(err.Error(), "Asia/Zezhou") {
		t.Errorf("error %v", err)
	}
}

// TestClosed hands on the ledger's error.
func TestClosed(t *testing.T) {
	t.Parallel()
	store := open(t, t.TempDir())
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	a := newAlarm(t, store, at(clock(t, "10-23 09:00")), func() { t.Error("woken") }, slog.New(slog.DiscardHandler))
	if n, err := a.Wake(t.Context()); err == nil || n != 0 {
		t.Errorf("put %d, error %v", n, err)
	}
}
