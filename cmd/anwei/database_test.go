package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/storage"
	"anwei/storage/postgres"
	"anwei/storage/postgres/pgtest"
)

// takeover is within which time another process goes on where one has ended.
const takeover = 10 * time.Second

// several is a database on which several servers run, and a WeCom.
type several struct {
	*testing.T
	url   string
	sim   *wecomtest.Server
	store *postgres.Store // the test's own
	n     int
}

func newSeveral(t *testing.T) *several {
	t.Helper()
	s := &several{T: t, url: pgtest.Start(t).URL(t)}
	must(t, "", "roster", "import", "--sample", "--data", s.url)
	s.sim = wecomtest.NewServer(t, wecomtest.Options{Users: []wecomtest.User{{ID: "jianguan", Name: "联合监管员"}, {ID: "nancun_tb", Name: "填报员"}}})
	var err error
	if s.store, err = postgres.Open(t.Context(), s.url, postgres.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.store.Close() })
	return s
}

// start starts a server with a data directory of its own.
func (s *several) start() *serving {
	s.Helper()
	return startServing(s.T, s.TempDir(), s.sim.URL(), s.sim.Options(), fmt.Sprintf("storage: %q", s.url))
}

// sends commits a message as any process might, and says how long it took to arrive.
func (s *several) sends() time.Duration {
	s.Helper()
	s.n++
	o := anwei.Outgoing{Key: fmt.Sprint("k", s.n), To: "jianguan", Content: anwei.PlainText(fmt.Sprintf("第%d条", s.n)), Created: time.Now()}
	began := time.Now()
	err := s.store.Update(s.Context(), func(tx storage.Ledger) error { _, _, err := tx.PutOutgoing(o); return err })
	if err != nil {
		s.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	if _, err := s.sim.Wait(ctx, "jianguan", s.n-1); err != nil {
		s.Fatalf("message %d did not arrive: %v", s.n, err)
	}
	return time.Since(began)
}

// TestSeveralServe has three servers on one ledger: one sends, another takes over
// when it is stopped or killed, and what it was about to send comes once. Whoever
// hears a message, and its repetition, it is applied once.
func TestSeveralServe(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a PostgreSQL")
	}
	s := newSeveral(t)
	first := s.start()
	s.sends()
	second, third := s.start(), s.start()
	signal := func(p *serving, what syscall.Signal) {
		t.Helper()
		if err := p.cmd.Process.Signal(what); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()

	s.sim.SetCallback(second.url) // which does not send, and answers
	if err := s.sim.Say(ctx, "nancun_tb", "填报"); err != nil {
		t.Fatal(err)
	}
	applied := s.applied()
	s.sim.SetCallback(third.url)
	if err := s.sim.Redeliver(ctx); err != nil {
		t.Fatal(err)
	}
	if again := s.applied(); again != applied {
		t.Errorf("the repetition was applied: %s, and before it %s", again, applied)
	}
	for p, says := range map[*serving]string{first: "服务正常", second: "本机只应答", third: "本机只应答"} {
		u, err := url.Parse(p.url)
		if err != nil {
			t.Fatal(err)
		}
		if said := must(t, "", "health", "--addr", u.Host); !strings.Contains(said, says) {
			t.Errorf("the health of %s is %s, want %s", p.url, said, says)
		}
	}

	signal(first, syscall.SIGSTOP)
	if took := s.sends(); took > takeover {
		t.Errorf("after a stop it took %s until another process sent", took)
	} else {
		t.Logf("after a stop: %s", took)
	}
	signal(first, syscall.SIGCONT)
	s.sends()
	for _, send := range s.sim.Sends() {
		if len(send.Suppressed) > 0 {
			t.Errorf("a message was sent twice: %+v", send)
		}
	}

	// One of the other two sends now: the one that goes on when the other is killed.
	second.kill()
	if took := s.sends(); took > takeover {
		t.Errorf("after a kill it took %s until another process sent", took)
	} else {
		t.Logf("after a kill: %s", took)
	}
	third.kill()
	if took := s.sends(); took > takeover {
		t.Errorf("after a kill it took %s until another process sent", took)
	} else {
		t.Logf("after another kill: %s", took)
	}
	lines := s.sim.Talk("jianguan")
	if len(lines) != s.n {
		t.Errorf("%d messages arrived, want %d: %+v", len(lines), s.n, lines)
	}
}

// applied is what the messages that were heard have led to.
func (s *several) applied() string {
	s.Helper()
	var out []storage.Sum
	err := s.store.View(s.Context(), func(tx storage.Ledger) error {
		all, err := storage.Sums(tx.Tx)
		for _, sum := range all {
			if sum.Table == "seen" || sum.Table == "talks" || sum.Table == "outbox_keys" {
				out = append(out, sum)
			}
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return fmt.Sprint(out)
}

// TestCopy takes a ledger into a database and back; both ways nothing changes but the
// record, which has a row of the copy, and what is there is not written over.
func TestCopy(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a PostgreSQL")
	}
	database := pgtest.Start(t).URL(t)
	data, back := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "back")
	must(t, "", "roster", "import", "--sample", "--data", data)
	there := must(t, "", "copy", "--from", data, "--to", database)
	if !strings.Contains(there, "核对无误") || strings.Contains(there, "✗") || !strings.Contains(there, "✓ people_order") {
		t.Errorf("copy says\n%s", there)
	}
	again := must(t, "", "copy", "--from", database, "--to", back)
	tables := func(s string) string {
		var out strings.Builder
		for line := range strings.Lines(s) {
			if strings.HasPrefix(line, "✓") && !strings.HasPrefix(line, "✓ audits ") && !strings.HasPrefix(line, "✓ chains ") {
				out.WriteString(line)
			}
		}
		return out.String()
	}
	if tables(there) != tables(again) {
		t.Errorf("there\n%s\nand back\n%s", there, again)
	}
	for from, to := range map[string]string{data: database, database: back} {
		if code, _, errs := call(t, "", "copy", "--from", from, "--to", to); code != exitFailed || !strings.Contains(errs, "已经有数据") {
			t.Errorf("a ledger was written over: %d %s", code, errs)
		}
	}
	if want, got := must(t, "", "roster", "export", "-", "--data", data), must(t, "", "roster", "export", "-", "--data", database); got != want {
		t.Errorf("the database has the roster\n%s\nwant\n%s", got, want)
	}
	file, restored := filepath.Join(t.TempDir(), "a.tar"), filepath.Join(t.TempDir(), "restored")
	if said := must(t, "", "backup", file, "--data", database, "--files", data); !strings.Contains(said, "读回核对无误") {
		t.Errorf("backup says %s", said)
	}
	must(t, "", "restore", file, "--data", restored)
	if want, got := must(t, "", "roster", "export", "-", "--data", data), must(t, "", "roster", "export", "-", "--data", restored); got != want {
		t.Errorf("the backup of the database has the roster\n%s\nwant\n%s", got, want)
	}
	code, _, errs := call(t, "", "roster", "export", "-", "--data", "postgres://anwei:geheim@127.0.0.1:1/anwei?connect_timeout=1")
	if code != exitFailed || strings.Contains(errs, "geheim") || !strings.Contains(errs, "打开数据库 postgres://anwei:xxxxx@127.0.0.1:1/anwei") {
		t.Errorf("no database: %d %s", code, errs)
	}
}

// TestDatabaseIsBackedUp has the server with the lease back its database up, and the
// backup restored into a folder.
func TestDatabaseIsBackedUp(t *testing.T) {
	s := newSeveral(t)
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	p := startServing(t, t.TempDir(), s.sim.URL(), s.sim.Options(), fmt.Sprintf("storage: %q\nbackup: {folder: %q}", s.url, folder))
	var files []string
	for deadline := time.Now().Add(patience); len(files) == 0; time.Sleep(20 * time.Millisecond) {
		if files, _ = filepath.Glob(filepath.Join(folder, "anwei-*.tar")); time.Now().After(deadline) {
			t.Fatal("there is no backup")
		}
	}
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	if said := must(t, "", "health", "--addr", u.Host); !strings.Contains(said, "最近一份备份是") || strings.Contains(said, "没有按时") {
		t.Errorf("health says %s", said)
	}
	must(t, "", "restore", files[0], "--data", data)
	must(t, "", "verify", "--data", data)
	if want, got := must(t, "", "roster", "export", "-", "--data", s.url), must(t, "", "roster", "export", "-", "--data", data); got != want {
		t.Errorf("the backup has the roster\n%s\nwant\n%s", got, want)
	}
}
