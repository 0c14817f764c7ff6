package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"anwei/storage"
)

// tables is a transaction of the database. What it is told to write waits until
// something is read, so that many writes are one message to the server.
type tables struct {
	ctx      context.Context
	tx       pgx.Tx
	writable bool
	waiting  pgx.Batch
}

var _ storage.Tx = (*tables)(nil)

const (
	getRow    = `select value from ledger where tab = $1 and key = $2`
	updateRow = `update ledger set value = $3 where tab = $1 and key = $2`
	insertRow = `insert into ledger (tab, key, value) select $1::varchar, $2::bytea, $3::bytea
		where not exists (select 1 from ledger where tab = $1::varchar and key = $2::bytea)`
	deleteRow = `delete from ledger where tab = $1 and key = $2`

	nextOf  = `update sequences set n = n + 1 where tab = $1 returning n`
	lastOf  = `select n from sequences where tab = $1`
	setLast = `update sequences set n = $2 where tab = $1`
)

// The first and the largest number of rows that Scan asks for at a time; as many
// statements may wait.
const firstPage, lastPage = 64, 4096

func (t *tables) flush() error {
	if t.waiting.Len() == 0 {
		return nil
	}
	err := t.tx.SendBatch(t.ctx, &t.waiting).Close()
	t.waiting = pgx.Batch{}
	if err != nil {
		return fmt.Errorf("postgres: write: %w", err)
	}
	return nil
}

// queue makes statements wait, where the transaction may write.
func (t *tables) queue(sql string, args ...any) error {
	if !t.writable {
		return storage.ErrReadOnly
	}
	if t.waiting.Queue(sql, args...); t.waiting.Len() < lastPage {
		return nil
	}
	return t.flush()
}

func row[V any](t *tables, sql string, args ...any) (v V, found bool, err error) {
	if err := t.flush(); err != nil {
		return v, false, err
	}
	err = t.tx.QueryRow(t.ctx, sql, args...).Scan(&v)
	if errors.Is(err, pgx.ErrNoRows) {
		return v, false, nil
	}
	if err != nil {
		return v, false, fmt.Errorf("postgres: read: %w", err)
	}
	return v, true, nil
}

// Get implements storage.Tx.
func (t *tables) Get(table string, key []byte) ([]byte, error) {
	v, found, err := row[[]byte](t, getRow, table, key)
	if found && v == nil {
		v = []byte{}
	}
	return v, err
}

// Put implements storage.Tx.
func (t *tables) Put(table string, key, value []byte) error {
	if len(key) == 0 {
		return errors.New("postgres: a key is empty")
	}
	if value == nil {
		value = []byte{}
	}
	return errors.Join(t.queue(updateRow, table, key, value), t.queue(insertRow, table, key, value))
}

// Delete implements storage.Tx.
func (t *tables) Delete(table string, key []byte) error { return t.queue(deleteRow, table, key) }

// Next implements storage.Tx.
func (t *tables) Next(table string) (uint64, error) {
	if !t.writable {
		return 0, storage.ErrReadOnly
	}
	n, _, err := row[int64](t, nextOf, table)
	return uint64(n), err //nolint:gosec // counts from 1
}

// Last implements storage.Tx.
func (t *tables) Last(table string) (uint64, error) {
	n, _, err := row[int64](t, lastOf, table)
	return uint64(n), err //nolint:gosec // counts from 1
}

// SetLast implements storage.Tx.
func (t *tables) SetLast(table string, n uint64) error { return t.queue(setLast, table, int64(n)) } //nolint:gosec // was counted

// Writable implements storage.Tx.
func (t *tables) Writable() bool { return t.writable }

// Scan implements storage.Tx. It reads a page at a time, so that other rows may be
// read while it is walked.
func (t *tables) Scan(table string, r storage.Range) iter.Seq2[storage.Row, error] {
	return func(yield func(storage.Row, error) bool) {
		for size := firstPage; ; size = min(4*size, lastPage) {
			page, err := t.page(table, r, size)
			if err != nil {
				yield(storage.Row{}, err)
				return
			}
			for _, row := range page {
				if !yield(row, nil) {
					return
				}
			}
			if len(page) < size {
				return
			}
			last := page[len(page)-1].Key
			if r.Backward {
				r.Before = last
			} else {
				r.From = append(bytes.Clone(last), 0)
			}
		}
	}
}

func (t *tables) page(table string, r storage.Range, size int) ([]storage.Row, error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	sql, args := `select key, value from ledger where tab = $1 and key >= $2`, []any{table, append([]byte{}, r.From...)}
	if r.Before != nil {
		sql, args = sql+` and key < $3`, append(args, r.Before)
	}
	sql += ` order by key`
	if r.Backward {
		sql += ` desc`
	}
	rows, err := t.tx.Query(t.ctx, fmt.Sprintf("%s limit %d", sql, size), args...)
	if err != nil {
		return nil, fmt.Errorf("postgres: read: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[storage.Row])
	if err != nil {
		return nil, fmt.Errorf("postgres: read: %w", err)
	}
	return out, nil
}
