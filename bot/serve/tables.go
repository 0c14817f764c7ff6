package serve

import "anwei"

func (l *ledger) Revisions(k anwei.ReportKey) []anwei.Revision {
	all, err := l.tx.Revisions(k)
	l.note(err)
	return all
}

func (l *ledger) Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool) {
	s, ok, err := l.tx.Snapshot(p, name)
	l.note(err)
	return s, ok
}

func (l *ledger) Snapshots(p anwei.Period) []anwei.Snapshot {
	all, err := l.tx.Snapshots(p)
	l.note(err)
	return all
}

func (l *ledger) Keyed(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Keyed {
	all, err := l.tx.Keyed(f, p)
	l.note(err)
	return all
}
