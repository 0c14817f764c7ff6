package storage_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
	"anwei/storage/postgres/pgtest"
)

// opener opens the store that is kept in a directory; opened again it finds what
// was left there. It fails the test when it cannot. Whoever called it closes the
// store.
type opener func(t *testing.T, dir string) storage.Store

// TestBolt plays the suite on the engine that keeps the ledger in one file.
func TestBolt(t *testing.T) {
	suite(t, func(t *testing.T, dir string) storage.Store {
		t.Helper()
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

// TestPostgres plays the suite on the engine that keeps the ledger in a database.
func TestPostgres(t *testing.T) {
	server := pgtest.Start(t)
	urls := map[string]string{}
	suite(t, func(t *testing.T, dir string) storage.Store {
		t.Helper()
		if urls[dir] == "" {
			urls[dir] = server.URL(t)
		}
		s, err := postgres.Open(t.Context(), urls[dir], postgres.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

// suite tests the stores that open returns against all that package storage
// promises. Every engine passes it.
func suite(t *testing.T, open opener) {
	t.Helper()
	t.Run("Depth", func(t *testing.T) { testDepth(t, open) })
	t.Run("OlderPrograms", func(t *testing.T) { testOlder(t, open) })
	t.Run("Reopen", func(t *testing.T) { testReopen(t, open) })
	for _, group := range [][]test{
		transactions(), people(), reports(), talks(), outbox(), asides(), matters(), fulfilments(), cases(), evidence(), ways(), desk(), notices(), snapshots(), wishes(), verification(),
	} {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) {
				s := open(t, t.TempDir())
				t.Cleanup(func() { closeStore(t, s) })
				c.run(kit{t, s})
			})
		}
	}
	t.Run("OutboxModel", func(t *testing.T) { testModel(t, open) })
	t.Run("AuditModel", func(t *testing.T) { testAudits(t, open) })
	t.Run("NoticeModel", func(t *testing.T) { testNoticeModel(t, open) })
	t.Run("DeskModel", func(t *testing.T) { testDeskModel(t, open) })
	t.Run("ReportModel", func(t *testing.T) { testReportModel(t, open) })
	t.Run("Tallies", func(t *testing.T) { testTallies(t, open) })
	t.Run("SnapshotModel", func(t *testing.T) { testSnapshotModel(t, open) })
	t.Run("MatterKeys", func(t *testing.T) { testMatterKeys(t, open) })
}

// test is one test of a new and empty store.
type test struct {
	name string
	run  func(k kit)
}

// tb is what *testing.T and *rapid.T have in common here.
type tb interface {
	Helper()
	Context() context.Context
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// kit is a store under test, with short ways to use it.
type kit struct {
	tb
	store storage.Store
}

func closeStore(t tb, s storage.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

// view fails the test when fn or the transaction does.
func (k kit) view(fn func(tx storage.Ledger) error) {
	k.Helper()
	if err := k.store.View(k.Context(), fn); err != nil {
		k.Fatalf("View: %v", err)
	}
}

// update fails the test when fn or the transaction does.
func (k kit) update(fn func(tx storage.Ledger) error) {
	k.Helper()
	if err := k.store.Update(k.Context(), fn); err != nil {
		k.Fatalf("Update: %v", err)
	}
}

// refuse fails the test unless the transaction does.
func (k kit) refuse(what string, fn func(tx storage.Ledger) error) {
	k.Helper()
	if err := k.store.Update(k.Context(), fn); err == nil {
		k.Errorf("%s: it was taken, want an error", what)
	}
}

// each runs all of the functions, and returns the errors of those that fail.
func each(fns ...func() error) error {
	errs := make([]error, 0, len(fns))
	for _, fn := range fns {
		errs = append(errs, fn())
	}
	return errors.Join(errs...)
}

// find returns what a lookup finds and fails the test when it finds nothing.
func find[T any](k kit, lookup func(storage.Ledger) (T, bool, error)) T {
	k.Helper()
	v, found := seek(k, lookup)
	if !found {
		k.Fatalf("the lookup of a %T found nothing", v)
	}
	return v
}

// absent fails the test when the lookup finds something.
func absent[T any](k kit, what string, lookup func(storage.Ledger) (T, bool, error)) {
	k.Helper()
	if v, found := seek(k, lookup); found {
		k.Errorf("%s: found %s, want nothing", what, text(k, v))
	}
}

func seek[T any](k kit, lookup func(storage.Ledger) (T, bool, error)) (v T, found bool) {
	k.Helper()
	k.view(func(tx storage.Ledger) (err error) {
		v, found, err = lookup(tx)
		return err
	})
	return v, found
}

// read returns what a listing returns.
func read[T any](k kit, list func(storage.Ledger) (T, error)) (v T) {
	k.Helper()
	k.view(func(tx storage.Ledger) (err error) {
		v, err = list(tx)
		return err
	})
	return v
}

// equal compares by JSON, so that times are compared as they are written.
func equal(t tb, what string, got, want any) {
	t.Helper()
	if g, w := text(t, got), text(t, want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func text(t tb, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%T: %v", v, err)
	}
	return string(b)
}
