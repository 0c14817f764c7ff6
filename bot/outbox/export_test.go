package outbox

// Remembered returns how many people's rates are kept in memory.
func (b *Outbox) Remembered() int {
	b.rates.mu.Lock()
	defer b.rates.mu.Unlock()
	return len(b.rates.people)
}
