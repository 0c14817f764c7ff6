package storage_test

import (
	"context"
	"testing"
	"time"

	"anwei/storage"
)

// testDepth counts what waits, and knows the oldest whatever is due first; the store
// knows how large it is.
func testDepth(t *testing.T, open opener) {
	t.Helper()
	k := kit{t, open(t, t.TempDir())}
	defer closeStore(t, k.store)
	depth := func(n int, oldest time.Time) {
		t.Helper()
		k.view(func(tx storage.Ledger) error {
			got, at, err := tx.Depth()
			if got != n || !at.Equal(oldest) {
				t.Errorf("%d wait since %s, want %d since %s", got, at, n, oldest)
			}
			return err
		})
	}
	depth(0, time.Time{})
	first := k.send("a", "ann", noon().Add(time.Hour))
	k.send("b", "bob", time.Time{})
	k.send("c", "ann", time.Time{})
	depth(3, noon())
	k.done(first, storage.Sent)
	depth(2, noon())
	sized, is := k.store.(interface {
		Size(ctx context.Context) (int64, error)
	})
	if !is {
		t.Fatal("the store does not know its size")
	}
	if n, err := sized.Size(t.Context()); err != nil || n < 1<<13 {
		t.Errorf("the store has %d bytes, %v", n, err)
	}
}
