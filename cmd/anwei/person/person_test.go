package person_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/person"
	"anwei/cmd/anwei/record"
	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres/pgtest"
)

const (
	mobile = "13935600017"
	desk   = "0356-7771234"
)

// filled makes a ledger in which somebody without a role stands nearly everywhere, and
// wrote a revision where he is a reporter of old.
func filled(t *testing.T, reported bool, roles ...anwei.Assignment) (dir string) {
	t.Helper()
	dir = t.TempDir()
	at := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	write(t, dir, func(tx storage.Ledger) error {
		me := anwei.Person{ID: "lisi", Name: "李四", Post: "干事", Phone: mobile, Roles: roles}
		other := anwei.Person{ID: "wangwu", Name: "王五", Phone: "13800000002"}
		must(t, tx.PutUnit(anwei.Unit{ID: "nancun", Name: "南村镇", Kind: "town"}))
		must(t, tx.PutPerson(me))
		must(t, tx.PutPerson(other))
		must(t, tx.PutTalk("lisi", []byte(`{"version":9,"spoke":"2026-10-20T09:00:00Z","heard":"我的电话 `+mobile+`"}`)))
		must(t, tx.PutTalk("wangwu", []byte(`{"version":9,"heard":"李四 `+mobile+`","n":7}`)))
		must(t, tx.PutSeen("m1", storage.Turn{Reply: "已换成李四 " + mobile, At: at}))
		must(t, tx.PutReach("lisi", storage.Reach{Spoke: at}))
		must(t, tx.AddMisheard(anwei.Misheard{At: at, By: "lisi", Text: "打 " + desk}))
		must(t, tx.PutAudit(anwei.Audit{ID: "1", At: at, By: "wangwu", Action: "换人", To: "lisi", New: "李四 " + desk}))
		must(t, record.Put(tx, at.Add(time.Hour), anwei.Audit{Action: "导入名单", Old: "王五 13800000003"}))
		must(t, tx.PutAudit(anwei.Audit{ID: "2", At: at, By: "lisi", Action: "停用", Detail: "别的号1" + desk}))
		must(t, tx.AddSnapshot(anwei.Snapshot{Period: anwei.MonthPeriod(2026, 10), Name: "报市", At: at, People: []anwei.Person{me, other}}))
		for _, to := range []anwei.PersonID{"lisi", "wangwu"} {
			_, _, err := tx.PutOutgoing(anwei.Outgoing{Key: "k/" + string(to), To: to, Content: anwei.PlainText("李四有困难，电话" + mobile), Created: at})
			must(t, err)
		}
		if reported {
			key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
			r := anwei.Report{Key: key, First: at, Revision: 1, By: "lisi", At: at}
			must(t, tx.Confirm(r, anwei.Revision{N: 1, By: "lisi", At: at, Words: []string{"请打" + mobile}}))
		}
		return nil
	})
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, dir string, fn func(storage.Ledger) error) {
	t.Helper()
	store, err := bolt.Open(dir, bolt.Options{})
	must(t, err)
	must(t, store.Update(t.Context(), fn))
	must(t, store.Close())
}

func run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	c := person.Command()
	c.SetArgs(args)
	c.SetOut(&out)
	c.SetErr(&out)
	c.SilenceUsage = true
	err := c.ExecuteContext(t.Context())
	return out.String(), err
}

func holds(t *testing.T, dir, text string) bool {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, bolt.File))
	must(t, err)
	return bytes.Contains(raw, []byte(text))
}

// TestErasedIsGoneFromTheFile holds that no page of the file has a number of somebody who
// was erased, that the record is still chained, and that others keep theirs.
func TestErasedIsGoneFromTheFile(t *testing.T) {
	dir := filled(t, false)
	must(t, os.WriteFile(filepath.Join(dir, bolt.File+".before-20261001-000000"), nil, 0o600))
	if !holds(t, dir, mobile) || !holds(t, dir, desk) {
		t.Fatal("the numbers are not in the file to begin with")
	}
	said, err := run(t, "erase", "LiSi", "--data", dir, "--phone", desk)
	must(t, err)
	for _, want := range []string{"留了一条操作记录", "里面没有旧页", ".before-20261001-000000", "以前的备份"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in %s", want, said)
		}
	}
	if holds(t, dir, mobile) || holds(t, dir, "李四 "+desk) || holds(t, dir, "打 "+desk) || !holds(t, dir, "13800000002") || !holds(t, dir, "别的号1"+desk) {
		t.Error("the file has still a number of his, or not that of somebody else")
	}
	if holds(t, dir, "13800000003") {
		t.Error("a row of a command has a whole number")
	}
	must(t, ledger.Verify(t.Context(), dir, &bytes.Buffer{}))
	write(t, dir, func(tx storage.Ledger) error {
		_, listed, err := tx.Person("lisi")
		must(t, err)
		talk, _, err := tx.Talk("wangwu")
		must(t, err)
		waiting, err := tx.Pending(0, 9)
		must(t, err)
		rows, err := tx.Audits(time.Time{}, time.Now().Add(time.Hour), 9)
		must(t, err)
		if listed || !json.Valid(talk) || len(waiting) != 1 || waiting[0].To != "wangwu" || len(rows) != 4 {
			t.Errorf("%v %s %v %v", listed, talk, waiting, rows)
		}
		if rows[0].Action != "删除个人信息" || rows[0].To != "lisi" || rows[0].Via == "" {
			t.Errorf("the row about it is %+v", rows[0])
		}
		return nil
	})
	if _, err := run(t, "erase", "lisi", "--data", dir); err != nil {
		t.Errorf("to erase again is no error: %v", err)
	}
}

// TestOfficialStays holds that what is official keeps its words and its author, and that
// this is said.
func TestOfficialStays(t *testing.T) {
	dir := filled(t, true)
	said, err := run(t, "erase", "lisi", "--data", dir)
	must(t, err)
	if !strings.Contains(said, "报表的历次修订里还有1条写着他的电话") {
		t.Error(said)
	}
	write(t, dir, func(tx storage.Ledger) error {
		p, _, err := tx.Person("lisi")
		must(t, err)
		if p.Name != "李四" || p.Phone != "" || p.Post != "" {
			t.Errorf("the author of a report is %+v", p)
		}
		return nil
	})
	must(t, ledger.Verify(t.Context(), dir, &bytes.Buffer{}))
}

// TestNotWithARole holds that nothing is erased of somebody who has something to do, nor
// beside a server.
func TestNotWithARole(t *testing.T) {
	dir := filled(t, false, anwei.Assignment{Role: anwei.Reporter, Unit: "nancun"})
	if _, err := run(t, "erase", "lisi", "--data", dir); err == nil || !strings.Contains(err.Error(), "停用") {
		t.Errorf("it is not said what to do first: %v", err)
	}
	if !holds(t, dir, mobile) {
		t.Error("something was erased")
	}
	store, err := bolt.Open(dir, bolt.Options{})
	must(t, err)
	if _, err := run(t, "erase", "lisi", "--data", dir); err == nil || !strings.Contains(err.Error(), "停止") {
		t.Errorf("beside a server it says %v", err)
	}
	must(t, store.Close())
}

// TestSharedNumbersStay holds that the number of a desk is not taken from those who sit
// there, and that what is no number is refused.
func TestSharedNumbersStay(t *testing.T) {
	dir := filled(t, false)
	write(t, dir, func(tx storage.Ledger) error {
		return tx.PutPerson(anwei.Person{ID: "zhao", Name: "赵六", Phone: mobile})
	})
	said, err := run(t, "erase", "lisi", "--data", dir)
	must(t, err)
	if !strings.Contains(said, "139****0017") || !holds(t, dir, mobile) {
		t.Error(said)
	}
	if _, err := run(t, "erase", "lisi", "--data", dir, "--phone", "1"); err == nil {
		t.Error("1 is taken for a number")
	}
}

// TestShow holds that every table that names him is counted, with its ages and without a
// whole number, for people and programs.
func TestShow(t *testing.T) {
	dir := filled(t, true)
	said, err := run(t, "show", "lisi", "--data", dir)
	must(t, err)
	for _, want := range []string{"李四（lisi）：在名单上，没有职责。电话：139****0017", "报表的历次修订：1条，2026-10-20至2026-10-20；正式记录", "操作记录：2条", "聊到哪里：2条", "等着发的消息：2条"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	raw, err := run(t, "show", "lisi", "--data", dir, "--json")
	must(t, err)
	var k struct {
		Listed bool
		Kept   []struct {
			Table string
			Rows  int
		}
	}
	must(t, json.Unmarshal([]byte(raw), &k))
	if !k.Listed || len(k.Kept) < 9 || strings.Contains(raw, mobile) {
		t.Error(raw)
	}
}

// TestErasedInADatabase holds that a database is erased alike, and that the operator is
// told what to ask of those who run it.
func TestErasedInADatabase(t *testing.T) {
	url := pgtest.Start(t).URL(t)
	must(t, ledger.Copy(t.Context(), filled(t, true), url, &bytes.Buffer{}))
	said, err := run(t, "erase", "lisi", "--data", url, "--phone", desk)
	must(t, err)
	if !strings.Contains(said, "VACUUM FULL") {
		t.Error(said)
	}
	must(t, ledger.Verify(t.Context(), url, &bytes.Buffer{}))
	said, err = run(t, "show", "lisi", "--data", url)
	must(t, err)
	if strings.Contains(said, "聊到哪里") || strings.Contains(said, "没听懂的话") || !strings.Contains(said, "没有职责。电话：没有\n") {
		t.Error(said)
	}
}
