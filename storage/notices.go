package storage

import (
	"fmt"
	"time"

	"anwei"
)

// Notices holds the office's notices and what people have answered to them.
type Notices interface {
	// Notice returns the notice with the number.
	Notice(id anwei.NoticeID) (anwei.Notice, bool, error)
	// Notices returns at most limit notices with numbers below before, the newest
	// first; before 0 is no bound.
	Notices(before anwei.NoticeID, limit int) ([]anwei.Notice, error)
	// NoticesTo returns at most limit notices of which the person is a receiver and
	// that are no drafts, the newest first.
	NoticesTo(id anwei.PersonID, limit int) ([]anwei.Notice, error)
	// NoticesDue returns at most limit notices whose Look is set and not after now,
	// the earliest first.
	NoticesDue(now time.Time, limit int) ([]anwei.Notice, error)
	// PutNotice writes a notice back. One without a number is new and gets the next
	// one. It returns the number.
	PutNotice(n anwei.Notice) (anwei.NoticeID, error)

	// Receipt returns what the person has answered, and Receipts what everybody
	// has, by userid in lower case.
	Receipt(id anwei.NoticeID, p anwei.PersonID) (anwei.Receipt, bool, error)
	Receipts(id anwei.NoticeID) (map[anwei.PersonID]anwei.Receipt, error)
	// PutReceipt writes what the person has answered. Its notice must exist.
	PutReceipt(r anwei.Receipt) error
}

// NoticeKey is the key of the message by which a notice goes to a person.
func NoticeKey(id anwei.NoticeID, p anwei.PersonID) string {
	return fmt.Sprintf("notice/%d/%s", id, p)
}

// Posted returns what became of sending the notice to each of its receivers.
func Posted(tx Tx, n anwei.Notice) (map[anwei.PersonID]anwei.Posted, error) {
	out := make(map[anwei.PersonID]anwei.Posted, len(n.To))
	for _, r := range n.To {
		p, err := posted(tx, n, r.Person)
		if err != nil {
			return nil, err
		}
		out[r.Person] = p
	}
	return out, nil
}

func posted(tx Tx, n anwei.Notice, to anwei.PersonID) (anwei.Posted, error) {
	var p anwei.Posted
	reach, _, err := tx.Reach(to)
	if err != nil {
		return p, err
	}
	p.Pushed, p.Why = !reach.Spoke.IsZero(), reach.Refused
	seq, put, err := tx.SeqOf(NoticeKey(n.ID, to))
	if !put || err != nil {
		return p, err
	}
	end, ended, err := tx.Ended(seq)
	switch {
	case err != nil:
		return p, err
	case !ended:
		p.State, p.Why = anwei.PostWaiting, ""
		return p, nil
	case end.Result == Sent || end.Result == Answered:
		p.State, p.Why = anwei.PostSent, ""
	case end.Result == Pointless:
		p.State, p.Why = anwei.PostDropped, ""
	default:
		p.State, p.Why = anwei.PostFailed, end.Detail
	}
	p.At, p.Message = end.At, ""
	if p.State == anwei.PostSent {
		p.Message = end.Detail
	}
	return p, nil
}
