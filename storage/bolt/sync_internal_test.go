package bolt

import "testing"

// TestCommitsWaitForTheDisk holds what TestPowerCut shows where there is strace: what was
// acknowledged survives when the power goes, since every commit is synced before it
// returns.
func TestCommitsWaitForTheDisk(t *testing.T) {
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if s.db.NoSync || s.db.NoGrowSync {
		t.Errorf("commits do not wait for the disk: NoSync %v, NoGrowSync %v", s.db.NoSync, s.db.NoGrowSync)
	}
}
