package storage_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"anwei/storage"
)

var update = flag.Bool("update", false, "write testdata/layout.txt anew")

// testLayout holds under which keys one of everything is kept, with which bytes: a
// ledger of years must be read by every program after this one, so that a line of
// the file may be added and none changed.
func testLayout(k kit) {
	k.update(writeAll)
	got := strings.Join(dump(k), "\n") + "\n"
	if *update {
		if err := os.WriteFile("testdata/layout.txt", []byte(got), 0o600); err != nil {
			k.Fatalf("%v", err)
		}
	}
	want, err := os.ReadFile("testdata/layout.txt")
	if err != nil {
		k.Fatalf("%v", err)
	}
	if got != string(want) {
		k.Errorf("one of everything is kept as\n%s\nwant\n%s", got, want)
	}
}

// dump returns a line for each sequence and each row of the ledger.
func dump(k kit) []string {
	k.Helper()
	return read(k, func(tx storage.Ledger) (out []string, err error) {
		for _, table := range storage.Tables() {
			last, err := tx.Tx.Last(table)
			if err != nil {
				return nil, err
			}
			out = append(out, fmt.Sprint(table, " ", last))
			for row, err := range tx.Tx.Scan(table, storage.Range{}) {
				if err != nil {
					return nil, err
				}
				out = append(out, fmt.Sprintf("\t%q %s", row.Key, printable(row.Value)))
			}
		}
		return out, nil
	})
}

// printable leaves JSON as it is.
func printable(value []byte) string {
	if len(value) > 0 && !strings.ContainsAny(string(value[:1]), `{"`) {
		return fmt.Sprintf("%q", value)
	}
	return string(value)
}

// TestTablesAreNamedOnce holds that no table or index takes another's name.
func TestTablesAreNamedOnce(t *testing.T) {
	names := storage.Tables()
	slices.Sort(names)
	if n := len(slices.Compact(slices.Clone(names))); n != len(names) || n < 40 {
		t.Errorf("the tables are %v", names)
	}
}
