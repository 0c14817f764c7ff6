package storage_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

func verification() []test {
	return []test{
		{"VerifySound", func(k kit) {
			k.update(sound)
			k.view(func(tx storage.Ledger) error {
				k.flaws(tx.Tx, "a sound ledger")
				return nil
			})
		}},
		{"VerifyDamages", testDamages},
		{"RowsOfOlderPrograms", testUnsummed},
		{"DamagedReports", testDamagedReports},
	}
}

// flaws fails the test unless Verify finds what is wanted, as table: fault detail.
func (k kit) flaws(tx storage.Tx, what string, want ...string) {
	k.Helper()
	got := []string{}
	err := storage.Verify(tx, func(f storage.Flaw) {
		got = append(got, fmt.Sprint(f.Table, ": ", f.Fault, " ", f.Detail))
	})
	if err != nil {
		k.Errorf("%s: %v", what, err)
	}
	slices.Sort(want)
	slices.Sort(got)
	prefixed := func(got, want string) bool { return strings.HasPrefix(got, want) }
	if !slices.EqualFunc(got, want, prefixed) {
		k.Errorf("%s: found\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// sound writes one of everything, with a report whose revisions add up, and messages
// that wait, are sent and have failed.
func sound(tx storage.Ledger) error {
	key := figures(october(), "nancun")
	_, rev := sampleReport(key, 1)
	rev.Changes = append(rev.Changes, anwei.Change{Field: "shutdowns", New: &anwei.Value{NA: true}})
	raw, err := json.Marshal(rev)
	err = errors.Join(err, writeAll(tx), tx.Tx.Put("revisions", firstOf(key.String()), raw))
	beidian := figures(october(), "beidian")
	one, first := sampleReport(beidian, 1)
	two, second := sampleReport(beidian, 2)
	first.Changes = append(first.Changes, anwei.Change{Field: "shutdowns", New: &anwei.Value{NA: true}})
	second.Changes[0].Old = first.Changes[0].New
	err = errors.Join(err, tx.Confirm(one, first), tx.Handle(beidian, sampleHandling(1, 1, anwei.Returned)), tx.Confirm(two, second))
	for i, result := range []storage.Result{"", storage.Failed, storage.Sent, storage.Pointless} {
		o := message(fmt.Sprint("more", i), "bob")
		seq, _, errPut := tx.PutOutgoing(o)
		err = errors.Join(err, errPut)
		if result != "" {
			err = errors.Join(err, tx.Done(seq, storage.Ending{At: noon(), Result: result}))
		}
	}
	_, _, errPut := tx.PutOutgoing(message("second", "bob"))
	// The third is of a clock that was set back.
	for i, at := range []time.Duration{1, 2, 0, 3} {
		err = errors.Join(err, tx.PutAudit(sampleAudit(fmt.Sprint("chained", i), noon().Add(at*time.Minute))))
	}
	return errors.Join(err, errPut)
}

// chained is the key of the i-th row of the record that sound puts.
func chained(tx storage.Tx, i int) []byte {
	for row, err := range tx.Scan("audits", storage.Range{}) {
		if err == nil && bytes.HasSuffix(row.Key, fmt.Append(nil, "chained", i)) {
			return bytes.Clone(row.Key)
		}
	}
	return nil
}

// dropChained takes rows of the record away.
func dropChained(is ...int) func(storage.Tx) error {
	return func(tx storage.Tx) (err error) {
		for _, i := range is {
			err = errors.Join(err, tx.Delete("audits", chained(tx, i)))
		}
		return err
	}
}

// firstOf is the key of the first revision or handling of a report.
func firstOf(of string) []byte { return append([]byte(of+"\x00"), seqKey(1)...) }

func seqKey(n byte) []byte { return []byte{0, 0, 0, 0, 0, 0, 0, n} }

// damage is something done to the rows of a sound ledger, and how it is named.
type damage struct {
	name string
	do   func(tx storage.Tx) error
	want []string
}

// alter changes bytes within a row.
func alter(table string, key []byte, old, now string) func(storage.Tx) error {
	return func(tx storage.Tx) error {
		raw, err := tx.Get(table, key)
		if err == nil && !bytes.Contains(raw, []byte(old)) {
			err = fmt.Errorf("%s %q has no %s: %s", table, key, old, raw)
		}
		return errors.Join(err, tx.Put(table, key, bytes.Replace(raw, []byte(old), []byte(now), 1)))
	}
}

// swap changes bytes within a row that has no checksum, as older programs wrote it.
func swap(table string, key []byte, old, now string) func(storage.Tx) error {
	return func(tx storage.Tx) error {
		raw, err := tx.Get(table, key)
		return errors.Join(err, tx.Put(table, key, unsummed(raw)), alter(table, key, old, now)(tx))
	}
}

// unsummed is the row of an older program.
func unsummed(raw []byte) []byte {
	body, _, found := bytes.Cut(raw, []byte(`,"crc":"`))
	if !found {
		return raw
	}
	return append(bytes.Clone(body), '}')
}

// both does one thing and another.
func both(one, another func(storage.Tx) error) func(storage.Tx) error {
	return func(tx storage.Tx) error { return errors.Join(one(tx), another(tx)) }
}

func drop(table string, key []byte) func(storage.Tx) error {
	return func(tx storage.Tx) error { return tx.Delete(table, key) }
}

func add(table string, key []byte, value string) func(storage.Tx) error {
	return func(tx storage.Tx) error { return tx.Put(table, key, []byte(value)) }
}

func damages() []damage {
	key := []byte("figures/2026-10/nancun")
	beidian := "figures/2026-10/beidian"
	second, tallied := append([]byte(beidian+"\x00"), seqKey(2)...), []byte("figures/2026-10/county\x00town")
	return []damage{
		{
			"a digit changed alike in a report and its revision",
			both(alter("reports", []byte(beidian), `"n":2}`, `"n":7}`), alter("revisions", second, `"n":2}`, `"n":7}`)),
			[]string{"reports: altered", "revisions: altered"},
		},
		{"a row under the key of another", func(tx storage.Tx) error {
			raw, err := tx.Get("revisions", firstOf(beidian))
			return errors.Join(err, tx.Put("revisions", second, raw))
		}, []string{"revisions: altered"}},
		{"a checksum", alter("plans", []byte("2026.1"), `,"crc":"`, `,"crc":"x`), nil},
		{"a digit of a report", swap("reports", key, `"n":1}`, `"n":7}`), []string{"reports: misvalued self_checks", "tallies: misadded"}},
		{"a figure of a report gone", swap("reports", key, `,"shutdowns":{"na":true}`, ``), []string{"reports: misvalued shutdowns", "tallies: misadded"}},
		{"a digit of a revision", swap("revisions", firstOf(beidian), `"n":1}`, `"n":7}`), []string{"reports: misvalued self_checks"}},
		{"the number of a report", swap("reports", key, `"revision":1`, `"revision":2`), []string{"reports: miscounted 1"}},
		{"a report without revision", drop("revisions", firstOf(string(key))), []string{"reports: miscounted 0"}},
		{"a revision missing", drop("revisions", firstOf(beidian)), []string{"reports: miscounted 2"}},
		{"a handling erased", swap("reports", key, `"handled"`, `"forgotten"`), []string{"reports: mishandled agreed"}},
		{"a report gone", drop("reports", key), []string{"handlings: stray reports", "histories: stray reports", "revisions: stray reports", "tallies: misadded"}},
		{"a report that is no JSON", add("reports", key, `{"key":`), []string{"reports: unreadable", "tallies: misadded"}},
		{"a report of another unit", swap("reports", key, `"unit":"nancun"`, `"unit":"nowhere"`), []string{"histories: stray reports", "reports: unreadable"}},
		{"a digit of a sum", swap("tallies", tallied, `"sums":[1]`, `"sums":[7]`), []string{"tallies: misadded"}},
		{"a sum gone", drop("tallies", tallied), []string{"tallies: misadded"}},
		{"a sum of nothing", add("tallies", []byte("figures/2026-11/county\x00town"), `{"all":[{"of":{"bits":"Ag=="}}]}`), []string{"tallies: misadded"}},
		{"a plan that is no JSON", add("plans", []byte("2026.1"), "sealed"), []string{"plans: unreadable"}},
		{"an index row gone", drop("histories", []byte("figures\x00nancun\x002026-10")), []string{"reports: unindexed histories"}},
		{"an index row of nothing", add("seen_at", []byte("\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00m9"), ""), []string{"seen_at: stray seen"}},
		{"an index row cut short", add("notices_to", []byte("x"), ""), []string{"notices_to: unreadable"}},
		{"an open case that is closed", add("cases_open", seqKey(1), "elsewhere"), []string{"cases: unindexed cases_open", "cases_open: stray cases"}},
		{"a place without a unit", drop("unit_order", seqKey(1)), []string{"units: stray unit_order", "tallies: misadded"}},
		{"a person without a place", drop("people", []byte("ann")), []string{"people_order: unindexed people"}},
		{"a place that is no number", add("units", []byte("nancun"), "1"), []string{"unit_order: unindexed units", "units: stray unit_order", "units: unreadable", "tallies: misadded"}},
		{"a queue without a message", drop("outbox", seqKey(1)), []string{"outbox_heads: stray outbox", "outbox_keys: misended outbox", "outbox_queues: stray outbox"}},
		{"a message out of its queue", drop("outbox_queues", append([]byte("ann\x00"), seqKey(1)...)), []string{"outbox: unindexed outbox_queues", "outbox_heads: stray outbox"}},
		{"a first message that is not sent", drop("outbox_heads", seqKey(1)), []string{"outbox: unindexed outbox_heads"}},
		{"two first messages", add("outbox_heads", seqKey(6), strings.Repeat("\x00", 12)), []string{"outbox_heads: stray outbox"}},
		{"a message without its key", drop("outbox_keys", []byte("k1")), []string{"outbox: unindexed outbox_keys"}},
		{"a message that waits and has ended", add("outbox_endings", seqKey(1), `{"result":"sent"}`), []string{"outbox: misended outbox_endings"}},
		{"a message without an ending", drop("outbox_endings", seqKey(4)), []string{"outbox_keys: misended outbox"}},
		{"a row of the record changed", func(tx storage.Tx) error { return swap("audits", chained(tx, 1), "李四", "王五")(tx) }, []string{"audits: unchained 3"}},
		{"a row of the record gone", dropChained(1), []string{"audits: missing 3"}},
		{"two rows of the record gone", dropChained(0, 1), []string{"audits: missing 2", "audits: missing 3"}},
		{"the last row of the record gone", dropChained(3), []string{"audits: missing 5"}},
		{"the end of the record forgotten", drop("chains", []byte("audits")), []string{"chains: unchained 0"}},
		{"a failed message that was sent", swap("outbox_endings", seqKey(3), `"failed"`, `"sent"`), []string{"outbox_aside: misended outbox_endings"}},
	}
}

// testDamages does each damage to a sound ledger, has it named, and undoes it.
func testDamages(k kit) {
	k.update(sound)
	for _, d := range damages() {
		undone := errors.New("undone")
		err := k.store.Update(k.Context(), func(tx storage.Ledger) error {
			if err := d.do(tx.Tx); err != nil {
				return err
			}
			k.flaws(tx.Tx, d.name, d.want...)
			return undone
		})
		if !errors.Is(err, undone) {
			k.Errorf("%s: %v", d.name, err)
		}
	}
}

// testUnsummed holds that rows without a checksum stay valid, and have one when they are
// written again.
func testUnsummed(k kit) {
	key := figures(october(), "nancun")
	k.update(sound)
	k.update(func(tx storage.Ledger) error {
		for _, table := range storage.Tables() {
			var rows []storage.Row
			for row, err := range tx.Tx.Scan(table, storage.Range{}) {
				if err != nil {
					return err
				}
				if bytes.Contains(row.Value, []byte(`,"crc":"`)) {
					rows = append(rows, storage.Row{Key: bytes.Clone(row.Key), Value: unsummed(row.Value)})
				}
			}
			for _, row := range rows {
				if err := tx.Tx.Put(table, row.Key, row.Value); err != nil {
					return err
				}
			}
		}
		k.flaws(tx.Tx, "rows of an older program")
		r, found, err := tx.Report(key)
		if !found || r.Values["self_checks"].N != 1 {
			k.Errorf("the report is %v, %v", r, found)
		}
		_, rev := sampleReport(key, 2)
		return errors.Join(err, tx.Confirm(r, rev))
	})
	k.view(func(tx storage.Ledger) error {
		raw, err := tx.Tx.Get("reports", []byte(key.String()))
		if !bytes.Contains(raw, []byte(`,"crc":"`)) {
			k.Errorf("the report is written as %s", raw)
		}
		return err
	})
}

// testDamagedReports holds that no reading gives what a damaged row says.
func testDamagedReports(k kit) {
	key := figures(october(), "nancun")
	k.update(sound)
	k.update(func(tx storage.Ledger) error {
		return alter("reports", []byte(key.String()), `"n":1}`, `"n":7}`)(tx.Tx)
	})
	reads := map[string]func(storage.Ledger) error{
		"Report":     func(tx storage.Ledger) error { _, _, err := tx.Report(key); return err },
		"Reports":    func(tx storage.Ledger) error { _, err := tx.Reports(key.Form, key.Period); return err },
		"EachReport": func(tx storage.Ledger) error { return tx.EachReport(key.Form, key.Period, func(anwei.Report) {}) },
		"History":    func(tx storage.Ledger) error { _, err := tx.History(key.Form, key.Unit); return err },
		"Confirm":    func(tx storage.Ledger) error { r, rev := sampleReport(key, 2); return tx.Confirm(r, rev) },
	}
	for name, read := range reads {
		if err := k.store.Update(k.Context(), read); !errors.Is(err, storage.ErrDamaged) {
			k.Errorf("%s of a damaged report: %v", name, err)
		}
	}
}
