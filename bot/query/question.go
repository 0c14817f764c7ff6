// Package query is the room of what leaders ask.
package query

import (
	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/question"
	"anwei/report"
)

// asking is a question while it is being answered.
type asking struct {
	*bot.Turn
	sight  bot.Sight
	query  question.Query
	manner question.Manner
	text   string
	// tag is of which industry alone.
	tag   string
	terms question.Terms
	// months are several that were named together, zero where none were.
	months anwei.Period
	// county is set where the whole county is named.
	county bool
	// note is what is said before the answer: that it is not just of what was asked.
	note string
	// noDay is a day that was named and that there is not.
	noDay string
	// first is set where there was no topic, so that the person is told what can be
	// said next.
	first bool
}

// Question answers what the office, a leader or, of his own units, a reporter
// asks.
func Question(t *bot.Turn, text string) {
	s := t.Sight()
	if s.Nothing() {
		t.Rooms.Help(t)
		return
	}
	a := asking{Turn: t, sight: s, text: text, first: t.Topic() == nil, manner: t.Hear(text).Manner()}
	if a.continues() {
		return
	}
	switch {
	case a.unheld():
	case !a.read():
		a.unclear()
	case a.noDay != "":
		a.dayless()
	default:
		a.leftOver()
		a.answer()
	}
}

// leftOver says before the answer which words of the question it takes no account of.
func (a *asking) leftOver() {
	if left := a.query.Left; left != "" {
		a.note += a.Text("query.left", "words", left)
	}
}

// dayless asks whether the whole month is meant where a day was named that there is not.
func (a asking) dayless() {
	_, rest, _, _ := day.ReadPart(a.text, a.In.Now)
	a.Out = append(a.Out, bot.Say{Content: &anwei.Card{
		Title: a.Text("query.no_such_day", "day", a.noDay), Text: a.Text("query.month_instead"),
		Buttons: []anwei.Button{{Text: short(rest), Key: rest, Main: true}},
	}})
}

// Inquire answers a question that is already read.
func Inquire(t *bot.Turn, q question.Query) {
	s := t.Sight()
	if s.Nothing() {
		t.Rooms.Help(t)
		return
	}
	text := t.In.Message.Text
	a := asking{Turn: t, sight: s, text: text, first: t.Topic() == nil, query: q, manner: t.Hear(text).Manner()}
	a.group()
	a.answer()
}

// duty is the one that a question of duties names, or that was spoken of last.
func (a asking) duty() anwei.DutyID {
	if a.query.Intent != question.AskDuties {
		return ""
	}
	duty := namedDuty(a.Turn, a.text)
	if last := a.Topic(); duty == "" && last != nil {
		duty = last.Duty
	}
	return duty
}

// answer checks what the person may see and which unit is meant, and answers.
func (a asking) answer() {
	q := a.query
	switch {
	case q.Intent == question.AskHelp:
		a.Rooms.Help(a.Turn)
		return
	case q.Intent == question.AskRemind:
		if a.In.Person.Has(anwei.Office) {
			a.Tell("query.remind.office")
		} else {
			a.Tell("query.remind.others")
		}
		return
	case q.Several && q.Intent != question.AskExport && q.Intent != question.AskDuties:
		if !a.together() {
			return
		}
		q = a.query
	case len(q.Either) > 0:
		a.either()
		return
	case q.Unit != "" && !a.sight.Sees(q.Unit):
		a.refuse(q.Unit)
		return
	}
	duty := a.duty()
	if q.Intent == question.AskExport {
		if a.manner.Kind != "" || a.tag != "" {
			a.note = a.Text("query.whole_table")
		}
		a.manner.Kind, a.tag = "", "" // a table has all units
	}
	a.within()
	bot.Keep(a.Turn, Room, bot.Topic, bot.LastAsked{
		Query: q, Kind: a.manner.Kind, Tag: a.tag, Duty: duty, Order: a.manner.Order, Top: a.manner.Top, Terms: a.terms, At: a.In.Now,
	})
	v := a.viewed()
	if q.Intent == question.AskDuties {
		duties(a.Turn, q, duty)
		return
	}
	if len(v.units) == 0 {
		a.Tell("query.nobody_there", "where", v.name)
		return
	}
	if d, ok := a.settle(v); ok {
		if a.note != "" {
			a.Say(a.note)
		}
		d.reply()
	}
}

// within takes note where the county or a kind of units is asked by somebody who sees one
// unit alone: what he is told is of that.
func (a *asking) within() {
	if a.query.Unit != "" || a.query.Several || !a.county && a.manner.Kind == "" && a.tag == "" {
		return
	}
	seen := viewOf(a.Turn, a.sight, "", "", "")
	switch {
	case seen.whole:
	case len(seen.units) == 1:
		a.manner.Kind, a.tag = "", ""
		a.note = a.Text("query.only_seen", "where", seen.name)
	case a.county:
		a.note = a.Text("query.only_seen", "where", seen.name)
	}
}

// refuse says that the person may not see the unit.
func (a asking) refuse(id anwei.UnitID) {
	a.Denied(phrases.RecordQuestion, id)
	if len(a.sight.Wide) == 0 {
		a.Tell("query.not_own", "unit", a.UnitName(id), "office", a.In.Plan.Office)
		return
	}
	a.Tell("query.out_of_sight", "unit", a.UnitName(id), "mine", viewOf(a.Turn, a.sight, "", "", "").name)
}

// either asks which of several units is meant, of those that the person sees.
func (a asking) either() {
	q := a.query
	seen := anwei.Where(q.Either, a.sight.Sees)
	switch len(seen) {
	case 0:
		a.refuse(q.Either[0])
		return
	case 1:
		a.query.Unit, a.query.Either = seen[0], nil
		a.answer()
		return
	}
	card := anwei.Card{Title: a.Text("query.which_unit_title"), Text: a.Text("query.which_unit_text")}
	q.Either = nil
	for i, id := range seen[:min(len(seen), bot.MaxButtons)] {
		q.Unit = id
		card.Buttons = append(card.Buttons, anwei.Button{Text: short(a.UnitName(id)), Key: sentence(a.Turn, q), Main: i == 0})
	}
	a.Out = append(a.Out, bot.Say{Content: &card})
}

// short cuts a text to what a button may have (protocol §1.3).
func short(s string) string {
	const most = 10
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// settled is a question of which it is settled what is surveyed.
type settled struct {
	asking
	view   view
	form   anwei.Form
	period anwei.Period
	// instead is why another period is answered than was asked, empty where it is
	// the one.
	instead string
	// metric is the indicator asked, and ok whether one was.
	metric anwei.Indicator
	ok     bool
}

// settle finds the form, the indicator and the period of a question. It returns
// false where there is nothing to answer, and has then said why and what there is.
func (a asking) settle(v view) (settled, bool) {
	bot.Baselines(a.Turn)
	d := settled{asking: a, view: v}
	d.form = mainForm(a.In.Plan)
	if f, ok := a.In.Plan.Form(a.query.Form); ok {
		d.form = f
	}
	if a.query.Metric != "" {
		d.metric, d.ok = a.In.Plan.Indicator(anwei.IndicatorID(a.query.Metric))
	}
	if f, ok := a.In.Plan.Form(d.metric.Form); ok && d.ok {
		d.form = f
	}
	if d.form.ID == "" {
		a.Rooms.Help(a.Turn)
		return d, false
	}
	d.choose()
	if covers(a.Turn, d.form, d.period) {
		return d, true
	}
	near := bot.OpenPeriod(d.form, a.In) // at most the last
	if since := since(a.Turn, d.form); d.period.Last().Before(since.First()) {
		near = since
	}
	if len(report.Within(d.form, near, a.In.Now)) == 0 {
		a.Tell("query.not_begun", "form", d.form.Short, "first", d.form.First.Chinese())
		return d, false
	}
	d.noSuchPeriod(near)
	return d, false
}

// noSuchPeriod says that there are no figures of the period, and which come nearest.
func (d settled) noSuchPeriod(near anwei.Period) {
	asked, short := nameOfPeriod(d.Turn, d.period), nameOfPeriod(d.Turn, near)
	if d.In.Now.Before(d.period.First().In(d.In.Now.Location())) {
		d.Tell("query.no_such_period.future", "form", d.form.Short, "asked", asked, "near", near.Chinese(), "short", short)
		return
	}
	d.Tell("query.no_such_period", "form", d.form.Short, "asked", asked, "near", near.Chinese(), "short", short)
}

// mainForm is the form that a question is about where it names none: the first that
// asks for figures.
func mainForm(p anwei.Plan) anwei.Form {
	for _, f := range p.Forms {
		if f.Counts() {
			return f
		}
	}
	return anwei.Form{}
}

// choose takes the period that is asked. Where none was said it is the open one, or
// the one before as long as nobody has reported for it and a figure is asked for;
// a course is that of the year.
func (d *settled) choose() {
	d.period = d.query.Period
	open := bot.OpenPeriod(d.form, d.In)
	switch {
	case d.period.IsZero() && d.query.Intent == question.AskTrend:
		d.period = anwei.PeriodOf(anwei.Year, open.First().In(d.In.Now.Location()))
	case d.period.IsZero():
		d.period = open
		d.fallBack(open)
		d.punctual(open)
	case report.Within(d.form, d.period, d.In.Now) == nil && d.form.Every != d.period.Kind:
		// A month of what is reported by quarters is answered by its quarter.
		wider := anwei.PeriodOf(d.form.Every, d.period.First().In(d.In.Now.Location()))
		if !wider.First().Before(d.period.First()) && !d.period.Last().Before(wider.Last()) {
			return
		}
		d.period = wider
	}
	if d.query.Intent == question.AskTrend && d.period.Kind == d.form.Every {
		d.period = anwei.PeriodOf(anwei.Year, d.period.First().In(d.In.Now.Location()))
	}
}

// fallBack takes the period before the open one for a figure of which nothing is in
// yet.
func (d *settled) fallBack(open anwei.Period) {
	switch d.query.Intent {
	case question.AskTotal, question.AskRank:
	case question.AskUnit:
		if !d.ok {
			return
		}
	default:
		return
	}
	prev := open.Prev()
	if !d.form.Covers(prev) || d.take(open).Turnout().In > 0 {
		return
	}
	if d.take(prev).Turnout().In > 0 {
		d.instead = d.Text("query.nothing_in_yet", "where", d.view.name, "form", d.form.Short, "open", nameOfPeriod(d.Turn, open), "prev", nameOfPeriod(d.Turn, prev))
		d.period = prev
	}
}

// punctual takes the period before the open one for the share of reports in time, which
// there is not before a deadline is over.
func (d *settled) punctual(open anwei.Period) {
	prev := open.Prev()
	if d.period != open || !d.ok || !d.metric.Punctual || d.query.Intent == question.AskTrend || !covers(d.Turn, d.form, prev) || !d.take(open).Open() {
		return
	}
	d.instead = d.Text("query.not_due_yet", "open", nameOfPeriod(d.Turn, open), "prev", nameOfPeriod(d.Turn, prev))
	d.period = prev
}

// take surveys a period of the question with the indicators.
func (d *settled) take(p anwei.Period, of ...anwei.Indicator) report.Survey {
	return report.Take(asks(d, p, of), d.In.Ledger)
}

// takeEach is take with what each unit gave.
func takeEach(d settled, p anwei.Period, of ...anwei.Indicator) report.Survey {
	a := asks(&d, p, of)
	a.Each = true
	return report.Take(a, d.In.Ledger)
}

func asks(d *settled, p anwei.Period, of []anwei.Indicator) report.Asked {
	return report.Asked{
		Form: d.form, Period: p, Units: d.view.units, Indicators: of,
		Calendar: d.In.Calendar, Now: d.In.Now, Since: since(d.Turn, d.form),
	}
}
