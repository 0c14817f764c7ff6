package storage

import (
	"time"

	"anwei"
)

// Ways holds by which ways people can be reached.
type Ways struct{ tx Tx }

// Reach is by which ways one person can be reached.
type Reach struct {
	// ID is the userid as WeCom wrote it over the long connection, where some are
	// opaque and not taken in another case; empty in rows of earlier versions.
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
