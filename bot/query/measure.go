package query

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// average answers with a figure for each unit that gave it, or for each period.
func average(d settled) {
	s := d.take(d.period, d.metric)
	h := d.head(s)
	f := d.figure(s, report.Survey{}, 0, d.metric)
	n := f.Gave
	if d.Terms.Measure == question.PerMonth {
		n = len(s.Periods)
	}
	if d.metric.Rate() || d.metric.Stock && d.Terms.Measure == question.PerMonth || !f.Known || n == 0 {
		d.one()
		return
	}
	each := anwei.Indicator{Unit: d.metric.Unit, Times: 1, Denominator: d.metric.Numerator}
	d.Say(d.Text("query.average."+string(d.Terms.Measure), "lead", h.whole(), "name", d.metric.Name, "each", report.Figure(each, f.Value/float64(n)), "value", f.text(), "n", n, "absent", absentText(d.Turn, h)) + bot.AsOf(d.Turn))
}

// share answers with how much of the whole a figure is: of another figure, of what it is a
// part of, or, of some units alone, of the figure of all.
func share(d settled) {
	whole, named := d.In.Plan.Indicator(anwei.IndicatorID(d.Terms.Whole))
	if !named || whole.ID == d.metric.ID || whole.Rate() || whole.Form != d.metric.Form {
		whole = wholeOf(d, d.metric.Numerator)
	}
	switch some := !d.view.whole && len(d.view.units) > 0; {
	case d.Order != "" && whole.Numerator.IsZero():
		d.rank(true) // those of the largest share are those of the most
		return
	case d.Order == "" && some && (d.County || d.Terms.Of != "" || whole.Numerator.IsZero()):
		shareOfAll(d)
		return
	case whole.Numerator.IsZero():
		d.Say(d.Text("query.share.of_what", "name", d.metric.Name))
		d.one()
		return
	}
	d.metric = anwei.Indicator{
		ID: d.metric.ID, Form: d.metric.Form, Numerator: d.metric.Numerator, Denominator: whole.Numerator, Times: 100, Unit: "%",
		Name: d.Text("query.share.name", "name", d.metric.Name, "whole", whole.Name),
	}
	if d.Order != "" {
		d.rank(true)
		return
	}
	d.one()
}

// shareOfAll puts the figure of some units beside that of all whom the person sees.
func shareOfAll(d settled) {
	all := d
	all.view = viewOf(d.Turn, d.sight, "", d.Terms.Of, "")
	part, whole := d.take(d.period, d.metric), all.take(d.period, d.metric)
	f, of := d.figure(part, report.Survey{}, 0, d.metric), all.figure(whole, report.Survey{}, 0, d.metric)
	if !f.Known || of.Amount.Num <= 0 || len(all.view.units) <= len(d.view.units) {
		d.one()
		return
	}
	percent := anwei.Indicator{Unit: "%", Times: 100, Denominator: d.metric.Numerator}
	d.Say(d.Text("query.share.units", "lead", d.head(part).whole(), "name", d.metric.Name, "value", f.text(), "all", all.view.name, "whole", of.text(),
		"percent", report.Figure(percent, 100*f.Value/of.Value), "absent", absentText(d.Turn, all.head(whole))) + bot.AsOf(d.Turn))
}

// wholeOf is what a sum is a part of: by the form's own checks, as major hazards are of all,
// or in one of the plan's sums. It has no numerator where it is a part of nothing.
func wholeOf(d settled, part anwei.Sum) anwei.Indicator {
	var whole anwei.Sum
	for _, t := range part.Terms {
		for _, c := range d.form.Checks {
			if len(c.Left.Terms) == 1 && c.Left.Terms[0].Field == t.Field && c.Level == anwei.ErrorLevel && len(c.Right.Terms) == 1 {
				whole.Terms = append(whole.Terms, c.Right.Terms[0])
				break
			}
		}
	}
	if n := len(part.Terms); n > 0 && len(whole.Terms) == n {
		return anwei.Indicator{Numerator: whole, Name: sumText(d.form, whole)}
	}
	for _, i := range d.In.Plan.Indicators {
		within := !i.Rate() && !i.Stock && i.Form == d.form.ID && len(i.Numerator.Terms) > len(part.Terms)
		for _, t := range part.Terms {
			within = within && slices.Contains(i.Numerator.Terms, t)
		}
		if within {
			return i
		}
	}
	return anwei.Indicator{}
}

// besides reports whether several units are held against each other in all figures, and not
// one period against another.
func besides(d settled) bool {
	return d.Query.Several && d.Query.Metric == "" && (d.Query.Compared || d.Manner.Beside || len(d.Query.Metrics) > 1)
}

// each answers with several figures one after the other.
func each(d settled) {
	s := d.take(d.period, d.indicators()...)
	prev, h := d.before(s.Asked.Indicators), d.head(s)
	lines := make([]string, 0, len(s.Asked.Indicators))
	for i, x := range s.Asked.Indicators {
		one := h
		if i > 0 {
			one.Instead, one.Where, one.When = "", "", ""
		}
		if i+1 < len(s.Asked.Indicators) {
			one.Turnout = report.Turnout{} // who is missing stands at the end
		}
		lines = append(lines, oneText(d.Turn, one, d.figure(s, prev, i, x)))
	}
	d.Say(strings.Join(lines, "\n") + bot.AsOf(d.Turn) + d.nextStep())
}

// kindsBeside puts a figure of several kinds of units beside each other.
// Of reports it is how far they are.
func kindsBeside(d settled) {
	reports := d.Query.Intent == question.AskProgress || d.Query.Intent == question.AskMissing
	if !reports {
		d.metricOr()
	}
	lines := anwei.Each(d.Query.Kinds, func(k anwei.UnitKind) string {
		d.view = viewOf(d.Turn, d.sight, "", k, "")
		s := d.take(d.period, d.metric)
		h := d.head(s)
		h.Instead = ""
		if reports {
			return turnoutText(d.Turn, h)
		}
		return oneText(d.Turn, h, d.figure(s, report.Survey{}, 0, d.metric))
	})
	d.Say(d.instead + strings.Join(lines, "\n") + bot.AsOf(d.Turn) + d.nextStep())
}

// sideBySide puts all figures of several units beside each other.
func sideBySide(d settled) {
	of := d.indicators()
	if d.ok {
		of = []anwei.Indicator{d.metric}
	}
	s := takeEach(d, d.period, of...)
	h := d.head(s)
	lines := append(make([]string, 0, len(of)+1), turnoutText(d.Turn, h))
	for i, x := range of {
		parts := make([]string, 0, len(s.Units))
		for _, u := range s.Units {
			value := d.Text("query.unknown.none")
			if v, known := u.Amounts[i].Value(x); known {
				value = report.Figure(x, v) + phrases.Parens(placeBase(d.Turn, x, u.Amounts[i]))
			}
			parts = append(parts, u.Unit.Name+value)
		}
		lines = append(lines, d.Text("query.beside", "name", x.Name, "units", strings.Join(parts, "，")))
	}
	d.Say(strings.Join(lines, "\n") + bot.AsOf(d.Turn) + d.nextStep())
}

// became lists the reports that are in the state asked for, or that came in the days asked:
// of the period that was named, otherwise of this year's until now.
func became(d settled) {
	within := cmp.Or(d.Query.Period, anwei.PeriodOf(anwei.Year, d.In.Now))
	var lines []string
	for _, f := range d.In.Plan.Forms {
		if d.Query.Form != "" && f.ID != d.Query.Form {
			continue
		}
		for _, p := range report.Within(f, within, d.In.Now) {
			reports := bot.InBrief(d.Turn, f.ID, p)
			var names []string
			for _, u := range d.view.units {
				if r, in := reports[u.ID]; in && asksFor(d, r) {
					names = append(names, u.Name)
				}
			}
			if len(names) > 0 {
				lines = append(lines, d.Text("query.became.line", "when", nameOfPeriod(d.Turn, p), "form", f.Short, "n", len(names), "names", phrases.Names(names, 20)))
			}
		}
	}
	title := d.Text("query.became."+cmp.Or(string(d.Terms.State), "came"), "from", d.Terms.From.Chinese(), "to", phrases.If(d.Terms.To != d.Terms.From, d.Terms.To.Chinese()))
	if len(lines) == 0 {
		d.Tell("query.became.none", "where", d.view.name, "when", phrases.If(d.Terms.State != "", nameOfPeriod(d.Turn, within)), "what", title)
		return
	}
	d.Say(d.Text("query.became", "where", d.view.name, "what", title) + phrases.JoinLines(lines) + bot.AsOf(d.Turn))
}

// inOrder says whose reports came first or last.
func inOrder(d settled) {
	const shown = 3
	var in []anwei.Report
	reports := bot.InBrief(d.Turn, d.form.ID, d.period)
	for _, u := range d.view.units {
		if r, is := reports[u.ID]; is {
			in = append(in, r)
		}
	}
	slices.SortFunc(in, func(a, b anwei.Report) int {
		if d.Terms.State == question.LastIn {
			a, b = b, a
		}
		return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Key.Unit, b.Key.Unit))
	})
	if len(in) == 0 {
		d.Tell("query.came.none", "when", nameOfPeriod(d.Turn, d.period), "form", d.form.Short, "where", d.view.name)
		return
	}
	lines := make([]string, 0, shown)
	for _, r := range in[:min(len(in), shown)] {
		lines = append(lines, d.Text("query.came.line", "unit", d.UnitName(r.Key.Unit), "at", phrases.ClockText(r.First)))
	}
	d.Say(d.Text("query.came."+string(d.Terms.State), "when", nameOfPeriod(d.Turn, d.period), "form", d.form.Short, "where", d.view.name, "n", len(in)) + phrases.JoinLines(lines) + bot.AsOf(d.Turn))
}

// asksFor reports whether a report is one of those asked for.
func asksFor(d settled, r anwei.Report) bool {
	day := anwei.DateOf(r.First.In(d.In.Now.Location()))
	if d.Terms.State == question.SentBack {
		return r.State() == anwei.Returned
	}
	if d.Terms.State == question.ByOffice {
		return r.Behalf
	}
	return !day.Before(d.Terms.From) && !d.Terms.To.Before(day)
}
