package bolt

import (
	"bytes"
	"fmt"
	"strings"

	"anwei"
	"anwei/storage"
)

// Plan implements storage.Reports.
func (l ledger) Plan(version string) (anwei.Plan, bool, error) {
	return get[anwei.Plan](l.bucket(plans), []byte(version))
}

// PutPlan implements storage.Reports.
func (l ledger) PutPlan(p anwei.Plan) error {
	if err := l.writable(); err != nil {
		return err
	}
	if p.Version == "" {
		return fmt.Errorf("bolt: plan %q without a version", p.ID)
	}
	return put(l.bucket(plans), []byte(p.Version), p)
}

// Draft implements storage.Reports.
func (l ledger) Draft(key anwei.ReportKey) (anwei.Draft, bool, error) {
	return get[anwei.Draft](l.bucket(drafts), []byte(key.String()))
}

// PutDraft implements storage.Reports.
func (l ledger) PutDraft(d anwei.Draft) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkReport(d.Key); err != nil {
		return err
	}
	return put(l.bucket(drafts), []byte(d.Key.String()), d)
}

// DeleteDraft implements storage.Reports.
func (l ledger) DeleteDraft(key anwei.ReportKey) error {
	if err := l.writable(); err != nil {
		return err
	}
	return l.bucket(drafts).Delete([]byte(key.String()))
}

// Report implements storage.Reports.
func (l ledger) Report(key anwei.ReportKey) (anwei.Report, bool, error) {
	return get[anwei.Report](l.bucket(reports), []byte(key.String()))
}

// Reports implements storage.Reports. Its cost grows with the reports it
// returns, not with those of other forms and periods.
func (l ledger) Reports(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	out := map[anwei.UnitID]anwei.Report{}
	prefix := anwei.ReportKey{Form: form, Period: p}.String() // ends with a slash
	err := scan(l.bucket(reports), []byte(prefix), func(k, raw []byte) error {
		r, err := decode[anwei.Report](raw)
		out[anwei.UnitID(k[len(prefix):])] = r
		return err
	})
	return out, err
}

// History implements storage.Reports. Its cost grows with the reports it
// returns, not with those of other units.
func (l ledger) History(form anwei.FormID, u anwei.UnitID) (map[anwei.Period]anwei.Report, error) {
	out := map[anwei.Period]anwei.Report{}
	prefix := historyKey(anwei.ReportKey{Form: form, Unit: u}) // ends with a NUL
	err := scan(l.bucket(histories), prefix, func(k, _ []byte) error {
		p, err := anwei.ParsePeriod(string(k[len(prefix):]))
		if err != nil {
			return fmt.Errorf("bolt: the index of reports by unit is damaged: %w", err)
		}
		r, found, err := l.Report(anwei.ReportKey{Form: form, Period: p, Unit: u})
		if found {
			out[p] = r
		}
		return err
	})
	return out, err
}

// InUseSince implements storage.Reports. It reads one report, and those that are late
// before it.
func (l ledger) InUseSince(form anwei.FormID) (anwei.Period, bool, error) {
	prefix := []byte(string(form) + "/")
	c := l.bucket(reports).Cursor()
	for k, raw := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, raw = c.Next() {
		r, err := decode[struct {
			Late bool `json:"late"`
		}](raw)
		if err != nil {
			return anwei.Period{}, false, err
		}
		if r.Late {
			continue
		}
		period, _, _ := strings.Cut(string(k[len(prefix):]), "/")
		p, err := anwei.ParsePeriod(period)
		if err != nil {
			return p, false, fmt.Errorf("bolt: the key of a report is damaged: %w", err)
		}
		return p, true, nil
	}
	return anwei.Period{}, false, nil
}

// Confirm implements storage.Reports.
func (l ledger) Confirm(r anwei.Report, rev anwei.Revision) error {
	if err := l.writable(); err != nil {
		return err
	}
	if err := checkReport(r.Key); err != nil {
		return err
	}
	newest, _, err := l.Report(r.Key)
	if err != nil {
		return err
	}
	if newest.State() == anwei.Sealed {
		return fmt.Errorf("bolt: %s is sealed: %w", r.Key, storage.ErrConflict)
	}
	if rev.N != newest.Revision+1 {
		return fmt.Errorf("bolt: revision %d of %s after revision %d: %w", rev.N, r.Key, newest.Revision, storage.ErrConflict)
	}
	r.Revision = rev.N
	if err := put(l.bucket(reports), []byte(r.Key.String()), r); err != nil {
		return err
	}
	if err := l.bucket(histories).Put(historyKey(r.Key), nil); err != nil {
		return err
	}
	return put(l.bucket(revisions), append(revisionPrefix(r.Key), number(uint64(rev.N))...), rev) //nolint:gosec // from 1
}

// Revisions implements storage.Reports.
func (l ledger) Revisions(key anwei.ReportKey) ([]anwei.Revision, error) {
	return list[anwei.Revision](l, revisions, revisionPrefix(key))
}

func historyKey(k anwei.ReportKey) []byte {
	return []byte(string(k.Form) + nul + string(k.Unit) + nul + k.Period.String())
}

func revisionPrefix(k anwei.ReportKey) []byte { return []byte(k.String() + nul) }
