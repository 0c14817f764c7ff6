package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"anwei"
	"anwei/storage"
	"anwei/storage/postgres"
	"anwei/storage/postgres/pgtest"
)

func open(t *testing.T, url string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestEngine(t *testing.T) {
	server := pgtest.Start(t)
	for name, test := range map[string]func(*testing.T, string){
		"TwoProcesses": testTwoProcesses, "Views": testViews, "Lease": testLease, "Stalled": testStalled, "NewerSchema": testNewerSchema,
	} {
		t.Run(name, func(t *testing.T) { test(t, server.URL(t)) })
	}
}

// testTwoProcesses has two stores take the same messages: each is applied once.
func testTwoProcesses(t *testing.T, url string) {
	t.Helper()
	stores := []*postgres.Store{open(t, url), open(t, url)}
	var all sync.WaitGroup
	var mu sync.Mutex
	applied := map[string]int{}
	for i, s := range stores {
		for w := range 4 {
			all.Go(func() {
				for n := range 20 {
					id := fmt.Sprint("m", n)
					first := false
					err := s.Update(t.Context(), func(tx storage.Ledger) error {
						_, known, err := tx.Seen(id)
						if first = !known; known || err != nil {
							return err
						}
						_, _, errO := tx.PutOutgoing(anwei.Outgoing{Key: fmt.Sprint(id, "/", i, w), To: "ann"})
						return errors.Join(errO, tx.PutSeen(id, storage.Turn{At: time.Unix(1, 0)}))
					})
					if err != nil {
						t.Error(err)
					}
					if first {
						mu.Lock()
						applied[id]++
						mu.Unlock()
					}
				}
			})
		}
	}
	all.Wait()
	for n := range 20 {
		if got := applied[fmt.Sprint("m", n)]; got != 1 {
			t.Errorf("message %d was applied %d times", n, got)
		}
	}
	err := stores[0].View(t.Context(), func(tx storage.Ledger) error {
		all, err := tx.Pending(0, 99)
		if len(all) != 20 || all[19].Seq != 20 {
			t.Errorf("%d messages are pending", len(all))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// testLease holds that one of two has the lease, that the other gets it when it is
// let go, and that the first then writes nothing.
func testLease(t *testing.T, url string) {
	t.Helper()
	a, b := open(t, url).Lease(), open(t, url).Lease()
	ctxA, endA := context.WithCancel(t.Context())
	ctxB, endB := context.WithCancel(t.Context())
	var keeping sync.WaitGroup
	keeping.Go(func() { a.Keep(ctxA, func() {}) })
	begun := make(chan string, 4)
	keeping.Go(func() {
		_ = a.While(ctxA, func(ctx context.Context) error { begun <- "a"; <-ctx.Done(); return nil })
	})
	if got := <-begun; got != "a" || !a.Held() || b.Held() {
		t.Errorf("%s has the lease, %t, %t", got, a.Held(), b.Held())
	}
	write := func(l *postgres.Lease) error {
		return l.Update(t.Context(), func(tx storage.Ledger) error { return tx.PutRung(time.Unix(1, 0)) })
	}
	if err := errors.Join(write(a)); err != nil {
		t.Error(err)
	}
	if err := write(b); !errors.Is(err, postgres.ErrLost) {
		t.Errorf("who has no lease writes: %v", err)
	}
	keeping.Go(func() { b.Keep(ctxB, func() {}) })
	keeping.Go(func() {
		_ = b.While(ctxB, func(ctx context.Context) error { begun <- "b"; <-ctx.Done(); return nil })
	})
	time.Sleep(1500 * time.Millisecond)
	if b.Held() {
		t.Error("both have the lease")
	}
	endA()
	if got := <-begun; got != "b" {
		t.Errorf("%s has the lease", got)
	}
	if err := write(a); !errors.Is(err, postgres.ErrLost) {
		t.Errorf("whose lease is lost writes: %v", err)
	}
	if err := write(b); err != nil {
		t.Error(err)
	}
	endB()
	keeping.Wait()
}

// testStalled holds that a process that stops within a transaction keeps the others
// waiting for seconds only, and has written nothing.
func testStalled(t *testing.T, url string) {
	t.Helper()
	a, b := open(t, url), open(t, url)
	inside, stop := make(chan struct{}), make(chan struct{})
	stalled := make(chan error)
	go func() {
		stalled <- a.Update(t.Context(), func(tx storage.Ledger) error {
			err := tx.PutRung(time.Unix(1, 0))
			_, _, errRead := tx.Rung()
			close(inside)
			<-stop
			return errors.Join(err, errRead)
		})
	}()
	<-inside
	began := time.Now()
	if err := b.Update(t.Context(), func(tx storage.Ledger) error { return tx.PutTalk("ann", nil) }); err != nil {
		t.Error(err)
	}
	if waited := time.Since(began); waited > 9*time.Second {
		t.Errorf("the other waited %s", waited)
	}
	close(stop)
	if err := <-stalled; err == nil {
		t.Error("what was cut off is told to be written")
	}
	err := b.View(t.Context(), func(tx storage.Ledger) error {
		_, rung, err := tx.Rung()
		if rung {
			t.Error("what was cut off is written")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func testNewerSchema(t *testing.T, url string) {
	t.Helper()
	s := open(t, url)
	err := s.Update(t.Context(), func(tx storage.Ledger) error { return tx.Tx.Put(storage.Meta, []byte("schema"), []byte("99")) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := postgres.Open(t.Context(), url, postgres.Options{}); !errors.Is(err, storage.ErrNewer) {
		t.Errorf("a newer ledger is opened: %v", err)
	}
}

// No error tells the password.
func TestPasswordsAreNotTold(t *testing.T) {
	for _, url := range []string{
		"postgres://anwei:geheim@127.0.0.1:1/anwei?connect_timeout=1", "postgres://anwei:geheim@[::1/anwei", "postgres://anwei:geheim@h/x?sslmode=nonsense",
		"postgres://anwei:geheim@h:port/x", "postgres://anwei:ge%zzheim@h/x",
	} {
		_, err := postgres.Open(t.Context(), url, postgres.Options{})
		if err == nil || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "ge%") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// testViews reads with SQL what was put.
func testViews(t *testing.T, url string) {
	t.Helper()
	s := open(t, url)
	at := time.Date(2026, 10, 19, 12, 0, 0, 0, time.UTC)
	form := anwei.Form{ID: "figures", Fields: []anwei.Field{
		{ID: "self_checks", Kind: anwei.Count, Name: "企业自查次数"},
		{ID: "shutdowns", Kind: anwei.Count, Name: "停产"},
		{ID: "fined", Kind: anwei.Count, Name: "罚'款"},
		{ID: "zero", Kind: anwei.Count},
		{ID: "words", Kind: anwei.Text},
	}}
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	m := anwei.Matter{Unit: "nancun", Duty: "committee", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}
	values := anwei.Values{"self_checks": anwei.Number(7), "shutdowns": {NA: true}, "zero": anwei.Number(0), "words": {Text: "无\x00事"}}
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		_, err := tx.PutNotice(anwei.Notice{State: anwei.NoticeSent, Text: "开会", To: []anwei.Receiver{{Person: "Ann", Unit: "nancun", Name: "安"}, {Person: "bob"}}})
		return errors.Join(err,
			tx.PutUnit(anwei.Unit{ID: "nancun", Name: "南村镇"}),
			tx.PutPerson(anwei.Person{ID: "ann", Name: "安", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}}),
			tx.Confirm(anwei.Report{Key: key, Values: values, First: at, At: at, By: "ann", Late: true},
				anwei.Revision{N: 1, At: at, By: "ann", Changes: anwei.Changes(form.Fields, nil, values)}),
			tx.AddFulfilment(anwei.Fulfilment{Matter: m, N: 1, On: anwei.Date{Year: 2026, Month: 9, Day: 12}, Count: 1, At: at}),
			tx.PutReceipt(anwei.Receipt{Notice: 1, Person: "ann", Confirmed: at}),
			tx.PutAudit(anwei.Audit{ID: "a", At: at, By: "office", Action: "换人", Refused: true}))
	})
	if err != nil {
		t.Fatal(err)
	}
	plan := anwei.Plan{Forms: []anwei.Form{form}}
	for range 2 { // the second time nothing has changed
		if err := s.Publish(t.Context(), plan); err != nil {
			t.Fatal(err)
		}
	}
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context()) //nolint:errcheck // the test is over
	for _, c := range []struct{ sql, want string }{
		{"select id, name from units", "nancun 南村镇"},
		{"select userid, role, unit from people", "ann reporter nancun"},
		{"select form, period, unit, revision, late from reports", "figures 2026-10 nancun 1 true"},
		{"select self_checks, shutdowns, fined, zero, not_applicable, words from report_figures", "7 <nil> <nil> 0 shutdowns 无\ufffd事"},
		{"select sum(self_checks)::bigint from report_figures where period = '2026-10'", "7"},
		{"select col_description('report_figures'::regclass, ordinal_position::integer) from information_schema.columns where table_name = 'report_figures' and table_schema = current_schema() and column_name = 'fined'", "罚'款"},
		{"select form, period, unit, revision, field, new_count from revisions where field = 'self_checks'", "figures 2026-10 nancun 1 self_checks 7"},
		{"select duty, period, unit, held_on::text, count from duties", "committee 2026-Q3 nancun 2026-09-12 1"},
		{"select number, state, text, receivers from notices", "1 sent 开会 2"},
		{"select person, unit, confirmed is not null from receipts order by person", "ann nancun true"},
		{"select count(*) from receipts where confirmed is null", "1"},
		{"select action, refused, at = '2026-10-19 12:00:00Z' from audit", "换人 true true"},
	} {
		rows, err := conn.Query(t.Context(), c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		rows.Next()
		got, err := rows.Values()
		rows.Close()
		if err = errors.Join(err, rows.Err()); err != nil {
			t.Errorf("%s: %v", c.sql, err)
		}
		if said := strings.TrimSpace(strings.Trim(fmt.Sprintln(got...), "[]\n")); said != c.want {
			t.Errorf("%s\nreads %s\nwant  %s", c.sql, said, c.want)
		}
	}
	plan.Forms[0].Fields = form.Fields[:2]
	if err := s.Publish(t.Context(), plan); err != nil {
		t.Error(err)
	}
	if _, err := conn.Exec(t.Context(), "select fined from report_figures"); err == nil {
		t.Error("a field that the plan no longer has is still a column")
	}
}
