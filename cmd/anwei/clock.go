package main

import (
	"sync"
	"time"
)

// clock is a clock that runs with the real one and can be moved. The demo's
// people live by it.
type clock struct {
	mu     sync.Mutex
	offset time.Duration
	zone   *time.Location
}

// newClock returns a clock that shows at now.
func newClock(at time.Time) *clock {
	return &clock{offset: time.Until(at), zone: at.Location()}
}

// Now returns what the clock shows.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset).In(c.zone)
}

// Set moves the clock.
func (c *clock) Set(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset = time.Until(to)
}
