package serve_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/bot"
	"anwei/bot/serve"
	"anwei/bot/sheet"
	"anwei/config/calendar"
	"anwei/storage"
	"anwei/storage/bolt"
)

// twice is a store that runs what it is given to update twice and keeps nothing of
// the first time, as an engine does that retries.
type twice struct{ storage.Store }

func (s twice) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	undo := errors.New("undo")
	err := s.Store.Update(ctx, func(tx storage.Ledger) error { return errors.Join(fn(tx), undo) })
	if !errors.Is(err, undo) {
		return err
	}
	return s.Store.Update(ctx, fn)
}

// replay plays a golden talk of bot through a ledger.
type replay struct {
	*bench
	turns int
	// again delivers each message once more at once, and once more after the next.
	again   bool
	last    bot.Message
	answers []bot.Answer
}

func newReplay(t *testing.T, store func(storage.Store) storage.Store) *replay {
	t.Helper()
	b := newBench(t)
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	b.Handler = serve.New(store(b.store), b.plan, c, func() time.Time { return b.now }, func() {})
	b.HasGroup()
	return &replay{bench: b}
}

func (r *replay) play(t *testing.T, script string) {
	t.Helper()
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		who, words, said := strings.Cut(line, "> ")
		at, moves := strings.CutPrefix(line, "@ ")
		switch {
		case strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "#"):
		case moves:
			now, err := time.ParseInLocation("2006-01-02 15:04", at, r.now.Location())
			if err != nil {
				t.Fatal(err)
			}
			r.now = now
		case said:
			r.deliver(t, r.message(t, who, words))
		}
	}
}

func (r *replay) deliver(t *testing.T, m bot.Message) {
	t.Helper()
	first := r.hear(t, m)
	r.answers = append(r.answers, first)
	if !r.again {
		return
	}
	if a := r.hear(t, m); a != first {
		t.Errorf("%+v delivered again gets %+v, and got %+v", m, a, first)
	}
	if r.last.ID != "" {
		r.hear(t, r.last)
	}
	r.last = m
}

// message makes what a line of a talk stands for. A table is one that somebody sent
// and that was opened.
func (r *replay) message(t *testing.T, who, words string) bot.Message {
	t.Helper()
	r.turns++
	m := bot.Message{ID: fmt.Sprint("m", r.turns), From: anwei.PersonID(who), At: r.now, Kind: bot.TextMessage, Text: strings.ReplaceAll(words, `\n`, "\n")}
	inner := strings.Trim(words, "[]")
	switch {
	case words == "[进入]":
		m.Kind, m.Text = bot.EnterMessage, ""
	case strings.HasPrefix(words, "[文件"):
		m.ID, m.Kind, m.Text, m.Media, m.Book = sheet.ReadID(m.ID), bot.BookMessage, "file", "M1", filled(nil)
	case strings.HasPrefix(words, "{"):
		m.ID, m.Kind, m.Text, m.Values = bot.GuessID(m.ID), bot.GuessMessage, "", anwei.Values{"self_checks": anwei.Number(3)}
	case strings.HasPrefix(words, "[发送") && words != "[发送]":
		m.Kind, m.Text, m.Media = bot.OtherMessage, strings.TrimPrefix(inner, "发送"), "M1"
	case strings.HasPrefix(words, "["):
		m.Kind, m.Text, m.Key = bot.ButtonMessage, "", inner
		if !strings.Contains(inner, "|") {
			m.Key = r.button(t, m.From, strings.TrimLeft(inner, "旧"))
		}
	}
	return m
}

// button is the key of the newest button with the text that the person was sent. One
// that nobody was sent is pressed as a menu's.
func (r *replay) button(t *testing.T, who anwei.PersonID, text string) string {
	t.Helper()
	key := text
	err := r.store.View(t.Context(), func(tx storage.Ledger) error {
		rows, err := tx.Pending(0, 10000)
		for _, o := range rows {
			card, is := o.Content.(*anwei.Card)
			if o.To != who || !is {
				continue
			}
			for _, b := range card.Buttons {
				if b.Text == text {
					key = b.Key
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// dump is all that the ledger holds, by bucket and key.
func (r *replay) dump(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := r.store.Snapshot(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(filepath.Join(dir, bolt.File), 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error { return dumpBucket(out, string(name), b) })
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return out
}

func dumpBucket(out map[string]string, name string, b *bbolt.Bucket) error {
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			return dumpBucket(out, name+"/"+string(k), b.Bucket(k))
		}
		out[name+"/"+string(k)] = string(v)
		return nil
	})
}

// TestReplay plays golden talks of every part of the conversation through a ledger:
// plainly; on a store that runs every update twice; and with every message, text,
// button, file, table, guess and entrance, delivered again at once and later. All
// three leave the same ledger, to the byte.
func TestReplay(t *testing.T) {
	plain := func(s storage.Store) storage.Store { return s }
	for i, name := range []string{"return", "behalf", "deputy", "seal", "stamp", "case", "duty", "mark", "roster", "notice-meeting", "notice-write", "repair", "topup", "table", "guess"} {
		if testing.Short() && i%5 != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script, err := os.ReadFile(filepath.Join("..", "testdata", "talks", name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			once := newReplay(t, plain)
			once.play(t, string(script))
			want := once.dump(t)
			retried := newReplay(t, func(s storage.Store) storage.Store { return twice{s} })
			retried.play(t, string(script))
			sameLedger(t, "run twice", want, retried.dump(t))
			if !slices.Equal(once.answers, retried.answers) {
				t.Errorf("run twice the answers are %+v, and once %+v", retried.answers, once.answers)
			}
			again := newReplay(t, plain)
			again.again = true
			again.play(t, string(script))
			sameLedger(t, "delivered again", want, again.dump(t))
		})
	}
}

func sameLedger(t *testing.T, how string, want, got map[string]string) {
	t.Helper()
	if len(want) < 100 {
		t.Fatalf("the ledger holds %d rows", len(want))
	}
	for _, k := range slices.Sorted(maps.Keys(want)) {
		if got[k] != want[k] {
			t.Errorf("%s: %q is\n%s\nwant\n%s", how, k, got[k], want[k])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: the ledger holds %d rows, want %d", how, len(got), len(want))
	}
}
