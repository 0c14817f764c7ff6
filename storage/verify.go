package storage

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"anwei"
)

// Flaw is one thing that is wrong with a ledger: what is the matter with which row.
type Flaw struct {
	Table string
	Key   []byte
	Fault Fault
	// Detail is the table, field or cause that the fault is about, or nothing.
	Detail string
}

// Fault says what is the matter with a row.
type Fault string

// What may be the matter with a row. The first two are about any row, the next two
// are about indexes and their like, and the others about what they name.
const (
	Unreadable Fault = "unreadable" // its key or value is not what its table has
	Altered    Fault = "altered"    // it is not what its checksum was made of
	Unindexed  Fault = "unindexed"  // the table of the detail should have a row of it
	Stray      Fault = "stray"      // the table of the detail has no row that it could belong to
	Miscounted Fault = "miscounted" // its revisions are not numbered as they should be
	Misvalued  Fault = "misvalued"  // its field is not what the revisions make it
	Mishandled Fault = "mishandled" // what was done with it last is another thing
	Unchained  Fault = "unchained"  // its sum is not what it has to be behind the row before, of the number
	Missing    Fault = "missing"    // the row of the number is not there
	Misadded   Fault = "misadded"   // it is not what the reports come to
	Misended   Fault = "misended"   // a message is neither pending nor ended, or both
)

// fault is a Flaw of the row that is being looked at.
type fault struct {
	Fault
	detail string
}

func (f fault) Error() string { return string(f.Fault) + " " + f.detail }

// Verify reads everything that a ledger holds and calls found with what is wrong:
// rows that cannot be read or were altered, indexes that disagree with their rows, reports that
// disagree with their revisions, sums that disagree with their reports, an outbox that disagrees with itself. Of each row it
// tells the first fault. It holds a few rows at a time, however many there are. The
// error is that the ledger cannot be walked to its end.
func Verify(tx Tx, found func(Flaw)) error {
	for _, t := range declared() {
		if err := t.verify(tx, found); err != nil {
			return err
		}
	}
	return errors.Join(verifyReports(tx, found), verifyTallies(tx, found), verifyOutbox(tx, found), VerifyAudits(tx, found))
}

// judge has fn look at each row of a table. Its errors are flaws, and those of values
// that cannot be read are told where fn decodes the row itself.
func judge(tx Tx, table string, found func(Flaw), fn func(Row) error) error {
	for row, err := range tx.Scan(table, Range{}) {
		if err == nil {
			err = whole(row, fn)
		}
		var f fault
		switch {
		case err == nil:
			continue
		case errors.As(err, &f):
		case errors.Is(err, ErrDamaged):
			f = fault{Unreadable, err.Error()}
		default:
			return fmt.Errorf("table %s: %w", table, err)
		}
		found(Flaw{table, bytes.Clone(row.Key), f.Fault, f.detail})
	}
	return nil
}

// whole is fn of a row, where bytes that are fewer than they should be are a fault.
func whole(row Row, fn func(Row) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fault{Unreadable, fmt.Sprint(r)}
		}
	}()
	return fn(row)
}

// verify looks at the rows of a table and of its indexes.
func (t Table[K, V]) verify(tx Tx, found func(Flaw)) error {
	err := judge(tx, t.Name, found, func(r Row) error { return t.sound(tx, r) })
	for _, x := range t.Indexes {
		err = errors.Join(err, judge(tx, x.Name, found, func(r Row) error {
			key := x.Of(r.Key)
			v, ok, err := t.at(tx, key)
			if err == nil && (!ok || !slices.ContainsFunc(x.Rows(t.KeyOf(key, v), v), r.equal)) {
				err = fault{Stray, t.Name}
			}
			return named(err)
		}))
	}
	return err
}

// sound looks whether a row can be read and has what is due to it in the indexes.
func (t Table[K, V]) sound(tx Tx, r Row) error {
	if t.Name == Meta && string(r.Key) == "schema" { // which was read when the ledger was opened
		return nil
	}
	v, err := t.decode(r)
	if err != nil {
		return err
	}
	if t.Codec.Write != nil && !bytes.Equal(t.Codec.Write(v), r.Value) {
		return fault{Unreadable, hex.EncodeToString(r.Value)}
	}
	if t.KeyOf == nil {
		return nil
	}
	k := t.KeyOf(r.Key, v)
	if !bytes.Equal(t.Key(k), r.Key) {
		return fault{Unreadable, fmt.Sprintf("%q", t.Key(k))}
	}
	return t.indexedAll(tx, k, v)
}

// indexedAll looks for what the indexes should have of a row.
func (t Table[K, V]) indexedAll(tx Tx, k K, v V) error {
	for _, x := range t.Indexes {
		for _, due := range x.Rows(k, v) {
			value, err := tx.Get(x.Name, due.Key)
			if err == nil && (value == nil || !bytes.Equal(value, due.Value)) {
				err = fault{Unindexed, x.Name}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (r Row) equal(o Row) bool { return bytes.Equal(r.Key, o.Key) && bytes.Equal(r.Value, o.Value) }

// verify looks whether everything has its place and each place its thing.
func (r roll[V]) verify(tx Tx, found func(Flaw)) error {
	err := errors.Join(r.places.verify(tx, found), r.order.verify(tx, found))
	return errors.Join(err, judge(tx, r.places.Name, found, func(row Row) error {
		v, ok, err := r.order.at(tx, row.Value)
		if err == nil && (!ok || r.id(v) != string(row.Key)) {
			err = fault{Stray, r.order.Name}
		}
		return named(err)
	}), judge(tx, r.order.Name, found, func(row Row) error {
		v, err := r.order.decode(row)
		if err != nil {
			return named(err)
		}
		place, err := tx.Get(r.places.Name, text(r.id(v)))
		if err == nil && !bytes.Equal(place, row.Key) {
			err = fault{Unindexed, r.places.Name}
		}
		return err
	}))
}

// named leaves out that a row is damaged, where the table's own verify tells it.
func named(err error) error {
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	return err
}

// verifyReports looks whether each report is what its revisions and handlings make
// it, and whether they have one.
func verifyReports(tx Tx, found func(Flaw)) error {
	owned := func(row Row) error {
		ok, err := has(tx, reports().Name, row.Key[:len(row.Key)-len(nul)-8])
		if err == nil && !ok {
			err = fault{Stray, reports().Name}
		}
		return err
	}
	return errors.Join(judge(tx, reports().Name, found, func(row Row) error {
		r, err := reports().decode(row)
		if err == nil {
			err = errors.Join(replayed(tx, r, row.Key), handled(tx, r, row.Key))
		}
		return named(err)
	}), judge(tx, revisions().Name, found, owned), judge(tx, handlings().Name, found, owned))
}

func has(tx Tx, table string, key []byte) (bool, error) {
	raw, err := tx.Get(table, key)
	return raw != nil, err
}

// replayed looks whether a report is what its revisions make it.
func replayed(tx Tx, r anwei.Report, key []byte) error {
	made, n := anwei.Values{}, 0
	var newest anwei.Revision
	for rev, err := range revisions().all(tx, under(join(string(key), nil))) {
		if err != nil {
			return err
		}
		if n++; rev.N != n {
			return fault{Miscounted, strconv.Itoa(rev.N)}
		}
		newest = rev
		if err := step(made, rev.Changes); err != nil {
			return err
		}
	}
	if n == 0 || n != r.Revision || !newest.At.Equal(r.At) || newest.By != r.By {
		return fault{Miscounted, strconv.Itoa(n)}
	}
	for _, of := range []anwei.Values{r.Values, made} {
		for id := range of {
			is, there := r.Values[id]
			if should, want := made[id]; there != want || is != should {
				return fault{Misvalued, string(id)}
			}
		}
	}
	return nil
}

// step changes values as a revision did, which must be what it changed.
func step(values anwei.Values, changes []anwei.Change) error {
	for _, c := range changes {
		was, had := values[c.Field]
		if had != (c.Old != nil) || had && was != *c.Old {
			return fault{Misvalued, string(c.Field)}
		}
		if delete(values, c.Field); c.New != nil {
			values[c.Field] = *c.New
		}
	}
	return nil
}

// handled looks whether a report has what was done with its newest revision last. One that
// the office had taken stays taken where the unit confirms the same at the month's end.
func handled(tx Tx, r anwei.Report, key []byte) error {
	var want *anwei.Handling
	last := anwei.HandlingKind("")
	for h, err := range handlings().all(tx, under(join(string(key), nil)).back()) {
		if err != nil {
			return err
		}
		last = cmp.Or(last, h.Kind)
		if h.Kind == anwei.ToppedUp {
			continue
		}
		if h.Revision == r.Revision || last == anwei.ToppedUp && h.Kind == anwei.Sealed && r.Handled != nil {
			want = &h
		}
		break
	}
	is, errIs := json.Marshal(r.Handled)
	should, errShould := json.Marshal(want)
	if err := errors.Join(errIs, errShould); err != nil || bytes.Equal(is, should) {
		return err
	}
	return fault{Mishandled, string(last)}
}

// verifyOutbox looks whether each message is either pending or ended, and each
// person's first pending one is what is sent next.
func verifyOutbox(tx Tx, found func(Flaw)) error {
	return errors.Join(
		judge(tx, pending().Name, found, func(row Row) error { return waits(tx, row) }),
		judge(tx, heads().Name, found, func(row Row) error {
			o, ok, err := pending().at(tx, row.Key)
			if err != nil {
				return named(err)
			}
			if head, _, err := (Outbox{tx}).head(o.To); !ok || head != readNumber(row.Key) {
				return errors.Join(err, fault{Stray, pending().Name})
			}
			return nil
		}),
		judge(tx, outgoingKeys().Name, found, func(row Row) error {
			waits, err := has(tx, pending().Name, row.Value)
			ended, errEnded := has(tx, endings().Name, row.Value)
			if err = errors.Join(err, errEnded); err == nil && !waits && !ended {
				err = fault{Misended, pending().Name}
			}
			return err
		}),
		judge(tx, aside().Name, found, func(row Row) error {
			end, _, err := endings().at(tx, row.Key)
			if err == nil && end.Result != Failed {
				err = fault{Misended, endings().Name}
			}
			return named(err)
		}),
	)
}

// waits looks whether a pending message has its key, no ending and, where it is the
// first of its person, its place among the heads.
func waits(tx Tx, row Row) error {
	o, err := pending().decode(row)
	if err != nil {
		return named(err)
	}
	seq, put, err := Outbox{tx}.SeqOf(o.Key)
	if err == nil && (!put || seq != o.Seq || !bytes.Equal(number(seq), row.Key)) {
		err = fault{Unindexed, outgoingKeys().Name}
	}
	if err != nil {
		return err
	}
	if ended, err := has(tx, endings().Name, row.Key); ended || err != nil {
		return errors.Join(err, fault{Misended, endings().Name})
	}
	head, _, err := Outbox{tx}.head(o.To)
	if err != nil || head != o.Seq {
		return err
	}
	at, ok, err := heads().at(tx, row.Key)
	if err == nil && (!ok || !at.Equal(o.NotBefore)) {
		err = fault{Unindexed, heads().Name}
	}
	return err
}
