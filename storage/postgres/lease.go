package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"anwei/storage"
)

// How long a lease is good for, and how often it is asked for and renewed. Another
// process takes over after term and a pause, or after stalled where the one before
// was writing, whichever ends later.
const (
	term  = 5 * time.Second
	pause = time.Second
)

// ErrLost is returned when a process writes under a lease that another one has
// taken over.
var ErrLost = errors.New("postgres: another process has taken over")

// The token rises with each new holder, so that no holder is taken for another.
const (
	takeLease = `update lease set token = token + 1, holder = $1, until = now() + $2 * interval '1 millisecond'
		where name = 'send' and until < now() returning token`
	keepLease = `update lease set until = now() + $3 * interval '1 millisecond'
		where name = 'send' and holder = $1 and token = $2 returning token`
	leaveLease = `update lease set until = now() where name = 'send' and holder = $1 and token = $2`
	hasLease   = `select token from lease where name = 'send' and holder = $1 and token = $2`
)

// Lease is the right to do what one process of several may do: to ring the alarm and
// to send. It is a store that writes only while the right lasts.
type Lease struct {
	*Store
	holder string
	token  atomic.Int64
	// until is when the right ends unless it is renewed, by the clock of this
	// process, which goes on while the process is stopped.
	until atomic.Pointer[time.Time]

	mu    sync.Mutex
	held  context.Context // of the term; ended where there is none
	begun chan struct{}   // closed when the next term begins
}

// Lease returns the lease of a new holder, who does not have it yet.
func (s *Store) Lease() *Lease {
	none, cancel := context.WithCancel(context.Background())
	cancel()
	return &Lease{Store: s, holder: rand.Text(), held: none, begun: make(chan struct{})}
}

// Keep takes the lease when no other process holds it, renews it, and takes it again
// when it was lost, until ctx ends; then it lets it go. Every pause it calls tick
// while it holds the lease, since what other processes commit is not told to this
// one.
func (l *Lease) Keep(ctx context.Context, tick func()) {
	for ctx.Err() == nil {
		asked := time.Now()
		var got bool
		err := l.write(ctx, func(t *tables) error {
			token, took, err := row[int64](t, takeLease, l.holder, term.Milliseconds())
			l.token.Store(token)
			got = took
			return err
		})
		if err == nil && got {
			l.extend(asked)
			l.term(ctx, tick)
		}
		wait(ctx)
	}
	leaving, end := context.WithTimeout(context.WithoutCancel(ctx), pause)
	defer end()
	_, _ = l.pool.Exec(leaving, leaveLease, l.holder, l.token.Load()) // it ends by itself otherwise
}

// wait waits for the pause or until ctx ends.
func wait(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(pause):
	}
}

// term tells those that wait in While, and renews the lease until it is lost or ctx
// ends.
func (l *Lease) term(ctx context.Context, tick func()) {
	held, cancel := context.WithCancel(ctx)
	defer cancel()
	l.mu.Lock()
	l.held = held
	close(l.begun)
	l.begun = make(chan struct{})
	l.mu.Unlock()
	for {
		wait(ctx)
		if ctx.Err() != nil || !l.Held() {
			return
		}
		tick()
		asked := time.Now()
		asking, cancel := context.WithDeadline(ctx, *l.until.Load())
		tag, err := l.pool.Exec(asking, keepLease, l.holder, l.token.Load(), term.Milliseconds())
		cancel()
		if err == nil && tag.RowsAffected() == 0 {
			return // another has it
		}
		if err == nil {
			l.extend(asked)
		}
	}
}

// While runs fn while the lease is held, anew in each term, with a context that ends
// with it. It returns when fn does within its term, or when ctx ends.
func (l *Lease) While(ctx context.Context, fn func(context.Context) error) error {
	for {
		l.mu.Lock()
		held, begun := l.held, l.begun
		l.mu.Unlock()
		if held.Err() == nil {
			within, cancel := context.WithCancel(ctx)
			stop := context.AfterFunc(held, cancel) //nolint:contextcheck // it ends ctx's own, and has none
			err := fn(within)
			stop()
			cancel()
			if held.Err() == nil || ctx.Err() != nil {
				return err
			}
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-begun:
		}
	}
}

func (l *Lease) extend(asked time.Time) {
	until := asked.Add(term)
	l.until.Store(&until)
}

// Held reports whether the lease is still good. It is asked right before what only
// the holder may begin.
func (l *Lease) Held() bool {
	until := l.until.Load()
	return until != nil && time.Now().Before(*until)
}

// Update implements storage.Store. It writes nothing and returns ErrLost once another
// process has taken over: whoever takes over waits for who writes.
func (l *Lease) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	return l.write(ctx, func(t *tables) error {
		_, has, err := row[int64](t, hasLease, l.holder, l.token.Load())
		if err == nil && !has {
			err = ErrLost
		}
		if err != nil {
			return err
		}
		return fn(storage.Over(t))
	})
}
