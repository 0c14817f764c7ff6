package storage

import (
	"errors"
	"time"

	"anwei"
)

// Turn is what one inbound message led to, so that its redelivery gets the same
// answer.
type Turn struct {
	// Reply is the text that may go back in the response to a callback; empty
	// when there is none.
	Reply string `json:"reply,omitempty"`
	// ReplySeq is the outgoing message that carries the same text.
	ReplySeq uint64 `json:"reply_seq,omitempty"`
	// Chosen replaces the buttons of the card that was pressed.
	Chosen string    `json:"chosen,omitempty"`
	At     time.Time `json:"at"`
}

// Talks holds where each person's talk stands, and the inbound messages that
// were applied.
type Talks struct{ tx Tx }

// Talk returns the stored form of a talk's state. Its content is the
// caller's own.
func (l Talks) Talk(id anwei.PersonID) ([]byte, bool, error) { return talks().get(l.tx, id) }

// PutTalk keeps a copy of the state.
func (l Talks) PutTalk(id anwei.PersonID, state []byte) error {
	if err := checkPerson(id); err != nil {
		return err
	}
	return talks().put(l.tx, id, state)
}

// ForgetTalks looks at most at limit talks behind the person's, and drops those that old
// says are. It returns whose it looked at last, empty at the end, and how many it dropped.
func (l Talks) ForgetTalks(behind anwei.PersonID, limit int, old func(state []byte) bool) (last anwei.PersonID, n int, err error) {
	if err := writable(l.tx); err != nil {
		return "", 0, err
	}
	var drop []anwei.PersonID
	looked, r := 0, Range{}
	if behind != "" {
		r = after(userid(behind))
	}
	for row, err := range l.tx.Scan(talks().Name, r) {
		if err != nil {
			return "", 0, err
		}
		if looked == limit {
			break
		}
		looked++
		last = anwei.PersonID(row.Key)
		if old(row.Value) {
			drop = append(drop, last)
		}
	}
	for _, id := range drop {
		err = errors.Join(err, talks().delete(l.tx, id))
	}
	if looked < limit {
		last = ""
	}
	return last, len(drop), err
}

// Seen returns the turn of the inbound message with the id.
func (l Talks) Seen(id string) (Turn, bool, error) { return seen().get(l.tx, id) }

// PutSeen keeps what a message led to.
func (l Talks) PutSeen(id string, t Turn) error {
	if id == "" {
		return errors.New("storage: an inbound message without an id")
	}
	return seen().put(l.tx, id, t)
}

// ForgetSeen drops turns older than the time, at most limit of them, the oldest
// first; WeCom redelivers within minutes. It returns how many it dropped, and its
// cost grows with that.
func (l Talks) ForgetSeen(before time.Time, limit int) (int, error) {
	if err := writable(l.tx); err != nil {
		return 0, err
	}
	old, err := collect(keysOf(l.tx.Scan(seenAt, Range{Before: instant(before)})), limit)
	if err != nil {
		return 0, err
	}
	for _, k := range old {
		if err := seen().delete(l.tx, string(k[timeLen:])); err != nil {
			return 0, err
		}
	}
	return len(old), nil
}
