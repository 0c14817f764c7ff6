package bolt

import (
	"bytes"
	"time"

	"anwei"
	"anwei/storage"
)

// sentFor is how long deliveries are remembered at least.
const sentFor = time.Hour

// SentSince implements storage.Outbox. Its cost grows with what it returns.
func (l ledger) SentSince(t time.Time) ([]storage.Delivery, error) {
	var out []storage.Delivery
	c := l.bucket(sent).Cursor()
	for k, to := c.Seek(instant(t)); k != nil; k, to = c.Next() {
		out = append(out, storage.Delivery{To: anwei.PersonID(to), At: readInstant(k)})
	}
	return out, nil
}

// remember keeps a delivery and forgets at most two that are too old. So what is
// kept shrinks to the last hour's while messages are sent, and no Done has to
// clear up after a busy day at once.
func (l ledger) remember(d storage.Delivery, seq uint64) error {
	b := l.bucket(sent)
	end := instant(d.At.Add(-sentFor))
	var old [][]byte // collected first: a cursor loses its place when keys go
	c := b.Cursor()
	for k, _ := c.First(); k != nil && len(old) < 2 && bytes.Compare(k[:len(end)], end) < 0; k, _ = c.Next() {
		old = append(old, bytes.Clone(k))
	}
	for _, k := range old {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return b.Put(append(instant(d.At), number(seq)...), []byte(d.To))
}
