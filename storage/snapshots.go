package storage

import "anwei"

// Snapshots holds what is known of the reports besides their revisions: under which
// names they were frozen, and which were typed into another system.
type Snapshots interface {
	// Snapshot returns the snapshot of a period with the name.
	Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool, error)
	// Snapshots returns the snapshots of a period, oldest first.
	Snapshots(p anwei.Period) ([]anwei.Snapshot, error)
	// AddSnapshot keeps a snapshot for ever. Where the period has one with the name
	// nothing is written and the error is ErrConflict.
	AddSnapshot(s anwei.Snapshot) error

	// Keyed returns up to which revision the reports of one form and period were
	// typed into the other system, by unit.
	Keyed(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Keyed, error)
	// PutKeyed keeps that a report was; what was kept of it before is replaced.
	PutKeyed(k anwei.Keyed) error
}
