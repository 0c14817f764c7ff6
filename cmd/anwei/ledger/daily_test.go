package ledger_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/cmd/anwei/ledger"
	"anwei/storage"
	"anwei/storage/bolt"
)

// days is a bubble with a ledger, an office of one, and a backup every day at 02:30.
type days struct {
	*testing.T
	store  *bolt.Store
	daily  *ledger.Daily
	folder string
	woken  int
}

// inDays runs fn in a bubble whose clock begins at midnight.
func inDays(t *testing.T, fn func(d *days)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		data := t.TempDir()
		store, err := bolt.Open(data, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &days{T: t, store: store, folder: filepath.Join(t.TempDir(), "backups")}
		err = store.Update(t.Context(), func(tx storage.Ledger) error {
			return tx.PutPerson(anwei.Person{ID: "anban", Name: "经办", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "xian"}}})
		})
		if err != nil {
			t.Fatal(err)
		}
		d.daily = &ledger.Daily{
			Job:  ledger.Job{Ledger: data, Data: data, Store: store, To: d.folder, Keep: 3},
			Hour: 2, Minute: 30, Now: func() time.Time { return time.Now().UTC() },
			Log: slog.New(slog.DiscardHandler), Wake: func() { d.woken++ },
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- d.daily.Run(ctx) }()
		fn(d)
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
}

// after lets time pass, and returns the names of the backups that are there then.
func (d *days) after(passes time.Duration) []string {
	d.Helper()
	time.Sleep(passes)
	synctest.Wait()
	all, err := filepath.Glob(filepath.Join(d.folder, "*"))
	if err != nil {
		d.Fatal(err)
	}
	for i := range all {
		all[i] = filepath.Base(all[i])
	}
	return all
}

// message is what somebody was told.
type message struct {
	to   anwei.PersonID
	at   time.Time
	said string
}

func (d *days) told() (out []message) {
	d.Helper()
	err := d.store.View(d.Context(), func(tx storage.Ledger) error {
		pending, err := tx.Pending(0, 9)
		for _, o := range pending {
			words, _ := o.Content.(anwei.PlainText)
			out = append(out, message{o.To, o.Created, string(words)})
		}
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return out
}

func (d *days) says(wantLate bool, want string) {
	d.Helper()
	if words, late := d.daily.Last(time.Now().UTC()); late != wantLate || !strings.Contains(words, want) {
		d.Errorf("it says %q, late %v; want %q, %v", words, late, want, wantLate)
	}
}

// A backup is made at the start where none is there, and then at its time every day; of
// them the newest stay.
func TestDaily(t *testing.T) {
	inDays(t, func(d *days) {
		if got := d.after(time.Second); len(got) != 1 || got[0] != "anwei-20000101-000000.tar" {
			d.Errorf("at the start there are %v", got)
		}
		d.says(false, "1月1日00:00")
		if got := d.after(2*time.Hour + 28*time.Minute); len(got) != 1 {
			d.Errorf("before its time there are %v", got)
		}
		if got := d.after(2 * time.Minute); len(got) != 2 || got[1] != "anwei-20000101-023000.tar" {
			d.Errorf("at its time there are %v", got)
		}
		want := []string{"anwei-20000103-023000.tar", "anwei-20000104-023000.tar", "anwei-20000105-023000.tar"}
		if got := d.after(4 * 24 * time.Hour); !slices.Equal(got, want) {
			d.Errorf("after days there are %v, want %v", got, want)
		}
		d.says(false, "1月5日02:30")
		if d.woken > 0 {
			d.Error("the office was told that all is well")
		}
	})
}

// A clock that was ahead for a while does not keep backups from being made.
func TestDailyAfterWrongClock(t *testing.T) {
	inDays(t, func(d *days) {
		d.after(time.Second)
		ahead := time.Now().AddDate(1, 0, 0)
		if err := os.Chtimes(filepath.Join(d.folder, "anwei-20000101-000000.tar"), ahead, ahead); err != nil {
			d.Fatal(err)
		}
		if got := d.after(2 * time.Hour); len(got) != 2 {
			d.Errorf("there are %v", got)
		}
	})
}

// A backup that fails is told to the office once a day, tried again every hour, and
// overdue in what is said of it.
func TestDailyFails(t *testing.T) {
	inDays(t, func(d *days) {
		d.after(3 * time.Hour)
		away := d.folder + "-away"
		if err := os.Rename(d.folder, away); err != nil {
			d.Fatal(err)
		}
		if err := os.WriteFile(d.folder, nil, 0o600); err != nil { // no folder can be made there
			d.Fatal(err)
		}
		d.after(2 * 24 * time.Hour)
		d.says(true, "还没有一份备份")
		told := d.told()
		if len(told) != 2 {
			d.Errorf("the office was told %v", told)
		}
		for _, m := range told {
			if h := m.at.Hour(); m.to != "anban" || !strings.Contains(m.said, "备份没有做好") || h < 8 || h >= 18 {
				d.Errorf("it was told %+v", m)
			}
		}
		if d.woken == 0 {
			d.Error("nobody sends it")
		}
		if err := os.Remove(d.folder); err != nil {
			d.Fatal(err)
		}
		if got := d.after(time.Hour); len(got) != 1 {
			d.Errorf("after it is mended there are %v", got)
		}
		d.says(false, "最近一份备份")
	})
}

// A ledger with a flaw is backed up, and no older backup is removed for it.
func TestFlawedBackupKeepsTheOlder(t *testing.T) {
	inDays(t, func(d *days) {
		d.after(5 * 24 * time.Hour)
		err := d.store.Update(d.Context(), func(tx storage.Ledger) error { return tx.Tx.Put("seen_at", []byte("x"), nil) })
		if err != nil {
			d.Fatal(err)
		}
		got := d.after(24 * time.Hour)
		if len(got) != 4 || got[0] != "anwei-20000103-023000.tar" {
			d.Errorf("there are %v", got)
		}
		d.says(false, "1月6日02:30")
		if told := d.told(); len(told) != 1 || !strings.Contains(told[0].said, "有不对的地方") {
			d.Errorf("the office was told %v", told)
		}
	})
}
