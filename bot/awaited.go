package bot

import (
	"slices"
	"time"

	"anwei"
)

// topUp is a report that is in and whose unit was, or may be, asked whether its
// figures have changed since.
type topUp struct {
	key  anwei.ReportKey
	form anwei.Form
	// told is when it was asked last, zero where it was not.
	told time.Time
}

// topUps returns the reports of the person's units that await an answer, and
// those that are final: of the open period and the one before, from the day of the
// question on.
func (t *turn) topUps() (open, final []topUp) {
	for _, f := range t.in.Plan.Forms {
		units := t.reporting(f)
		if !f.TopUp || len(units) == 0 {
			continue
		}
		now := openPeriod(f, t.in)
		for _, p := range []anwei.Period{now.Prev(), now} {
			for _, u := range units {
				x, state := t.topUp(f, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
				switch state {
				case awaited:
					open = append(open, x)
				case answered:
					final = append(final, x)
				case unasked:
				}
			}
		}
	}
	return open, final
}

// topUpState is where a report stands with the question at its period's end.
type topUpState int

const (
	unasked topUpState = iota // not yet, or not of this report
	awaited
	answered // the report is final
)

// newest leaves those of the newest period.
func newest(open []topUp) []topUp {
	return slices.DeleteFunc(slices.Clone(open), func(x topUp) bool {
		return slices.ContainsFunc(open, func(y topUp) bool { return x.key.Period.Before(y.key.Period) })
	})
}

// topUp looks at one report.
func (t *turn) topUp(f anwei.Form, key anwei.ReportKey) (topUp, topUpState) {
	x := topUp{key: key, form: f}
	day, asks := f.TopUpDay(key.Period, t.in.Calendar)
	r, in := t.in.Ledger.Report(key)
	if !asks || !in || !f.Covers(key.Period) || t.today().Before(day) {
		return x, unasked
	}
	for _, told := range t.in.Ledger.Reminders(anwei.ReportMatter(key)) {
		if told.TopUp && told.At.After(x.told) {
			x.told = told.At
		}
	}
	if r.Final(day, t.in.Now.Location()) {
		return x, answered
	}
	return x, awaited
}

// finals says of how many reports the figures are those of the whole period,
// from the day of the question on.
func (t *turn) finals(f anwei.Form, p anwei.Period, units []anwei.Unit, reports map[anwei.UnitID]anwei.Report) string {
	day, asks := f.TopUpDay(p, t.in.Calendar)
	if !asks || t.today().Before(day) {
		return ""
	}
	final := 0
	var open []string
	for _, u := range units {
		switch r, in := reports[u.ID]; {
		case !in:
		case r.Final(day, t.in.Now.Location()):
			final++
		default:
			open = append(open, u.Name)
		}
	}
	return finalsText(final, open)
}
