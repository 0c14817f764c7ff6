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
// them. It rises with every change that an older program would misread; a new
// bucket is none, and Open adds what is missing. Open upgrades a ledger of the
// schema before it.
const (
	schema       = "2"
	schemaBefore = "1"
)

// The buckets of the file, each with its key and value.
const (
	meta = "meta" // "schema" → schema, "rung" → the time up to which the alarm has rung

	units       = "units"        // unit id → place
	unitOrder   = "unit_order"   // place → unit
	people      = "people"       // userid → place
	peopleOrder = "people_order" // place → person

	plans     = "plans"     // version → plan
	drafts    = "drafts"    // form/period/unit → draft
	reports   = "reports"   // form/period/unit → report
	histories = "histories" // form NUL unit NUL period → nothing: finds reports by unit
	revisions = "revisions" // form/period/unit NUL number → revision
	snapshots = "snapshots" // period NUL name → snapshot, for ever
	keyed     = "keyed"     // form/period/unit → up to which revision it was typed into the other system

	talks  = "talks"   // userid → the talk's state, as given
	seen   = "seen"    // id of an inbound message → turn
	seenAt = "seen_at" // time, id → nothing: finds turns by age

	pending = "outbox"         // seq → outgoing message
	queues  = "outbox_queues"  // userid NUL seq → nothing: finds a person's messages
	heads   = "outbox_heads"   // seq of a person's first message → its NotBefore
	keys    = "outbox_keys"    // key → seq, for ever
	endings = "outbox_endings" // seq → ending, for ever
	aside   = "outbox_aside"   // seq → outgoing message that failed
	sent    = "outbox_sent"    // time, seq → userid: what WeCom accepted, of the last hour at least

	promises    = "promises"    // unit NUL matter → promise
	fulfilments = "fulfilments" // matter NUL number → fulfilment
	cases       = "cases"       // number → case
	openCases   = "cases_open"  // number of a case that is not closed → unit id

	evidence   = "evidence"           // id → evidence
	evidenceOf = "evidence_matters"   // matter NUL time, id → nothing: finds evidence by matter
	unfetched  = "evidence_unfetched" // time, id → nothing: finds what is still to be fetched

	reminded    = "reminded"    // matter NUL time, rule NUL userid → reminder
	occurrences = "occurrences" // key → occurrence, for ever
	ways        = "ways"        // userid → reach

	handlings  = "handlings"   // form/period/unit NUL number → handling
	audits     = "audits"      // time, id → audit row
	misheard   = "misheard"    // number → what was not understood
	grants     = "grants"      // number → grant
	grantsOf   = "grants_of"   // userid NUL number → nothing: finds grants by person
	marks      = "marks"       // number → mark
	notices    = "notices"     // number → notice
	noticesTo  = "notices_to"  // userid NUL number → nothing: finds a person's notices
	noticesDue = "notices_due" // time, number → nothing: finds what the alarm has to look at
	receipts   = "receipts"    // number of the notice, userid → receipt
	wishes     = "wishes"      // userid → wish
	baselines  = "baselines"   // indicator id NUL time → baseline
)

func buckets() []string {
	return []string{
		meta, units, unitOrder, people, peopleOrder, plans, drafts, reports, histories, revisions, snapshots, keyed,
		talks, seen, seenAt, pending, queues, heads, keys, endings, aside, sent,
		promises, fulfilments, cases, openCases, evidence, evidenceOf, unfetched,
		reminded, occurrences, ways,
		handlings, audits, misheard, grants, grantsOf, marks,
		notices, noticesTo, noticesDue, receipts, wishes, baselines,
	}
}

// prepare checks that the file is a ledger of this schema, makes an empty file
// one and upgrades a ledger of the schema before. A file that it refuses, or
// cannot upgrade, stays as it is.
func prepare(db *bbolt.DB) error {
	var what string
	var step func(*bbolt.Tx) error
	err := db.View(func(tx *bbolt.Tx) (err error) {
		what, step, err = nextStep(tx)
		return err
	})
	if step == nil || err != nil {
		return err
	}
	if err := db.Update(step); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return syncDir(filepath.Dir(db.Path()))
}

// nextStep returns what has to be done before the file can be used, and nil where
// nothing has.
func nextStep(tx *bbolt.Tx) (what string, step func(*bbolt.Tx) error, err error) {
	if first, _ := tx.Cursor().First(); first == nil {
		return "begin a ledger", begin, nil
	}
	b := tx.Bucket([]byte(meta))
	if b == nil {
		return "", nil, errors.New("this bbolt file is no ledger of anwei")
	}
	switch got := string(b.Get([]byte("schema"))); got {
	case schema:
		// A bucket that was added since does not change how the others are read.
		for _, name := range buckets() {
			if tx.Bucket([]byte(name)) == nil {
				return "add what is new to the ledger", begin, nil
			}
		}
		return "", nil, nil
	case schemaBefore:
		return "upgrade the ledger from schema " + schemaBefore, upgrade, nil
	default:
		return "", nil, fmt.Errorf("the ledger has schema %q and this program reads schema %q only: "+
			"use the version of anwei that wrote it, or a newer one", got, schema)
	}
}

// begin makes all buckets that are missing and writes the schema.
func begin(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	return tx.Bucket([]byte(meta)).Put([]byte("schema"), []byte(schema))
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
