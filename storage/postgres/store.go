package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"anwei/storage"
)

const (
	// tries bounds how often a transaction is run that others got in the way of.
	tries = 8
	// turnTime bounds a transaction that has begun; from there on it no longer
	// minds that whoever asked for it has gone.
	turnTime = 30 * time.Second
	// stalled is how long the server waits for the next statement of a transaction.
	stalled = 4 * time.Second
	poolMin = 8
)

// Options change how a ledger is opened. The zero value is ready for use.
type Options struct {
	// TurnTime bounds a transaction, and each pause in it; zero is half a minute, and
	// seconds for a pause.
	TurnTime time.Duration
}

// Store is a ledger in a database. Its methods may be called by several goroutines,
// and several processes may have it open.
type Store struct {
	pool *pgxpool.Pool
	// writer has room for the one of this process who writes, so that the others
	// wait here and keep no connection busy.
	writer   chan struct{}
	turnTime time.Duration
}

var _ storage.Store = (*Store)(nil)

// Open connects to the database of the URL (postgres://…), which may leave the
// password to PGPASSWORD or ~/.pgpass, and name a schema of its own by search_path.
// It makes what is missing there and upgrades a ledger of the schema before. No
// error tells the password.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("postgres: the address cannot be read: %w", err) // pgx leaves the password out
	}
	if !strings.Contains(url, "pool_max_conns") {
		cfg.MaxConns = max(cfg.MaxConns, poolMin)
	}
	params := cfg.ConnConfig.RuntimeParams
	params["application_name"] = "anwei"
	params["synchronous_commit"] = "on" // what Update has acknowledged is on the disk
	params["idle_in_transaction_session_timeout"] = strconv.FormatInt(cmp.Or(o.TurnTime, stalled).Milliseconds(), 10)
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	s := &Store{pool: pool, writer: make(chan struct{}, 1), turnTime: cmp.Or(o.TurnTime, turnTime)}
	if err := s.prepare(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("postgres: %w", err)
	}
	return s, nil
}

// Close implements storage.Store. To close twice is to close once.
func (s *Store) Close() error {
	s.pool.Close()
	return nil
}

// Size is how large the table of the ledger is on the server's disk, with its index.
func (s *Store) Size(ctx context.Context) (n int64, err error) {
	if err := s.pool.QueryRow(ctx, "select pg_total_relation_size('ledger')").Scan(&n); err != nil {
		return 0, fmt.Errorf("postgres: %w", err)
	}
	return n, nil
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(storage.Ledger) error) error {
	return s.retry(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(t *tables) error {
		return fn(storage.Over(t))
	})
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	return s.write(ctx, func(t *tables) error { return fn(storage.Over(t)) })
}

// write runs fn when it is this process's turn, and no other process writes.
func (s *Store) write(ctx context.Context, fn func(*tables) error) error {
	select {
	case s.writer <- struct{}{}:
		defer func() { <-s.writer }()
	case <-ctx.Done():
	}
	return s.retry(ctx, pgx.TxOptions{IsoLevel: pgx.Serializable}, func(t *tables) error {
		// The lock comes before the first query, which takes the snapshot.
		if _, err := t.tx.Exec(t.ctx, "lock table writer in exclusive mode"); err != nil {
			return err
		}
		t.writable = true
		return fn(t)
	})
}

// retry runs fn in a transaction, again where another one got in its way.
func (s *Store) retry(ctx context.Context, o pgx.TxOptions, fn func(*tables) error) error {
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.once(ctx, o, fn)
		if err == nil || n == tries || !inTheWay(err) {
			return err
		}
		time.Sleep(time.Duration(rand.Int64N(int64(n) * int64(10*time.Millisecond)))) //nolint:gosec // no secret
	}
}

// inTheWay reports whether the transaction would have been well but for another.
func inTheWay(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01" || pg.Code == "23505")
}

func (s *Store) once(ctx context.Context, o pgx.TxOptions, fn func(*tables) error) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	defer conn.Release()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.turnTime)
	defer cancel()
	tx, err := conn.BeginTx(ctx, o)
	if err != nil {
		return fmt.Errorf("postgres: begin: %w", err)
	}
	defer tx.Rollback(ctx) //nolint:errcheck // after a commit there is nothing to take back
	t := &tables{ctx: ctx, tx: tx}
	if err := fn(t); err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("postgres: commit: %w", err)
	}
	return nil
}
