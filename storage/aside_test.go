package storage_test

import (
	"math"
	"time"

	"anwei"
	"anwei/storage"
)

func asides() []test {
	return []test{
		{"Pending", testPending},
		{"Aside", testAside},
		{"RetryKeepsOrder", testRetryOrder},
		{"RetryAsNew", testRetryAsNew},
		{"Drop", testDrop},
		{"SentSince", testSentSince},
		{"SentSinceKnowsAnHour", testSentHour},
	}
}

func pendingAfter(after uint64, limit int) func(storage.Ledger) ([]anwei.Outgoing, error) {
	return func(tx storage.Ledger) ([]anwei.Outgoing, error) { return tx.Pending(after, limit) }
}

func asideAfter(after uint64, limit int) func(storage.Ledger) ([]anwei.Outgoing, error) {
	return func(tx storage.Ledger) ([]anwei.Outgoing, error) { return tx.Aside(after, limit) }
}

// keys fails the test unless the listing returns the messages with the keys.
func (k kit) keys(what string, list func(storage.Ledger) ([]anwei.Outgoing, error), want ...string) {
	k.Helper()
	all := read(k, list)
	got := make([]string, 0, len(all))
	for _, o := range all {
		got = append(got, o.Key)
	}
	equal(k, what, got, append([]string{}, want...))
}

// retry fails the test unless Retry returns want.
func (k kit) retry(seq uint64, now time.Time, want bool) {
	k.Helper()
	k.update(func(tx storage.Ledger) error {
		again, err := tx.Retry(seq, now)
		equal(k, "Retry", again, want)
		return err
	})
}

func (k kit) drop(seq uint64, now time.Time, want bool) {
	k.Helper()
	k.update(func(tx storage.Ledger) error {
		dropped, err := tx.Drop(seq, now)
		equal(k, "Drop", dropped, want)
		return err
	})
}

// sentSince fails the test unless SentSince returns those deliveries, each as a
// userid and the time of day in noon's zone.
func (k kit) sentSince(t time.Time, want ...string) {
	k.Helper()
	all := read(k, func(tx storage.Ledger) ([]storage.Delivery, error) { return tx.SentSince(t) })
	got := make([]string, 0, len(all))
	for _, d := range all {
		got = append(got, string(d.To)+" "+d.At.In(noon().Location()).Format(time.TimeOnly))
	}
	equal(k, "SentSince", got, append([]string{}, want...))
}

func testPending(k kit) {
	k.keys("Pending", pendingAfter(0, 9))
	a1 := k.send("a1", "ann", noon().Add(time.Hour)) // held back is pending, too
	b1 := k.send("b1", "bob", time.Time{})
	a2 := k.send("a2", "ann", time.Time{})
	k.keys("Pending", pendingAfter(0, 9), "a1", "b1", "a2")
	k.keys("Pending", pendingAfter(0, 2), "a1", "b1")
	k.keys("Pending", pendingAfter(b1, 2), "a2")
	k.keys("Pending", pendingAfter(a2, 9))
	k.keys("Pending", pendingAfter(math.MaxUint64, 9))
	k.keys("Pending", pendingAfter(0, 0))
	k.keys("Pending", pendingAfter(0, -1))
	k.done(b1, storage.Sent)
	k.keys("Pending", pendingAfter(a1, 9), "a2")
	k.keys("Pending", pendingAfter(b1, 9), "a2") // after one that has ended
}

func testAside(k kit) {
	k.keys("Aside", asideAfter(0, 9))
	seqs := map[storage.Result]uint64{}
	for _, r := range []storage.Result{storage.Sent, storage.Failed, storage.Answered, storage.Pointless} {
		seqs[r] = k.send(string(r), "ann", time.Time{})
		k.done(seqs[r], r)
	}
	k.keys("Aside", asideAfter(0, 9), "failed")
	again := k.send("again", "bob", time.Time{})
	want := message("again", "bob")
	want.Seq, want.Attempts, want.LastError, want.NotBefore = again, 3, "81013", noon().Add(time.Minute)
	k.update(func(tx storage.Ledger) error { return tx.PutAttempt(want) })
	k.done(again, storage.Failed)
	equal(k, "Aside", read(k, asideAfter(seqs[storage.Failed], 9)), []anwei.Outgoing{want})
	k.keys("Aside", asideAfter(0, 1), "failed")
	k.keys("Aside", asideAfter(0, 2), "failed", "again")
	k.keys("Aside", asideAfter(again, 9))
	k.keys("Aside", asideAfter(math.MaxUint64, 9))
	k.keys("Aside", asideAfter(0, 0))
	absent(k, "Outgoing", pending(again))
	k.keys("Pending", pendingAfter(0, 9))
	for _, seq := range []uint64{seqs[storage.Sent], again + 1, 0} {
		k.retry(seq, noon(), false)
		k.drop(seq, noon(), false)
	}
	k.due(noon().Add(time.Hour), 9)
}

// A message that is tried again goes before those that came after it.
func testRetryOrder(k kit) {
	a1, a2 := k.send("a1", "ann", time.Time{}), k.send("a2", "ann", time.Time{})
	later := noon().Add(time.Hour)
	a3 := k.send("a3", "ann", later)
	b1 := k.send("b1", "bob", time.Time{})
	k.done(a1, storage.Failed)
	k.done(a2, storage.Failed)
	k.due(noon(), 9, "b1") // a3 is the first now, and held back

	k.retry(a2, noon(), true) // becomes the first in a3's stead
	k.due(noon(), 9, "a2", "b1")
	k.retry(a1, noon(), true) // and a1 in a2's
	k.due(noon(), 9, "a1", "b1")
	k.due(later, 9, "a1", "b1") // one each
	k.keys("Pending", pendingAfter(0, 9), "a1", "a2", "a3", "b1")

	k.done(b1, storage.Failed)
	k.retry(b1, noon(), true) // who had nothing pending
	k.done(a2, storage.Failed)
	k.retry(a2, noon(), true) // in the middle: a1 stays the first
	k.due(noon(), 9, "a1", "b1")
	k.done(a1, storage.Sent)
	k.due(noon(), 9, "a2", "b1")
	k.done(a2, storage.Sent)
	k.due(noon(), 9, "b1")
	if next := find(k, nextDue); !next.IsZero() {
		k.Errorf("NextDue = %v, want b1's", next)
	}
	k.done(b1, storage.Sent)
	k.due(later, 9, "a3")
	k.done(a3, storage.Sent)
	absent(k, "NextDue", nextDue)
}

func testRetryAsNew(k kit) {
	seq := k.send("k", "ann", time.Time{})
	tried := message("k", "ann")
	tried.Seq, tried.Attempts, tried.LastError, tried.NotBefore = seq, 3, "81013", noon().Add(time.Hour)
	k.update(func(tx storage.Ledger) error { return tx.PutAttempt(tried) })
	k.done(seq, storage.Failed)
	now := noon().Add(2 * time.Hour)
	k.retry(seq, now, true)
	want := message("k", "ann")
	want.Seq, want.Created = seq, now
	equal(k, "Outgoing", find(k, pending(seq)), want)
	k.due(now, 9, "k")
	absent(k, "Ended", ended(seq)) // it was never tried
	k.keys("Aside", asideAfter(0, 9))
	k.retry(seq, now, false)
	k.drop(seq, now, false)
	k.update(func(tx storage.Ledger) error {
		_, added, err := tx.PutOutgoing(message("k", "ann"))
		equal(k, "added", added, false)
		return err
	})

	k.done(seq, storage.Failed) // as a new one it may fail, and be tried, again
	k.keys("Aside", asideAfter(0, 9), "k")
	k.retry(seq, now, true)
	k.done(seq, storage.Sent)
	equal(k, "Ended", find(k, ended(seq)), storage.Ending{Key: "k", To: "ann", At: noon(), Result: storage.Sent})
	k.retry(seq, now, false)
}

func testDrop(k kit) {
	seq := k.send("k", "ann", time.Time{})
	k.drop(seq, noon(), false) // is pending
	end := storage.Ending{At: noon(), Result: storage.Failed, Detail: "81013"}
	k.update(func(tx storage.Ledger) error { return tx.Done(seq, end) })
	now := noon().Add(time.Hour)
	k.drop(seq, now, true)
	end.Key, end.To, end.At, end.Result = "k", "ann", now, storage.Dropped
	equal(k, "Ended", find(k, ended(seq)), end)
	k.keys("Aside", asideAfter(0, 9))
	k.drop(seq, now.Add(time.Hour), false)
	k.retry(seq, now, false)
	equal(k, "Ended", find(k, ended(seq)), end)
	equal(k, "HasOutgoing", read(k, func(tx storage.Ledger) (bool, error) { return tx.HasOutgoing("k") }), true)
	k.due(now, 9)
}

func (k kit) sentAt(key string, to anwei.PersonID, at time.Time, r storage.Result) {
	k.Helper()
	seq := k.send(key, to, time.Time{})
	k.update(func(tx storage.Ledger) error { return tx.Done(seq, storage.Ending{At: at, Result: r}) })
}

func testSentSince(k kit) {
	k.sentSince(time.Time{})
	second := func(n int) time.Time { return noon().Add(time.Duration(n) * time.Second) }
	k.sentAt("1", "Ann", second(2), storage.Sent)
	k.sentAt("2", "bob", second(1), storage.Sent)     // ended later, sent earlier
	k.sentAt("7", "dan", second(1), storage.Answered) // which WeCom does not count
	k.sentAt("3", "dan", second(1), storage.Failed)
	k.sentAt("4", "dan", second(1), storage.Pointless)
	k.sentAt("5", "ann", second(2), storage.Sent) // the same person, the same time
	k.sentSince(second(0), "bob 12:00:01", "ann 12:00:02", "ann 12:00:02")
	k.sentSince(second(1), "bob 12:00:01", "ann 12:00:02", "ann 12:00:02")
	k.sentSince(second(1).Add(1), "ann 12:00:02", "ann 12:00:02")
	k.sentSince(second(2).UTC(), "ann 12:00:02", "ann 12:00:02")
	k.sentSince(second(3))

	seq := k.send("6", "dan", time.Time{})
	k.done(seq, storage.Failed)
	k.retry(seq, noon(), true)
	k.update(func(tx storage.Ledger) error {
		return tx.Done(seq, storage.Ending{At: second(4), Result: storage.Sent})
	})
	k.update(func(tx storage.Ledger) error {
		return tx.Done(seq, storage.Ending{At: second(5), Result: storage.Sent})
	}) // had ended
	k.sentSince(second(3), "dan 12:00:04")
}

// testSentHour sends at an uneven pace for hours and asks for the last one after
// each message.
func testSentHour(k kit) {
	const messages = 60
	all := make([]time.Time, 0, messages)
	at := noon()
	for i := range messages {
		at = at.Add(time.Duration(i%7) * 3 * time.Minute)
		all = append(all, at)
		k.sentAt(at.String()+string(rune('a'+i)), "ann", at, storage.Sent)
		var want []string
		for _, t := range all {
			if !t.Before(at.Add(-time.Hour)) {
				want = append(want, "ann "+t.Format(time.TimeOnly))
			}
		}
		k.sentSince(at.Add(-time.Hour), want...)
	}
}
