package sheet

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
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
func stampProgress(t *bot.Turn, text string) {
	scope, _ := t.Scope()
	p, _, told := day.Period(text, t.In.Now)
	var parts []string
	for _, f := range t.In.Plan.Forms {
		if namesAnother(t.In.Plan.Forms, f, text) {
			continue
		}
		at := bot.OpenPeriod(f, t.In)
		if told {
			at = p
		}
		if reason := t.Closed(f, at); reason != "" {
			parts = append(parts, reason)
			continue
		}
		parts = append(parts, stampProgressText(f, at, countStamps(t, f, at, scope)))
	}
	t.Say(strings.Join(parts, "\n") + phrases.AsOf(t.In.Now) + t.Returning())
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

func countStamps(t *bot.Turn, f anwei.Form, p anwei.Period, scope anwei.UnitID) stampCount {
	reports := bot.InBrief(t, f.ID, p)
	var c stampCount
	for _, u := range bot.Asks(t, f, scope) {
		c.units++
		r, in := reports[u.ID]
		if !in {
			continue
		}
		c.reported++
		switch state, page := t.Stamp(r); state {
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
