package report

import "anwei"

// Commended returns the units that reported in every one of the periods, in time and
// themselves, with nothing left open and nothing that waits to be corrected, in their order; of
// no periods none. It reads each period once and keeps one number a unit.
func Commended(f anwei.Form, units []anwei.Unit, periods []anwei.Period, r Reader) []anwei.Unit {
	wants := make(map[anwei.UnitID][]anwei.Field, len(units))
	for _, u := range units {
		if f.Audience.Includes(u) {
			wants[u.ID] = f.FieldsFor(u)
		}
	}
	good := make(map[anwei.UnitID]int, len(units))
	for _, p := range periods {
		r.EachReport(f.ID, p, func(rep anwei.Report) {
			fields, asked := wants[rep.Key.Unit]
			if asked && !rep.Late && !rep.Behalf && rep.State() != anwei.Returned && len(rep.Values.Missing(fields)) == 0 {
				good[rep.Key.Unit]++
			}
		})
	}
	return anwei.Where(units, func(u anwei.Unit) bool { return len(periods) > 0 && good[u.ID] == len(periods) })
}
