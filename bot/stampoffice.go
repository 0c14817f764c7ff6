package bot

import (
	"strings"

	"anwei"
	"anwei/language/day"
)

// stampCount is how the stamped sheets of many units stand.
type stampCount struct {
	units, reported int
	agree           int
	missing, differ []string // their names
}

// stampProgress says whose stamped sheets of a period came in, for each form that
// is named, or for all of them.
func (t *turn) stampProgress(text string) {
	scope, _ := t.scope()
	p, _, told := day.Period(text, t.in.Now)
	var parts []string
	for _, f := range t.in.Plan.Forms {
		if namesAnother(t.in.Plan.Forms, f, text) {
			continue
		}
		at := openPeriod(f, t.in)
		if told {
			at = p
		}
		if reason := t.closed(f, at); reason != "" {
			parts = append(parts, reason)
			continue
		}
		parts = append(parts, stampProgressText(f, at, t.countStamps(f, at, scope)))
	}
	t.say(strings.Join(parts, "\n") + asOf(t.in.Now) + t.returning())
}

// namesAnother reports whether the text names another of the forms and not this one.
func namesAnother(forms []anwei.Form, f anwei.Form, text string) bool {
	other := false
	for _, x := range forms {
		if strings.Contains(text, x.Short) {
			if x.ID == f.ID {
				return false
			}
			other = true
		}
	}
	return other
}

func (t *turn) countStamps(f anwei.Form, p anwei.Period, scope anwei.UnitID) stampCount {
	reports := t.inBrief(f.ID, p)
	var c stampCount
	for _, u := range t.asks(f, scope) {
		c.units++
		r, in := reports[u.ID]
		if !in {
			continue
		}
		c.reported++
		switch state, page := t.stamp(r); state {
		case anwei.StampAgrees:
			c.agree++
		case anwei.StampDiffers:
			c.differ = append(c.differ, stampVersions(u, page.N, r.Revision))
		case anwei.StampMissing:
			c.missing = append(c.missing, u.Name)
		}
	}
	return c
}
