package bolt

import (
	"math"
	"time"

	"anwei"
	"anwei/storage"
)

// Pending implements storage.Outbox. Its cost grows with the limit.
func (l ledger) Pending(after uint64, limit int) ([]anwei.Outgoing, error) {
	return l.messagesAfter(pending, after, limit)
}

// Aside implements storage.Outbox. Its cost grows with the limit.
func (l ledger) Aside(after uint64, limit int) ([]anwei.Outgoing, error) {
	return l.messagesAfter(aside, after, limit)
}

func (l ledger) messagesAfter(bucket string, after uint64, limit int) ([]anwei.Outgoing, error) {
	if after == math.MaxUint64 {
		return nil, nil
	}
	c := l.bucket(bucket).Cursor()
	k, raw := c.Seek(number(after + 1))
	return take[anwei.Outgoing](c, k, raw, limit)
}

// Retry implements storage.Outbox. The message keeps its Seq, so that it goes
// before what was put for the person after it; it has no ending any more.
func (l ledger) Retry(seq uint64, now time.Time) (bool, error) {
	o, found, err := l.takeAside(seq)
	if !found || err != nil {
		return false, err
	}
	if err := l.bucket(endings).Delete(number(seq)); err != nil {
		return false, err
	}
	o.Created, o.NotBefore, o.Attempts, o.LastError = now, time.Time{}, 0, ""
	return true, l.enqueue(o)
}

// Drop implements storage.Outbox. The ending keeps its Detail, and its At becomes
// now.
func (l ledger) Drop(seq uint64, now time.Time) (bool, error) {
	_, found, err := l.takeAside(seq)
	if !found || err != nil {
		return false, err
	}
	end, _, err := l.Ended(seq)
	if err != nil {
		return false, err
	}
	end.At, end.Result = now, storage.Dropped
	return true, put(l.bucket(endings), number(seq), end)
}

// takeAside removes a message from those that were set aside, and returns it.
func (l ledger) takeAside(seq uint64) (anwei.Outgoing, bool, error) {
	if err := l.writable(); err != nil {
		return anwei.Outgoing{}, false, err
	}
	o, found, err := get[anwei.Outgoing](l.bucket(aside), number(seq))
	if !found || err != nil {
		return anwei.Outgoing{}, false, err
	}
	return o, true, l.bucket(aside).Delete(number(seq))
}
