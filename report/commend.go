package report

import "anwei"

// Commended returns the units that reported in every one of the periods, in time,
// with nothing left open and nothing that waits to be corrected, in their order.
// Each element of of holds the reports of one period; of none nobody is commended.
func Commended(f anwei.Form, units []anwei.Unit, of []map[anwei.UnitID]anwei.Report) []anwei.Unit {
	var out []anwei.Unit
	for _, u := range units {
		good := len(of) > 0 && f.Audience.Includes(u)
		for _, reports := range of {
			r, in := reports[u.ID]
			good = good && in && !r.Late && r.State() != anwei.Returned && len(r.Values.Missing(f.FieldsFor(u))) == 0
		}
		if good {
			out = append(out, u)
		}
	}
	return out
}
