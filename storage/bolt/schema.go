package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"go.etcd.io/bbolt"
)

// schema numbers the layout of the file: the buckets, their keys and the JSON in
// them. It rises with every change that an older program would misread.
const schema = "1"

// The buckets of the file, each with its key and value.
const (
	meta = "meta" // "schema" → schema

	units       = "units"        // unit id → place
	unitOrder   = "unit_order"   // place → unit
	people      = "people"       // userid → place
	peopleOrder = "people_order" // place → person

	plans     = "plans"     // version → plan
	drafts    = "drafts"    // form/period/unit → draft
	reports   = "reports"   // form/period/unit → report
	histories = "histories" // form NUL unit NUL period → nothing: finds reports by unit
	revisions = "revisions" // form/period/unit NUL number → revision

	talks  = "talks"   // userid → the talk's state, as given
	seen   = "seen"    // id of an inbound message → turn
	seenAt = "seen_at" // time, id → nothing: finds turns by age

	pending = "outbox"         // seq → outgoing message
	queues  = "outbox_queues"  // userid NUL seq → nothing: finds a person's messages
	heads   = "outbox_heads"   // seq of a person's first message → its NotBefore
	keys    = "outbox_keys"    // key → seq, for ever
	endings = "outbox_endings" // seq → ending, for ever
)

func buckets() []string {
	return []string{
		meta, units, unitOrder, people, peopleOrder, plans, drafts, reports, histories, revisions,
		talks, seen, seenAt, pending, queues, heads, keys, endings,
	}
}

// prepare checks that the file is a ledger of this schema, and makes an empty
// file one.
func prepare(db *bbolt.DB) error {
	fresh := false
	err := db.View(func(tx *bbolt.Tx) error {
		first, _ := tx.Cursor().First()
		if fresh = first == nil; fresh {
			return nil
		}
		return checkSchema(tx)
	})
	if !fresh {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return tx.Bucket([]byte(meta)).Put([]byte("schema"), []byte(schema))
	})
	if err != nil {
		return fmt.Errorf("begin a ledger: %w", err)
	}
	return syncDir(filepath.Dir(db.Path()))
}

func checkSchema(tx *bbolt.Tx) error {
	b := tx.Bucket([]byte(meta))
	if b == nil {
		return errors.New("this bbolt file is no ledger of anwei")
	}
	if got := b.Get([]byte("schema")); string(got) != schema {
		return fmt.Errorf("the ledger has schema %q and this program reads schema %q only: "+
			"use the version of anwei that wrote it, or a newer one", got, schema)
	}
	return nil
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
