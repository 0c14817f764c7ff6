package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"anwei/storage"
)

// File is the name of the ledger's file in its directory.
const File = "ledger.db"

const (
	lockWait  = 2 * time.Second
	mapSize   = 256 << 20 // address space kept free, so that a growing file need not be mapped anew
	allocSize = 1 << 20   // the step in which the file grows
)

// Options change how a ledger is opened. The zero value is ready for use.
type Options struct {
	// LockWait is how long Open waits for another process to let go of the
	// ledger; zero means two seconds.
	LockWait time.Duration
}

// Store is a ledger in one bbolt file. Its methods may be called by several
// goroutines.
type Store struct {
	db *bbolt.DB
	// line is where those who write wait for one another.
	line line
	// file is what was found at the path when it was opened, and size how large it has
	// been since.
	file os.FileInfo
	size atomic.Int64
	// lost says that the file was cut short, once it was.
	lost atomic.Pointer[error]
}

var _ storage.Store = (*Store)(nil)

// Open opens the ledger in the directory and makes both where they are missing.
// A ledger of the schema before this program's is upgraded, in one transaction;
// after that an older program refuses it. When another process has it open the
// error is storage.ErrLocked, and storage.ErrDamaged where the file is no whole one.
func Open(dir string, o Options) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("bolt: make the directory of the ledger: %w", err)
	}
	path := filepath.Join(dir, File)
	if file, err := os.Stat(path); err == nil && file.Size() == 0 {
		return nil, fmt.Errorf("bolt: %s is empty, which no ledger ever is: %w", path, storage.ErrDamaged)
	}
	db, err := openFile(path, o)
	if errors.Is(err, berrors.ErrTimeout) {
		return nil, fmt.Errorf("bolt: %s: %w", path, storage.ErrLocked)
	}
	if err != nil {
		return nil, fmt.Errorf("bolt: open %s: %w", path, err)
	}
	file, err := os.Stat(path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("bolt: %w", err), db.Close())
	}
	s := &Store{db: db, file: file}
	s.size.Store(file.Size())
	return s, nil
}

// openFile opens a file and makes it ready. A file that is damaged or cut short is an
// error: what bbolt would end the process for, a missing page too, is caught.
func openFile(path string, o Options) (db *bbolt.DB, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		r := recover() // and the file stays locked until the process ends
		if _, memory := r.(runtime.Error); memory {
			r = "it is cut short, or its pages are not those of a ledger"
		}
		if r != nil {
			err = fmt.Errorf("%w: %v", storage.ErrDamaged, r)
		}
	}()
	db, err = bbolt.Open(path, 0o600, options(o))
	if errors.Is(err, berrors.ErrInvalid) || errors.Is(err, berrors.ErrChecksum) {
		err = errors.Join(storage.ErrDamaged, err)
	}
	if err != nil {
		return nil, err
	}
	db.AllocSize = allocSize
	if err = checkPages(db); err == nil {
		err = prepare(db)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func options(o Options) *bbolt.Options {
	opts := *bbolt.DefaultOptions
	opts.Timeout = o.LockWait
	if opts.Timeout <= 0 {
		opts.Timeout = lockWait // bbolt's own zero waits for ever
	}
	opts.FreelistType = bbolt.FreelistMapType
	if runtime.GOOS != "windows" { // where the file would be made that large
		opts.InitialMmapSize = mapSize
	}
	return &opts
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(storage.Ledger) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.mapped(func() error {
		return s.db.View(func(tx *bbolt.Tx) error { return fn(storage.Over(tables{tx})) })
	})
}

// mapped runs fn, which reads the file as memory. Where the file was cut short meanwhile
// the processor finds nothing there, which would end the process: it is
// storage.ErrDamaged, and so is everything from then on, since what bbolt had locked
// stays locked, and a file that was cut is not to be relied on when it grows again.
func (s *Store) mapped(fn func() error) (err error) {
	if err := s.inPlace(); err != nil && !errors.Is(err, storage.ErrGone) { // what is gone can still be read
		return err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		switch r := recover(); {
		case r == nil:
		case cut(r):
			err = s.lose(fmt.Sprint(r))
		default:
			panic(r)
		}
	}()
	return fn()
}

// cut reports whether a panic is of memory behind which there is no file.
func cut(panicked any) bool {
	_, is := panicked.(interface{ Addr() uintptr })
	return is
}

// lose gives the file up.
func (s *Store) lose(why string) error {
	err := fmt.Errorf("bolt: %w: %s was cut short while it was open: %s", storage.ErrDamaged, s.db.Path(), why)
	s.lost.CompareAndSwap(nil, &err)
	return *s.lost.Load()
}

// inPlace looks whether the open file is still the one that the next process finds, and
// as large as it was: bbolt makes it larger and never smaller.
func (s *Store) inPlace() error {
	if lost := s.lost.Load(); lost != nil {
		return *lost
	}
	had := s.size.Load()
	file, err := os.Stat(s.db.Path())
	switch {
	case err != nil:
		return fmt.Errorf("bolt: %w: %w", storage.ErrGone, err)
	case !os.SameFile(s.file, file):
		return fmt.Errorf("bolt: %s is another file: %w", s.db.Path(), storage.ErrGone)
	case file.Size() < had:
		return s.lose(fmt.Sprintf("%d bytes of %d", file.Size(), had))
	}
	s.size.CompareAndSwap(had, file.Size())
	return nil
}

// Close implements storage.Store. To close twice is to close once. A file that is lost
// stays locked until the process ends.
func (s *Store) Close() error {
	if lost := s.lost.Load(); lost != nil {
		return *lost
	}
	return s.db.Close()
}

// errNothing takes back a transaction that had nothing to do.
var errNothing = errors.New("bolt: nothing to do")

// prepare checks that the file is a ledger, makes an empty file one, and adds and
// upgrades what this program's schema needs. A file that it refuses, or cannot
// upgrade, stays as it is.
func prepare(db *bbolt.DB) error {
	err := db.Update(func(tx *bbolt.Tx) error {
		if file, err := os.Stat(db.Path()); err != nil || file.Size() < tx.Size() {
			return errors.Join(err, fmt.Errorf("%w: it is cut short, with fewer pages than it says", storage.ErrDamaged))
		}
		first, _ := tx.Cursor().First()
		if first != nil && tx.Bucket([]byte(storage.Meta)) == nil {
			return errors.New("this bbolt file is no ledger of anwei")
		}
		added := false
		for _, name := range storage.Tables() {
			if tx.Bucket([]byte(name)) != nil {
				continue
			}
			added = true
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		changed, err := storage.Prepare(tables{tx})
		if err == nil && !added && !changed {
			return errNothing
		}
		return err
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return errors.Join(err, syncDir(filepath.Dir(db.Path())))
}

// syncDir makes the name of a new file survive a power cut.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // knows no such thing
		return nil
	}
	d, err := os.Open(dir) //nolint:gosec // the operator names the directory
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
