package serve_test

import (
	"context"
	"errors"
	"iter"
	"testing"
	"time"

	"anwei"
	"anwei/bot/serve"
	"anwei/storage"
)

var errUnread = errors.New("the page cannot be read")

// blind is a ledger of which no roster can be read.
type blind struct{ storage.Store }

type blindTx struct{ storage.Tx }

func (b blindTx) Get(table string, key []byte) ([]byte, error) {
	if table == "units" {
		return nil, errUnread
	}
	return b.Tx.Get(table, key)
}

func (b blindTx) Scan(table string, r storage.Range) iter.Seq2[storage.Row, error] {
	if table == "unit_order" {
		return func(yield func(storage.Row, error) bool) { yield(storage.Row{}, errUnread) }
	}
	return b.Tx.Scan(table, r)
}

func (b blind) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	return b.Store.Update(ctx, func(tx storage.Ledger) error { return fn(storage.Over(blindTx{tx.Tx})) })
}

func (b blind) View(ctx context.Context, fn func(storage.Ledger) error) error {
	return b.Store.View(ctx, func(tx storage.Ledger) error { return fn(storage.Over(blindTx{tx.Tx})) })
}

// TestNothingIsDecidedOnAFailedRead: a step that could not read what it asked for has
// decided on nothing. The turn fails, keeps nothing, and is taken again whole.
func TestNothingIsDecidedOnAFailedRead(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "nancun_tb", "填报"))
	before := len(b.due(t, b.now.Add(time.Hour)))
	now := func() time.Time { return b.now }
	h := serve.New(blind{b.store}, b.plan, anwei.Calendar{}, now, func() {})
	for _, words := range []string{"3 12", "进度"} {
		if a, err := h.Handle(t.Context(), text("2"+words, "nancun_tb", words)); !errors.Is(err, errUnread) {
			t.Errorf("%s: answered %q, %v", words, a.Text, err)
		}
	}
	if n := len(b.due(t, b.now.Add(time.Hour))); n != before {
		t.Errorf("%d messages came of turns that failed", n-before)
	}
	if d := b.draft(t); len(d.Values) != 0 {
		t.Errorf("the draft holds %v", d.Values)
	}
	if b.hear(t, text("23 12", "nancun_tb", "3 12")); len(b.draft(t).Values) != 2 {
		t.Errorf("taken again, the draft holds %v", b.draft(t).Values)
	}
	_, err := serve.Peek(t.Context(), blind{b.store}, b.plan, anwei.Calendar{}, b.now, "anban", []string{"10月进度"})
	if !errors.Is(err, errUnread) {
		t.Errorf("a question was answered: %v", err)
	}
}
