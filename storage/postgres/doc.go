// Package postgres keeps the tables of a ledger in a PostgreSQL database, for those
// who run several servers or read the ledger with SQL.
//
// All rows stand in one table, ledger(tab, key, value), as the bytes that every
// engine keeps; views (views.go) show them as columns. Transactions are
// serializable, and those that write take turns, as they do in a file: a lock, which
// is taken before the snapshot, keeps what would otherwise fail and be tried again.
// What another process did meanwhile is retried all the same. A process that
// stopped in the middle of a transaction is cut off after seconds, so that the
// others go on.
//
// The SQL keeps to what the databases made of PostgreSQL share: bytea, varchar,
// bigint and timestamptz, no ON CONFLICT, no jsonb, no LISTEN. Only PostgreSQL
// itself is tested.
package postgres
