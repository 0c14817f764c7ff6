package storage

import (
	"fmt"
	"slices"
	"time"

	"anwei"
)

// Broadcasts holds the office's notices and what people have answered to them.
type Broadcasts struct{ tx Tx }

// Notice returns the notice with the number.
func (l Broadcasts) Notice(id anwei.NoticeID) (anwei.Notice, bool, error) {
	return notices().get(l.tx, id)
}

// Notices returns at most limit notices with numbers below before, the newest
// first; before 0 is no bound.
func (l Broadcasts) Notices(before anwei.NoticeID, limit int) ([]anwei.Notice, error) {
	r := Range{Backward: true}
	if before > 0 {
		r.Before = number(before)
	}
	return notices().list(l.tx, r, limit)
}

// NoticesTo returns at most limit notices of which the person is a receiver and
// that are no drafts, the newest first. Its cost grows with the limit.
func (l Broadcasts) NoticesTo(id anwei.PersonID, limit int) ([]anwei.Notice, error) {
	prefix := join(id.Folded(), nil)
	return collect(notices().by(l.tx, noticesTo, under(prefix).back(), len(prefix), everyRow), limit)
}

// NoticesDue returns at most limit notices whose Look is set and not after now,
// the earliest first. Its cost grows with the limit.
func (l Broadcasts) NoticesDue(now time.Time, limit int) ([]anwei.Notice, error) {
	return collect(notices().by(l.tx, noticesDue, Range{Before: under(instant(now)).Before}, timeLen, everyRow), limit)
}

// PutNotice writes a notice back. One without a number is new and gets the next
// one. It returns the number; one that was never given is refused.
func (l Broadcasts) PutNotice(n anwei.Notice) (_ anwei.NoticeID, err error) {
	n.To = slices.Clone(n.To)
	for i, r := range n.To {
		if err := checkPerson(r.Person); err != nil {
			return 0, err
		}
		n.To[i].Person = r.Person.Folded()
	}
	if n.ID, err = given(l.tx, notices(), n.ID); err != nil {
		return 0, err
	}
	return n.ID, notices().put(l.tx, n.ID, n)
}

// Receipt returns what the person has answered.
func (l Broadcasts) Receipt(id anwei.NoticeID, p anwei.PersonID) (anwei.Receipt, bool, error) {
	return receipts().get(l.tx, anwei.Receipt{Notice: id, Person: p})
}

// Receipts returns what everybody has answered, by userid in lower case.
func (l Broadcasts) Receipts(id anwei.NoticeID) (map[anwei.PersonID]anwei.Receipt, error) {
	out := map[anwei.PersonID]anwei.Receipt{}
	for r, err := range receipts().all(l.tx, under(number(id))) {
		if err != nil {
			return nil, err
		}
		out[r.Person] = r
	}
	return out, nil
}

// PutReceipt writes what the person has answered. Its notice must exist.
func (l Broadcasts) PutReceipt(r anwei.Receipt) error {
	r.Person = r.Person.Folded()
	if err := checkPerson(r.Person); err != nil {
		return err
	}
	known, err := notices().has(l.tx, r.Notice)
	if err == nil && !known {
		err = fmt.Errorf("storage: there is no notice %d", r.Notice)
	}
	if err != nil {
		return err
	}
	return receipts().put(l.tx, r, r)
}

// Posted returns what became of sending the notice to each of its receivers.
func (l Broadcasts) Posted(n anwei.Notice) (map[anwei.PersonID]anwei.Posted, error) {
	out := make(map[anwei.PersonID]anwei.Posted, len(n.To))
	for _, r := range n.To {
		p, err := l.posted(n, r.Person)
		if err != nil {
			return nil, err
		}
		out[r.Person] = p
	}
	return out, nil
}

func (l Broadcasts) posted(n anwei.Notice, to anwei.PersonID) (anwei.Posted, error) {
	var p anwei.Posted
	reach, _, err := ways().get(l.tx, to)
	if err != nil {
		return p, err
	}
	p.Why = reach.Refused
	for i, key := range n.NoticeKeys(to) {
		seq, put, err := outgoingKeys().get(l.tx, key)
		if err != nil {
			return p, err
		}
		if !put {
			continue
		}
		end, ended, err := endings().get(l.tx, seq)
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
		err = l.taken(n.ID, &p)
	}
	return p, err
}

// taken notes what became of taking a notice back from the person. One message of
// it that WeCom refused to take back outweighs those that it took.
func (l Broadcasts) taken(id anwei.NoticeID, p *anwei.Posted) error {
	for _, message := range p.Messages {
		seq, put, err := outgoingKeys().get(l.tx, anwei.RecallKey(id, message))
		if err != nil {
			return err
		}
		if !put {
			p.Back = anwei.BackNone
			return nil
		}
		end, ended, err := endings().get(l.tx, seq)
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
