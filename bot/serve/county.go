package serve

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/language"
	"anwei/report/intake"
	"anwei/storage"
)

// county is what is made of the roster once and kept until it changes, or the day
// does, on which grants begin and end. It is never written to once it is made.
type county struct {
	version uint64
	today   anwei.Date
	roster  anwei.Roster
	units   map[anwei.UnitID]anwei.Unit
	places  map[anwei.UnitID]int
	// reader is made when a text is read first.
	reader func() *language.Reader
	// names are what tables call the units, made when a table is read first.
	names func() *intake.UnitNames
}

func newCounty(p anwei.Plan, r anwei.Roster) *county {
	n := &county{
		roster: r, units: make(map[anwei.UnitID]anwei.Unit, len(r.Units)),
		reader: sync.OnceValue(func() *language.Reader { return language.NewReader(p, r) }),
		names:  sync.OnceValue(func() *intake.UnitNames { return intake.NewUnitNames(r.Units) }),
	}
	for _, u := range r.Units {
		n.units[u.ID] = u
	}
	return n
}

// counties keeps the county of the newest roster. It may be used by several
// goroutines.
type counties struct {
	mu   sync.Mutex
	plan anwei.Plan
	last *county
	// plans are those that reports were begun under, by version: a version never changes.
	plans map[string]anwei.Plan
}

// planOf returns the plan of a version, and the handler's own where they are the same,
// so that what is made of it serves for both.
func (c *counties) planOf(tx storage.Ledger, version string) (anwei.Plan, bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p, ok := c.plans[version]; ok {
		return p, true, nil
	}
	p, ok, err := tx.Plan(version)
	if err != nil || !ok {
		return p, ok, err
	}
	if reflect.DeepEqual(p, c.plan) {
		p = c.plan
	}
	if c.plans == nil {
		c.plans = map[string]anwei.Plan{}
	}
	c.plans[version] = p
	return p, true, nil
}

// of returns the county as the transaction sees it. What one that writes sees may have
// been written within it, or by a turn that shares its commit, and is kept by who knows
// that it was committed.
func (c *counties) of(tx storage.Ledger, today anwei.Date) (*county, error) {
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
	if r.People, err = tx.AllGranted(r.People, today); err != nil {
		return nil, err
	}
	n := newCounty(c.plan, r)
	n.version, n.today = version, today
	if n.places, err = tx.Places(); err != nil {
		return nil, err
	}
	if !tx.Tx.Writable() {
		c.last = n
	}
	return n, nil
}

// keep keeps what a turn saw that was committed.
func (c *counties) keep(n *county) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n != nil && (c.last == nil || n.version >= c.last.version) {
		c.last = n
	}
}

// hear reads what was typed, before the transaction in which it is answered. A roster that
// has moved on since the last turn has another reader, and the turn reads it again then;
// whoever comes first after the start, or on a new day, makes the county for all.
func (h *Handler) hear(ctx context.Context, m bot.Message, now time.Time) (*language.Heard, error) {
	c := &h.counties
	c.mu.Lock()
	here := c.last
	c.mu.Unlock()
	if today := anwei.DateOf(now); here == nil || here.today != today {
		err := h.store.View(ctx, func(tx storage.Ledger) (err error) {
			here, err = c.of(tx, today)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read the roster: %w", err)
		}
	}
	if m.Kind != bot.TextMessage {
		return nil, nil
	}
	return here.reader().Read(strings.TrimSpace(m.Visible().Text), now), nil
}
