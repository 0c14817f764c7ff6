package wecom

import "sync"

// maxNames bounds how many names are remembered, lest a stranger fill the memory
// and the log with inventions.
const maxNames = 64

// Names remembers names that are logged once.
type Names struct {
	mu  sync.Mutex
	met map[string]bool
}

// NewNames remembers none yet.
func NewNames() *Names { return &Names{met: make(map[string]bool)} }

// First reports whether a name is met for the first time. It is false for every
// name when there have been too many.
func (n *Names) First(name string) bool {
	name = ShortName(name)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.met[name] || len(n.met) >= maxNames {
		return false
	}
	n.met[name] = true
	return true
}

// ShortName is what of a name from outside may stand in the log.
func ShortName(name string) string { return Short(name, 64) }
