package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"anwei/storage"
	"anwei/storage/bolt"
)

// A ledger whose file was deleted, moved away or replaced takes nothing more, since
// all of it would be gone at the next start; put back, it goes on.
func TestFileThatIsGone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	path, away := filepath.Join(dir, bolt.File), filepath.Join(dir, "away")
	write := func(state string) error {
		return s.Update(t.Context(), func(tx storage.Ledger) error { return tx.PutTalk("ann", []byte(state)) })
	}
	wantGone := func(what string) {
		t.Helper()
		if err := write("lost"); !errors.Is(err, storage.ErrGone) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := write("kept"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, away); err != nil {
		t.Fatal(err)
	}
	wantGone("moved away")
	if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantGone("replaced")
	if err := os.Rename(away, path); err != nil {
		t.Fatal(err)
	}
	err := s.View(t.Context(), func(tx storage.Ledger) error {
		state, _, err := tx.Talk("ann")
		if string(state) != "kept" {
			t.Errorf("the state is %q", state)
		}
		return err
	})
	if err := errors.Join(err, write("again")); err != nil {
		t.Errorf("put back: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantGone("deleted")
}
