package scheduler

import (
	"fmt"

	"anwei"
)

// running reports whether the unit was late or silent for n periods running, the
// subject's own included. None is from before the program was in use, when nobody
// could report by it.
func (w *Wake) running(l Ledger, s subject, u anwei.Unit, n int) (bool, error) {
	since, used, err := w.inUse(l, s.form.ID)
	if err != nil || !used {
		return false, err
	}
	p := s.period
	for range n {
		if !s.form.Covers(p) || p.Before(since) {
			return false, nil
		}
		r, in, err := l.Report(anwei.ReportKey{Form: s.form.ID, Period: p, Unit: u.ID})
		if err != nil {
			return false, fmt.Errorf("report of %s for %s: %w", u.ID, p, err)
		}
		if in && !r.Late {
			return false, nil
		}
		p = p.Prev()
	}
	return true, nil
}

// inUse returns since when the form is reported in time. The ledger is asked once a
// wake-up, since the answer is the same for every unit.
func (w *Wake) inUse(l Ledger, form anwei.FormID) (anwei.Period, bool, error) {
	if since, known := w.since[form]; known {
		return since, !since.IsZero(), nil
	}
	since, used, err := l.InUseSince(form)
	if err != nil {
		return since, false, fmt.Errorf("since when %s is in use: %w", form, err)
	}
	w.since[form] = since
	return since, used, nil
}
