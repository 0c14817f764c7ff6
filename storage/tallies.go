package storage

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"time"

	"anwei"
)

// tallied are the sums of the reports of one form and period whose units have the same
// parent and kind, which are asked about together. They change with each revision and
// with a unit that moves, in the same transaction, so that a year of a county is read in a
// few rows a month. A unit that is not on the roster is in none.
type tallied struct {
	All []anwei.Tally `json:"all"`
	// At is the newest that any of the reports was confirmed.
	At time.Time `json:"at"`
}

// add adds a report.
func (t *tallied) add(place int, r anwei.Report) {
	if t.All = anwei.Tallied(t.All, place, r); r.At.After(t.At) {
		t.At = r.At
	}
}

// drop takes a report out again.
func (t *tallied) drop(place int, r anwei.Report) { t.All, _ = anwei.Untallied(t.All, place, r) }

// tallies are by form, period, parent and kind.
func tallies() Table[[]byte, tallied] {
	return Table[[]byte, tallied]{Name: "tallies", Key: func(key []byte) []byte { return key }}
}

func tallyKey(month Range, u anwei.Unit) []byte {
	return bytes.Join([][]byte{month.From, join(u.Parent, text(u.Kind))}, nil)
}

// Places returns the place of each unit in the roster, from 1.
func (l People) Places() (map[anwei.UnitID]int, error) {
	out := map[anwei.UnitID]int{}
	for row, err := range l.tx.Scan(units().places.Name, Range{}) {
		if err != nil {
			return nil, err
		}
		out[anwei.UnitID(row.Key)] = int(readNumber(row.Value)) //nolint:gosec // counts from 1
	}
	return out, nil
}

// Tallies returns what the reports of one form and period come to, of all units that have
// the parent and kind of one of these; they may be others too. It returns false where that
// is not known as of the time, unless it is zero. Its cost grows with the parents and kinds,
// and not with the units.
func (l Filing) Tallies(form anwei.FormID, p anwei.Period, of []anwei.Unit, asOf time.Time) (out []anwei.Tally, known bool, err error) {
	type group struct {
		parent anwei.UnitID
		kind   anwei.UnitKind
	}
	met := map[group]bool{}
	for _, u := range of {
		if g := (group{u.Parent, u.Kind}); !met[g] {
			met[g] = true
			t, _, err := tallies().get(l.tx, tallyKey(monthly(form, p), u))
			if err != nil || !asOf.IsZero() && t.At.After(asOf) {
				return nil, false, err
			}
			out = append(out, t.All...)
		}
	}
	return out, true, nil
}

// seat is where the sums have a unit: its place in the roster, and with whom.
type seat struct {
	place int
	unit  anwei.Unit
}

// seatOf returns the seat of a unit that is on the roster.
func seatOf(tx Tx, id anwei.UnitID) (s seat, known bool, err error) {
	place, known, err := units().places.get(tx, string(id))
	if !known || err != nil {
		return s, false, err
	}
	s.place = int(place) //nolint:gosec // counts from 1
	s.unit, known, err = units().order.get(tx, place)
	return s, known, err
}

// tally changes the sums that a report is in, or comes to be in.
func (s seat) tally(tx Tx, key anwei.ReportKey, change func(*tallied)) error {
	at := tallyKey(monthly(key.Form, key.Period), s.unit)
	t, _, err := tallies().get(tx, at)
	if err != nil {
		return err
	}
	if change(&t); len(t.All) == 0 {
		return tallies().delete(tx, at)
	}
	return tallies().put(tx, at, t)
}

// revised keeps the sums true where a report, if it was there, becomes another.
func revised(tx Tx, was anwei.Report, found bool, now anwei.Report) error {
	s, known, err := seatOf(tx, now.Key.Unit)
	if err != nil || !known {
		return err
	}
	return s.tally(tx, now.Key, func(t *tallied) {
		if found {
			t.drop(s.place, was)
		}
		t.add(s.place, now)
	})
}

// moved keeps the sums true where a unit, which was put, came onto the roster or was another.
func moved(tx Tx, was anwei.Unit, found bool, is anwei.Unit) error {
	if found && was.Parent == is.Parent && was.Kind == is.Kind {
		return nil
	}
	now, _, err := seatOf(tx, is.ID)
	if err != nil {
		return err
	}
	all, err := months(tx, reports().Name)
	for _, month := range all {
		r, in, errOf := reports().at(tx, []byte(month+string(is.ID)))
		if err = errors.Join(err, errOf); err != nil || !in {
			continue
		}
		if found {
			err = seat{now.place, was}.tally(tx, r.Key, func(t *tallied) { t.drop(now.place, r) })
		}
		err = errors.Join(err, now.tally(tx, r.Key, func(t *tallied) { t.add(now.place, r) }))
	}
	return err
}

// months returns what the keys of a table begin with, form/period/, in their order.
func months(tx Tx, table string) (out []string, err error) {
	for from := []byte(nil); ; {
		key, found, err := first(keysOf(tx.Scan(table, Range{From: from})))
		if !found || err != nil {
			return out, err
		}
		of := bytes.SplitAfterN(key, []byte("/"), 3)
		month := bytes.Join(of[:min(len(of), 2)], nil)
		if out, from = append(out, string(month)), under(month).Before; from == nil {
			return out, nil
		}
	}
}

// eachSeated goes through the reports of a month whose units are on the roster, with the
// key of the sums that they are in. It passes over what is damaged, which Verify tells.
func eachSeated(tx Tx, month string, fn func(key string, place int, r anwei.Report)) error {
	in := under([]byte(month))
	for row, err := range tx.Scan(reports().Name, in) {
		if err == nil {
			err = whole(row, func(row Row) error {
				s, known, err := seatOf(tx, anwei.UnitID(row.Key[len(month):]))
				if !known || err != nil {
					return err
				}
				r, err := reports().decode(row)
				if err == nil {
					fn(string(tallyKey(in, s.unit)), s.place, r)
				}
				return err
			})
		}
		var f fault
		if err != nil && !errors.As(err, &f) && !errors.Is(err, ErrDamaged) {
			return err
		}
	}
	return nil
}

// makeTallies adds up what an older program has kept.
func makeTallies(tx Tx) error {
	all, err := months(tx, reports().Name)
	for _, month := range all {
		sums := map[string]*tallied{}
		err = errors.Join(err, eachSeated(tx, month, func(key string, place int, r anwei.Report) {
			if sums[key] == nil {
				sums[key] = &tallied{}
			}
			sums[key].add(place, r)
		}))
		for key, t := range sums {
			err = errors.Join(err, tallies().put(tx, []byte(key), *t))
		}
	}
	return err
}

// verifyTallies looks whether the sums are what the reports come to: nothing is left of
// them where each report is taken out.
func verifyTallies(tx Tx, found func(Flaw)) error {
	reported, err := months(tx, reports().Name)
	added, errAdded := months(tx, tallies().Name)
	all := slices.Concat(reported, added)
	slices.Sort(all)
	for _, month := range slices.Compact(all) {
		err = errors.Join(err, verifyMonth(tx, month, found))
	}
	return errors.Join(err, errAdded)
}

func verifyMonth(tx Tx, month string, found func(Flaw)) error {
	sums, wrong := map[string][]anwei.Tally{}, map[string]bool{}
	for row, err := range tx.Scan(tallies().Name, under([]byte(month))) {
		if err != nil {
			return err
		}
		t, err := tallies().decode(row)
		if err != nil {
			return named(err)
		}
		sums[string(row.Key)] = t.All
	}
	err := eachSeated(tx, month, func(key string, place int, r anwei.Report) {
		left, sound := anwei.Untallied(sums[key], place, r)
		sums[key], wrong[key] = left, wrong[key] || !sound
	})
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		if wrong[key] || len(sums[key]) > 0 {
			found(Flaw{tallies().Name, []byte(key), Misadded, ""})
		}
	}
	return err
}
