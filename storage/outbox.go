package storage

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"time"

	"anwei"
)

// Outbox holds the messages that are to be sent, in the order of their commits.
type Outbox struct{ tx Tx }

// Delivery is one message that WeCom accepted, other than in the response to a callback.
type Delivery struct {
	To anwei.PersonID
	At time.Time
}

// Ending says how an outgoing message ended. Done fills in Key and To.
type Ending struct {
	Key    string         `json:"key"`
	To     anwei.PersonID `json:"to"`
	At     time.Time      `json:"at"`
	Result Result         `json:"result"`
	// Detail is WeCom's message id where it was sent, the cause where it was not.
	Detail string `json:"detail,omitempty"`
}

// Call is one call to WeCom under which messages went out, as long as nobody knows
// whether WeCom took it. It is written before the call is made, so that it can be
// repeated as it was, by another process too, and WeCom sees that it is the same.
type Call struct {
	// Number is given by PutCall and never given again.
	Number uint64 `json:"number"`
	// Seqs are the messages, in the order in which their people were named.
	Seqs []uint64 `json:"seqs"`
	// Media is WeCom's id of the file that was brought, empty where there was none.
	Media string    `json:"media,omitempty"`
	At    time.Time `json:"at"` // when it was made first
}

// Result is the way in which a message ended.
type Result string

// The ways in which a message ends.
const (
	Sent      Result = "sent"      // WeCom accepted it
	Answered  Result = "answered"  // it went back in the response to a callback
	Failed    Result = "failed"    // given up: the person cannot be reached, or the message is refused
	Pointless Result = "pointless" // what it reminded of was done meanwhile
	Dropped   Result = "dropped"   // the operator threw it away after it had failed
)

// sentFor is how long deliveries are remembered at least.
const sentFor = time.Hour

// PutOutgoing adds the message and returns its Seq, unless its Key was ever
// put before: then it writes nothing and returns false.
func (l Outbox) PutOutgoing(o anwei.Outgoing) (seq uint64, added bool, err error) {
	o.To = o.To.Folded()
	if o.Key == "" {
		err = errors.New("storage: an outgoing message without a key")
	}
	if err := errors.Join(writable(l.tx), checkPerson(o.To), err); err != nil {
		return 0, false, err
	}
	if known, err := l.HasOutgoing(o.Key); known || err != nil {
		return 0, false, err
	}
	if o.Seq, err = l.tx.Next(pending().Name); err != nil {
		return 0, false, err
	}
	return o.Seq, true, errors.Join(outgoingKeys().put(l.tx, o.Key, o.Seq), l.enqueue(o))
}

// enqueue makes the message pending, at the place among the person's others that
// its Seq gives it.
func (l Outbox) enqueue(o anwei.Outgoing) error {
	first, found, err := l.head(o.To)
	if err != nil {
		return err
	}
	if found && first > o.Seq {
		if err := heads().delete(l.tx, first); err != nil {
			return err
		}
	}
	if !found || first > o.Seq {
		if err := heads().put(l.tx, o.Seq, o.NotBefore); err != nil {
			return err
		}
	}
	return pending().put(l.tx, o.Seq, o)
}

// head returns the seq of the person's first pending message.
func (l Outbox) head(to anwei.PersonID) (uint64, bool, error) {
	prefix := join(to, nil)
	k, found, err := first(keysOf(l.tx.Scan(queues, under(prefix))))
	if !found || err != nil {
		return 0, false, err
	}
	return readNumber(k[len(prefix):]), true, nil
}

// HasOutgoing reports whether the key was ever put.
func (l Outbox) HasOutgoing(key string) (bool, error) { return outgoingKeys().has(l.tx, key) }

// SeqOf returns the Seq of the message that was put with the key.
func (l Outbox) SeqOf(key string) (seq uint64, put bool, err error) {
	return outgoingKeys().get(l.tx, key)
}

// Outgoing returns a pending message.
func (l Outbox) Outgoing(seq uint64) (anwei.Outgoing, bool, error) { return pending().get(l.tx, seq) }

// Due returns for each person the first pending message, if it may be sent
// at now; so one person's messages keep their order. It returns at most
// limit of them, in order of Seq. Its cost grows with the limit and with the people
// whose first message is held back, and not with the messages behind a first one nor
// with those that have ended.
func (l Outbox) Due(now time.Time, limit int) ([]anwei.Outgoing, error) {
	end := instant(now)
	due := func(r Row) bool { return bytes.Compare(r.Value, end) <= 0 }
	return collect(pending().by(l.tx, heads().Name, Range{}, 0, due), limit)
}

// NextDue returns the earliest time at which Due will return something, and
// false when nothing is pending. Its cost grows with the people who have something
// pending.
func (l Outbox) NextDue() (at time.Time, found bool, err error) {
	for notBefore, err := range heads().all(l.tx, Range{}) {
		if err != nil {
			return at, false, err
		}
		if !found || notBefore.Before(at) {
			at, found = notBefore, true
		}
	}
	return at, found, nil
}

// PutAttempt writes back a pending message after a failed try; its Key, To
// and Created stay as they were. For a message that is no longer pending it
// does nothing.
func (l Outbox) PutAttempt(o anwei.Outgoing) error {
	was, found, err := l.Outgoing(o.Seq)
	if err := errors.Join(writable(l.tx), err); !found || err != nil {
		return err
	}
	o.Key, o.To, o.Created = was.Key, was.To, was.Created
	first, _, err := l.head(o.To)
	if err != nil {
		return err
	}
	if first == o.Seq {
		if err := heads().put(l.tx, o.Seq, o.NotBefore); err != nil {
			return err
		}
	}
	return pending().write(l.tx, o.Seq, o)
}

// Done ends a pending message. For a message that is not pending it does
// nothing. One that Failed is set aside whole.
func (l Outbox) Done(seq uint64, end Ending) error {
	o, found, err := l.Outgoing(seq)
	if err := errors.Join(writable(l.tx), err); !found || err != nil {
		return err
	}
	end.Key, end.To = o.Key, o.To
	if err := endings().put(l.tx, seq, end); err != nil {
		return err
	}
	switch end.Result {
	case Failed:
		err = aside().put(l.tx, seq, o)
	case Sent: // an answer in the response is none of the messages that WeCom counts
		err = l.remember(Delivery{To: o.To, At: end.At}, seq)
	default: // there is nothing to be kept but the ending
	}
	if err != nil {
		return err
	}
	return errors.Join(pending().delete(l.tx, seq), l.advance(o.To, seq))
}

// advance makes the next message of the person the first one, now that the one
// with the seq has ended.
func (l Outbox) advance(to anwei.PersonID, seq uint64) error {
	if err := heads().delete(l.tx, seq); err != nil {
		return err
	}
	next, found, err := l.head(to)
	if !found || err != nil {
		return err
	}
	o, found, err := l.Outgoing(next)
	if !found || err != nil {
		return err
	}
	return heads().put(l.tx, next, o.NotBefore)
}

// PutCall writes a call back; one without a number is new and gets the next. A
// message is in one call at most, so the others lose those of this one, and those
// that are not pending any more. A call without messages is forgotten.
func (l Outbox) PutCall(c Call) (uint64, error) {
	if err := writable(l.tx); err != nil {
		return 0, err
	}
	all, err := l.Calls()
	if err != nil {
		return 0, err
	}
	if c.Number == 0 {
		if c.Number, err = l.tx.Next(calls().Name); err != nil {
			return 0, err
		}
	}
	change := []Call{c}
	for _, other := range all {
		left := slices.DeleteFunc(slices.Clone(other.Seqs), func(seq uint64) bool {
			waits, errHas := pending().has(l.tx, seq)
			err = errors.Join(err, errHas)
			return !waits || slices.Contains(c.Seqs, seq)
		})
		if other.Number != c.Number && len(left) < len(other.Seqs) {
			other.Seqs = left
			change = append(change, other)
		}
	}
	for _, x := range change {
		if len(x.Seqs) == 0 {
			err = errors.Join(err, calls().delete(l.tx, x.Number))
		} else {
			err = errors.Join(err, calls().put(l.tx, x.Number, x))
		}
	}
	return c.Number, err
}

// Calls returns the calls of which nobody knows whether WeCom took them, in the order
// of their numbers.
func (l Outbox) Calls() ([]Call, error) { return calls().list(l.tx, Range{}, everything) }

// Ended returns how a message ended.
func (l Outbox) Ended(seq uint64) (Ending, bool, error) { return endings().get(l.tx, seq) }

// Endings calls fn with how messages ended, the highest number first, until it has had
// enough.
func (l Outbox) Endings(fn func(seq uint64, e Ending) (enough bool)) error {
	for row, err := range l.tx.Scan(endings().Name, Range{Backward: true}) {
		if err != nil {
			return err
		}
		if e, err := endings().decode(row); err != nil || fn(readNumber(row.Key), e) {
			return err
		}
	}
	return nil
}

// Pending returns at most limit pending messages in order of Seq, those after
// the one with the seq.
func (l Outbox) Pending(after uint64, limit int) ([]anwei.Outgoing, error) {
	return messagesAfter(l.tx, pending(), after, limit)
}

// Aside returns at most limit messages that were set aside, in order of Seq,
// those after the one with the seq.
func (l Outbox) Aside(after uint64, limit int) ([]anwei.Outgoing, error) {
	return messagesAfter(l.tx, aside(), after, limit)
}

func messagesAfter(tx Tx, t Table[uint64, anwei.Outgoing], seq uint64, limit int) ([]anwei.Outgoing, error) {
	if seq == math.MaxUint64 {
		return nil, nil
	}
	return t.list(tx, Range{From: number(seq + 1)}, limit)
}

// Retry makes a message that was set aside pending again, as if it was never
// tried and created at now. It returns false where none was set aside. The message
// keeps its Seq, so that it goes before what was put for the person after it; it has
// no ending any more.
func (l Outbox) Retry(seq uint64, now time.Time) (bool, error) {
	o, found, err := l.takeAside(seq)
	if !found || err != nil {
		return false, err
	}
	o.Created, o.NotBefore, o.Attempts, o.LastError = now, time.Time{}, 0, ""
	return true, errors.Join(endings().delete(l.tx, seq), l.enqueue(o))
}

// Drop throws away a message that was set aside; its ending stays, with the
// result Dropped. It returns false where none was set aside. The ending keeps its
// Detail, and its At becomes now.
func (l Outbox) Drop(seq uint64, now time.Time) (bool, error) {
	_, found, err := l.takeAside(seq)
	if !found || err != nil {
		return false, err
	}
	end, _, err := l.Ended(seq)
	if err != nil {
		return false, err
	}
	end.At, end.Result = now, Dropped
	return true, endings().put(l.tx, seq, end)
}

// takeAside removes a message from those that were set aside, and returns it.
func (l Outbox) takeAside(seq uint64) (anwei.Outgoing, bool, error) {
	o, found, err := aside().get(l.tx, seq)
	if err := errors.Join(writable(l.tx), err); !found || err != nil {
		return anwei.Outgoing{}, false, err
	}
	return o, true, aside().delete(l.tx, seq)
}

// SentSince returns whom a message was sent to at or after the time, oldest
// first. It knows the last hour; what is older it may have forgotten. Its cost grows
// with what it returns.
func (l Outbox) SentSince(t time.Time) ([]Delivery, error) {
	var out []Delivery
	for row, err := range l.tx.Scan(sent().Name, Range{From: instant(t)}) {
		if err != nil {
			return nil, err
		}
		out = append(out, Delivery{To: anwei.PersonID(row.Value), At: readInstant(row.Key)})
	}
	return out, nil
}

// remember keeps a delivery and forgets at most two that are too old. So what is
// kept shrinks to the last hour's while messages are sent, and no Done has to
// clear up after a busy day at once.
func (l Outbox) remember(d Delivery, seq uint64) error {
	old, err := collect(keysOf(l.tx.Scan(sent().Name, Range{Before: instant(d.At.Add(-sentFor))})), 2)
	if err != nil {
		return err
	}
	for _, k := range old {
		if err := l.tx.Delete(sent().Name, k); err != nil {
			return err
		}
	}
	return sent().put(l.tx, sending{d.At, seq}, d.To)
}
