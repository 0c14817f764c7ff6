package query

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// summary is how many of the plan's indicators stand in the answer about progress.
const summary = 3

// reply answers a question that is settled.
func (d settled) reply() {
	figures := d.form.Counts()
	if d.shaped(figures) || d.replyAside(figures) {
		return
	}
	switch d.Query.Intent {
	case question.AskProgress, question.AskMissing:
		d.progress()
	case question.AskUnit, question.AskTotal:
		d.total(figures)
	case question.AskRank:
		d.rank(figures)
	case question.AskTrend:
		d.trend()
	case question.AskExport:
		d.export()
	case question.AskDuties, question.AskRemind, question.AskHelp, question.AskNothing:
	}
	rank := d.Query.Intent == question.AskRank
	switch _, single := d.view.single(d.form); {
	case !d.Manner.Picture || d.Query.Intent == question.AskExport || d.Terms.Said():
	case d.Query.Intent == question.AskTrend:
		d.picture(true)
	case rank && (d.ok || !single), d.ok && !single:
		d.picture(false)
	case d.ok: // of one unit alone its year
		d.period = anwei.PeriodOf(anwei.Year, d.period.First().In(d.In.Now.Location()))
		d.picture(true)
	}
}

// shaped answers in another way than with words where that alone is wished for: where the
// figure comes from, the period before beside it, a chart.
func (d settled) shaped(figures bool) bool {
	switch m := d.Manner; {
	case m.Source && (d.Follows || figures && (d.ok || d.Query.Unit != "") && !d.Terms.Said()):
		d.trace()
	case d.Follows && m.Compare:
		d.compareWith(d.period.Prev())
	case d.Follows && m.Picture:
		d.picture(d.Query.Intent != question.AskRank)
	case d.Query.Intent == question.AskExport && m.Picture && d.metricOr():
		d.picture(d.period.Kind != d.form.Every)
	default:
		return false
	}
	return true
}

// replyAside answers a question that is about the reports themselves or puts figures
// beside each other, and returns false for any other.
func (d settled) replyAside(figures bool) bool {
	switch {
	case d.Terms.State == question.FirstIn, d.Terms.State == question.LastIn:
		inOrder(d)
	case d.Terms.State != "", !d.Terms.From.IsZero():
		became(d)
	case d.Terms.Measure == question.Share && d.ok:
		share(d)
	case d.Terms.Measure != "" && d.ok:
		average(d)
	case len(d.Query.Kinds) > 1 && figures:
		kindsBeside(d)
	case besides(d) && figures:
		sideBySide(d)
	case !d.Terms.With.IsZero() && figures && d.Terms.Moved == "":
		d.compareWith(d.Terms.With)
	case d.Terms.LastYear && figures:
		year := d.period
		year.Year--
		d.compareWith(year)
	case d.Manner.Compare && figures && !d.ok:
		d.compareWith(d.period.Prev())
	case d.Terms.Against:
		d.averages()
	default:
		return false
	}
	return true
}

// indicators returns those that are asked where several are, and otherwise those of the
// plan that are about the form and stand in answers with all figures.
func (d settled) indicators() []anwei.Indicator {
	if several := d.Query.Metrics; len(several) > 1 {
		return anwei.Each(several, func(m question.Metric) anwei.Indicator {
			i, _ := d.In.Plan.Indicator(anwei.IndicatorID(m))
			return i
		})
	}
	return anwei.Where(d.In.Plan.Indicators, func(i anwei.Indicator) bool { return i.Form == d.form.ID && !i.Unlisted })
}

// head is what every answer names: the units, the period and the time.
func (d settled) head(s report.Survey) answerHead {
	h := answerHead{
		Where: d.view.name, Whole: d.view.whole, When: nameOfPeriod(d.Turn, d.period), Form: d.form.Short, Now: d.In.Now, Instead: d.instead,
		Units: s.Asks(), Turnout: s.Turnout(), Missing: d.gaps(s), Single: s.Asks() == 1,
	}
	if s.Open() {
		h.Due = d.form.Deadline.On(s.Periods[len(s.Periods)-1], d.In.Calendar).Chinese()
	}
	h.Many = len(s.Periods) > 1
	if len(s.Unused) > 0 && len(s.Periods) > 0 {
		h.When += d.Text("query.used_from", "first", nameOfPeriod(d.Turn, s.Periods[0]))
	}
	return h
}

// gaps names the units of which a report is missing, with the periods where there
// are several.
func (d settled) gaps(s report.Survey) []string {
	missing := s.Missing()
	out := make([]string, 0, len(missing))
	for _, u := range missing {
		var periods []string
		if len(s.Periods) > 1 {
			periods = make([]string, len(u.Gaps))
		}
		for i := range periods {
			periods[i] = nameOfPeriod(d.Turn, u.Gaps[i])
		}
		out = append(out, u.Unit.Name+phrases.Parens(strings.Join(periods, "、")))
	}
	return out
}

// progress says how far the reporting is, or who has not reported, and what the
// reports that are in come to.
func (d settled) progress() {
	all := d.indicators()
	if d.Query.Intent == question.AskMissing {
		all = nil
	}
	all = all[:min(len(all), summary)]
	s := d.take(d.period, all...)
	if u, ok := d.view.single(d.form); ok && !s.Asked.Period.IsZero() && len(s.Periods) == 1 {
		d.unit(u, s)
		for _, f := range d.besides() {
			if o := d; d.Query.Form == "" && f.Audience.Includes(u) {
				o.form = f
				o.unit(u, o.take(d.period))
			}
		}
		return
	}
	h := d.head(s)
	if d.Query.Intent == question.AskMissing {
		if h.Late = lateUnits(d.Turn, s); len(h.Late) == 0 && d.Late {
			h.Late = []string{d.Text("query.nobody_late")}
		}
		also := d.excuses(s)
		if d.Query.Form == "" {
			also += d.others()
		}
		d.Say(unreportedText(d.Turn, h, also))
		return
	}
	final, pending := "", 0
	if len(s.Periods) == 1 {
		units := anwei.Each(s.Units, func(u report.UnitRow) anwei.Unit { return u.Unit })
		reports := bot.InBrief(d.Turn, d.form.ID, s.Periods[0])
		final = bot.Finals(d.Turn, d.form, s.Periods[0], units, reports) + bot.Standing(d.Turn, units, reports)
		pending = waiting(s, reports)
	}
	also := ""
	if d.Query.Form == "" {
		also = d.others()
	}
	d.Say(turnoutText(d.Turn, h) + also + d.figures(s, d.beforeRates(all)) + final + asOfPending(d.Turn, pending))
}

// besides are the other forms of the same periods.
func (d settled) besides() []anwei.Form {
	return slices.DeleteFunc(slices.Clone(d.In.Plan.Forms), func(f anwei.Form) bool {
		return f.ID == d.form.ID || f.Every != d.form.Every || !covers(d.Turn, f, d.period)
	})
}

// others says how far the other forms of the same periods are.
func (d settled) others() string {
	var also strings.Builder
	for _, f := range d.besides() {
		o := d
		o.form = f
		h := o.head(o.take(d.period))
		if h.Turnout.In == 0 {
			h.Missing = nil // all of them
		}
		switch {
		case h.Units == 0:
		case d.Query.Intent == question.AskMissing:
			also.WriteString(d.Text("query.also_missing", turnoutPlaces(d.Turn, h, 12)...))
		default:
			also.WriteString(d.Text("query.also", turnoutPlaces(d.Turn, h, 8)...))
		}
	}
	return also.String()
}

// before surveys the period before the one that is asked, where it has any.
func (d settled) before(of []anwei.Indicator) report.Survey {
	if len(of) == 0 {
		return report.Survey{}
	}
	prev := d.period.Prev()
	if len(report.Within(d.form, prev, d.In.Now)) == 0 {
		return report.Survey{}
	}
	return d.take(prev, of...)
}

// beforeOne is before for the one indicator of a survey. Of a stock the survey has read
// the period before already, on its way from the year's beginning.
func (d settled) beforeOne(s report.Survey) report.Survey {
	prev := d.period.Prev()
	if !d.metric.Stock || s.Lead == nil || len(s.Periods) == 0 || s.Periods[0].Prev() != prev {
		return d.before([]anwei.Indicator{d.metric})
	}
	s.Asked.Period = prev
	s.Course = []report.PeriodRow{{Period: prev, Amounts: s.Lead}}
	return s
}

// beforeRates is before for a line that compares rates alone: a stock would have the
// whole year read twice.
func (d settled) beforeRates(of []anwei.Indicator) report.Survey {
	rates := make([]anwei.Indicator, len(of))
	for i, x := range of {
		if x.Rate() {
			rates[i] = x
		}
	}
	return d.before(rates)
}

// figures writes the indicators of a survey in one line, each with its base and the
// period before.
func (d settled) figures(s, prev report.Survey) string {
	parts := make([]string, 0, len(s.Asked.Indicators))
	for i, x := range s.Asked.Indicators {
		parts = append(parts, figureText(d.Turn, d.figure(s, prev, i, x)))
	}
	return figuresLine(parts)
}

// figure is one indicator of a survey, beside that of the period before.
func (d settled) figure(s, prev report.Survey, i int, x anwei.Indicator) figure {
	f := figure{Indicator: x, Amount: s.Total(i), Open: s.Open()}
	f.Value, f.Known = f.Amount.Value(x)
	f.Gave, f.Of = s.Gave(i)
	f.Many = len(s.Periods) > 1
	if len(prev.Course) > 0 {
		f.Before, f.WasMany = nameOfPeriod(d.Turn, prev.Asked.Period), len(prev.Periods) > 1
		f.WasOf = prev.Total(i)
		f.Was, f.WasKnown = f.WasOf.Value(x)
	}
	return f
}

// total answers with one figure, or with all of them.
func (d settled) total(figures bool) {
	u, single := d.view.single(d.form)
	if d.ok {
		d.one()
		return
	}
	if single && len(d.Query.Metrics) == 0 && len(report.Within(d.form, d.period, d.In.Now)) == 1 {
		d.unit(u, d.take(d.period, d.indicators()...))
		return
	}
	if !figures {
		d.Query.Intent = question.AskProgress
		d.progress()
		return
	}
	if len(d.Query.Metrics) > 1 {
		each(d)
		return
	}
	fields := anwei.Each(anwei.CountsOf(d.form.Fields), func(fd anwei.Field) anwei.Indicator {
		return anwei.FieldIndicator(d.form.ID, fd)
	})
	rates := d.indicators()
	s := d.take(d.period, append(rates, fields...)...)
	h := d.head(s)
	parts := make([]string, 0, len(rates))
	prev := d.before(rates)
	for i, x := range rates {
		parts = append(parts, figureText(d.Turn, d.figure(s, prev, i, x)))
	}
	var lines []string
	for _, g := range d.form.Groups {
		var cells []string
		for i, fd := range anwei.CountsOf(d.form.Fields) {
			if fd.Group == g.ID {
				cells = append(cells, totalCell(d.Turn, fd, s.Total(len(rates)+i), h.Turnout))
			}
		}
		lines = append(lines, d.Text("query.group", "group", g.Name, "cells", strings.Join(cells, "，")))
	}
	d.Say(turnoutText(d.Turn, h) + phrases.JoinLines(lines) + figuresLine(parts) + bot.AsOf(d.Turn))
}

// one answers with one figure: the number first, then what it is made of, the
// period before and the baseline.
func (d settled) one() {
	s := d.take(d.period, d.metric)
	h := d.head(s)
	f := d.figure(s, d.beforeOne(s), 0, d.metric)
	d.Say(oneText(d.Turn, h, f) + bot.AsOf(d.Turn) + d.nextStep())
}

// nextStep says once what can be said next.
func (a asking) nextStep() string {
	if !a.first {
		return ""
	}
	return a.Text("query.next_step")
}

// nameOfPeriod names a period, without the year where it is this year's.
func nameOfPeriod(t *bot.Turn, p anwei.Period) string {
	if year := t.In.Now.Year(); p.Year == year && p.Kind != anwei.Year {
		return strings.TrimPrefix(p.Chinese(), strconv.Itoa(year)+"年")
	}
	return p.Chinese()
}
