package bolt

import (
	"cmp"
	"fmt"
	"slices"

	"anwei"
	"anwei/storage"
)

// Snapshot implements storage.Snapshots.
func (l ledger) Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool, error) {
	return get[anwei.Snapshot](l.bucket(snapshots), snapshotKey(p, name))
}

// Snapshots implements storage.Snapshots. Its cost grows with the snapshots of the
// period, not with those of others.
func (l ledger) Snapshots(p anwei.Period) ([]anwei.Snapshot, error) {
	out, err := list[anwei.Snapshot](l, snapshots, snapshotKey(p, ""))
	slices.SortStableFunc(out, func(a, b anwei.Snapshot) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name))
	})
	return out, err
}

// AddSnapshot implements storage.Snapshots.
func (l ledger) AddSnapshot(s anwei.Snapshot) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkID("snapshot", s.Name, nul); err != nil {
		return err
	}
	if p, err := anwei.ParsePeriod(s.Period.String()); err != nil || p != s.Period {
		return fmt.Errorf("bolt: %v is no period", s.Period)
	}
	if l.bucket(snapshots).Get(snapshotKey(s.Period, s.Name)) != nil {
		return fmt.Errorf("bolt: %s has a snapshot %q: %w", s.Period, s.Name, storage.ErrConflict)
	}
	return put(l.bucket(snapshots), snapshotKey(s.Period, s.Name), s)
}

// Keyed implements storage.Snapshots. Its cost grows with what it returns.
func (l ledger) Keyed(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Keyed, error) {
	out := map[anwei.UnitID]anwei.Keyed{}
	prefix := anwei.ReportKey{Form: form, Period: p}.String() // ends with a slash
	err := scan(l.bucket(keyed), []byte(prefix), func(k, raw []byte) error {
		v, err := decode[anwei.Keyed](raw)
		out[anwei.UnitID(k[len(prefix):])] = v
		return err
	})
	return out, err
}

// PutKeyed implements storage.Snapshots.
func (l ledger) PutKeyed(k anwei.Keyed) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkReport(k.Key); err != nil {
		return err
	}
	return put(l.bucket(keyed), []byte(k.Key.String()), k)
}

func snapshotKey(p anwei.Period, name string) []byte { return []byte(p.String() + nul + name) }
