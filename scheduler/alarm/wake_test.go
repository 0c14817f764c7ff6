package alarm_test

import (
	"context"
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"anwei"
	"anwei/scheduler"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// messages wakes once at the time and returns what was put, in its order.
func messages(t *testing.T, store storage.Store, p anwei.Plan, now string) []anwei.Outgoing {
	t.Helper()
	a, err := alarm.New(store, p, calendar(), at(clock(t, now).UTC()), func() {}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	n, err := a.Wake(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := drain(t, store, clock(t, now))
	reminders := slices.DeleteFunc(slices.Clone(out), func(o anwei.Outgoing) bool { return strings.HasSuffix(o.Key, "/draft") })
	if n != len(reminders) {
		t.Errorf("Wake returned %d, and put %d", n, len(reminders))
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

// occurrence returns what the ledger has of a key.
func occurrence(t *testing.T, store storage.Store, key string) (o storage.Occurrence, found bool) {
	t.Helper()
	err := store.View(t.Context(), func(tx storage.Ledger) error {
		var err error
		o, found, err = tx.Occurrence(key)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return o, found
}

// TestMessages pins what each kind of person gets. The clock is in another zone
// than the plan, as on a server it may be.
func TestMessages(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		return tx.PutDraft(anwei.Draft{Key: key("xiacun"), Values: anwei.Values{"a": anwei.Number(0)}})
	})
	if err != nil {
		t.Fatal(err)
	}
	got := messages(t, store, plan(), "10-23 09:00")
	texts := map[anwei.PersonID]string{
		"anban":     "10月调度表已截止，应报2家，已报0家，未报2家：\n· 南村镇：南村员 13500000010\n· 下村镇：下村员 13500000012",
		"nancun_tb": "南村镇10月调度表已过期限，目前尚未填报。", "nancun_zz": "南村镇10月调度表已过期限，目前尚未填报。",
		"xiacun_tb": "下村镇10月调度表已过期限，目前已填1项、还差1项（乙）。", "lianhe": "下村镇10月调度表已过期限，目前已填1项、还差1项（乙）。",
	}
	for _, o := range got[:5] {
		reminds, is := o.Content.(anwei.Reminder)
		if o.Key != "remind/2026-10-23/"+string(o.To) || !is || !o.Created.Equal(clock(t, "10-23 09:00")) {
			t.Errorf("put %+v", o)
		}
		if said := scheduler.Joined(reminds, anwei.DateOf(o.Created)); len(said) != 1 || said[0].Text != texts[o.To] {
			t.Errorf("%s is told %+v, want %s", o.To, reminds, texts[o.To])
		}
		for _, k := range []string{o.Key, reminds[0].Key} {
			if x, ok := occurrence(t, store, k); !ok || x.Dropped || !x.At.Equal(o.Created) {
				t.Errorf("%s is kept as %+v, %v", k, x, ok)
			}
		}
		if begun := reminds[0].Begun; begun != (reminds[0].Matter.Unit == "xiacun") {
			t.Errorf("%s: begun is %v", o.To, begun)
		}
	}
	if len(got) != 6 || !reflect.DeepEqual(items(got[:5]), []string{
		item("list", "xian", "anban"), item("after1", "nancun", "nancun_tb"), item("after1", "nancun", "nancun_zz"),
		item("after1", "xiacun", "xiacun_tb"), item("after1", "xiacun", "lianhe"),
	}) {
		t.Errorf("put %v", items(got))
	}
	if again := messages(t, store, plan(), "10-23 09:01"); len(again) != 0 {
		t.Errorf("a minute later again: %v", again)
	}
}

// TestDraft offers the office a text for its group, which goes there only when
// somebody presses.
func TestDraft(t *testing.T) {
	t.Parallel()
	got := messages(t, ledger(t), plan(), "10-23 09:00")
	about := anwei.ReportMatter(key("xian"))
	want := anwei.Outgoing{
		Key: "remind/2026-10-23/anban/draft", To: "anban", Content: &anwei.Card{
			Title: "未报的，逐个催，还是发到工作群？", Text: "请尽快补报：南村镇、下村镇。",
			Buttons: []anwei.Button{
				{Text: "催一下", Key: "催一下", Main: true},
				{Text: "谁没报", Key: "谁没报"},
				{Text: "发到工作群", Key: anwei.ButtonKey("发到工作群", about)},
				{Text: "暂不发送", Key: anwei.ButtonKey("暂不发送", about)},
			},
		},
	}
	at := slices.IndexFunc(got, func(o anwei.Outgoing) bool { return o.Key == want.Key })
	if at < 0 {
		t.Fatalf("put %v", items(got))
	}
	want.Seq, want.Created = got[at].Seq, got[at].Created
	if !reflect.DeepEqual(got[at], want) {
		t.Errorf("put\n%+v\nwant\n%+v", got[at], want)
	}
	for _, o := range got {
		if o.To == anwei.OfficeGroup {
			t.Errorf("the group is sent %+v by itself", o)
		}
	}
}

// TestLongDraft cuts a draft to what a card takes.
func TestLongDraft(t *testing.T) {
	t.Parallel()
	p := plan()
	p.Reminders[4].Draft = strings.Repeat("催", 200)
	for _, o := range messages(t, ledger(t), p, "10-23 09:00") {
		if card, is := o.Content.(*anwei.Card); is && card.Text != strings.Repeat("催", 149)+"…" {
			t.Errorf("the draft is %s", card.Text)
		}
	}
}

// TestDropped puts on record what nobody could say in time, and leaves the key
// itself free.
func TestDropped(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	if got := items(messages(t, store, plan(), "10-12 10:00")); len(got) != 0 {
		t.Fatalf("put %v", got)
	}
	want := []string{item("day", "nancun", "nancun_tb"), item("day", "xiacun", "xiacun_tb"), item("day", "xiacun", "lianhe")}
	if got := items(messages(t, store, plan(), "10-22 10:00")); !slices.Equal(got, want) {
		t.Errorf("put %v, want %v", got, want)
	}
	for _, k := range []string{item("before3", "nancun", "nancun_tb"), item("before1", "xiacun", "xiacun_tb")} {
		if o, ok := occurrence(t, store, "dropped/"+k); !ok || !o.Dropped || !o.At.Equal(clock(t, "10-22 10:00")) {
			t.Errorf("%s is on record as %+v, %v", k, o, ok)
		}
		if _, ok := occurrence(t, store, k); ok {
			t.Errorf("%s is taken", k)
		}
	}
}

// TestNotice tells the office, without any item, that nobody announced the next
// year's working days.
func TestNotice(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	got := messages(t, store, plan(), "12-02 09:00")
	if len(got) != 1 || got[0].To != "anban" || !strings.Contains(fmt.Sprint(got[0].Content), "2027年的节假日") {
		t.Errorf("put %+v", got)
	}
	if _, ok := occurrence(t, store, "calendar/2027/anban"); !ok {
		t.Error("it is not kept")
	}
	if again := messages(t, store, plan(), "12-03 09:00"); len(again) != 0 {
		t.Errorf("again %+v", again)
	}
}

// TestTwoAlarms wake at once, many times, and put each message once.
func TestTwoAlarms(t *testing.T) {
	t.Parallel()
	store := ledger(t)
	now := clock(t, "10-23 09:00")
	var mu sync.Mutex
	put := 0
	var wg sync.WaitGroup
	for range 8 {
		a := newAlarm(t, store, at(now), func() {}, slog.New(slog.DiscardHandler))
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
	if sent := drain(t, store, now); len(sent) != 6 || put != 5 {
		t.Errorf("%d messages, %d counted; want 6 with the draft, and 5", len(sent), put)
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

// TestManyPages reaches everybody of a roster that is looked at in pages, and
// counts all of them for the office.
func TestManyPages(t *testing.T) {
	t.Parallel()
	for _, n := range []int{199, 200, 201, 400, 401} {
		store := open(t, t.TempDir())
		err := store.Update(t.Context(), func(tx storage.Ledger) error {
			for i := range n {
				id := anwei.UnitID("u" + strconv.Itoa(1000+i))
				if err := tx.PutUnit(anwei.Unit{ID: id, Name: string(id), Kind: "town", Parent: "xian"}); err != nil {
					return err
				}
				if err := tx.PutPerson(anwei.Person{ID: anwei.PersonID(id), Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: id}}}); err != nil {
					return err
				}
			}
			return tx.PutPerson(anwei.Person{ID: "zz_office", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "xian"}}})
		})
		if err != nil {
			t.Fatal(err)
		}
		got := messages(t, store, plan(), "10-23 09:00")
		if len(got) != n+2 || !strings.Contains(fmt.Sprint(got[n].Content), "未报"+strconv.Itoa(n)+"家") {
			t.Errorf("%d units: %d messages, and the office is told %v", n, len(got), got[n].Content)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

// leaving is a store from which somebody is deleted between two pages.
type leaving struct {
	storage.Store
	t     *testing.T
	views int
	leave anwei.PersonID
}

func (l *leaving) View(ctx context.Context, fn func(storage.Ledger) error) error {
	l.views++
	if l.views == 4 { // after how far it was rung, a page of units and one of people
		if err := l.Update(ctx, func(tx storage.Ledger) error { return tx.DeletePerson(l.leave) }); err != nil {
			l.t.Error(err)
		}
	}
	return l.Store.View(ctx, fn)
}

// TestLeaving loses nobody where somebody leaves the roster between two pages:
// the wake-up fails, and the next one says the rest.
func TestLeaving(t *testing.T) {
	t.Parallel()
	store := open(t, t.TempDir())
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	const n = 300
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		if err := tx.PutUnit(anwei.Unit{ID: "nancun", Name: "南村镇", Kind: "town"}); err != nil {
			return err
		}
		for i := range n {
			p := anwei.Person{ID: anwei.PersonID("p" + strconv.Itoa(1000+i)), Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}}
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	now := clock(t, "10-22 09:00")
	l := &leaving{Store: store, t: t, leave: "p1199"}
	a := newAlarm(t, l, at(now), func() {}, slog.New(slog.DiscardHandler))
	if _, err := a.Wake(t.Context()); err == nil {
		t.Error("somebody left, and the wake-up is content")
	}
	if _, err := a.Wake(t.Context()); err != nil {
		t.Error(err)
	}
	if got := len(drain(t, store, now)); got != n { // he who left had his already
		t.Errorf("%d messages, want %d", got, n)
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
