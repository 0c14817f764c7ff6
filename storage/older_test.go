package storage_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// older are ledgers as programs wrote them that many commits before schema 3: with the
// roster of the sample, a report that was sealed, and two talks.
func older() []string { return []string{"51", "201", "301"} }

// testOlder opens the ledgers of older programs: all that they hold is sound, the seal of
// a report among it, and from then on they are ledgers of the schema of today.
func testOlder(t *testing.T, open opener) {
	t.Helper()
	for _, name := range older() {
		dir := t.TempDir()
		k := kit{t, open(t, dir)}
		k.update(func(tx storage.Ledger) error { return pour(t, tx.Tx, "testdata/ledger-"+name+".gz") })
		closeStore(t, k.store)
		k = kit{t, open(t, dir)}
		k.update(func(tx storage.Ledger) error {
			schema, err := tx.Tx.Get(storage.Meta, []byte("schema"))
			if string(schema) != strconv.Itoa(storage.Schema) {
				t.Errorf("%s: the schema is %s", name, schema)
			}
			k.flaws(tx.Tx, name)
			r, found, errReport := tx.Report(figures(october(), "nancun"))
			if !found || r.State() != anwei.Sealed || r.Values["self_hazards"] != anwei.Number(30) {
				t.Errorf("%s: the report is %+v, %v", name, r, found)
			}
			raw, _, errTalk := tx.Talk("xiacun_tb")
			var state bot.State
			if err := json.Unmarshal(raw, &state); err != nil || len(state.Open) != 1 {
				t.Errorf("%s: the talk stands at %+v, %v", name, state, err)
			}
			_, rev := sampleReport(r.Key, 2)
			if err := tx.Confirm(r, rev); !errors.Is(err, storage.ErrConflict) {
				t.Errorf("%s: a sealed report is corrected: %v", name, err)
			}
			return errors.Join(err, errReport, errTalk, tx.PutDraft(sampleDraft(figures(october(), "xiacun"))))
		})
		closeStore(t, k.store)
	}
}

// pour puts the rows of a file into a ledger in place of its own.
func pour(t *testing.T, tx storage.Tx, file string) error {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	lines := bufio.NewReader(unpacked)
	table := ""
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		var key, value []byte
		if _, errRow := fmt.Sscanf(line, "\t%q %q\n", &key, &value); errRow == nil {
			err = errors.Join(err, tx.Put(table, key, value))
		} else {
			var last uint64
			_, errTable := fmt.Sscanf(line, "%s %d\n", &table, &last)
			err = errors.Join(err, errTable, tx.SetLast(table, last))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", line, err)
		}
	}
}
