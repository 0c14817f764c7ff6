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
		if reason := bot.Closed(t, f, at); reason != "" {
			parts = append(parts, reason)
			continue
		}
		parts = append(parts, stampsText(t, f, at, countStamps(t, f, at, scope)))
	}
	t.Say(strings.Join(parts, "\n") + bot.AsOf(t) + t.Returning())
}

// stampsText says how the stamped sheets of a form and period stand.
func stampsText(t *bot.Turn, f anwei.Form, p anwei.Period, c stampCount) string {
	text := t.Text("sheet.stamps", "period", phrases.ShortPeriod(p), "form", f.Short, "reported", c.reported, "units", c.units,
		"in", c.agree+len(c.differ), "agree", c.agree, "differ", len(c.differ), "missing", len(c.missing), "names", phrases.Names(c.missing, 20))
	if len(c.differ) > 0 {
		text += t.Text("sheet.stamps_differ", "names", phrases.Names(c.differ, 20))
	}
	return text
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
		switch state, page := bot.Stamp(t, r); state {
		case anwei.StampAgrees:
			c.agree++
		case anwei.StampDiffers:
			c.differ = append(c.differ, t.Text("sheet.stamp_versions", "unit", u.Name, "n", page.N, "revision", r.Revision))
		case anwei.StampMissing:
			c.missing = append(c.missing, u.Name)
		}
	}
	return c
}
