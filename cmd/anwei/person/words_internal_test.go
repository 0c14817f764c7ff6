package person

import (
	"slices"
	"testing"

	"anwei/storage"
)

// TestEveryTableHasWords holds the words to the tables of the ledger, but for those that
// only find rows of others, or name no person.
func TestEveryTableHasWords(t *testing.T) {
	none := []string{
		"meta", "units", "unit_order", "people", "chains", "occurrences", "outbox_heads", "outbox_keys", "outbox_queues",
		"histories", "seen_at", "cases_open", "evidence_matters", "evidence_unfetched", "grants_of", "notices_to", "notices_due", "tallies",
	}
	for _, table := range storage.Tables() {
		if wordsOf(table).what == table && !slices.Contains(none, table) {
			t.Errorf("%s has no words", table)
		}
	}
}
