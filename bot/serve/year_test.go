package serve_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"anwei/bot"
	"anwei/bot/serve"
	"anwei/storage"
)

// counting counts the rows of reports and of their sums that are read.
type counting struct {
	storage.Store
	rows *int
}

func (c counting) View(ctx context.Context, fn func(storage.Ledger) error) error {
	return c.Store.View(ctx, func(tx storage.Ledger) error { return fn(storage.Over(countingTx{tx.Tx, c.rows})) })
}

type countingTx struct {
	storage.Tx
	rows *int
}

func (c countingTx) count(table string) {
	if table == "reports" || table == "tallies" {
		*c.rows++
	}
}

func (c countingTx) Get(table string, key []byte) ([]byte, error) {
	c.count(table)
	return c.Tx.Get(table, key)
}

func (c countingTx) Scan(table string, r storage.Range) iter.Seq2[storage.Row, error] {
	return func(yield func(storage.Row, error) bool) {
		for row, err := range c.Tx.Scan(table, r) {
			if c.count(table); !yield(row, err) {
				return
			}
		}
	}
}

// TestYearOfSums holds that a question about a year reads as much of a county of twice as
// many units, and no year: a few rows a month. What it says is what the reports say, which
// a question about each unit reads.
func TestYearOfSums(t *testing.T) {
	read := map[string]int{}
	for _, units := range []int{60, 120} {
		s, p, c, now := archive(t, units, 24)
		for text, want := range map[string]string{
			"2025年合计":    fmt.Sprintf("已报%d份", 12*units),
			"2025年隐患走势":  "2025年",
			"2025年按时报送率": "100.0%",
			"今年检查企业多少家次": "2026年",
		} {
			rows := 0
			got, err := serve.Peek(t.Context(), counting{s, &rows}, p, c, now, "xianzhang", []string{text})
			if err != nil {
				t.Fatal(err)
			}
			said := fmt.Sprint(got[0].Says)
			if !strings.Contains(said, want) {
				t.Errorf("%d units: %s is answered %s", units, text, said)
			}
			if was, known := read[text]; known && was != rows || rows == 0 || rows > 60 {
				t.Errorf("%s reads %d rows of %d units, and read %d of half as many", text, rows, units, was)
			}
			read[text] = rows
		}
	}
}

// BenchmarkYear asks a leader's questions about a year of a handler that has answered
// before. Those about sums cost hardly more of ten times the units; that of places is of
// each unit, and reads its year.
func BenchmarkYear(b *testing.B) {
	for _, units := range []int{300, 3000} {
		s, p, c, now := archive(b, units, 24)
		h, n := serve.New(s, p, c, func() time.Time { return now }, func() {}), 0
		for _, text := range []string{"2025年合计", "2025年隐患走势", "2025年按时报送率", "2025年整改率排名"} {
			b.Run(fmt.Sprintf("%d/%s", units, text), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					n++
					if _, err := h.Handle(b.Context(), bot.Message{ID: fmt.Sprint("m", n), From: "xianzhang", At: now, Kind: bot.TextMessage, Text: text}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
