package storage

import "time"

// Depth returns how many messages are pending, and when the oldest of them was put. It
// reads one message, and walks an index of the others.
func (l Outbox) Depth() (n int, oldest time.Time, err error) {
	for _, err := range l.tx.Scan(queues, Range{}) {
		if err != nil {
			return 0, time.Time{}, err
		}
		n++
	}
	o, _, err := first(pending().all(l.tx, Range{}))
	return n, o.Created, err
}
