package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/messages"
	"anwei/storage"
	"anwei/storage/bolt"
)

// postOutgoing commits messages into a data directory that nobody owns and gives
// those up whose key begins with "bad".
func postOutgoing(t *testing.T, data string, list ...anwei.Outgoing) {
	t.Helper()
	store, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		for _, o := range list {
			seq, _, err := tx.PutOutgoing(o)
			if err != nil {
				return err
			}
			if strings.HasPrefix(o.Key, "bad") {
				if err := tx.Done(seq, storage.Ending{At: time.Now(), Result: storage.Failed, Detail: o.LastError}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// stuck are two messages that were set aside and two that wait, one of them for
// another try.
func stuck() []anwei.Outgoing {
	at := time.Date(2026, 10, 19, 1, 0, 0, 0, time.UTC) // 09:00 in Shanghai
	return []anwei.Outgoing{
		{Key: "bad/1", To: "nancun_tb", Content: anwei.PlainText(strings.Repeat("字", 40)), Created: at, Attempts: 5, LastError: "no such form"},
		{Key: "bad/2", To: "stranger", Content: &anwei.Card{Title: "请填报"}, Created: at, Attempts: 1},
		{Key: "k1", To: "nancun_tb", Content: anwei.PlainText("待发的"), Created: at},
		{
			Key: "k2", To: anwei.OfficeGroup, Created: at, Attempts: 2, NotBefore: at.Add(time.Hour), LastError: "45009",
			Content: anwei.BookOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, 10)}, Form: "figures"},
		},
	}
}

func TestOutboxList(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	if out := must(t, "", "outbox", "list", "--data", data); out != "没有待发的消息，也没有被搁置的消息。\n" {
		t.Errorf("of an empty outbox is said %q", out)
	}
	postOutgoing(t, data, stuck()...)
	out := must(t, "", "outbox", "list", "--data", data)
	for _, want := range []string{
		"（nancun_tb）  10-19 09:00 产生，待发  待发的\n",
		"4  安委办工作群（#group）  10-19 09:00 产生，试过2次，10-19 10:00 以后再试  〔表格〕2026年10月\n    最近一次的错误：45009\n",
		"10-19 09:00 产生，试过5次，已搁置  " + strings.Repeat("字", 30) + "…\n    最近一次的错误：no such form\n",
		"2  stranger  10-19 09:00 产生，试过1次，已搁置  〔卡片〕请填报\n",
		"被搁置的有2条",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the list lacks %q:\n%s", want, out)
		}
	}
	if out := must(t, "", "outbox", "list", "--aside", "--data", data); strings.Contains(out, "待发的") || strings.Count(out, "已搁置") != 2 {
		t.Errorf("of those set aside is said:\n%s", out)
	}
	if out := must(t, "", "outbox", "list", "--sent", "--data", data); out != "24小时以内没有发出过消息。\n" {
		t.Errorf("of those sent is said %q", out)
	}
	lines := strings.Split(strings.TrimSpace(must(t, "", "outbox", "list", "--json", "--data", data)), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines of JSON", len(lines))
	}
	var row messages.Row
	if err := json.Unmarshal([]byte(lines[2]), &row); err != nil {
		t.Fatal(err)
	}
	if row.Seq != 1 || !row.Aside || row.Attempts != 5 || row.Name == "" || row.LastError != "no such form" {
		t.Errorf("as JSON: %s", lines[2])
	}
}

func TestOutboxRetriesAll(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	postOutgoing(t, data, stuck()...)
	if out := must(t, "", "outbox", "retry", "--since", "2100-01-01", "--data", data); out != "没有被搁置的消息。\n" {
		t.Errorf("a retry of what is to come says %q", out)
	}
	if out := must(t, "", "outbox", "retry", "--all", "--data", data); out != "2条消息已重新列入待发，助手下次运行时就会发送。\n" {
		t.Errorf("a retry of all says %q", out)
	}
	if out := must(t, "", "outbox", "list", "--aside", "--data", data); out != "没有被搁置的消息。\n" {
		t.Errorf("afterwards the list is\n%s", out)
	}
	rows := audited(t, data)
	if last := rows[len(rows)-1]; last["事项"] != "重发消息" || last["内容"] != "2条" {
		t.Errorf("the record ends with %v", last)
	}
	for _, args := range [][]string{{"1", "--all"}, {}, {"--since", "昨天"}} {
		if code, _, errs := call(t, "", append([]string{"outbox", "retry", "--data", data}, args...)...); code != exitUsage {
			t.Errorf("%v: exit code %d, %s", args, code, errs)
		}
	}
}

func TestOutboxWithoutServer(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	postOutgoing(t, data, stuck()...)
	if out := must(t, "", "outbox", "retry", "1", "--data", data); !strings.Contains(out, "第1号消息已重新列入待发，助手下次运行时就会发送。") {
		t.Errorf("a retry says %q", out)
	}
	if out := must(t, "", "outbox", "drop", "2", "--data", data); out != "第2号消息已丢弃，不会再发。\n" {
		t.Errorf("a drop says %q", out)
	}
	list := must(t, "", "outbox", "list", "--data", data)
	if strings.Contains(list, "已搁置") || !strings.HasPrefix(list, "1  ") {
		t.Errorf("afterwards the list is\n%s", list)
	}
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"retry", "1"}, exitFailed, "还在待发"},
		{[]string{"drop", "2"}, exitFailed, "丢弃"},
		{[]string{"drop", "99"}, exitFailed, "没有第99号消息；请用 anwei outbox list"},
		{[]string{"recall", "1"}, exitFailed, "anwei serve"},
		{[]string{"retry", "一"}, exitUsage, "编号"},
		{[]string{"retry", "0"}, exitUsage, "编号"},
		{[]string{"retry"}, exitUsage, "请写上消息的编号"},
		{[]string{"list", "--aside", "--sent"}, exitUsage, "只用一个"},
	} {
		args := append([]string{"outbox"}, append(test.args, "--data", data)...)
		code, out, errs := call(t, "", args...)
		if code != test.code || !strings.Contains(errs, test.says) || out != "" {
			t.Errorf("%v: exit code %d, want %d, and %q in %s", test.args, code, test.code, test.says, errs)
		}
	}
	code, _, errs := call(t, "", "outbox", "retry", "1", "--data", filepath.Join(data, "nothing"))
	if code != exitFailed || !strings.Contains(errs, "核对 --data") {
		t.Errorf("without a ledger: exit code %d, %s", code, errs)
	}
}

// Beside a running server a retry goes out at once, and what was sent can be
// taken back.
func TestOutboxBesideServer(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	rows := []anwei.Outgoing{
		{Key: "bad/1", To: "ann", Content: anwei.PlainText("重发的"), Created: time.Now()},
		{Key: "bad/2", To: "ann", Content: anwei.PlainText("丢弃的"), Created: time.Now()},
		{Key: "k3", To: "bob", Content: anwei.PlainText("单发的"), Created: time.Now()},
	}
	for i := range 3 {
		id := fmt.Sprint("m", i)
		rows = append(rows, anwei.Outgoing{Key: "n/" + id, To: anwei.PersonID(id), Batch: "n", Content: anwei.PlainText("群发的"), Created: time.Now()})
	}
	postOutgoing(t, data, rows...)
	sim := wecomtest.NewServer(t, wecomtest.Options{
		Users: []wecomtest.User{{ID: "ann"}, {ID: "bob"}, {ID: "m0"}, {ID: "m1"}, {ID: "m2"}},
	})
	startServing(t, dir, sim.URL(), sim.Options())
	for _, who := range []string{"bob", "m0", "m1", "m2"} {
		if _, err := sim.Wait(ctx, who, 0); err != nil {
			t.Fatal(err)
		}
	}
	if out := must(t, "", "outbox", "retry", "1", "--data", data); !strings.Contains(out, "马上就会发送") {
		t.Errorf("a retry says %q", out)
	}
	if lines, err := sim.Wait(ctx, "ann", 0); err != nil || !strings.HasPrefix(lines[0].Text, "重发的") {
		t.Fatalf("after the retry ann has %v, %v", lines, err)
	}
	must(t, "", "outbox", "drop", "2", "--data", data)
	if code, _, errs := call(t, "", "outbox", "drop", "2", "--data", data); code != exitFailed || !strings.Contains(errs, "没有照办") {
		t.Errorf("a second drop: exit code %d, %s", code, errs)
	}
	waitSent(t, data, "k3", "n/m2")
	if out := must(t, "", "outbox", "recall", "3", "--data", data); !strings.Contains(out, "第3号消息已从1人的会话里撤回") {
		t.Errorf("a recall says %q", out)
	}
	if l := sim.Talk("bob")[0]; !l.Recalled {
		t.Errorf("bob still has %+v", l)
	}
	if code, _, errs := call(t, "", "outbox", "recall", "4", "--data", data); code != exitFailed || !strings.Contains(errs, "3人") || !strings.Contains(errs, "--all") {
		t.Errorf("a recall from many: exit code %d, %s", code, errs)
	}
	if sim.Talk("m0")[0].Recalled {
		t.Error("it was recalled without --all")
	}
	must(t, "", "outbox", "recall", "4", "--all", "--data", data)
	if !sim.Talk("m2")[0].Recalled {
		t.Error("it was not recalled from all")
	}
	if code, _, errs := call(t, "", "outbox", "recall", "2", "--data", data); code != exitFailed || !strings.Contains(errs, "--sent") {
		t.Errorf("a recall of what was not sent: exit code %d, %s", code, errs)
	}
}

// waitSent waits until the list of what was sent has the keys: the mark comes a
// moment after the message.
func waitSent(t *testing.T, data string, keys ...string) {
	t.Helper()
	for end := time.Now().Add(patience); ; {
		out := must(t, "", "outbox", "list", "--sent", "--data", data)
		missing := ""
		for _, k := range keys {
			if !strings.Contains(out, k) {
				missing = k
			}
		}
		if missing == "" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s was never marked as sent:\n%s", missing, out)
		}
	}
}

// A message of yesterday is beyond recall, and one that went back with a callback
// never was in reach.
func TestRecallIsRefusedInTime(t *testing.T) {
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the test is over
	now := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		for i, end := range []storage.Ending{
			{At: now.Add(-bot.RecallWithin), Result: storage.Sent, Detail: "old"},
			{At: now, Result: storage.Answered},
			{At: now.Add(1 - bot.RecallWithin), Result: storage.Sent, Detail: "young"},
		} {
			seq, _, err := tx.PutOutgoing(anwei.Outgoing{Key: strconv.Itoa(i), To: "ann", Content: anwei.PlainText("x")})
			if err != nil {
				return err
			}
			if err := tx.Done(seq, end); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var recalled []string
	d := house.Clerk{Store: store, Now: func() time.Time { return now }, Wake: func() {}, Recall: func(_ context.Context, id string) error {
		recalled = append(recalled, id)
		return nil
	}}
	for _, test := range []struct {
		seq  uint64
		says string // empty where it is done
	}{{1, "超过24小时"}, {2, "不是通过接口发出的"}, {3, ""}, {4, "不是通过接口发出的"}} {
		_, err := messages.Do(t.Context(), d, messages.Order{Op: messages.Recall, Seq: test.seq})
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("message %d: %v, want %q", test.seq, err, test.says)
		}
	}
	if len(recalled) != 1 || recalled[0] != "young" {
		t.Errorf("recalled were %v", recalled)
	}
	if _, err := messages.Do(t.Context(), d, messages.Order{Op: "burn", Seq: 1}); err == nil {
		t.Error("an unknown order was taken")
	}
}
