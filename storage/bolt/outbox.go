package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"time"

	"anwei"
	"anwei/storage"
)

// PutOutgoing implements storage.Outbox.
func (l ledger) PutOutgoing(o anwei.Outgoing) (uint64, bool, error) {
	if err := l.writable(); err != nil {
		return 0, false, err
	}
	o.To = lower(o.To)
	if err := checkID("person", string(o.To), nul); err != nil {
		return 0, false, err
	}
	if o.Key == "" {
		return 0, false, errors.New("bolt: an outgoing message without a key")
	}
	if known, err := l.HasOutgoing(o.Key); known || err != nil {
		return 0, false, err
	}
	seq, err := l.bucket(pending).NextSequence()
	if err != nil {
		return 0, false, err
	}
	o.Seq = seq
	if err := l.bucket(keys).Put([]byte(o.Key), number(seq)); err != nil {
		return 0, false, err
	}
	return seq, true, l.enqueue(o)
}

// enqueue makes the message pending, at the place among the person's others that
// its Seq gives it.
func (l ledger) enqueue(o anwei.Outgoing) error {
	was := l.head(o.To)
	if was == nil || binary.BigEndian.Uint64(was) > o.Seq {
		if was != nil {
			if err := l.bucket(heads).Delete(bytes.Clone(was)); err != nil {
				return err
			}
		}
		if err := l.putHead(o); err != nil {
			return err
		}
	}
	if err := l.bucket(queues).Put(queueKey(o.To, o.Seq), nil); err != nil {
		return err
	}
	return put(l.bucket(pending), number(o.Seq), o)
}

// HasOutgoing implements storage.Outbox.
func (l ledger) HasOutgoing(key string) (bool, error) {
	return l.bucket(keys).Get([]byte(key)) != nil, nil
}

// SeqOf implements storage.Outbox.
func (l ledger) SeqOf(key string) (uint64, bool, error) {
	raw := l.bucket(keys).Get([]byte(key))
	if raw == nil {
		return 0, false, nil
	}
	return binary.BigEndian.Uint64(raw), true, nil
}

// Outgoing implements storage.Outbox.
func (l ledger) Outgoing(seq uint64) (anwei.Outgoing, bool, error) {
	return get[anwei.Outgoing](l.bucket(pending), number(seq))
}

// Due implements storage.Outbox. It walks the first message of each person in
// order of Seq and stops at the limit: its cost grows with the limit and with
// the people whose first message is held back, and not with the messages behind
// a first one nor with those that have ended.
func (l ledger) Due(now time.Time, limit int) ([]anwei.Outgoing, error) {
	var out []anwei.Outgoing
	end := instant(now)
	c := l.bucket(heads).Cursor()
	for k, notBefore := c.First(); k != nil && len(out) < limit; k, notBefore = c.Next() {
		if bytes.Compare(notBefore, end) > 0 {
			continue
		}
		o, found, err := l.Outgoing(binary.BigEndian.Uint64(k))
		if err != nil {
			return nil, err
		}
		if found {
			out = append(out, o)
		}
	}
	return out, nil
}

// NextDue implements storage.Outbox. Its cost grows with the people who have
// something pending.
func (l ledger) NextDue() (time.Time, bool, error) {
	var first []byte
	err := scan(l.bucket(heads), nil, func(_, notBefore []byte) error {
		if first == nil || bytes.Compare(notBefore, first) < 0 {
			first = notBefore
		}
		return nil
	})
	if first == nil || err != nil {
		return time.Time{}, false, err
	}
	return readInstant(first), true, nil
}

// PutAttempt implements storage.Outbox.
func (l ledger) PutAttempt(o anwei.Outgoing) error {
	if err := l.writable(); err != nil {
		return err
	}
	was, found, err := l.Outgoing(o.Seq)
	if !found || err != nil {
		return err
	}
	o.Key, o.To, o.Created = was.Key, was.To, was.Created
	if binary.BigEndian.Uint64(l.head(o.To)) == o.Seq {
		if err := l.putHead(o); err != nil {
			return err
		}
	}
	return put(l.bucket(pending), number(o.Seq), o)
}

// Done implements storage.Outbox.
func (l ledger) Done(seq uint64, end storage.Ending) error {
	if err := l.writable(); err != nil {
		return err
	}
	o, found, err := l.Outgoing(seq)
	if !found || err != nil {
		return err
	}
	end.Key, end.To = o.Key, o.To
	if err := put(l.bucket(endings), number(seq), end); err != nil {
		return err
	}
	switch end.Result {
	case storage.Failed:
		err = put(l.bucket(aside), number(seq), o)
	case storage.Sent, storage.Answered:
		err = l.remember(storage.Delivery{To: o.To, At: end.At}, seq)
	default: // there is nothing to be kept but the ending
	}
	if err != nil {
		return err
	}
	if err := l.bucket(pending).Delete(number(seq)); err != nil {
		return err
	}
	if err := l.bucket(queues).Delete(queueKey(o.To, seq)); err != nil {
		return err
	}
	return l.advance(o.To, seq)
}

// advance makes the next message of the person the first one, now that the one
// with the seq has ended.
func (l ledger) advance(to anwei.PersonID, seq uint64) error {
	if err := l.bucket(heads).Delete(number(seq)); err != nil {
		return err
	}
	next := l.head(to)
	if next == nil {
		return nil
	}
	o, found, err := l.Outgoing(binary.BigEndian.Uint64(next))
	if !found || err != nil {
		return err
	}
	return l.putHead(o)
}

// Ended implements storage.Outbox.
func (l ledger) Ended(seq uint64) (storage.Ending, bool, error) {
	return get[storage.Ending](l.bucket(endings), number(seq))
}

// head returns the seq of the person's first pending message, as stored, or nil.
func (l ledger) head(to anwei.PersonID) []byte {
	prefix := []byte(string(to) + nul)
	k, _ := l.bucket(queues).Cursor().Seek(prefix)
	if !bytes.HasPrefix(k, prefix) {
		return nil
	}
	return k[len(prefix):]
}

func (l ledger) putHead(o anwei.Outgoing) error {
	return l.bucket(heads).Put(number(o.Seq), instant(o.NotBefore))
}

func queueKey(to anwei.PersonID, seq uint64) []byte {
	return append([]byte(string(to)+nul), number(seq)...)
}
