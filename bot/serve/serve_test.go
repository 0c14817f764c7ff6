package serve_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/serve"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/storage"
	"anwei/storage/bolt"
)

type bench struct {
	store *bolt.Store
	plan  anwei.Plan
	now   time.Time
	woken int
	*serve.Handler
}

func newBench(t *testing.T) *bench {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	people, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{store: store, plan: p, now: time.Date(2026, 10, 19, 9, 0, 0, 0, zone)}
	b.update(t, func(tx storage.Ledger) error {
		for _, u := range people.Units {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
		for _, x := range people.People {
			if err := tx.PutPerson(x); err != nil {
				return err
			}
		}
		return tx.PutPlan(p)
	})
	var mu sync.Mutex
	b.Handler = serve.New(store, p, c, func() time.Time { return b.now }, func() {
		mu.Lock()
		defer mu.Unlock()
		b.woken++
	})
	return b
}

func (b *bench) update(t *testing.T, fn func(storage.Ledger) error) {
	t.Helper()
	if err := b.store.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) due(t *testing.T, now time.Time) []anwei.Outgoing {
	t.Helper()
	var out []anwei.Outgoing
	err := b.store.View(t.Context(), func(tx storage.Ledger) error {
		var err error
		out, err = tx.Due(now, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (b *bench) done(t *testing.T, seq uint64) {
	t.Helper()
	b.update(t, func(tx storage.Ledger) error { return tx.Done(seq, storage.Ending{At: b.now, Result: storage.Sent}) })
}

// draft is 南村镇's of October.
func (b *bench) draft(t *testing.T) anwei.Draft {
	t.Helper()
	var d anwei.Draft
	b.update(t, func(tx storage.Ledger) error {
		var err error
		d, _, err = tx.Draft(anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"})
		return err
	})
	return d
}

func text(id, from, words string) bot.Message {
	return bot.Message{ID: id, From: anwei.PersonID(from), Kind: bot.TextMessage, Text: words}
}

func (b *bench) hear(t *testing.T, m bot.Message) bot.Answer {
	t.Helper()
	a, err := b.Handle(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A redelivery changes nothing and gets the same answer.
func TestRedelivery(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "nancun_tb", "填报"))
	first := b.hear(t, text("2", "NANCUN_TB", "3 12"))
	if !strings.Contains(first.Text, "已记下") {
		t.Fatalf("the figures were not taken: %q", first.Text)
	}
	again := b.hear(t, text("2", "nancun_tb", "3 12"))
	if again != first {
		t.Errorf("the redelivery got %+v, the first delivery %+v", again, first)
	}
	b.Answered(t.Context(), first)
	if again := b.hear(t, text("2", "nancun_tb", "3 12")); again.Text != first.Text {
		t.Errorf("after the answer went out the redelivery got %q", again.Text)
	}
}

// Two people whose messages WeCom gave the same id are each answered and recorded,
// and each redelivery is known again, that of a turn of an earlier version too.
func TestSameIDOfTwoPeople(t *testing.T) {
	b := newBench(t)
	for i, say := range []string{"填报", "3 12"} {
		id := strconv.Itoa(i)
		first, other := b.hear(t, text(id, "nancun_tb", say)), b.hear(t, text(id, "anban", "谁没报"))
		if first.Text == other.Text || first.Seq == other.Seq || other.Text == "" {
			t.Fatalf("%q is answered %+v, and 谁没报 by another %+v", say, first, other)
		}
		if again := b.hear(t, text(id, "NANCUN_TB", say)); again != first {
			t.Errorf("redelivered, %q is answered %+v, want %+v", say, again, first)
		}
		if again := b.hear(t, text(id, "anban", "谁没报")); again != other {
			t.Errorf("redelivered, 谁没报 is answered %+v, want %+v", again, other)
		}
	}
	b.update(t, func(tx storage.Ledger) error {
		return tx.PutSeen("old", storage.Turn{Reply: "已记下", At: b.now})
	})
	if a := b.hear(t, text("old", "nancun_tb", "填报")); a.Text != "已记下" {
		t.Errorf("a message that an earlier version took is answered %q", a.Text)
	}
}

// An answer is held in the outbox while it is on its way, is sent from there
// when it did not get through, and is not said a second time after that.
func TestHeldAnswer(t *testing.T) {
	b := newBench(t)
	a := b.hear(t, text("1", "nancun_tb", "填报"))
	if a.Text == "" || a.Seq == 0 {
		t.Fatalf("no direct answer: %+v", a)
	}
	if due := b.due(t, b.now.Add(serve.Hold-time.Second)); len(due) != 0 {
		t.Errorf("the held answer is due at once: %v", due)
	}
	due := b.due(t, b.now.Add(serve.Hold))
	if len(due) != 1 || due[0].Content != anwei.PlainText(a.Text) {
		t.Fatalf("after the hold %v is due", due)
	}
	b.update(t, func(tx storage.Ledger) error {
		return tx.Done(due[0].Seq, storage.Ending{At: b.now, Result: storage.Sent})
	})
	if again := b.hear(t, text("1", "nancun_tb", "填报")); again.Text != "" {
		t.Errorf("the outbox had sent it, and the redelivery is answered again: %q", again.Text)
	}
}

// What answers a pressed button is sent by the API, since WeCom takes no text in
// the response, and nothing of it is held.
func TestButton(t *testing.T) {
	b := newBench(t)
	m := bot.Message{ID: "1", From: "nancun_tb", Kind: bot.ButtonMessage, Key: "填报|figures|2026-10|nancun"}
	a := b.hear(t, m)
	if a.Text != "" || a.Chosen != "已选：填报" {
		t.Errorf("the answer to a button is %+v", a)
	}
	if due := b.due(t, b.now); len(due) != 1 || !strings.Contains(fmt.Sprint(due[0].Content), "南村镇") {
		t.Errorf("due is %v", due)
	}
}

// The office hears of a stranger once a day, however often he writes, of five in a day
// at most, and then that there are more.
func TestStrangerOnce(t *testing.T) {
	b := newBench(t)
	for i := range 3 {
		if a := b.hear(t, text(strconv.Itoa(i), "somebody", "填报")); !strings.Contains(a.Text, "名单") {
			t.Errorf("the stranger is told %q", a.Text)
		}
	}
	var said []string
	told := func(id string) (n int) {
		for due := b.due(t, b.now); len(due) > 0; due = b.due(t, b.now) { // one of each person
			for _, o := range due {
				if o.To == "anban" {
					said = append(said, fmt.Sprint(o.Content))
				}
				b.done(t, o.Seq)
			}
		}
		for _, words := range said {
			if strings.Contains(words, id) {
				n++
			}
		}
		return n
	}
	if n := told("somebody"); n != 1 {
		t.Errorf("the office is told %d times", n)
	}
	for i := range 20 {
		b.hear(t, text("many"+strconv.Itoa(i), "other"+strconv.Itoa(i), "填报"))
	}
	if all, each, more := told(""), told("账号"), told("不再逐个说"); all != 6 || each != 5 || more != 1 {
		t.Errorf("of 21 strangers the office is told %d times, of %d by name and %d times of the rest", all, each, more)
	}
	b.now = b.now.AddDate(0, 0, 1)
	b.hear(t, text("again", "somebody", "填报"))
	if n := told("somebody"); n != 2 {
		t.Errorf("the day after, the office has been told %d times", n)
	}
}

// One person's messages at the same instant are applied one after the other, and
// none is lost.
func TestConcurrent(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("begin", "nancun_tb", "填报"))
	words := []string{"带队检查3次", "带队检查发现隐患12个", "企业自查45家次", "企业自查发现隐患120个", "部门检查20家次"}
	var wg sync.WaitGroup
	for i, w := range words {
		wg.Go(func() {
			if _, err := b.Handle(t.Context(), text(strconv.Itoa(i), "nancun_tb", w)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	b.update(t, func(tx storage.Ledger) error {
		d, ok, err := tx.Draft(anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"})
		if err != nil || !ok || len(d.Values) != len(words) || len(d.Words) != len(words) {
			t.Errorf("the draft holds %v of %v (%v)", d.Values, d.Words, err)
		}
		return nil
	})
}

// A ledger that cannot be read leaves nothing behind, so that the redelivery is
// the first delivery.
func TestFailure(t *testing.T) {
	b := newBench(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Handle(ctx, text("1", "nancun_tb", "填报")); !errors.Is(err, context.Canceled) {
		t.Fatalf("the error is %v", err)
	}
	if a := b.hear(t, text("1", "nancun_tb", "填报")); a.Text == "" {
		t.Error("the redelivery is taken for a second one")
	}
}

// A draft goes on under the plan it was begun with.
func TestPinnedPlan(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "nancun_tb", "填报"))
	b.hear(t, text("2", "nancun_tb", "3 12"))
	newer := b.plan
	newer.Version = "newer"
	newer.Forms = append([]anwei.Form(nil), b.plan.Forms...)
	newer.Forms[0].Short = "新表"
	b.update(t, func(tx storage.Ledger) error { return tx.PutPlan(newer) })
	h := serve.New(b.store, newer, anwei.Calendar{}, func() time.Time { return b.now }, func() {})
	a, err := h.Handle(t.Context(), text("3", "nancun_tb", "看看"))
	if err != nil || strings.Contains(a.Text, "新表") || !strings.Contains(a.Text, "3次") {
		t.Errorf("the draft is shown as %q (%v)", a.Text, err)
	}
	a, err = h.Handle(t.Context(), text("4", "xiacun_tb", "填报"))
	if err != nil || !strings.Contains(a.Text, "新表") {
		t.Errorf("a new draft is begun as %q (%v)", a.Text, err)
	}
}

// Old turns are dropped as new ones come; those that may be redelivered stay.
func TestOldTurnsGo(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("old", "nancun_tb", "填报"))
	b.now = b.now.Add(6 * 24 * time.Hour)
	b.hear(t, text("recent", "nancun_tb", "看看"))
	b.now = b.now.Add(2 * 24 * time.Hour)
	b.hear(t, text("new", "nancun_tb", "看看"))
	b.update(t, func(tx storage.Ledger) error {
		for id, want := range map[string]bool{"old": false, "recent": true, "new": true} {
			if _, seen, err := tx.Seen(id); seen != want || err != nil {
				t.Errorf("the turn %s is kept: %t (%v)", id, seen, err)
			}
		}
		return nil
	})
}
