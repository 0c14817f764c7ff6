package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/cmd/anwei/ledger"
	"anwei/config"
	"anwei/storage"
	"anwei/storage/bolt"
)

// remembered is what a ledger still has of what is kept for a while.
func remembered(t *testing.T, store storage.Store) (misheard, aside, talks int) {
	t.Helper()
	err := store.View(t.Context(), func(tx storage.Ledger) error {
		m, errM := tx.Misheard(999)
		a, errA := tx.Aside(0, 999)
		for _, err := range tx.Tx.Scan("talks", storage.Range{}) {
			if err != nil {
				return err
			}
			talks++
		}
		misheard, aside = len(m), len(a)
		return errors.Join(errM, errA)
	})
	if err != nil {
		t.Fatal(err)
	}
	return misheard, aside, talks
}

// TestRetention lets days go by and holds that each kind goes at its time, by more than a
// page, and that what is for ever stays.
func TestRetention(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, err := bolt.Open(t.TempDir(), bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		now := func() time.Time { return time.Now().UTC() }
		begun := now()
		err = store.Update(t.Context(), func(tx storage.Ledger) error {
			err := tx.PutTalk("timeless", []byte(`{"version":1}`))
			for i := range 150 {
				id := anwei.PersonID(fmt.Sprintf("p%03d", i))
				seq, _, errPut := tx.PutOutgoing(anwei.Outgoing{Key: "k/" + string(id), To: id, Content: anwei.PlainText("请填报"), Created: begun})
				err = errors.Join(err, errPut, tx.Done(seq, storage.Ending{At: begun, Result: storage.Failed}),
					tx.AddMisheard(anwei.Misheard{At: begun, By: id, Text: "啥 13935600017"}),
					tx.PutTalk(id, fmt.Appendf(nil, `{"spoke":%q}`, begun.Add(time.Duration(i/120)*240*time.Hour).Format(time.RFC3339))))
			}
			return errors.Join(err, tx.PutAudit(anwei.Audit{ID: "1", At: begun, Action: "换人"}), tx.CleanAudit(anwei.Audit{ID: "1", At: begun, Action: "换人", N: 1}, func(string) string { return "李四 13935600017" }))
		})
		if err != nil {
			t.Fatal(err)
		}
		r := &ledger.Retention{Days: config.Retention{Misheard: 20, Aside: 30, Talk: 40}, Store: store, Now: now, Log: slog.New(slog.DiscardHandler)}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- r.Run(ctx) }()
		for _, s := range []struct{ day, misheard, aside, talks int }{
			{19, 150, 150, 151}, {22, 0, 150, 151}, {32, 0, 0, 151}, {42, 0, 0, 31}, {52, 0, 0, 1}, {60, 0, 0, 1},
		} {
			time.Sleep(begun.AddDate(0, 0, s.day).Add(time.Hour).Sub(now()))
			synctest.Wait()
			if m, a, k := remembered(t, store); m != s.misheard || a != s.aside || k != s.talks {
				t.Errorf("after %d days %d misheard, %d aside and %d talks are there: %+v", s.day, m, a, k, s)
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		err = store.View(t.Context(), func(tx storage.Ledger) error {
			rows, err := tx.Audits(begun, now(), 9)
			if len(rows) != 1 || rows[0].Detail != "李四 139****0017" {
				t.Errorf("the record is %+v", rows)
			}
			end, ended, errEnd := tx.Ended(1)
			if !ended || end.Result != storage.Dropped {
				t.Errorf("what was set aside ended as %+v", end)
			}
			return errors.Join(err, errEnd)
		})
		if err := errors.Join(err, store.Close()); err != nil {
			t.Error(err)
		}
	})
}

// TestRetentionOff holds that 0 keeps all, and what is misheard has no whole number.
func TestRetentionOff(t *testing.T) {
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // a test's own
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		return errors.Join(tx.PutTalk("ann", []byte(`{"spoke":"2001-01-01T00:00:00Z"}`)), tx.AddMisheard(anwei.Misheard{By: "ann", Text: "打13935600017"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	r := ledger.Retention{Store: store, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	if n, err := r.Sweep(t.Context()); n != 0 || err != nil {
		t.Error(n, err)
	}
	err = store.View(t.Context(), func(tx storage.Ledger) error {
		m, err := tx.Misheard(9)
		if len(m) != 1 || strings.Contains(m[0].Text, "13935600017") {
			t.Errorf("%+v", m)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
