package storage_test

import (
	"strconv"
	"time"

	"anwei"
	"anwei/storage"
)

func outbox() []test {
	return []test{
		{"PutOutgoingOnce", testPutOnce},
		{"DueOnePerPerson", testDueOnePerPerson},
		{"DueLimit", testDueLimit},
		{"NotBefore", testNotBefore},
		{"PutAttempt", testAttempt},
		{"Done", testDone},
		{"DoneOutOfOrder", testDoneOutOfOrder},
		{"OutgoingCopies", testOutgoingCopies},
		{"Calls", testCalls},
	}
}

// send puts a message that may be sent from the time on, and returns its seq.
func (k kit) send(key string, to anwei.PersonID, from time.Time) (seq uint64) {
	k.Helper()
	o := message(key, to)
	o.NotBefore = from
	k.update(func(tx storage.Ledger) error {
		var added bool
		var err error
		if seq, added, err = tx.PutOutgoing(o); !added && err == nil {
			k.Fatalf("PutOutgoing of the new key %s added nothing", key)
		}
		return err
	})
	return seq
}

func (k kit) done(seq uint64, r storage.Result) {
	k.Helper()
	k.update(func(tx storage.Ledger) error { return tx.Done(seq, storage.Ending{At: noon(), Result: r}) })
}

// due fails the test unless Due returns the messages with the keys.
func (k kit) due(now time.Time, limit int, want ...string) {
	k.Helper()
	list := read(k, func(tx storage.Ledger) ([]anwei.Outgoing, error) { return tx.Due(now, limit) })
	got := make([]string, 0, len(list))
	for _, o := range list {
		got = append(got, o.Key)
	}
	equal(k, "Due", got, append([]string{}, want...))
}

func nextDue(tx storage.Ledger) (time.Time, bool, error) { return tx.NextDue() }

func pending(seq uint64) func(storage.Ledger) (anwei.Outgoing, bool, error) {
	return func(tx storage.Ledger) (anwei.Outgoing, bool, error) { return tx.Outgoing(seq) }
}

func ended(seq uint64) func(storage.Ledger) (storage.Ending, bool, error) {
	return func(tx storage.Ledger) (storage.Ending, bool, error) { return tx.Ended(seq) }
}

func testPutOnce(k kit) {
	first := k.send("k", "Ann", time.Time{})
	want := message("k", "ann")
	want.Seq = first
	equal(k, "Outgoing", find(k, pending(first)), want)
	again := func() {
		k.update(func(tx storage.Ledger) error {
			_, added, err := tx.PutOutgoing(message("k", "bob"))
			equal(k, "added", added, false)
			return err
		})
	}
	again()
	k.due(noon(), 9, "k")
	k.done(first, storage.Sent)
	again() // for ever means after the end, too
	k.due(noon(), 9)
	k.update(func(tx storage.Ledger) error { // within one transaction, too
		_, added, err := tx.PutOutgoing(message("twice", "ann"))
		if err != nil {
			return err
		}
		_, addedAgain, err := tx.PutOutgoing(message("twice", "ann"))
		equal(k, "added", []bool{added, addedAgain}, []bool{true, false})
		return err
	})
	for key, want := range map[string]bool{"k": true, "twice": true, "K": false, "": false} {
		got := read(k, func(tx storage.Ledger) (bool, error) { return tx.HasOutgoing(key) })
		equal(k, "HasOutgoing "+key, got, want)
	}
	k.refuse("a message without a key", func(tx storage.Ledger) error { _, _, err := tx.PutOutgoing(message("", "ann")); return err })
	k.refuse("a message to nobody", func(tx storage.Ledger) error { _, _, err := tx.PutOutgoing(message("x", "")); return err })
}

func testDueOnePerPerson(k kit) {
	a1 := k.send("a1", "ann", time.Time{})
	k.send("a2", "ANN", time.Time{})
	b1 := k.send("b1", "bob", time.Time{})
	k.send("ann2", "ann2", time.Time{}) // begins like ann
	k.send("a3", "ann", time.Time{})
	k.due(noon(), 9, "a1", "b1", "ann2")
	k.done(b1, storage.Sent)
	k.due(noon(), 9, "a1", "ann2")
	k.done(a1, storage.Failed)
	k.due(noon(), 9, "a2", "ann2")
}

func testDueLimit(k kit) {
	k.send("a", "ann", noon().Add(time.Hour)) // not due, so it takes no place
	for _, id := range []anwei.PersonID{"dan", "cat", "bob"} {
		k.send(string(id), id, time.Time{})
	}
	k.due(noon(), 0)
	k.due(noon(), 1, "dan")
	k.due(noon(), 2, "dan", "cat")
	k.due(noon(), 4, "dan", "cat", "bob")
}

func testNotBefore(k kit) {
	at := noon().Add(5 * time.Second)
	a1 := k.send("a1", "ann", at)
	k.send("a2", "ann", time.Time{}) // may go, but must wait for a1
	k.due(noon(), 9)
	k.due(at.Add(-time.Nanosecond), 9)
	k.due(at, 9, "a1")
	k.due(at.In(time.UTC), 9, "a1")
	next := func(want time.Time) {
		if got := find(k, nextDue); !got.Equal(want) {
			k.Errorf("NextDue = %v, want %v", got, want)
		}
	}
	next(at)
	earlier := at.Add(-time.Second)
	b := k.send("b", "bob", earlier)
	next(earlier)
	k.done(b, storage.Answered)
	next(at)
	k.done(a1, storage.Answered)
	next(time.Time{})
	k.due(time.Time{}, 9, "a2")
}

func testAttempt(k kit) {
	a1 := k.send("a1", "ann", time.Time{})
	a2 := k.send("a2", "ann", time.Time{})
	try := message("a1", "ann")
	try.Seq, try.Attempts, try.LastError, try.NotBefore = a1, 3, "45009", noon().Add(time.Minute)
	want := try
	try.To, try.Key, try.Created = "bob", "other", time.Time{} // these stay
	k.update(func(tx storage.Ledger) error { return tx.PutAttempt(try) })
	equal(k, "Outgoing", find(k, pending(a1)), want)
	k.due(noon(), 9)
	k.due(want.NotBefore, 9, "a1")

	second := message("a2", "ann") // one that is not the first
	second.Seq, second.NotBefore = a2, noon().Add(time.Hour)
	k.update(func(tx storage.Ledger) error { return tx.PutAttempt(second) })
	k.due(noon().Add(time.Minute), 9, "a1")
	k.done(a1, storage.Sent)
	k.due(noon().Add(time.Minute), 9)
	k.due(noon().Add(time.Hour), 9, "a2")

	k.update(func(tx storage.Ledger) error { return tx.PutAttempt(want) }) // has ended
	absent(k, "Outgoing", pending(a1))
	k.update(func(tx storage.Ledger) error { return tx.PutAttempt(anwei.Outgoing{Seq: 99, Key: "k99", To: "ann"}) })
	absent(k, "Outgoing", pending(99))
	k.due(noon().Add(2*time.Hour), 9, "a2")
}

func testDone(k kit) {
	absent(k, "Ended", ended(1))
	k.update(func(tx storage.Ledger) error { return tx.Done(1, storage.Ending{Result: storage.Sent}) })
	absent(k, "Ended", ended(1))

	seq := k.send("a", "ann", time.Time{})
	end := storage.Ending{Key: "wrong", To: "wrong", At: noon(), Result: storage.Failed, Detail: "81013"}
	k.update(func(tx storage.Ledger) error { return tx.Done(seq, end) })
	k.done(seq, storage.Sent) // the first ending stands
	end.Key, end.To = "a", "ann"
	equal(k, "Ended", find(k, ended(seq)), end)
	absent(k, "Outgoing", pending(seq))
	absent(k, "NextDue", nextDue)
	if next := k.send("b", "ann", time.Time{}); next <= seq {
		k.Errorf("seq %d came after %d", next, seq)
	}
}

func testDoneOutOfOrder(k kit) {
	a1, a2, a3 := k.send("a1", "ann", time.Time{}), k.send("a2", "ann", time.Time{}), k.send("a3", "ann", time.Time{})
	k.done(a2, storage.Answered)
	k.due(noon(), 9, "a1")
	k.done(a1, storage.Sent)
	k.due(noon(), 9, "a3")
	k.done(a3, storage.Sent)
	k.due(noon(), 9)
	k.send("a4", "ann", time.Time{})
	k.due(noon(), 9, "a4")
}

func testOutgoingCopies(k kit) {
	o := message("a", "ann")
	var seq uint64
	k.update(func(tx storage.Ledger) (err error) {
		seq, _, err = tx.PutOutgoing(o)
		o.Content.(anwei.Reminder)[0].Matter.Unit = "changed" //nolint:forcetypeassert // message made it
		return err
	})
	want := message("a", "ann")
	want.Seq = seq
	got := find(k, pending(seq))
	equal(k, "Outgoing", got, want)
	got.Content.(anwei.Reminder)[1].Matter.Unit = "changed" //nolint:forcetypeassert // it equals message's
	due := read(k, func(tx storage.Ledger) ([]anwei.Outgoing, error) { return tx.Due(noon(), 1) })
	equal(k, "Due", due, []anwei.Outgoing{want})
}

// A call keeps its number for as long as messages are in it, and a message is in one
// call at most.
func testCalls(k kit) {
	for i := range 7 {
		k.send(strconv.Itoa(i), anwei.PersonID("p"+strconv.Itoa(i)), time.Time{})
	}
	put := func(c storage.Call) (n uint64) {
		k.update(func(tx storage.Ledger) (err error) {
			n, err = tx.PutCall(c)
			return err
		})
		return n
	}
	calls := func(want ...storage.Call) {
		k.Helper()
		equal(k, "Calls", read(k, storage.Ledger.Calls), append([]storage.Call{}, want...))
	}
	a := storage.Call{Seqs: []uint64{4, 2, 3}, Media: "m", At: noon()}
	a.Number = put(a)
	b := storage.Call{Seqs: []uint64{7}, At: noon()}
	b.Number = put(b)
	calls(a, b)
	c := storage.Call{Number: b.Number, Seqs: []uint64{7, 2}, At: noon()}
	put(c)
	a.Seqs = []uint64{4, 3}
	calls(a, c)
	k.done(4, storage.Pointless)
	put(c)
	a.Seqs = []uint64{3}
	calls(a, c)
	put(storage.Call{Number: a.Number})
	calls(c)
	d := storage.Call{Seqs: []uint64{2, 7}, At: noon()}
	d.Number = put(d)
	calls(d)
	if d.Number <= c.Number || c.Number <= a.Number {
		k.Errorf("the numbers were %d, %d and %d", a.Number, c.Number, d.Number)
	}
}
