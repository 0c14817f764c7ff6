package bot

import (
	"anwei"
	"anwei/report"
)

// since is the first period that answers count the missing of: the one for which the
// form was reported in time at first, and the open one where none was yet. Before it
// the program was not in use, and nobody owed anything by it.
func (t *turn) since(f anwei.Form) anwei.Period {
	if p, used := t.in.Ledger.InUseSince(f.ID); used {
		return p
	}
	return openPeriod(f, t.in)
}

// covers reports whether there is anything to say of the form in a period: it has
// begun, and the program was in use then or somebody caught up on it later.
func (t *turn) covers(f anwei.Form, p anwei.Period) bool {
	since := t.since(f)
	for _, q := range report.Within(f, p, t.in.Now) {
		if !q.Before(since) || len(t.inBrief(f.ID, q)) > 0 {
			return true
		}
	}
	return false
}
