package serve

import (
	"sync"

	"anwei"
	"anwei/storage"
)

// county is what is made of the roster once and kept until it changes, or the day
// does, on which grants begin and end. It is never written to once it is made.
type county struct {
	version uint64
	today   anwei.Date
	roster  anwei.Roster
	units   map[anwei.UnitID]anwei.Unit
}

// counties keeps the county of the newest roster. It may be used by several
// goroutines.
type counties struct {
	mu   sync.Mutex
	last *county
}

// of returns the county as the transaction sees it.
func (c *counties) of(tx storage.Tx, today anwei.Date) (*county, error) {
	version, err := tx.RosterVersion()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if l := c.last; l != nil && l.version == version && l.today == today {
		return l, nil
	}
	r, err := tx.Roster()
	if err != nil {
		return nil, err
	}
	// Whoever deputises today is told and asked as a deputy of the roster is.
	if r.People, err = storage.AllGranted(tx, r.People, today); err != nil {
		return nil, err
	}
	n := &county{version: version, today: today, roster: r, units: make(map[anwei.UnitID]anwei.Unit, len(r.Units))}
	for _, u := range r.Units {
		n.units[u.ID] = u
	}
	c.last = n
	return n, nil
}
