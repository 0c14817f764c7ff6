package bolt

import (
	"anwei"
	"anwei/storage"
)

// Reach implements storage.Ways.
func (l ledger) Reach(id anwei.PersonID) (storage.Reach, bool, error) {
	return get[storage.Reach](l.bucket(ways), []byte(lower(id)))
}

// PutReach implements storage.Ways. The person need not be in the roster.
func (l ledger) PutReach(id anwei.PersonID, r storage.Reach) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkID("person", string(id), nul); err != nil {
		return err
	}
	return put(l.bucket(ways), []byte(lower(id)), r)
}
