package wecom

import "sync"

// maxNames bounds how many names are remembered, lest a stranger fill the memory
// and the log with inventions.
const maxNames = 64

// names remembers what has been met.
type names struct {
	mu  sync.Mutex
	met map[string]bool
}

func newNames() *names { return &names{met: make(map[string]bool)} }

// first reports whether a name is met for the first time. It is false for every
// name when there have been too many.
func (n *names) first(name string) bool {
	name = shortName(name)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.met[name] || len(n.met) >= maxNames {
		return false
	}
	n.met[name] = true
	return true
}

// shortName is what of a name from outside may stand in the log.
func shortName(name string) string {
	short, _ := cutBytes(legal(name), 64, "…")
	return short
}

// recent remembers the last so many ids.
type recent struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	next int // the place of the oldest id
}

func newRecent(n int) *recent { return &recent{ids: make(map[string]bool, n), ring: make([]string, n)} }

func (r *recent) add(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids[id] {
		return
	}
	delete(r.ids, r.ring[r.next])
	r.ids[id], r.ring[r.next] = true, id
	r.next = (r.next + 1) % len(r.ring)
}

func (r *recent) has(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ids[id]
}
