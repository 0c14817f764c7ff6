package bolt

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"anwei/storage"
)

// together is how long a transaction takes more writes in. What waits longer is
// committed with the next.
const together = 50 * time.Millisecond

// write is one Update on its way.
type write struct {
	ctx context.Context
	fn  func(storage.Ledger) error
	// alone says that fn failed or panicked, and shares no transaction any more.
	alone bool
	// lead has it commit, and done tells that somebody else has.
	lead chan struct{}
	done chan error
}

// line is where writes wait. One at a time leads: it commits those that wait behind
// it with its own.
type line struct {
	mu      sync.Mutex
	led     bool
	waiting []*write
}

// join puts the write into the line, and lets it lead where nobody does.
func (l *line) join(w *write) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, w)
	if !l.led {
		l.pass()
	}
}

// pass lets the first one lead. The line is locked.
func (l *line) pass() {
	if l.led = len(l.waiting) > 0; l.led {
		l.waiting[0].lead <- struct{}{}
		l.waiting = l.waiting[1:]
	}
}

// handOn puts writes back at the head of the line and lets the first one lead.
func (l *line) handOn(back []*write) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(back, l.waiting...)
	l.pass()
}

// leave takes a write out of the line, unless a leader has it.
func (l *line) leave(w *write) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := slices.Index(l.waiting, w)
	if n >= 0 {
		l.waiting = slices.Delete(l.waiting, n, n+1)
	}
	return n >= 0
}

// next takes the first write out of the line whose caller still waits, unless it goes
// alone.
func (l *line) next() *write {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.waiting) > 0 && !l.waiting[0].alone {
		w := l.waiting[0]
		l.waiting = l.waiting[1:]
		if err := w.ctx.Err(); err == nil {
			return w
		} else {
			w.done <- err
		}
	}
	return nil
}

// Update implements storage.Store. Writes that wait for one another are committed
// together, in the order in which they came. One that fails or panics in company is run
// again by itself, and those before it are too, so that fn may run more than once. It
// writes nothing and returns storage.ErrGone where the file at the path is no longer the
// one that is open. It stops waiting when ctx ends, and what has not begun by then never
// does; once fn has begun, ctx has no more say.
func (s *Store) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	w := &write{ctx: ctx, fn: fn, lead: make(chan struct{}, 1), done: make(chan error, 1)}
	s.line.join(w)
	for ended := ctx.Done(); ; {
		select {
		case err := <-w.done:
			return err
		case <-w.lead:
			return s.commit(w)
		case <-ended:
			if s.line.leave(w) {
				return ctx.Err()
			}
			ended = nil
		}
	}
}

// commit runs the write and those that join it until all that are left have run
// well, and are in the file. A panic of its own passes through.
func (s *Store) commit(first *write) error {
	b := batch{store: s, writes: []*write{first}, open: !first.alone}
	defer func() {
		b.cut(1) // where it panics, the others shall not be lost with it
		s.line.handOn(b.back)
	}()
	if err := first.ctx.Err(); err != nil {
		return err
	}
	for {
		b.ran = 0
		err := s.mapped(func() error { return s.db.Update(b.run) })
		switch b.ran {
		case len(b.writes): // whatever it is, it is the commit's own
			for _, w := range b.writes[1:] {
				w.done <- err
			}
			b.writes = b.writes[:1]
			return err
		case 0:
			return err
		}
		b.cut(b.ran)
	}
}

// batch are writes that share a transaction.
type batch struct {
	store  *Store
	writes []*write
	ran    int  // how many of them have run well
	open   bool // others may join
	// back are those that were cut off, which go on when the batch is over.
	back []*write
}

// cut takes the writes from the n-th on out of the batch.
func (b *batch) cut(n int) {
	b.back = slices.Concat(b.writes[n:], b.back)
	b.writes = b.writes[:n]
}

// run runs the writes, and ends at the first that fails.
func (b *batch) run(tx *bbolt.Tx) error {
	ledger, until := storage.Over(tables{tx}), time.Now().Add(together)
	for ; b.ran < len(b.writes); b.ran++ {
		w := b.writes[b.ran]
		w.alone = true // until it has ended well
		if err := b.runOne(w.fn, ledger); err != nil {
			b.open = false
			return err
		}
		w.alone = false
		if b.open && time.Now().Before(until) {
			if w := b.store.line.next(); w != nil {
				b.writes = append(b.writes, w)
			}
		}
	}
	b.open = false
	return b.store.inPlace()
}

// runOne runs one write. A panic is its caller's, and an error here where that is
// somebody else.
func (b *batch) runOne(fn func(storage.Ledger) error, tx storage.Ledger) (err error) {
	if b.ran > 0 {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("bolt: a write panicked: %v", p)
			}
		}()
	}
	return fn(tx)
}
