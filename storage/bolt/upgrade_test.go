package bolt_test

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// The rows of a ledger as the programs of schema 1 wrote them.
const (
	oldCard = `{"seq":1,"key":"after1/figures/2026-10/nancun/nancun_tb","to":"nancun_tb",` +
		`"card":{"title":"10月调度表待填报","text":"南村镇10月调度表已逾期","buttons":[{"text":"继续填报","key":"填报|figures|2026-10|nancun","main":true}]},` +
		`"created":"2026-10-23T09:00:00+08:00","attempts":2,"last_error":"45009",` +
		`"reminds":{"form":"figures","period":"2026-10","unit":"nancun"}}`
	oldText = `{"seq":2,"key":"after1/figures/2026-10/xiacun/lianhe","to":"lianhe","text":"下村镇10月调度表已逾期",` +
		`"created":"2026-10-23T09:00:00+08:00","reminds":{"form":"figures","period":"2026-10","unit":"xiacun"}}`
	oldReply = `{"seq":3,"key":"m1/0","to":"lianhe","text":"已收到","created":"2026-10-23T09:00:01+08:00"}`
	oldPlan  = `{"id":"sanda","version":"2026.1","zone":"Asia/Shanghai","from":"2026-02-14","to":"2026-12-31","kinds":[{"id":"town","title":"镇"}],` +
		`"reminders":[{"id":"after1","form":"figures","days":1,"working":true,"at":"09:00","to":["reporter"],"text":"{unit}"}]}`
	oldDraft = `{"key":{"form":"figures","period":"2026-10","unit":"nancun"},"plan":"2026.1","values":{"self_checks":{"n":3}},` +
		`"by":"nancun_tb","begun":"2026-10-20T09:00:00+08:00","changed":"2026-10-20T09:00:00+08:00"}`
)

func seq(n uint64) string { return string(binary.BigEndian.AppendUint64(nil, n)) }

// oldLedger writes a ledger of schema 1 with the rows put over or added to its
// own, each under its bucket and key.
func oldLedger(t *testing.T, rows map[string]map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	db, err := bbolt.Open(filepath.Join(dir, bolt.File), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	never := strings.Repeat("\x00", 12) // sorts before every time
	base := map[string]map[string]string{
		"meta":         {"schema": "1"},
		"units":        {"nancun": seq(1)},
		"unit_order":   {seq(1): `{"id":"nancun","name":"南村镇","kind":"town"}`},
		"people":       {},
		"people_order": {},
		"plans":        {"2026.1": oldPlan},
		"drafts":       {"figures/2026-10/nancun": oldDraft},
		"reports":      {}, "histories": {}, "revisions": {}, "talks": {"lianhe": "state"}, "seen": {}, "seen_at": {},
		"outbox":         {seq(1): oldCard, seq(2): oldText, seq(3): oldReply},
		"outbox_queues":  {"nancun_tb\x00" + seq(1): "", "lianhe\x00" + seq(2): "", "lianhe\x00" + seq(3): ""},
		"outbox_heads":   {seq(1): never, seq(2): never},
		"outbox_keys":    {"k4": seq(4)},
		"outbox_endings": {seq(4): `{"key":"k4","to":"ann","at":"2026-10-01T09:00:00+08:00","result":"failed","detail":"81013"}`},
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, buckets := range []map[string]map[string]string{base, rows} {
			for name, rows := range buckets {
				b, err := tx.CreateBucketIfNotExists([]byte(name))
				for k, v := range rows {
					err = errors.Join(err, b.Put([]byte(k), []byte(v)))
				}
				if err != nil {
					return err
				}
			}
		}
		return tx.Bucket([]byte("outbox")).SetSequence(4)
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// upgraded returns what the rows of an old ledger should be now.
func upgraded(t *testing.T) []anwei.Outgoing {
	t.Helper()
	out := make([]anwei.Outgoing, 3)
	for i, row := range []string{oldCard, oldText, oldReply} {
		old, _, _ := strings.Cut(row, `,"reminds"`)
		if err := json.Unmarshal([]byte(strings.TrimSuffix(old, "}")+"}"), &out[i]); err != nil {
			t.Fatal(err)
		}
	}
	item := func(i int, unit anwei.UnitID, text string, begun bool) {
		key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: unit}
		out[i].Content = anwei.Reminder{{Key: out[i].Key, Rule: "after1", Matter: anwei.ReportMatter(key), As: anwei.ToReporter, Text: text, Line: text, Begun: begun}}
	}
	item(0, "nancun", "南村镇10月调度表已逾期", true) // its draft is there
	item(1, "xiacun", "下村镇10月调度表已逾期", false)
	return out
}

// A ledger of schema 1 keeps what it holds, can do all that a new one can, and is
// a ledger of the schema of today from then on.
func TestUpgrade(t *testing.T) {
	dir := oldLedger(t, nil)
	for range 2 { // the second time there is nothing to be done
		s := open(t, dir)
		err := s.Update(t.Context(), func(tx storage.Ledger) error {
			pending, err := tx.Pending(0, 9)
			got, _ := json.Marshal(pending)
			want, _ := json.Marshal(upgraded(t))
			if string(got) != string(want) {
				t.Errorf("the pending messages are\n%s\nwant\n%s", got, want)
			}
			due, errD := tx.Due(time.Now(), 9)
			if len(due) != 2 || due[0].Seq != 1 || due[1].Seq != 2 {
				t.Errorf("due are %v", due)
			}
			draft, found, errF := tx.Draft(anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"})
			if !found || draft.Values["self_checks"].N != 3 {
				t.Errorf("the draft is %v, %v", draft, found)
			}
			units, errU := tx.UnitsAfter("", 9)
			aside, errA := tx.Aside(0, 9)
			if len(units) != 1 || len(aside) != 0 {
				t.Errorf("units %v, aside %v", units, aside)
			}
			plan, found, errP := tx.Plan("2026.1")
			if !found || len(plan.Reminders) != 1 || plan.Reminders[0].Days != 1 {
				t.Errorf("the plan is %v, %v", plan, found)
			}
			return errors.Join(err, errD, errF, errU, errA, errP, tx.PutReach("ann", storage.Reach{}))
		})
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
	}
	checkSchema(t, dir, strconv.Itoa(storage.Schema))
	s := open(t, dir)
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		n, added, err := tx.PutOutgoing(anwei.Outgoing{Key: "k5", To: "ann"})
		if n != 5 || !added {
			t.Errorf("the next message has the seq %d, %v", n, added)
		}
		return errors.Join(err, tx.Done(n, storage.Ending{Result: storage.Failed}))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Error(err)
	}
	checkPages(t, dir)
}

func checkSchema(t *testing.T, dir, want string) {
	t.Helper()
	db := raw(t, dir)
	err := db.View(func(tx *bbolt.Tx) error {
		if got := tx.Bucket([]byte("meta")).Get([]byte("schema")); string(got) != want {
			t.Errorf("the file has schema %q, want %q", got, want)
		}
		if added := tx.Bucket([]byte("promises")) != nil; added != (want != "1") {
			t.Errorf("whether there are buckets that schema 1 has not: %v", added)
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Error(err)
	}
}

// A ledger that cannot be upgraded stays what it was.
func TestUpgradeAllOrNothing(t *testing.T) {
	dir := oldLedger(t, map[string]map[string]string{"outbox": {seq(3): `{"seq":3,"reminds":`}})
	for range 2 { // the second time shows that the first let the file go
		_, err := bolt.Open(dir, bolt.Options{LockWait: 10 * time.Millisecond})
		if err == nil || !strings.Contains(err.Error(), "upgrade the ledger") || !strings.Contains(err.Error(), bolt.File) {
			t.Errorf("Open returned %v, want that it cannot be upgraded", err)
		}
	}
	checkSchema(t, dir, "1")
}
