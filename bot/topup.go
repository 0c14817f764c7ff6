package bot

import (
	"anwei"
	"anwei/bot/phrases"
)

// LookAtTopUp looks at one report.
func LookAtTopUp(t *Turn, f anwei.Form, key anwei.ReportKey) (TopUp, topUpState) {
	x := TopUp{Key: key, Form: f}
	day, asks := f.TopUpDay(key.Period, t.In.Calendar)
	r, in := t.In.Ledger.Report(key)
	if !asks || !in || !f.Covers(key.Period) || t.Today().Before(day) {
		return x, Unasked
	}
	for _, told := range t.In.Ledger.Reminders(anwei.ReportMatter(key)) {
		if told.TopUp && told.At.After(x.Told) {
			x.Told = told.At
		}
	}
	if r.Final(day, t.In.Now.Location()) {
		return x, Answered
	}
	return x, Awaited
}

// Finals says of how many reports the figures are those of the whole period,
// from the day of the question on.
func Finals(t *Turn, f anwei.Form, p anwei.Period, units []anwei.Unit, reports map[anwei.UnitID]anwei.Report) string {
	day, asks := f.TopUpDay(p, t.In.Calendar)
	if !asks || t.Today().Before(day) {
		return ""
	}
	final := 0
	var open []string
	for _, u := range units {
		switch r, in := reports[u.ID]; {
		case !in:
		case r.Final(day, t.In.Now.Location()):
			final++
		default:
			open = append(open, u.Name)
		}
	}
	if len(open) == 0 {
		return t.Text("hall.finals", "n", final, "open", "", "names", "")
	}
	return t.Text("hall.finals", "n", final, "open", len(open), "names", phrases.Names(open, 8))
}

// ConfirmSame adds a revision that changes nothing.
func ConfirmSame(t *Turn, r anwei.Report, words string) {
	r.Revision, r.By, r.At = r.Revision+1, t.In.Person.ID, t.In.Now
	r.Behalf, r.Handled = false, nil // the unit has said it itself
	t.Out = append(t.Out, Confirm{Report: r, Revision: anwei.Revision{
		N: r.Revision, At: r.At, By: r.By, Plan: r.Plan, Reasons: r.Reasons, Words: []string{words},
	}})
}
