package storage_test

import (
	"errors"
	"fmt"
	"time"

	"anwei/storage"
)

func talks() []test {
	return []test{
		{"Talks", testTalks},
		{"Seen", testSeen},
		{"ForgetSeen", testForget},
	}
}

func testTalks(k kit) {
	talk := func(tx storage.Ledger) ([]byte, bool, error) { return tx.Talk("ann") }
	absent(k, "Talk", talk)
	state := []byte("{\x00 any bytes \xff}")
	k.update(func(tx storage.Ledger) error {
		if err := tx.PutTalk("ann", state); err != nil {
			return err
		}
		state[0] = 'X'
		got, _, err := tx.Talk("ann")
		got[1] = 'X'
		return err
	})
	got := find(k, talk)
	equal(k, "Talk", got, []byte("{\x00 any bytes \xff}"))
	got[0] = 'X'
	equal(k, "Talk", find(k, talk), []byte("{\x00 any bytes \xff}"))

	k.update(func(tx storage.Ledger) error {
		if err := tx.PutTalk("ann", nil); err != nil {
			return err
		}
		if _, found, err := tx.Talk("ann"); !found || err != nil {
			k.Errorf("an empty state was not found in its own transaction: %v", err)
		}
		return nil
	})
	if got := find(k, talk); len(got) > 0 {
		k.Errorf("Talk = %q, want an empty state", got)
	}
	k.refuse("a talk with nobody", func(tx storage.Ledger) error { return tx.PutTalk("", nil) })
}

func testSeen(k kit) {
	seen := func(tx storage.Ledger) (storage.Turn, bool, error) { return tx.Seen("m1") }
	absent(k, "Seen", seen)
	turn := storage.Turn{By: "zhangsan", Reply: "已收到", ReplySeq: 7, Chosen: "确认", At: noon()}
	k.update(func(tx storage.Ledger) error { return tx.PutSeen("m1", turn) })
	equal(k, "Seen", find(k, seen), turn)
	absent(k, "Seen in another case", func(tx storage.Ledger) (storage.Turn, bool, error) { return tx.Seen("M1") })

	// Put again with another time, it is forgotten by the newer one only.
	turn.At = turn.At.Add(time.Hour)
	k.update(func(tx storage.Ledger) error { return tx.PutSeen("m1", turn) })
	k.update(func(tx storage.Ledger) error {
		n, err := tx.ForgetSeen(turn.At, 9)
		equal(k, "ForgetSeen", n, 0)
		return err
	})
	equal(k, "Seen", find(k, seen), turn)
	k.refuse("a message without an id", func(tx storage.Ledger) error { return tx.PutSeen("", turn) })
}

func testForget(k kit) {
	k.update(func(tx storage.Ledger) error {
		err := tx.PutSeen("never", storage.Turn{}) // the zero time is the oldest
		for i := range 9 {
			at := noon().Add(time.Duration(i) * time.Nanosecond)
			err = errors.Join(err, tx.PutSeen(fmt.Sprint("m", i), storage.Turn{At: at}))
		}
		return err
	})
	steps := []struct {
		before      time.Time
		limit, want int
	}{
		{noon().Add(5), 0, 0},
		{noon().Add(5), 2, 2}, // never, m0
		{noon().Add(5), 9, 4}, // m1 to m4; m5 is not older
		{noon().Add(5), 9, 0},
		{time.Time{}, 9, 0},
	}
	for _, s := range steps {
		k.update(func(tx storage.Ledger) error {
			n, err := tx.ForgetSeen(s.before, s.limit)
			equal(k, "ForgetSeen", n, s.want)
			return err
		})
	}
	absent(k, "Seen", func(tx storage.Ledger) (storage.Turn, bool, error) { return tx.Seen("m4") })
	find(k, func(tx storage.Ledger) (storage.Turn, bool, error) { return tx.Seen("m5") })
}
