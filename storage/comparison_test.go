package storage_test

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

// testModel does the same at random to the store and to the model, and compares
// what both say after each step. The store is closed and opened now and then.
func testModel(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		c := &comparison{kit: kit{rt, open(t, dir)}, model: model{
			keys: map[string]bool{}, ended: map[uint64]storage.Ending{}, now: noon(),
		}}
		defer func() { closeStore(rt, c.store) }()
		rt.Repeat(map[string]func(*rapid.T){
			"":        c.compare,
			"put":     c.put,
			"attempt": c.attempt,
			"done":    c.done,
			"retry":   c.retry,
			"drop":    c.drop,
			"fail":    c.fail,
			"reopen": func(rt *rapid.T) {
				closeStore(rt, c.store)
				c.store = open(t, dir)
			},
		})
	})
}

type comparison struct {
	kit
	model model
}

// when draws one of a few times, so that they often are the same.
func when(rt *rapid.T) time.Time {
	s := rapid.IntRange(-1, 5).Draw(rt, "second")
	if s < 0 {
		return time.Time{}
	}
	return noon().Add(time.Duration(s) * time.Second)
}

func (c *comparison) seq(rt *rapid.T) uint64 {
	return rapid.Uint64Range(0, c.model.last+1).Draw(rt, "seq")
}

func drawMessage(rt *rapid.T) anwei.Outgoing {
	o := anwei.Outgoing{
		Key:       fmt.Sprint("k", rapid.IntRange(0, 40).Draw(rt, "key")),
		To:        rapid.SampledFrom([]anwei.PersonID{"ann", "ann2", "bob", "李四"}).Draw(rt, "to"),
		Content:   anwei.PlainText(rapid.String().Draw(rt, "text")),
		Created:   noon(),
		NotBefore: when(rt),
	}
	return o
}

func (c *comparison) put(rt *rapid.T) {
	o := drawMessage(rt)
	c.update(func(tx storage.Ledger) error {
		seq, added, err := tx.PutOutgoing(o)
		if added == c.model.keys[o.Key] {
			rt.Fatalf("PutOutgoing(%s) added = %v", o.Key, added)
		}
		if added && seq <= c.model.last {
			rt.Fatalf("PutOutgoing(%s) seq = %d after %d", o.Key, seq, c.model.last)
		}
		o.Seq = seq
		return err
	})
	if !c.model.keys[o.Key] {
		c.model.keys[o.Key] = true
		c.model.last = o.Seq
		c.model.pending = append(c.model.pending, o)
	}
}

func (c *comparison) attempt(rt *rapid.T) {
	seq, at := c.seq(rt), when(rt)
	o := anwei.Outgoing{Seq: seq, Key: "other", To: "other", Attempts: 1, LastError: "x", NotBefore: at}
	c.update(func(tx storage.Ledger) error { return tx.PutAttempt(o) })
	if i := indexOf(c.model.pending, seq); i >= 0 {
		was := c.model.pending[i]
		o.Key, o.To, o.Created = was.Key, was.To, was.Created
		c.model.pending[i] = o
	}
}

func (c *comparison) done(rt *rapid.T) {
	seq := c.seq(rt)
	result := rapid.SampledFrom([]storage.Result{
		storage.Sent, storage.Answered, storage.Failed, storage.Failed, storage.Pointless,
	}).Draw(rt, "result")
	c.model.now = c.model.now.Add(time.Duration(rapid.IntRange(0, 40).Draw(rt, "minutes")) * time.Minute)
	end := storage.Ending{At: c.model.now, Result: result, Detail: strconv.FormatUint(seq, 10)}
	c.update(func(tx storage.Ledger) error { return tx.Done(seq, end) })
	c.model.end(seq, end)
}

// setAside draws a message that was set aside, or now and then any.
func (c *comparison) setAside(rt *rapid.T) uint64 {
	if len(c.model.aside) == 0 || rapid.IntRange(0, 4).Draw(rt, "any") == 0 {
		return c.seq(rt)
	}
	return rapid.SampledFrom(c.model.aside).Draw(rt, "aside").Seq
}

func (c *comparison) retry(rt *rapid.T) {
	seq, now := c.setAside(rt), when(rt)
	want := c.model.retry(seq, now)
	c.update(func(tx storage.Ledger) error {
		again, err := tx.Retry(seq, now)
		equal(rt, "Retry", again, want)
		return err
	})
}

func (c *comparison) drop(rt *rapid.T) {
	seq, now := c.setAside(rt), when(rt)
	want := c.model.drop(seq, now)
	c.update(func(tx storage.Ledger) error {
		dropped, err := tx.Drop(seq, now)
		equal(rt, "Drop", dropped, want)
		return err
	})
}

// fail does all of it in a transaction that leaves nothing.
func (c *comparison) fail(rt *rapid.T) {
	o, seq, aside := drawMessage(rt), c.seq(rt), c.setAside(rt)
	c.refuse("an Update that fails", func(tx storage.Ledger) error {
		_, _, _ = tx.PutOutgoing(o)
		_ = tx.PutAttempt(anwei.Outgoing{Seq: seq, NotBefore: noon()})
		_ = tx.Done(seq, storage.Ending{At: noon().Add(99 * time.Hour), Result: storage.Sent})
		_, _ = tx.Retry(aside, noon())
		_, _ = tx.Drop(aside, noon())
		return os.ErrInvalid
	})
}

func (c *comparison) compare(rt *rapid.T) {
	now, limit := when(rt), rapid.IntRange(0, 5).Draw(rt, "limit")
	c.view(func(tx storage.Ledger) error {
		return each(
			func() error {
				due, err := tx.Due(now, limit)
				equal(rt, "Due", append([]anwei.Outgoing{}, due...), append([]anwei.Outgoing{}, c.model.due(now, limit)...))
				return err
			},
			func() error {
				next, some, err := tx.NextDue()
				if want, wanted := c.model.nextDue(); some != wanted || !next.Equal(want) {
					rt.Errorf("NextDue = %v, %v, want %v, %v", next, some, want, wanted)
				}
				return err
			},
			func() error { return c.compareOne(rt, tx, c.seq(rt)) },
			func() error { return c.compareLists(rt, tx, c.seq(rt), limit) },
			func() error {
				since := c.model.now.Add(-time.Duration(rapid.IntRange(0, 60).Draw(rt, "minutes ago")) * time.Minute)
				list, err := tx.SentSince(since)
				equal(rt, "SentSince", lines(list), c.model.sentSince(since))
				return err
			},
		)
	})
}

func (c *comparison) compareOne(rt *rapid.T, tx storage.Ledger, seq uint64) error {
	o, found, err := tx.Outgoing(seq)
	if err != nil {
		return err
	}
	var want anwei.Outgoing
	i := indexOf(c.model.pending, seq)
	if i >= 0 {
		want = c.model.pending[i]
	}
	equal(rt, "Outgoing", o, want)
	equal(rt, "Outgoing found", found, i >= 0)
	end, _, err := tx.Ended(seq)
	equal(rt, "Ended", end, c.model.ended[seq])
	return err
}

func (c *comparison) compareLists(rt *rapid.T, tx storage.Ledger, seq uint64, limit int) error {
	waiting, err := tx.Pending(seq, limit)
	equal(rt, "Pending", append([]anwei.Outgoing{}, waiting...), append([]anwei.Outgoing{}, after(c.model.pending, seq, limit)...))
	failed, errA := tx.Aside(seq, limit)
	equal(rt, "Aside", append([]anwei.Outgoing{}, failed...), append([]anwei.Outgoing{}, after(c.model.aside, seq, limit)...))
	return errors.Join(err, errA)
}
