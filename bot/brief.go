package bot

import "anwei"

// inBrief returns the reports of a form and period by unit, with when, by whom, in
// time and how it stands, and without what they answer: many are read much faster
// so.
func (t *turn) inBrief(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
	out := map[anwei.UnitID]anwei.Report{}
	t.in.Ledger.EachReport(f, p, func(r anwei.Report) {
		r.Values = nil // they are good for the moment only
		out[r.Key.Unit] = r
	})
	return out
}
