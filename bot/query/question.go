// Package query is the room of what leaders ask.
package query

import (
	"cmp"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// asking is a question while it is being answered.
type asking struct {
	*bot.Turn
	question.Said
	sight bot.Sight
	text  string
	// note is what is said before the answer: that it is not just of what was asked.
	note string
	// first is set where there was no topic, so that the person is told what can be
	// said next.
	first bool
}

// around is what a question of the person may speak of without naming it. Somebody of
// several units has none of his own, nor has the office.
func around(t *bot.Turn, s bot.Sight) question.Around {
	own := s.Wide
	if len(own) == 0 {
		own = s.Own
	}
	if len(own) != 1 || t.In.Person.Has(anwei.Office) {
		return question.Around{Last: bot.LastAsked(t)}
	}
	return question.Around{Last: bot.LastAsked(t), Own: own[0]}
}

// begun is a question of the person, before it is read. It returns false, having offered
// help, where he sees nothing that he could ask about.
func begun(t *bot.Turn, text string) (asking, bool) {
	s := t.Sight()
	if s.Nothing() {
		t.Rooms.Help(t)
	}
	return asking{Turn: t, sight: s, text: text, first: bot.LastAsked(t) == nil}, !s.Nothing()
}

// Question answers what the office, a leader or, of his own units, a reporter
// asks.
func Question(t *bot.Turn, text string) {
	a, may := begun(t, text)
	if !may {
		return
	}
	said, is := t.Hear(text).Ask(around(t, a.sight))
	a.Said = said
	switch {
	case said.Follows:
		a.answer()
	case a.unheld():
	case !is:
		a.unclear()
	case a.NoDay:
		a.dayless()
	case a.doubtful():
	default:
		if a.Part != "" {
			a.note = a.Text("query.part_of_month", "part", a.Part)
		}
		if a.WholeYear {
			a.note = a.Text("query.whole_year")
		}
		if left := a.Query.Left; left != "" {
			a.note = strings.TrimPrefix(a.note+"\n"+a.Text("query.left", "words", left), "\n")
		}
		a.answer()
	}
}

// dayless asks whether the whole month is meant where a day was named that there is not.
func (a asking) dayless() {
	card := anwei.Card{Title: a.Text("query.no_such_day", "day", a.Part), Text: a.Text("query.month_instead")}
	card.Buttons = append(card.Buttons, a.button(meantName(a.Turn, a.sight, a.Said.Asked), a.Said.Asked))
	a.put(card)
}

// Inquire answers a question that is already read.
func Inquire(t *bot.Turn, q question.Query) {
	text := t.In.Message.Text
	if a, may := begun(t, text); may {
		a.Said = question.Of(q, t.Hear(text).Manner())
		a.answer()
	}
}

// duty is the one that a question of duties names, or that was spoken of last.
func (a asking) duty() anwei.DutyID {
	if a.Query.Intent != question.AskDuties {
		return ""
	}
	duty := cmp.Or(a.Duty, namedDuty(a.Turn, a.text))
	if last := bot.LastAsked(a.Turn); duty == "" && last != nil {
		duty = last.Duty
	}
	return duty
}

// answer checks what the person may see and which unit is meant, and answers.
func (a asking) answer() {
	q := a.Query
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
	case q.Several && !a.Follows && q.Intent != question.AskExport && q.Intent != question.AskDuties:
		if !a.together() {
			return
		}
		q = a.Query
	case len(q.Either) > 0:
		a.either()
		return
	case q.Unit != "" && !a.sight.Sees(q.Unit):
		a.refuse(q.Unit)
		return
	}
	a.Duty = a.duty()
	if q.Intent == question.AskExport {
		if a.Kind != "" || a.Tag != "" || len(a.Query.Except) > 0 || a.Query.Without != "" {
			a.note = a.Text("query.whole_table")
		}
		a.Kind, a.Tag, a.Query.Except, a.Query.Without = "", "", nil, "" // a table has all units
	}
	a.within()
	topic := a.Said.Asked
	if a.Passes() { // what is drawn or sent does not become the topic
		topic = *bot.LastAsked(a.Turn)
	}
	topic.At = a.In.Now
	bot.Keep(a.Turn, Room, bot.Topic, topic)
	switch v := a.viewed(); {
	case q.Intent == question.AskDuties:
		duties(a.Turn, q, a.Duty)
	case len(v.units) == 0:
		a.Tell("query.nobody_there", "where", v.name)
	default:
		if d, ok := a.settle(v); ok {
			if a.note != "" {
				a.Say(a.note)
			}
			d.reply()
		}
	}
}

// within takes note where the county or a kind of units is asked by somebody who sees one
// unit alone: what he is told is of that.
func (a *asking) within() {
	if a.Query.Unit != "" || a.Query.Several || !a.County && a.Kind == "" && a.Tag == "" {
		return
	}
	seen := viewOf(a.Turn, a.sight, "", "", "")
	switch {
	case seen.whole:
	case len(seen.units) == 1:
		a.Kind, a.Tag = "", ""
		a.note = a.Text("query.only_seen", "where", seen.name)
	case a.County:
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
	q := a.Query
	seen := anwei.Where(q.Either, a.sight.Sees)
	switch len(seen) {
	case 0:
		a.refuse(q.Either[0])
		return
	case 1:
		a.Query.Unit, a.Query.Either = seen[0], nil
		a.answer()
		return
	}
	card := anwei.Card{Title: a.Text("query.which_unit_title"), Text: a.Text("query.which_unit_text")}
	q.Either = nil
	for _, id := range seen[:min(len(seen), bot.MaxButtons)] {
		q.Unit = id
		one := a.Said.Asked
		one.Query = q
		card.Buttons = append(card.Buttons, a.button(a.UnitName(id), one))
	}
	a.put(card)
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
	if f, ok := a.In.Plan.Form(a.Query.Form); ok {
		d.form = f
	}
	if a.Query.Metric != "" {
		d.metric, d.ok = a.In.Plan.Indicator(anwei.IndicatorID(a.Query.Metric))
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
	f, _ := anwei.Find(p.Forms, anwei.Form.Counts)
	return f
}

// choose takes the period that is asked. Where none was said it is the open one, or
// the one before as long as nobody has reported for it and a figure is asked for;
// a course is that of the year.
func (d *settled) choose() {
	d.period = d.Query.Period
	open := bot.OpenPeriod(d.form, d.In)
	switch {
	case d.period.IsZero() && d.Query.Intent == question.AskTrend:
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
	if d.Query.Intent == question.AskTrend && d.period.Kind == d.form.Every {
		d.period = anwei.PeriodOf(anwei.Year, d.period.First().In(d.In.Now.Location()))
	}
}

// fallBack takes the period before the open one for a figure of which nothing is in
// yet.
func (d *settled) fallBack(open anwei.Period) {
	switch d.Query.Intent {
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
	if d.period != open || !d.ok || !d.metric.Punctual || d.Query.Intent == question.AskTrend || !covers(d.Turn, d.form, prev) || !d.take(open).Open() {
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
