package query

import (
	"math"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// The lines of a list that a phone shows well.
const (
	rankLines  = 10
	traceLines = 12
	// monthsOfQuarter is how many tables are sent at once.
	monthsOfQuarter = 3
)

// metricOr takes the indicator that is asked, or of several the plan's first rate:
// 谁最差 is about the rectified hazards where nothing else was said.
func (d *settled) metricOr() bool {
	if d.ok {
		return true
	}
	for _, rates := range []bool{true, false} {
		for _, i := range d.indicators() {
			if i.Rate() == rates && !d.ok {
				d.metric, d.ok = i, true
			}
		}
	}
	return d.ok
}

// highFirst reports whether a ranking begins with the highest value.
func highFirst(o question.Order, x anwei.Indicator) bool {
	switch o {
	case question.Least:
		return false
	case question.Best:
		return x.Better != anwei.Lower
	case question.Worst:
		return x.Better == anwei.Lower
	case question.Most:
	}
	return true
}

// rank answers with the units in the order of an indicator.
func (d settled) rank(figures bool) {
	if !figures || !d.metricOr() {
		d.Tell("query.no_figures", "form", d.form.Short)
		return
	}
	switch {
	case d.Terms.Bound != nil:
		d.bounded(*d.Terms.Bound)
		return
	case d.Terms.Moved != "":
		d.moved(d.Terms.Moved)
		return
	}
	s := takeEach(d, d.period, d.metric)
	if u, ok := d.view.single(d.form); ok && len(s.Units) < 2 {
		d.place(u)
		return
	}
	order := d.Order
	r := s.Rank(0, highFirst(order, d.metric))
	first := r.Places[:min(len(r.Places), rankLines)]
	if d.Said.Top > 0 {
		first = r.First(d.Said.Top)
	}
	d.Say(rankText(d.Turn, d.head(s), r, first, order, highFirst(order, d.metric)) + apart(d, r) + bot.AsOf(d.Turn) + d.nextStep())
}

// apart says by how much the two units differ where two were asked about.
func apart(d settled, r report.Ranking) string {
	if len(d.Query.Either) != 2 || len(r.Places) != 2 {
		return ""
	}
	f := figure{Indicator: d.metric, Value: r.Places[0].Value, Was: r.Places[1].Value}
	return d.Text("query.apart", "amount", amountText(d.Turn, d.metric, math.Abs(f.change())))
}

// trend answers with an indicator period by period.
func (d settled) trend() {
	if !d.metricOfCourse() {
		return
	}
	s := d.take(d.period, d.metric)
	names := anwei.Each(s.Periods, func(p anwei.Period) string { return nameOfPeriod(d.Turn, p) })
	d.Say(trendText(d.Turn, d.head(s), d.metric, s.Trend(0), names) + bot.AsOf(d.Turn) + d.nextStep())
}

// metricOfCourse takes the indicator that is asked, or else the plan's first. Where there
// is none it says so and returns false.
func (d *settled) metricOfCourse() bool {
	if all := d.indicators(); !d.ok && len(all) > 0 {
		d.metric, d.ok = all[0], true
	}
	if !d.ok {
		d.Tell("query.no_figures", "form", d.form.Short)
	}
	return d.ok
}

// picture orders a chart of the question.
func (d settled) picture(course bool) {
	if !course && !d.metricOr() || course && !d.metricOfCourse() {
		return
	}
	order := anwei.PictureOrder{
		Extent: anwei.Extent{Period: d.period, Unit: d.view.root}, Form: d.form.ID, Indicator: d.metric.ID, Course: course,
		Own: d.view.own, Kind: d.Kind, Tag: d.Tag, Low: !course && !highFirst(d.Order, d.metric),
	}
	if order.Unit == "" {
		d.Tell("query.no_picture", "whole", everybody(d.Turn))
		return
	}
	if _, known := d.take(d.period, d.metric).Total(0).Value(d.metric); !known {
		d.Tell("query.nothing_to_draw", "when", nameOfPeriod(d.Turn, d.period), "what", d.metric.Name)
		return
	}
	d.Tell("query.picture_coming")
	d.Out = append(d.Out, bot.Say{Content: order})
}

// export orders the table of the units, or the own sheet of one.
func (d settled) export() {
	var periods []anwei.Period
	for _, p := range report.Within(d.form, d.period, d.In.Now) {
		if covers(d.Turn, d.form, p) {
			periods = append(periods, p) // before it nothing was reported here
		}
	}
	order := anwei.BookOrder{Extent: anwei.Extent{Period: periods[len(periods)-1], Unit: d.view.root}, Form: d.form.ID}
	if d.Manner.PDF {
		order.Format = anwei.PDF
	}
	if n := len(periods); n > 1 && n <= monthsOfQuarter {
		d.Tell("query.one_each", "form", d.form.Short, "asked", nameOfPeriod(d.Turn, d.period), "n", n)
		for _, p := range periods {
			d.period = p
			d.export()
		}
		return
	}
	if len(periods) > 1 {
		d.Tell("query.one_period_only", "form", d.form.Short, "asked", nameOfPeriod(d.Turn, d.period), "given", nameOfPeriod(d.Turn, periods[len(periods)-1]))
	}
	if u, ok := d.view.single(d.form); ok {
		// Whoever reports for it may want the empty sheet, to fill it in; to anybody else
		// it would look like a report.
		if s := d.take(order.Period); !d.In.Person.ReportsFor(u.ID) && s.Turnout().In == 0 && len(s.Periods) == 1 {
			d.unit(u, s)
			return
		}
		order.Unit = u.ID
		d.Tell("table.sheet_coming", "unit", u.Name, "period", phrases.ShortPeriod(order.Period), "form", d.form.Short)
		d.Out = append(d.Out, bot.Say{Content: anwei.SheetOrder(order)})
	} else if order.Unit == "" {
		d.Tell("query.several_sheets", "unit", d.view.units[0].Name)
	} else {
		s := d.take(order.Period)
		d.Tell("table.coming", "period", phrases.ShortPeriod(order.Period), "form", d.form.Short, "in", s.Turnout().In, "of", s.Turnout().Due)
		d.Out = append(d.Out, bot.Say{Content: order})
	}
}
