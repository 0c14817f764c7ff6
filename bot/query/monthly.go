package query

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// monthly is the page about a period whose deadline is over, of what the person
// sees: how complete it is and who is missing, what is overdue, and the first totals. The
// whole of it has all totals beside the period before, major hazards, the duties of the
// quarter, and whom to commend. It is empty where the person sees but one unit that reports.
func monthly(t *bot.Turn, s bot.Sight, f anwei.Form, p anwei.Period, whole bool) string {
	d := aboutPeriod(t, s, f, p)
	all := d.indicators()
	survey := d.take(p, all...)
	if survey.Asks() < 2 { //nolint:mnd // one is no total
		return ""
	}
	h := d.head(survey)
	var page strings.Builder
	page.WriteString(t.Text("query.month.head", turnoutPlaces(t, h, 8)...) + d.others())
	before := d.before(all)
	shown := 0
	for i, x := range all {
		if fig := d.figure(survey, before, i, x); fig.Known && (whole || shown < summary) {
			page.WriteString(monthlyFigure(t, fig, whole))
			shown++
		}
	}
	page.WriteString(monthlyMajor(t, d.view, whole) + monthlyDuties(t, d.view, p, whole))
	if !whole {
		return page.String() + t.Text("query.month.more", "when", phrases.ShortPeriod(p))
	}
	if n := t.In.Plan.Bulletins.Commend; n > 0 {
		names, enough := d.commended(n)
		page.WriteString(monthlyCommended(t, names, n, enough, f.Every))
	}
	return page.String() + t.Text("query.month.foot", "when", phrases.ShortPeriod(p))
}

// monthlyFigure is a line for each indicator: its value, its base, and on the whole page
// the period before.
func monthlyFigure(t *bot.Turn, f figure, whole bool) string {
	alone, before := f, ""
	alone.Before = ""
	if whole && f.Before != "" && f.WasKnown {
		before = beforeText(t, f)
	}
	return t.Text("query.month.figure", "figure", figureText(t, alone), "before", before)
}

// monthlyCases says how many cases of a kind are open, and which are overdue.
func monthlyCases(t *bot.Turn, r anwei.CaseRule, open int, overdue []string) string {
	const shown = 6
	n := len(overdue)
	if n > shown {
		overdue = append(overdue[:shown:shown], t.Text("query.month.case_more"))
	}
	return t.Text("query.month.cases", "title", r.Title, "open", open, "overdue", n, "which", strings.Join(overdue, "、"))
}

// monthlyCommended says who reported in time and in full so many periods running.
func monthlyCommended(t *bot.Turn, units []string, n int, enough bool, every anwei.PeriodKind) string {
	periods := "期"
	if every == anwei.Month {
		periods = "个月"
	}
	names := phrases.Names(units, 12)
	switch {
	case !enough:
		names = t.Text("query.month.commended.early", "n", n, "periods", periods)
	case len(units) == 0:
		names = t.Text("query.month.commended.none")
	}
	return t.Text("query.month.commended", "n", n, "periods", periods, "units", names)
}

// monthlyMajor counts the cases of hazards with a term that are open and overdue; but for
// the whole page only where some are overdue.
func monthlyMajor(t *bot.Turn, v view, whole bool) string {
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
				overdue = append(overdue, t.Text("query.month.case", "unit", t.UnitName(c.Unit), "n", c.ID))
			}
		}
		if len(overdue) > 0 || whole && (open > 0 || rule.Months > 0) {
			text.WriteString(monthlyCases(t, rule, open, overdue))
		}
	}
	return text.String()
}

// monthlyDuties counts how far the units are with the duties of the quarter; but for the
// whole page only where some are overdue.
func monthlyDuties(t *bot.Turn, v view, p anwei.Period, whole bool) string {
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
	if asked == 0 || overdue == 0 && !whole {
		return ""
	}
	return t.Text("query.month.duties", "quarter", nameOfPeriod(t, quarter), "asked", asked, "done", done, "overdue", phrases.If(overdue > 0, overdue))
}

// commended names the units that reported all forms of the period in time, in full and
// themselves so many periods running, up to the one that is asked, without having one back;
// and says whether there were so many.
func (d settled) commended(n int) (names []string, enough bool) {
	var periods []anwei.Period
	for p := d.period; len(periods) < n && d.form.Covers(p); p = p.Prev() {
		periods = append(periods, p)
	}
	if len(periods) < n {
		return nil, false
	}
	units := d.view.units
	for _, f := range d.In.Plan.Forms {
		if f.Every != d.form.Every || !covers(d.Turn, f, d.period) {
			continue
		}
		good := report.Commended(f, units, periods, d.In.Ledger)
		units = slices.DeleteFunc(slices.Clone(units), func(u anwei.Unit) bool {
			return f.Audience.Includes(u) && (!slices.ContainsFunc(good, func(g anwei.Unit) bool { return g.ID == u.ID }) || d.hadBack(f, periods, u))
		})
	}
	for _, u := range units {
		if d.form.Audience.Includes(u) {
			names = append(names, u.Name)
		}
	}
	return names, true
}

// hadBack reports whether a report of the unit was returned, or entered by the office, in
// one of the periods, though it was put right since.
func (d settled) hadBack(f anwei.Form, periods []anwei.Period, u anwei.Unit) bool {
	return slices.ContainsFunc(periods, func(p anwei.Period) bool {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
		return slices.ContainsFunc(d.In.Ledger.Handlings(key), func(h anwei.Handling) bool { return h.Kind == anwei.Returned }) ||
			slices.ContainsFunc(d.In.Ledger.Revisions(key), func(r anwei.Revision) bool { return r.Behalf })
	})
}
