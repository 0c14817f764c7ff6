package storage

import (
	"cmp"
	"time"

	"anwei"
)

// Ways holds by which ways people can be reached.
type Ways struct{ tx Tx }

// Reach is by which ways one person can be reached.
type Reach struct {
	// ID is the userid as WeCom or the roster wrote it, since WeCom takes some in no
	// other case; empty where it was only seen folded.
	ID anwei.PersonID `json:"id,omitempty"`
	// Spoke is when he last spoke over the long connection, which can push to
	// nobody else; zero is never.
	Spoke time.Time `json:"spoke,omitzero"`
	// Refused says why WeCom did not take the last message to him, and RefusedAt
	// when; empty where it did.
	Refused   string    `json:"refused,omitempty"`
	RefusedAt time.Time `json:"refused_at,omitzero"`
}

// Reach returns how the person can be reached.
func (l Ways) Reach(id anwei.PersonID) (Reach, bool, error) { return ways().get(l.tx, id) }

// PutReach writes it. The person need not be in the roster.
func (l Ways) PutReach(id anwei.PersonID, r Reach) error {
	if err := checkPerson(id); err != nil {
		return err
	}
	return ways().put(l.tx, id, r)
}

// Written keeps a userid as it was written, where that has capitals: a folded one tells
// nothing of how WeCom writes it.
func (l Ways) Written(id anwei.PersonID) error {
	if id == id.Folded() {
		return nil
	}
	known, _, err := l.Reach(id)
	if err != nil || known.ID == id {
		return err
	}
	known.ID = id
	return l.PutReach(id, known)
}

// As is the userid as it was written, or the one given where that is not known.
func (l Ways) As(id anwei.PersonID) (anwei.PersonID, error) {
	known, _, err := l.Reach(id)
	return cmp.Or(known.ID, id), err
}
