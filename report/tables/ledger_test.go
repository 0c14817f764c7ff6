package tables_test

import (
	"errors"

	"anwei"
	"anwei/storage"
)

// Roster implements tables.Ledger.
func (l ledger) Roster() (anwei.Roster, error) {
	v, err := l.Tx.Roster()
	return v, errors.Join(err, l.tear())
}

// Plan implements tables.Ledger.
func (l ledger) Plan(version string) (anwei.Plan, bool, error) {
	v, ok, err := l.Tx.Plan(version)
	return v, ok, errors.Join(err, l.tear())
}

// Baselines implements tables.Ledger.
func (l ledger) Baselines() ([]anwei.Baseline, error) {
	v, err := l.Tx.Baselines()
	return v, errors.Join(err, l.tear())
}

// InUseSince implements tables.Ledger.
func (l ledger) InUseSince(form anwei.FormID) (anwei.Period, bool, error) {
	v, ok, err := l.Tx.InUseSince(form)
	return v, ok, errors.Join(err, l.tear())
}

// Report implements tables.Ledger.
func (l ledger) Report(key anwei.ReportKey) (anwei.Report, bool, error) {
	v, ok, err := l.Tx.Report(key)
	return v, ok, errors.Join(err, l.tear())
}

// Reports implements tables.Ledger.
func (l ledger) Reports(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	v, err := l.Tx.Reports(form, p)
	return v, errors.Join(err, l.tear())
}

// History implements tables.Ledger.
func (l ledger) History(form anwei.FormID, u anwei.UnitID) (map[anwei.Period]anwei.Report, error) {
	v, err := l.Tx.History(form, u)
	return v, errors.Join(err, l.tear())
}

// Revisions implements tables.Ledger.
func (l ledger) Revisions(key anwei.ReportKey) ([]anwei.Revision, error) {
	v, err := l.Tx.Revisions(key)
	return v, errors.Join(err, l.tear())
}

// Snapshot implements tables.Ledger.
func (l ledger) Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool, error) {
	v, ok, err := l.Tx.Snapshot(p, name)
	return v, ok, errors.Join(err, l.tear())
}

// Snapshots implements tables.Ledger.
func (l ledger) Snapshots(p anwei.Period) ([]anwei.Snapshot, error) {
	v, err := l.Tx.Snapshots(p)
	return v, errors.Join(err, l.tear())
}

// Keyed implements tables.Ledger.
func (l ledger) Keyed(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Keyed, error) {
	v, err := l.Tx.Keyed(form, p)
	return v, errors.Join(err, l.tear())
}

// Promise implements tables.Ledger.
func (l ledger) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	v, ok, err := l.Tx.Promise(m)
	return v, ok, errors.Join(err, l.tear())
}

// Fulfilments implements tables.Ledger.
func (l ledger) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	v, err := l.Tx.Fulfilments(m)
	return v, errors.Join(err, l.tear())
}

// FulfilmentsOf implements tables.Ledger.
func (l ledger) FulfilmentsOf(d anwei.DutyID, p anwei.Period) (map[anwei.UnitID][]anwei.Fulfilment, error) {
	v, err := l.Tx.FulfilmentsOf(d, p)
	return v, errors.Join(err, l.tear())
}

// Evidence implements tables.Ledger.
func (l ledger) Evidence(m anwei.Matter) ([]anwei.Evidence, error) {
	v, err := l.Tx.Evidence(m)
	return v, errors.Join(err, l.tear())
}

// Marks implements tables.Ledger.
func (l ledger) Marks() ([]anwei.Mark, error) {
	v, err := l.Tx.Marks()
	return v, errors.Join(err, l.tear())
}

// Notice implements tables.Ledger.
func (l ledger) Notice(id anwei.NoticeID) (anwei.Notice, bool, error) {
	v, ok, err := l.Tx.Notice(id)
	return v, ok, errors.Join(err, l.tear())
}

// Receipts implements tables.Ledger.
func (l ledger) Receipts(id anwei.NoticeID) (map[anwei.PersonID]anwei.Receipt, error) {
	v, err := l.Tx.Receipts(id)
	return v, errors.Join(err, l.tear())
}

// EachReport implements tables.Ledger.
func (l ledger) EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report)) error {
	return errors.Join(l.Tx.EachReport(form, p, fn), l.tear())
}

// Posted implements tables.Ledger.
func (l ledger) Posted(n anwei.Notice) (map[anwei.PersonID]anwei.Posted, error) {
	v, err := storage.Posted(l.Tx, n)
	return v, errors.Join(err, l.tear())
}
