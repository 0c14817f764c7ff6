package postgres

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/jackc/pgx/v5"

	"anwei/storage"
)

//go:embed schema.sql
var schemaSQL string

// madeBy is the number of the lock under which tables are made; two processes that
// begin at once would both find them missing.
const madeBy = 0x616e776569

const beginSequence = `insert into sequences (tab, n) select $1::varchar, 0
	where not exists (select 1 from sequences where tab = $1::varchar)`

// prepare makes what is missing in the database, and what is there a ledger of this
// program's schema.
func (s *Store) prepare(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx) //nolint:errcheck // after a commit there is nothing to take back
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", madeBy); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, schemaSQL); err != nil {
		return fmt.Errorf("make the tables: %w", err)
	}
	var begin pgx.Batch
	for _, name := range storage.Tables() {
		begin.Queue(beginSequence, name)
	}
	if err := tx.SendBatch(ctx, &begin).Close(); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.write(ctx, func(t *tables) error {
		_, err := storage.Prepare(t)
		return err
	})
}
