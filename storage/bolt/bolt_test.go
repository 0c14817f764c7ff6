package bolt_test

import (
	"testing"

	"anwei/storage/bolt"
)

// open opens a ledger, and closes it when the test ends unless that was done.
func open(tb testing.TB, dir string) *bolt.Store {
	tb.Helper()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}
