package ledger

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// SyncDir makes the names of new files survive a power cut.
func SyncDir(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Unfinished begins the names of files that are being written.
const Unfinished = ".unfinished-"

// PutFile writes a file beside its place, durably, and moves it there, so that nobody and no
// crash ever sees a half of it. A link that stands in its place is replaced, not followed.
func PutFile(path string, data []byte) error {
	return putFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func putFile(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), Unfinished) // with mode 0600
	if err != nil {
		return err
	}
	if err = write(tmp); err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return SyncDir(filepath.Dir(path))
}
