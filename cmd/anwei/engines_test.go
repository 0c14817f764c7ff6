package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"anwei/storage/postgres/pgtest"
)

// onEachEngine runs a test over a ledger in a folder, and over one in a database. It
// gives a folder for the program's files, and where the ledger is.
func onEachEngine(t *testing.T, fn func(t *testing.T, dir, at string)) {
	t.Helper()
	t.Run("file", func(t *testing.T) {
		dir := t.TempDir()
		fn(t, dir, filepath.Join(dir, "data"))
	})
	if testing.Short() {
		return // the suite of storage holds the database
	}
	t.Run("database", func(t *testing.T) { fn(t, t.TempDir(), pgtest.Start(t).URL(t)) })
}

// isDatabase reports whether the ledger is in one.
func isDatabase(at string) bool { return strings.HasPrefix(at, "postgres:") }

// stored is the line of the settings that says where the ledger is, besides the folder.
func stored(at string) []string {
	if !isDatabase(at) {
		return nil
	}
	return []string{fmt.Sprintf("storage: %q", at)}
}
