package evidence

import (
	"log/slog"
	"testing"
	"time"

	"anwei/storage/bolt"
)

// What is remembered of pieces that are settled otherwise goes with the next look, so
// that a look does not cost more from year to year.
func TestWhatIsSettledIsForgotten(t *testing.T) {
	store, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	f := New(store, nil, nil, time.Now, slog.New(slog.DiscardHandler))
	s := shift{f: f, busy: map[string]bool{}, waiting: map[string]wait{"settled": {tries: 3, until: time.Now().Add(time.Hour)}}, idle: make(chan tried, crew)}
	if _, err := s.round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(s.waiting) > 0 {
		t.Errorf("remembered are %v", s.waiting)
	}
}
