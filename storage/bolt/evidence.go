package bolt

import (
	"bytes"
	"errors"
	"math"
	"time"

	"anwei"
)

// Evidence implements storage.Matters. Its cost grows with what it returns.
// Pieces of the same time are in the order of their ids.
func (l ledger) Evidence(m anwei.Matter) ([]anwei.Evidence, error) {
	if !kept(m) {
		return nil, nil
	}
	return l.indexed(evidenceOf, []byte(m.String()+nul), math.MaxInt)
}

// Unfetched implements storage.Matters. Its cost grows with the limit.
func (l ledger) Unfetched(limit int) ([]anwei.Evidence, error) {
	return l.indexed(unfetched, nil, limit)
}

// PutEvidence implements storage.Matters. What is written again may have another
// matter or time.
func (l ledger) PutEvidence(e anwei.Evidence) error {
	if err := l.writable(); err != nil {
		return err
	}
	if e.ID == "" {
		return errors.New("bolt: evidence without an id")
	}
	if err := checkMatter(e.Matter); err != nil {
		return err
	}
	was, found, err := get[anwei.Evidence](l.bucket(evidence), []byte(e.ID))
	if err != nil {
		return err
	}
	if found {
		err = errors.Join(
			l.bucket(evidenceOf).Delete(evidenceKey(was)), l.bucket(unfetched).Delete(agedKey(was.At, was.ID)))
		if err != nil {
			return err
		}
	}
	if err := l.bucket(evidenceOf).Put(evidenceKey(e), nil); err != nil {
		return err
	}
	if e.Size == 0 && e.Lost == "" {
		if err := l.bucket(unfetched).Put(agedKey(e.At, e.ID), nil); err != nil {
			return err
		}
	}
	return put(l.bucket(evidence), []byte(e.ID), e)
}

// indexed returns the evidence that the index names under the prefix, at most
// limit pieces. The keys of an index end with a time and an id.
func (l ledger) indexed(index string, prefix []byte, limit int) ([]anwei.Evidence, error) {
	var out []anwei.Evidence
	id := len(prefix) + len(instant(time.Time{}))
	c := l.bucket(index).Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix) && k != nil && len(out) < limit; k, _ = c.Next() {
		e, found, err := get[anwei.Evidence](l.bucket(evidence), k[id:])
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, errors.New("bolt: an index of the evidence is damaged")
		}
		out = append(out, e)
	}
	return out, nil
}

func evidenceKey(e anwei.Evidence) []byte {
	return append([]byte(e.Matter.String()+nul), agedKey(e.At, e.ID)...)
}
