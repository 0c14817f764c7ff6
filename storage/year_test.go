package storage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
	"anwei/storage/postgres/pgtest"
)

// TestYear plays a year of a county on both engines: drafts come and go, talks are
// written over, messages are sent, reports are corrected. What is stored grows with the
// rows that there are, and not with what was written.
func TestYear(t *testing.T) {
	t.Run("file", func(t *testing.T) {
		dir := t.TempDir()
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // a test's own
		year(t, s, func() int64 {
			file, err := os.Stat(filepath.Join(dir, bolt.File))
			if err != nil {
				t.Fatal(err)
			}
			return file.Size()
		})
	})
	t.Run("database", func(t *testing.T) {
		url := pgtest.Start(t).URL(t)
		s, err := postgres.Open(t.Context(), url, postgres.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // a test's own
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(t.Context()) //nolint:errcheck // a test's own
		year(t, s, func() (size int64) {
			// What autovacuum does within minutes; a year takes seconds here.
			_, errV := conn.Exec(t.Context(), "vacuum")
			errS := conn.QueryRow(t.Context(), "select sum(pg_total_relation_size(oid))::bigint from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace").Scan(&size)
			if errV != nil || errS != nil {
				t.Fatal(errV, errS)
			}
			return size
		})
	})
}

// year plays twelve months and holds what is stored against the rows.
func year(t *testing.T, s storage.Store, size func() int64) {
	t.Helper()
	units := 60
	if testing.Short() {
		units = 20
	}
	var written int64
	for m := range 12 {
		month := time.Date(2026, time.Month(1+m), 20, 9, 0, 0, 0, time.UTC)
		for u := range units {
			written += reportingTalk(t, s, fmt.Sprintf("u%03d", u), month)
		}
		if err := s.Update(t.Context(), func(tx storage.Ledger) error {
			_, err := tx.ForgetSeen(month.AddDate(0, 0, 7), 1<<20)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		rows, bytes := bytesStored(t, s)
		// A page is half full at worst, PostgreSQL has 100 bytes beside each row, and both
		// begin with some empty room.
		if now, most := size(), 3*bytes+300*rows+2<<20; now > most {
			t.Errorf("month %d: %d KB are stored for %d rows of %d KB", m+1, now>>10, rows, bytes>>10)
		}
	}
	_, bytes := bytesStored(t, s)
	if written < 2*bytes {
		t.Errorf("%d KB were written and %d KB are there, which proves little", written>>10, bytes>>10)
	}
}

// reportingTalk is what one unit's report of a month writes: a turn a commit.
func reportingTalk(t *testing.T, s storage.Store, unit string, at time.Time) (written int64) {
	t.Helper()
	key := anwei.ReportKey{Form: "figures", Period: anwei.PeriodOf(anwei.Month, at), Unit: anwei.UnitID(unit)}
	who, values := anwei.PersonID(unit), anwei.Values{}
	const turns = 8
	for n := range turns {
		at = at.Add(time.Minute)
		values[anwei.FieldID(fmt.Sprint("field", n))] = anwei.Number(int64(n * 7))
		state := make([]byte, 600+100*n)
		id := fmt.Sprint(unit, at.Unix())
		written += int64(len(state)) + 1000
		if err := s.Update(t.Context(), func(tx storage.Ledger) error {
			seq, _, err := tx.PutOutgoing(anwei.Outgoing{Key: id, To: who, Content: anwei.PlainText(fmt.Sprintf("请填写第%d组", n)), Created: at, NotBefore: at})
			for _, e := range []error{
				err, tx.PutTalk(who, state), tx.PutSeen(id, storage.Turn{Reply: "请填写", At: at}),
				tx.PutDraft(anwei.Draft{Key: key, Values: values.Clone()}), tx.Done(seq, storage.Ending{Result: storage.Sent, At: at}),
			} {
				if e != nil {
					return e
				}
			}
			if n < turns-2 {
				return nil
			}
			if err := tx.DeleteDraft(key); err != nil { // confirmed, and then corrected
				return err
			}
			rev := anwei.Revision{N: n - turns + 3, At: at, By: who}
			return tx.Confirm(anwei.Report{Key: key, Values: values.Clone(), First: at, At: at, By: who}, rev)
		}); err != nil {
			t.Fatal(err)
		}
	}
	return written
}

// bytesStored counts the rows of all tables and their bytes.
func bytesStored(t *testing.T, s storage.Store) (rows, bytes int64) {
	t.Helper()
	if err := s.View(t.Context(), func(tx storage.Ledger) error {
		for _, table := range storage.Tables() {
			for row, err := range tx.Tx.Scan(table, storage.Range{}) {
				if err != nil {
					return err
				}
				rows, bytes = rows+1, bytes+int64(len(table)+len(row.Key)+len(row.Value))
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows, bytes
}
