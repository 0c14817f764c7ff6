package query

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/report"
)

// monthly is the page about a period whose deadline is over, of what the person
// sees: how complete it is, the totals beside the period before, major hazards,
// the duties of the quarter, and whom to commend. It is empty where the person
// sees but one unit that reports.
func monthly(t *bot.Turn, s bot.Sight, f anwei.Form, p anwei.Period) string {
	d := aboutPeriod(t, s, f, p)
	all := d.indicators()
	survey := d.take(p, all...)
	if survey.Asks() < 2 { //nolint:mnd // one is no total
		return ""
	}
	h := d.head(survey)
	var page strings.Builder
	page.WriteString(monthlyHead(h) + monthlyTurnout(h))
	before := d.before(all)
	for i, x := range all {
		if fig := d.figure(survey, before, i, x); fig.Known {
			page.WriteString(monthlyFigure(fig))
		}
	}
	page.WriteString(monthlyMajor(t, d.view) + monthlyDuties(t, d.view, p))
	if n := t.In.Plan.Bulletins.Commend; n > 0 {
		names, enough := d.commended(n)
		page.WriteString(monthlyCommended(names, n, enough, f.Every))
	}
	return page.String() + monthlyFoot(p)
}

// monthlyMajor counts the cases of hazards with a term that are open and overdue.
func monthlyMajor(t *bot.Turn, v view) string {
	in := make(map[anwei.UnitID]bool, len(v.units))
	for _, u := range v.units {
		in[u.ID] = true
	}
	var text strings.Builder
	for _, rule := range t.In.Plan.Cases {
		open, overdue := 0, []string(nil)
		for _, c := range t.In.Ledger.Cases("", true) {
			if c.Kind != rule.ID || !in[c.Unit] {
				continue
			}
			open++
			if next, left := c.Next(); left && next.Due.Before(t.Today()) {
				overdue = append(overdue, t.UnitName(c.Unit)+caseNumber(c))
			}
		}
		if open > 0 || rule.Months > 0 {
			text.WriteString(monthlyCases(rule, open, overdue))
		}
	}
	return text.String()
}

// monthlyDuties counts how far the units are with the duties of the quarter.
func monthlyDuties(t *bot.Turn, v view, p anwei.Period) string {
	quarter := anwei.PeriodOf(anwei.Quarter, p.Last().In(t.In.Now.Location()))
	asked, done, overdue := 0, 0, 0
	for _, d := range t.In.Plan.Duties {
		if d.Wanted == 0 {
			continue
		}
		for _, q := range dutyPeriods(t, d, quarter) {
			all := t.In.Ledger.FulfilmentsOf(d.ID, q)
			for _, u := range v.units {
				switch {
				case !d.Audience.Includes(u):
					continue
				case anwei.Counted(all[u.ID]) >= d.Wanted:
					done++
				case d.Last(q).Before(t.Today()):
					overdue++
				}
				asked++
			}
		}
	}
	if asked == 0 {
		return ""
	}
	return monthlyDone(nameOfPeriod(t, quarter), asked, done, overdue)
}

// commended names the units that reported in time and in full so many periods
// running, up to the one that is asked; and says whether there were so many.
func (d settled) commended(n int) (names []string, enough bool) {
	var periods []anwei.Period
	for p := d.period; len(periods) < n && d.form.Covers(p); p = p.Prev() {
		periods = append(periods, p)
	}
	if len(periods) < n {
		return nil, false
	}
	for _, u := range report.Commended(d.form, d.view.units, periods, d.In.Ledger) {
		names = append(names, u.Name)
	}
	return names, true
}
