package report

import (
	"fmt"

	"anwei"
)

// Filing is how far the reporting of some units is. Its rates have bases: how many
// units were asked, and how many items they were asked for.
type Filing struct {
	Asked, Reported, Late int // units
	Items, Answered       int // fields; 不适用 is an answer
}

// Punctual returns how many reported in time.
func (f Filing) Punctual() int { return f.Reported - f.Late }

// Add counts the units of g too.
func (f *Filing) Add(g Filing) {
	f.Asked += g.Asked
	f.Reported += g.Reported
	f.Late += g.Late
	f.Items += g.Items
	f.Answered += g.Answered
}

// Rate returns a share with its base, 93.8%（15/16）, and a dash where there is no
// base. It is rounded as Figure does, so that a table and an answer say the same and
// 100% is all of them.
func Rate(n, of int) string {
	if of == 0 {
		return "—"
	}
	share := anwei.Indicator{Punctual: true, Times: 100, Unit: "%"}
	return fmt.Sprintf("%s（%d/%d）", Figure(share, float64(n)*100/float64(of)), n, of)
}

// Filing returns how far one unit is. The map is Passing's.
func (in Scope) Filing(u anwei.Unit, into anwei.Values) Filing {
	r, ok := in.Passing(u.ID, into)
	f := Filing{Asked: 1}
	if ok {
		f.Reported = 1
	}
	if r.Late {
		f.Late = 1
	}
	for i := range in.Form.Fields { // not copied: there are many units
		fd := &in.Form.Fields[i]
		_, answered := r.Values[fd.ID]
		if answered {
			f.Answered++
		}
		if answered || fd.Audience == nil || fd.Audience.Includes(u) {
			f.Items++
		}
	}
	return f
}
