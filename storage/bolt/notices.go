package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"anwei"
)

// Notice implements storage.Notices.
func (l ledger) Notice(id anwei.NoticeID) (anwei.Notice, bool, error) {
	return get[anwei.Notice](l.bucket(notices), number(uint64(id)))
}

// Notices implements storage.Notices. Its cost grows with the limit.
func (l ledger) Notices(before anwei.NoticeID, limit int) ([]anwei.Notice, error) {
	var out []anwei.Notice
	c := l.bucket(notices).Cursor()
	end := uint64(math.MaxUint64)
	if before > 0 {
		end = uint64(before)
	}
	for k, raw := lastBefore(c, nil, end); k != nil && len(out) < limit; k, raw = c.Prev() {
		n, err := decode[anwei.Notice](raw)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// lastBefore moves the cursor to the last key that is the prefix and a number
// below end.
func lastBefore(c interface {
	Seek(key []byte) (k, v []byte)
	Last() (k, v []byte)
	Prev() (k, v []byte)
}, prefix []byte, end uint64,
) (k, v []byte) {
	if k, _ = c.Seek(append(bytes.Clone(prefix), number(end)...)); k == nil {
		return c.Last()
	}
	return c.Prev()
}

// NoticesTo implements storage.Notices. Its cost grows with the limit.
func (l ledger) NoticesTo(id anwei.PersonID, limit int) ([]anwei.Notice, error) {
	var out []anwei.Notice
	prefix := []byte(string(lower(id)) + nul)
	c := l.bucket(noticesTo).Cursor()
	for k, _ := lastBefore(c, prefix, math.MaxUint64); bytes.HasPrefix(k, prefix) && len(out) < limit; k, _ = c.Prev() {
		n, err := l.indexedNotice(k[len(prefix):])
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// NoticesDue implements storage.Notices. Its cost grows with the limit.
func (l ledger) NoticesDue(now time.Time, limit int) ([]anwei.Notice, error) {
	var out []anwei.Notice
	end := instant(now)
	c := l.bucket(noticesDue).Cursor()
	for k, _ := c.First(); k != nil && len(out) < limit && bytes.Compare(k[:len(end)], end) <= 0; k, _ = c.Next() {
		n, err := l.indexedNotice(k[len(end):])
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// indexedNotice returns the notice that an index names by its number.
func (l ledger) indexedNotice(num []byte) (anwei.Notice, error) {
	n, found, err := get[anwei.Notice](l.bucket(notices), num)
	if err == nil && !found {
		err = errors.New("bolt: an index of the notices is damaged")
	}
	return n, err
}

// PutNotice implements storage.Notices. A number that was never given is refused.
// The index of receivers is written only where they change.
func (l ledger) PutNotice(n anwei.Notice) (anwei.NoticeID, error) {
	if err := l.writable(); err != nil {
		return 0, err
	}
	n.To = slices.Clone(n.To)
	for i, r := range n.To {
		if err := checkID("person", string(r.Person), nul); err != nil {
			return 0, err
		}
		n.To[i].Person = lower(r.Person)
	}
	var was anwei.Notice
	b := l.bucket(notices)
	if n.ID == 0 {
		next, err := b.NextSequence()
		if err != nil {
			return 0, err
		}
		if next > math.MaxUint32 {
			return 0, errors.New("bolt: there is no number left for a notice")
		}
		n.ID = anwei.NoticeID(next)
	} else {
		var found bool
		var err error
		if was, found, err = l.Notice(n.ID); err != nil {
			return 0, err
		}
		if !found {
			return 0, fmt.Errorf("bolt: there is no notice %d", n.ID)
		}
	}
	if err := l.indexNotice(was, n); err != nil {
		return 0, err
	}
	return n.ID, put(b, number(uint64(n.ID)), n)
}

// indexNotice enters a notice into the indexes in place of what it was.
func (l ledger) indexNotice(was, n anwei.Notice) error {
	due := l.bucket(noticesDue)
	if err := due.Delete(noticeDueKey(was)); err != nil {
		return err
	}
	if !n.Look.IsZero() {
		if err := due.Put(noticeDueKey(n), nil); err != nil {
			return err
		}
	}
	if shown(was) == shown(n) && slices.Equal(was.To, n.To) {
		return nil
	}
	to := l.bucket(noticesTo)
	for _, r := range was.To {
		if err := to.Delete(noticeToKey(r.Person, n.ID)); err != nil {
			return err
		}
	}
	if !shown(n) {
		return nil
	}
	for _, r := range n.To {
		if err := to.Put(noticeToKey(r.Person, n.ID), nil); err != nil {
			return err
		}
	}
	return nil
}

// shown reports whether the receivers of a notice find it.
func shown(n anwei.Notice) bool { return n.ID != 0 && n.State != anwei.NoticeDraft }

func noticeToKey(p anwei.PersonID, id anwei.NoticeID) []byte {
	return append([]byte(string(p)+nul), number(uint64(id))...)
}

func noticeDueKey(n anwei.Notice) []byte { return append(instant(n.Look), number(uint64(n.ID))...) }

// Receipt implements storage.Notices.
func (l ledger) Receipt(id anwei.NoticeID, p anwei.PersonID) (anwei.Receipt, bool, error) {
	return get[anwei.Receipt](l.bucket(receipts), receiptKey(id, p))
}

// Receipts implements storage.Notices. Its cost grows with what it returns.
func (l ledger) Receipts(id anwei.NoticeID) (map[anwei.PersonID]anwei.Receipt, error) {
	all, err := list[anwei.Receipt](l, receipts, number(uint64(id)))
	if err != nil {
		return nil, err
	}
	out := make(map[anwei.PersonID]anwei.Receipt, len(all))
	for _, r := range all {
		out[r.Person] = r
	}
	return out, nil
}

// PutReceipt implements storage.Notices. It keeps the userid in lower case.
func (l ledger) PutReceipt(r anwei.Receipt) error {
	if err := l.writable(); err != nil {
		return err
	}
	r.Person = lower(r.Person)
	if err := checkID("person", string(r.Person), nul); err != nil {
		return err
	}
	if l.bucket(notices).Get(number(uint64(r.Notice))) == nil {
		return fmt.Errorf("bolt: there is no notice %d", r.Notice)
	}
	return put(l.bucket(receipts), receiptKey(r.Notice, r.Person), r)
}

func receiptKey(id anwei.NoticeID, p anwei.PersonID) []byte {
	return append(number(uint64(id)), []byte(lower(p))...)
}
