package storage_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"anwei"
	"anwei/storage"
)

// testReopen puts one of everything, closes, opens and reads it back.
func testReopen(t *testing.T, open opener) {
	t.Helper()
	dir := t.TempDir()
	key := figures(october(), "nancun")
	report, rev := sampleReport(key, 1)
	s := open(t, dir)
	kit{t, s}.update(func(tx storage.Ledger) error {
		return each(
			func() error { return tx.PutUnit(sampleUnit()) },
			func() error { return tx.PutPerson(samplePerson("ann")) },
			func() error { return tx.PutPlan(samplePlan("2026.1")) },
			func() error { return tx.PutDraft(sampleDraft(key)) },
			func() error { return tx.Confirm(report, rev) },
			func() error { return tx.PutTalk("ann", []byte(`{"at":2}`)) },
			func() error { return tx.PutSeen("m1", storage.Turn{Reply: "好", ReplySeq: 1, At: noon()}) },
			func() error { _, _, err := tx.PutOutgoing(message("k1", "ann")); return err },
			func() error { _, _, err := tx.PutOutgoing(message("k2", "ann")); return err },
			func() error { return tx.Done(1, storage.Ending{At: noon(), Result: storage.Sent, Detail: "msgid"}) },
			func() error { return putMatters(tx) },
		)
	})
	closeStore(t, s)

	s = open(t, dir)
	t.Cleanup(func() { closeStore(t, s) })
	k := kit{t, s}
	equal(k, "Roster", read(k, storage.Ledger.Roster),
		anwei.Roster{Units: []anwei.Unit{sampleUnit()}, People: []anwei.Person{samplePerson("ann")}})
	equal(k, "Plan", find(k, func(tx storage.Ledger) (anwei.Plan, bool, error) { return tx.Plan("2026.1") }), samplePlan("2026.1"))
	equal(k, "Draft", find(k, func(tx storage.Ledger) (anwei.Draft, bool, error) { return tx.Draft(key) }), sampleDraft(key))
	equal(k, "Report", find(k, func(tx storage.Ledger) (anwei.Report, bool, error) { return tx.Report(key) }), report)
	equal(k, "Revisions", read(k, func(tx storage.Ledger) ([]anwei.Revision, error) { return tx.Revisions(key) }), []anwei.Revision{rev})
	equal(k, "Talk", string(find(k, func(tx storage.Ledger) ([]byte, bool, error) { return tx.Talk("ann") })), `{"at":2}`)
	equal(k, "Seen", find(k, func(tx storage.Ledger) (storage.Turn, bool, error) { return tx.Seen("m1") }),
		storage.Turn{Reply: "好", ReplySeq: 1, At: noon()})
	equal(k, "Ended", find(k, func(tx storage.Ledger) (storage.Ending, bool, error) { return tx.Ended(1) }),
		storage.Ending{Key: "k1", To: "ann", At: noon(), Result: storage.Sent, Detail: "msgid"})
	want := message("k2", "ann")
	want.Seq = 2
	equal(k, "Due", read(k, func(tx storage.Ledger) ([]anwei.Outgoing, error) { return tx.Due(noon(), 9) }), []anwei.Outgoing{want})
	checkMatters(k)
}

func transactions() []test {
	return []test{
		{"Layout", testLayout},
		{"UpdateAllOrNothing", testAllOrNothing},
		{"UpdatePanics", testPanic},
		{"ViewRefusesWrites", testViewRefuses},
		{"ContextEnded", testContext},
		{"ConcurrentUpdates", testConcurrent},
		{"ViewIsConsistent", testConsistent},
	}
}

func testAllOrNothing(k kit) {
	broken := errors.New("broken")
	err := k.store.Update(k.Context(), func(tx storage.Ledger) error {
		if err := writeAll(tx); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		k.Errorf("Update returned %v, want the error of its function", err)
	}
	empty(k)
}

func testPanic(k kit) {
	func() {
		defer func() {
			if recover() == nil {
				k.Errorf("a panic in Update was swallowed")
			}
		}()
		_ = k.store.Update(k.Context(), func(tx storage.Ledger) error {
			_ = writeAll(tx)
			panic("in the middle")
		})
	}()
	empty(k)
	k.update(writeAll) // the store is still usable
}

// testViewRefuses tries every write in a View, those included that would change
// nothing.
func testViewRefuses(k kit) {
	k.update(writeAll)
	k.view(func(tx storage.Ledger) error {
		for _, w := range writes(tx) {
			if w.run() == nil {
				k.Errorf("%s inside a View: no error", w.name)
			}
		}
		return nil
	})
}

func testContext(k kit) {
	ctx, cancel := context.WithCancel(k.Context())
	cancel()
	called := func(storage.Ledger) error { k.Errorf("the function ran"); return nil }
	if err := k.store.View(ctx, called); !errors.Is(err, context.Canceled) {
		k.Errorf("View returned %v, want context.Canceled", err)
	}
	if err := k.store.Update(ctx, called); !errors.Is(err, context.Canceled) {
		k.Errorf("Update returned %v, want context.Canceled", err)
	}
}

// testConcurrent counts in the talk's state from many goroutines; no step may be
// lost.
func testConcurrent(k kit) {
	const workers, steps = 8, 20
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for range steps {
				err := k.store.Update(k.Context(), func(tx storage.Ledger) error {
					state, _, err := tx.Talk("ann")
					if err != nil {
						return err
					}
					return tx.PutTalk("ann", append(state, '.'))
				})
				if err != nil {
					k.Errorf("Update: %v", err)
				}
			}
		})
	}
	all.Wait()
	state := find(k, func(tx storage.Ledger) ([]byte, bool, error) { return tx.Talk("ann") })
	if len(state) != workers*steps {
		k.Errorf("%d steps are left of %d", len(state), workers*steps)
	}
}

// testConsistent reads two values that are always written as one.
func testConsistent(k kit) {
	const steps = 50
	var writer sync.WaitGroup
	writer.Go(func() {
		for i := range steps {
			state := fmt.Append(nil, i)
			err := k.store.Update(k.Context(), func(tx storage.Ledger) error {
				return errors.Join(tx.PutTalk("ann", state), tx.PutTalk("bob", state))
			})
			if err != nil {
				k.Errorf("Update: %v", err)
			}
		}
	})
	for range steps {
		k.view(func(tx storage.Ledger) error {
			a, _, errA := tx.Talk("ann")
			b, _, errB := tx.Talk("bob")
			if string(a) != string(b) {
				k.Errorf("a View saw %s and %s", a, b)
			}
			return errors.Join(errA, errB)
		})
	}
	writer.Wait()
}
