package storage

import (
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
	p.Why = reach.Refused
	for i, key := range n.NoticeKeys(to) {
		seq, put, err := tx.SeqOf(key)
		if err != nil {
			return p, err
		}
		if !put {
			continue
		}
		end, ended, err := tx.Ended(seq)
		if err != nil {
			return p, err
		}
		if i == 0 {
			p.State, p.Why, p.At = outcome(end, ended)
		}
		if ended && end.Result == Sent {
			if end.Detail == "" {
				p.Pushed = true
				continue
			}
			p.Messages = append(p.Messages, end.Detail)
		}
	}
	if n.State == anwei.NoticeRecalled && !p.Pushed {
		err = taken(tx, n.ID, &p)
	}
	return p, err
}

// taken notes what became of taking a notice back from the person. One message of
// it that WeCom refused to take back outweighs those that it took.
func taken(tx Tx, id anwei.NoticeID, p *anwei.Posted) error {
	for _, message := range p.Messages {
		seq, put, err := tx.SeqOf(anwei.RecallKey(id, message))
		if err != nil {
			return err
		}
		if !put {
			p.Back = anwei.BackNone
			return nil
		}
		end, ended, err := tx.Ended(seq)
		if err != nil {
			return err
		}
		switch {
		case ended && end.Result != Sent:
			p.Back, p.Kept, p.KeptAt = anwei.BackKept, end.Detail, end.At
			return nil
		case !ended:
			p.Back = anwei.BackWaiting
		case p.Back == anwei.BackNone:
			p.Back = anwei.BackTaken
		}
	}
	return nil
}

// outcome returns what an ending means for the one it was for.
func outcome(end Ending, ended bool) (state anwei.PostState, why string, at time.Time) {
	switch {
	case !ended:
		return anwei.PostWaiting, "", at
	case end.Result == Sent || end.Result == Answered:
		return anwei.PostSent, "", end.At
	case end.Result == Pointless:
		return anwei.PostDropped, "", end.At
	}
	return anwei.PostFailed, end.Detail, end.At
}
