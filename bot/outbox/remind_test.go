package outbox_test

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/scheduler"
	"anwei/storage"
)

// campaign is a plan with a form, a duty that is wanted twice and a kind of case.
func campaign() anwei.Plan {
	return anwei.Plan{
		Zone:   "UTC",
		Forms:  []anwei.Form{{ID: "figures", Short: "调度表", Every: anwei.Month}},
		Duties: []anwei.Duty{{ID: "meeting", Title: "专委会会议", Every: anwei.Quarter, Wanted: 2}},
		Cases:  []anwei.CaseRule{{ID: "quick", Steps: []anwei.StepRule{{ID: "scene"}}}},
	}
}

func report(unit anwei.UnitID) anwei.Matter {
	return anwei.Matter{Unit: unit, Form: "figures", Period: anwei.MonthPeriod(2026, 10)}
}

func duty() anwei.Matter {
	return anwei.Matter{Unit: "nancun", Duty: "meeting", Period: anwei.PeriodOf(anwei.Quarter, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC))}
}

// items makes one item of a reminder for each matter.
func items(ms ...anwei.Matter) []anwei.Item {
	out := make([]anwei.Item, len(ms))
	for i, m := range ms {
		out[i] = anwei.Item{
			Key: "rule/" + m.String(), Rule: "rule", Matter: m, As: anwei.ToReporter,
			Text: "请办理" + m.String() + "。", Line: m.String(),
		}
	}
	return out
}

// does puts what makes the matter no longer owed.
func (w *world) does(m anwei.Matter) {
	w.Helper()
	w.update(func(tx storage.Ledger) error {
		if key, is := m.Report(); is {
			return tx.Confirm(anwei.Report{Key: key}, anwei.Revision{N: 1})
		}
		return tx.AddFulfilment(anwei.Fulfilment{Matter: m, N: 1, Count: 2})
	})
}

func (w *world) reminded(m anwei.Matter) []anwei.Reminded {
	w.Helper()
	var out []anwei.Reminded
	w.view(func(tx storage.Ledger) (err error) {
		out, err = tx.Reminders(m)
		return err
	})
	return out
}

func (w *world) flush() {
	w.Helper()
	if err := w.out.Flush(w.Context()); err != nil {
		w.Error(err)
	}
}

// composed is what a reminder of the items brings when it is sent.
func composed(items []anwei.Item) anwei.Content {
	text, card := scheduler.Compose(items, anwei.Date{})
	if card != nil {
		return card
	}
	return anwei.PlainText(text)
}

func TestReminderSaysWhatIsStillOwed(t *testing.T) {
	bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
		all := items(report("nancun"), report("beiliu"), duty())
		seq := w.commit(anwei.Outgoing{Key: "a1", To: "ann", Created: time.Now(), Content: anwei.Reminder(all)})
		w.does(report("nancun"))
		w.flush()
		if got := w.said[0].Content; !reflect.DeepEqual(got, composed(all[1:])) {
			w.Errorf("sent %v", got)
		}
		w.ended(seq, storage.Sent, "msgid-a1")
		if got := w.reminded(report("nancun")); len(got) != 0 {
			w.Errorf("what was not said is noted: %v", got)
		}
		for _, m := range []anwei.Matter{report("beiliu"), duty()} {
			got := w.reminded(m)
			if len(got) != 1 || got[0].To != "ann" || got[0].Rule != "rule" || got[0].As != anwei.ToReporter || !got[0].At.Equal(w.began) {
				w.Errorf("of %s is noted %v", m, got)
			}
		}
	})
}

func TestPointlessReminder(t *testing.T) {
	bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
		w.update(func(tx storage.Ledger) error { return tx.PutUnit(anwei.Unit{ID: "nancun", Name: "南村镇"}) })
		seq := w.commit(anwei.Outgoing{
			Key: "a1", To: "ann", Created: w.began, Content: anwei.Reminder(items(report("nancun"), duty(), report("beiliu"))),
		})
		w.does(report("nancun"))
		w.does(duty())
		time.Sleep(time.Minute)
		w.update(func(tx storage.Ledger) error {
			return tx.PutPromise(anwei.Promise{Matter: report("beiliu"), Kind: anwei.Promised, By: "ann", At: time.Now()})
		})
		w.put("ann:a2")
		w.flush()
		w.got("ann", "a2")
		w.ended(seq, storage.Pointless, "南村镇2026年10月调度表已报送；南村镇2026年四季度专委会会议已办结；beiliu2026年10月调度表已有答复")
		if got := w.reminded(report("nancun")); len(got) != 0 {
			w.Errorf("what was not said is noted: %v", got)
		}
	})
}

// A retry says what is owed by then, and the row keeps what was decided on.
func TestRetryComposesAnew(t *testing.T) {
	bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			if len(w.said) < 3 {
				return busy{}
			}
			return nil
		}
		all := items(report("nancun"), report("beiliu"))
		seq := w.commit(anwei.Outgoing{Key: "a1", To: "ann", Created: time.Now(), Content: anwei.Reminder(all)})
		stop := w.run()
		defer stop()
		after(time.Second)
		w.does(report("nancun"))
		after(2 * time.Second) // the second try
		if row, _ := w.outgoing(seq); len(row.Content.(anwei.Reminder)) != 2 || row.Attempts != 2 {
			w.Errorf("the row is %+v", row)
		}
		after(time.Hour)
		w.ended(seq, storage.Sent, "msgid-a1")
		for i, left := range [][]anwei.Item{all, all[1:], all[1:]} {
			if got := w.said[i].Content; !reflect.DeepEqual(got, composed(left)) {
				w.Errorf("try %d said %v", i+1, got)
			}
		}
		if len(w.said) != 3 {
			w.Errorf("%d tries", len(w.said))
		}
	})
}

// broken is a ledger that cannot say whether a duty is fulfilled.
type broken struct {
	storage.Store
	panics bool
}

type brokenTx struct {
	storage.Tx
	panics bool
}

var errUnread = errors.New("a fulfilment cannot be read")

func (b broken) View(ctx context.Context, fn func(storage.Ledger) error) error {
	return b.Store.View(ctx, func(tx storage.Ledger) error { return fn(storage.Over(brokenTx{tx.Tx, b.panics})) })
}

func (b brokenTx) Scan(table string, r storage.Range) iter.Seq2[storage.Row, error] {
	if table != "fulfilments" {
		return b.Tx.Scan(table, r)
	}
	if b.panics {
		panic("no such duty")
	}
	return func(yield func(storage.Row, error) bool) { yield(storage.Row{}, errUnread) }
}

// A reminder that cannot be composed is tried a few times, set aside, and holds
// nobody up for long.
func TestReminderThatCannotBeComposed(t *testing.T) {
	for _, panics := range []bool{false, true} {
		bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
			seq := w.commit(anwei.Outgoing{Key: "a1", To: "ann", Created: time.Now(), Content: anwei.Reminder(items(duty()))})
			w.put("ann:a2", "bob:b1")
			w.broken(broken{w.Store, panics})
			stop := w.run()
			defer stop()
			after(0)
			w.got("bob", "b1")
			after(time.Minute)
			w.got("ann", "a2")
			w.ended(seq, storage.Failed, "")
			w.view(func(tx storage.Ledger) error {
				aside, err := tx.Aside(0, 10)
				if len(aside) != 1 || aside[0].Seq != seq || aside[0].Attempts != 5 || aside[0].LastError == "" {
					w.Errorf("set aside: %+v", aside)
				}
				return err
			})
		})
	}
}

func (w *world) broken(s storage.Store) { w.Store = s }

// What was set aside is sent after a retry, in its old place.
func TestRetryOfWhatWasSetAside(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = failTimes("a1", 1, errRefused)
		w.put("ann:a1", "ann:a2")
		w.flush()
		w.got("ann", "a1", "a2")
		w.view(func(tx storage.Ledger) error {
			aside, err := tx.Aside(0, 10)
			if len(aside) != 1 || aside[0].LastError != errRefused.Error() || aside[0].Attempts != 1 {
				w.Errorf("set aside: %+v", aside)
			}
			return err
		})
		w.put("ann:a3")
		w.update(func(tx storage.Ledger) error {
			done, err := tx.Retry(1, time.Now())
			if !done {
				w.Error("nothing was set aside")
			}
			return err
		})
		w.flush()
		w.got("ann", "a1", "a2", "a1", "a3")
		w.ended(1, storage.Sent, "msgid-a1")
	})
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	if i := slices.IndexFunc(parts, func(p string) bool { return !strings.Contains(text, p) }); i >= 0 {
		t.Errorf("%q lacks %q", text, parts[i])
	}
}
