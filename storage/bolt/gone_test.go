package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// A file that is damaged, cut short or empty is an error, and no end of the process.
func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	err := s.Update(t.Context(), func(tx storage.Ledger) error {
		var errs []error
		for i := range 2000 {
			errs = append(errs, tx.PutTalk(anwei.PersonID(fmt.Sprint("p", i)), make([]byte, 1000)))
		}
		return errors.Join(errs...)
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, bolt.File))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"empty": {}, "cut to its beginning": whole[:16<<10], "cut": whole[:len(whole)/2/4096*4096],
		"zeros": append(bytes.Clone(whole[:8<<10]), make([]byte, len(whole)-8<<10)...),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, bolt.File), content, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged, err := bolt.Open(dir, bolt.Options{})
		if err == nil {
			err = errors.Join(damaged.Check(t.Context()), damaged.Close())
		}
		if !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

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

// A file that is cut short while it is open ends nothing: reading and writing it is an
// error at once and from then on, wherever the cut is, and also in the middle of a
// transaction. Nobody is left waiting.
func TestFileThatIsCutShort(t *testing.T) {
	for _, left := range []int64{0, 4 << 10, 64 << 10} {
		for name, use := range map[string]func(*bolt.Store, func(storage.Ledger) error) error{
			"view": func(s *bolt.Store, fn func(storage.Ledger) error) error { return s.View(t.Context(), fn) },
			"update": func(s *bolt.Store, fn func(storage.Ledger) error) error {
				return s.Update(t.Context(), fn)
			},
		} {
			for _, within := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%d/%v", name, left, within), func(t *testing.T) { cutShort(t, left, use, within) })
			}
		}
	}
}

func cutShort(t *testing.T, left int64, use func(*bolt.Store, func(storage.Ledger) error) error, within bool) {
	t.Helper()
	dir := t.TempDir()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	talk := func(i int) anwei.PersonID { return anwei.PersonID("person" + strconv.Itoa(i)) }
	const people = 200
	err = s.Update(t.Context(), func(tx storage.Ledger) (err error) {
		for i := range people {
			err = errors.Join(err, tx.PutTalk(talk(i), bytes.Repeat([]byte{'x'}, 4000)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	cut := func() {
		if err := os.Truncate(filepath.Join(dir, bolt.File), left); err != nil {
			t.Fatal(err)
		}
	}
	if !within {
		cut()
	}
	all := func(tx storage.Ledger) (err error) {
		if within {
			cut()
		}
		for i := range people {
			if _, _, err := tx.Talk(talk(i)); err != nil {
				return err
			}
		}
		return nil
	}
	for range 2 { // the second is refused at once
		if err := use(s, all); !errors.Is(err, storage.ErrDamaged) {
			t.Fatalf("the error is %v", err)
		}
	}
	var others sync.WaitGroup
	for range 4 {
		others.Go(func() {
			if err := s.Update(t.Context(), func(storage.Ledger) error { return nil }); !errors.Is(err, storage.ErrDamaged) {
				t.Errorf("a write: %v", err)
			}
		})
	}
	others.Wait()
	if err := s.Close(); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("closed: %v", err)
	}
}
