package storage

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"anwei"
)

// Filing holds plans, drafts, reports and their revisions, and what is known of the
// reports besides: under which names they were frozen, and which were typed into
// another system.
type Filing struct{ tx Tx }

// Plan returns the plan with the version, as it was put.
func (l Filing) Plan(version string) (anwei.Plan, bool, error) { return plans().get(l.tx, version) }

// PutPlan keeps a plan under its version.
func (l Filing) PutPlan(p anwei.Plan) error {
	if p.Version == "" {
		return fmt.Errorf("storage: plan %q without a version", p.ID)
	}
	return plans().put(l.tx, p.Version, p)
}

// Draft returns the draft of a report.
func (l Filing) Draft(key anwei.ReportKey) (anwei.Draft, bool, error) { return drafts().get(l.tx, key) }

// PutDraft writes a draft by its key.
func (l Filing) PutDraft(d anwei.Draft) error {
	if err := checkReport(d.Key); err != nil {
		return err
	}
	return drafts().put(l.tx, d.Key, d)
}

// DeleteDraft of a draft that is not there is no error.
func (l Filing) DeleteDraft(key anwei.ReportKey) error { return drafts().delete(l.tx, key) }

// Report returns the newest revision of a report.
func (l Filing) Report(key anwei.ReportKey) (anwei.Report, bool, error) {
	return reports().get(l.tx, key)
}

// monthly is the range of all reports of one form and period.
func monthly(form anwei.FormID, p anwei.Period) Range {
	return under(reportKey(anwei.ReportKey{Form: form, Period: p})) // ends with a slash
}

// Reports returns all reports of one form and period, by unit id. Its cost grows with
// the reports it returns, not with those of other forms and periods.
func (l Filing) Reports(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	out := map[anwei.UnitID]anwei.Report{}
	for r, err := range reports().all(l.tx, monthly(form, p)) {
		if err != nil {
			return nil, err
		}
		out[r.Key.Unit] = r
	}
	return out, nil
}

// EachReport calls fn with the same reports, in any order, without their plan and
// reasons: it is for sums over many. What fn is given is good until it returns,
// and fn calls no method of the Ledger. It reads what json wrote by hand, and what
// looks otherwise as everything else is read: a county's year is tens of thousands
// of reports, and a leader waits for their sum.
func (l Filing) EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report)) error {
	in := monthly(form, p)
	q := newQuick()
	for row, err := range l.tx.Scan(reports().Name, in) {
		if err != nil {
			return err
		}
		r, ok := q.report(row.Value)
		if ok {
			err = reports().intact(row)
		} else {
			r, err = reports().decode(row)
		}
		if err != nil {
			return err
		}
		r.Key = anwei.ReportKey{Form: form, Period: p, Unit: anwei.UnitID(row.Key[len(in.From):])}
		fn(r)
	}
	return nil
}

// History returns a unit's reports of one form, by period. Its cost grows with the
// reports it returns, not with those of other units.
func (l Filing) History(form anwei.FormID, u anwei.UnitID) (map[anwei.Period]anwei.Report, error) {
	out := map[anwei.Period]anwei.Report{}
	prefix := []byte(string(form) + nul + string(u) + nul)
	for row, err := range l.tx.Scan(histories, under(prefix)) {
		if err != nil {
			return nil, err
		}
		p, err := anwei.ParsePeriod(string(row.Key[len(prefix):]))
		if err != nil {
			return nil, fmt.Errorf("%w: the index of reports by unit: %w", ErrDamaged, err)
		}
		r, found, err := l.Report(anwei.ReportKey{Form: form, Period: p, Unit: u})
		if err != nil {
			return nil, err
		}
		if found {
			out[p] = r
		}
	}
	return out, nil
}

// InUseSince returns the first period for which any unit reported on the form in
// time. What was caught up on later counts for nothing: the program was not in use
// then, and nobody could have been in time. It reads one report, and those that are
// late or damaged before it.
func (l Filing) InUseSince(form anwei.FormID) (anwei.Period, bool, error) {
	for row, err := range l.tx.Scan(reports().Name, under([]byte(string(form)+"/"))) {
		var r anwei.Report
		if err == nil {
			r, err = reports().decode(row)
		}
		if errors.Is(err, ErrDamaged) && row.Key != nil {
			continue // of one unit, and all ask this
		}
		if err != nil || !r.Late {
			return r.Key.Period, err == nil, err
		}
	}
	return anwei.Period{}, false, nil
}

// Confirm puts the report and adds the revision. The revision's number must
// be one above the newest, from 1; otherwise nothing is written and the
// error is ErrConflict, as it is for a report that is sealed. The report's
// Revision becomes that number.
func (l Filing) Confirm(r anwei.Report, rev anwei.Revision) error {
	if err := checkReport(r.Key); err != nil {
		return err
	}
	newest, found, err := l.Report(r.Key)
	if err != nil {
		return err
	}
	if newest.State() == anwei.Sealed {
		return fmt.Errorf("storage: %s is sealed: %w", r.Key, ErrConflict)
	}
	if rev.N != newest.Revision+1 {
		return fmt.Errorf("storage: revision %d of %s after revision %d: %w", rev.N, r.Key, newest.Revision, ErrConflict)
	}
	r.Revision = rev.N
	return errors.Join(reports().replace(l.tx, r.Key, newest, found, r),
		revisions().put(l.tx, nth{r.Key.String(), rev.N}, rev), revised(l.tx, newest, found, r))
}

// Revisions returns all revisions of a report, oldest first.
func (l Filing) Revisions(key anwei.ReportKey) ([]anwei.Revision, error) {
	return revisions().list(l.tx, under(join(key.String(), nil)), everything)
}

// Snapshot returns the snapshot of a period with the name.
func (l Filing) Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool, error) {
	return snapshots().get(l.tx, anwei.Snapshot{Period: p, Name: name})
}

// Snapshots returns the snapshots of a period, oldest first.
func (l Filing) Snapshots(p anwei.Period) ([]anwei.Snapshot, error) {
	out, err := snapshots().list(l.tx, under(join(p.String(), nil)), everything)
	slices.SortStableFunc(out, func(a, b anwei.Snapshot) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name))
	})
	return out, err
}

// AddSnapshot keeps a snapshot for ever. Where the period has one with the name
// nothing is written and the error is ErrConflict.
func (l Filing) AddSnapshot(s anwei.Snapshot) error {
	if err := errors.Join(checkID("snapshot", s.Name, nul), checkPeriod(s.Period)); err != nil {
		return err
	}
	known, err := snapshots().has(l.tx, s)
	if err != nil {
		return err
	}
	if known {
		return fmt.Errorf("storage: %s has a snapshot %q: %w", s.Period, s.Name, ErrConflict)
	}
	return snapshots().put(l.tx, s, s)
}

// Keyed returns up to which revision the reports of one form and period were
// typed into the other system, by unit.
func (l Filing) Keyed(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Keyed, error) {
	out := map[anwei.UnitID]anwei.Keyed{}
	for k, err := range keyed().all(l.tx, monthly(form, p)) {
		if err != nil {
			return nil, err
		}
		out[k.Key.Unit] = k
	}
	return out, nil
}

// PutKeyed keeps that a report was; what was kept of it before is replaced.
func (l Filing) PutKeyed(k anwei.Keyed) error {
	if err := checkReport(k.Key); err != nil {
		return err
	}
	return keyed().put(l.tx, k.Key, k)
}
