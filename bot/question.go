package bot

import (
	"time"

	"anwei"
	"anwei/language/question"
	"anwei/report"
)

// LastAsked is the last question that was answered, for what is said after it:
// 那9月呢, 谁最差, 这个数从哪来.
type LastAsked struct {
	Query question.Query `json:"query"`
	Kind  anwei.UnitKind `json:"kind,omitempty"`
	Tag   string         `json:"tag,omitempty"`
	Duty  anwei.DutyID   `json:"duty,omitempty"`
	Order question.Order `json:"order,omitempty"`
	Top   int            `json:"top,omitempty"`
	Terms Terms          `json:"terms,omitzero"`
	At    time.Time      `json:"at"`
}

// remembered is how long a question stays the topic.
const remembered = time.Hour

// topic returns the last question, and nil where it was asked too long ago.
func (t *turn) topic() *LastAsked {
	last := t.st.Asked
	if last == nil || t.in.Now.Sub(last.At) > remembered || t.in.Now.Before(last.At) {
		return nil
	}
	return last
}

// known is what the readers of questions may rely on.
func (t *turn) known(s sight, last *LastAsked) question.Known {
	k := question.Known{
		Forms: t.in.Plan.Forms, Duties: t.in.Plan.Duties, Units: s.roster.Units, Names: t.namesOfUnits(),
		Kinds: t.in.Plan.Kinds, Indicators: t.in.Plan.Indicators, Now: t.in.Now,
	}
	if last != nil {
		k.Last = &last.Query
	}
	return k
}

// asking is a question while it is being answered.
type asking struct {
	*turn
	sight  sight
	query  question.Query
	manner question.Manner
	text   string
	// tag is of which industry alone.
	tag   string
	terms Terms
	// county is set where the whole county is named, and there where it is asked which
	// units have something, not how much.
	county, there bool
	// note is what is said before the answer: that it is of less than was asked.
	note string
	// first is set where there was no topic, so that the person is told what can be
	// said next.
	first bool
}

// question answers what the office, a leader or, of his own units, a reporter
// asks.
func (t *turn) question(text string) {
	s := t.sight()
	if s.nothing() {
		t.help()
		return
	}
	a := asking{turn: t, sight: s, text: text, first: t.topic() == nil, manner: question.ReadManner(text, t.in.Plan.Kinds)}
	if a.continues() {
		return
	}
	if !a.read() {
		a.unclear()
		return
	}
	a.answer()
}

// inquire answers a question that is already read.
func (t *turn) inquire(q question.Query) {
	s := t.sight()
	if s.nothing() {
		t.help()
		return
	}
	text := t.in.Message.Text
	a := asking{turn: t, sight: s, text: text, first: t.topic() == nil, query: q, manner: question.ReadManner(text, t.in.Plan.Kinds)}
	a.group()
	a.answer()
}

// fuller returns what the text asks besides a command's own words, the form or who
// has not reported, and the command where it asks nothing.
func (t *turn) fuller(command question.Query) question.Query {
	q := question.Read(t.in.Message.Text, t.known(t.sight(), t.topic()))
	switch {
	case q.Intent == command.Intent, q.Intent == question.AskMissing && command.Intent == question.AskProgress:
		if q.Form == "" {
			q.Form = command.Form
		}
		return q
	}
	return command
}

// answer checks what the person may see and which unit is meant, and answers.
func (a asking) answer() {
	q := a.query
	switch {
	case q.Intent == question.AskHelp:
		a.help()
		return
	case q.Intent == question.AskRemind:
		a.say(remindHow(a.in.Person.Has(anwei.Office)))
		return
	case q.Several && q.Intent != question.AskExport && q.Intent != question.AskDuties:
		if !a.together() {
			return
		}
		q = a.query
	case len(q.Either) > 0:
		a.either()
		return
	case q.Unit != "" && !a.sight.sees(q.Unit):
		a.refuse(q.Unit)
		return
	}
	duty := a.namedDuty(a.text)
	if last := a.topic(); duty == "" && last != nil {
		duty = last.Duty
	}
	if q.Intent == question.AskExport {
		if a.manner.Kind != "" || a.tag != "" {
			a.note = wholeTable()
		}
		a.manner.Kind, a.tag = "", "" // a table has all units
	}
	a.within()
	a.st.Asked = &LastAsked{Query: q, Kind: a.manner.Kind, Tag: a.tag, Order: a.manner.Order, Top: a.manner.Top, Terms: a.terms, At: a.in.Now}
	v := a.viewed()
	if q.Intent == question.AskDuties {
		a.st.Asked.Duty = duty
		a.duties(q, duty)
		return
	}
	if len(v.units) == 0 {
		a.say(nobodyThere(v.name))
		return
	}
	if d, ok := a.settle(v); ok {
		if a.note != "" {
			a.say(a.note)
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
	seen := a.view(a.sight, "", "", "")
	switch {
	case seen.whole:
	case len(seen.units) == 1:
		a.manner.Kind, a.tag = "", ""
		a.note = onlySeen(seen.name)
	case a.county:
		a.note = onlySeen(seen.name)
	}
}

// refuse says that the person may not see the unit.
func (a asking) refuse(id anwei.UnitID) {
	a.denied(recordQuestion, id)
	a.say(outOfSight(a.unitName(id), a.view(a.sight, "", "", "").name, len(a.sight.wide) > 0))
}

// either asks which of several units is meant, of those that the person sees.
func (a asking) either() {
	q := a.query
	var seen []anwei.UnitID
	for _, id := range q.Either {
		if a.sight.sees(id) {
			seen = append(seen, id)
		}
	}
	switch len(seen) {
	case 0:
		a.refuse(q.Either[0])
		return
	case 1:
		a.query.Unit, a.query.Either = seen[0], nil
		a.answer()
		return
	}
	card := anwei.Card{Title: whichUnitTitle(), Text: whichUnitText()}
	q.Either = nil
	for i, id := range seen[:min(len(seen), maxButtons)] {
		q.Unit = id
		card.Buttons = append(card.Buttons, anwei.Button{Text: short(a.unitName(id)), Key: a.sentence(q), Main: i == 0})
	}
	a.out = append(a.out, Say{Card: &card})
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
	a.baselines()
	d := settled{asking: a, view: v}
	d.form = mainForm(a.in.Plan)
	if f, ok := a.in.Plan.Form(a.query.Form); ok {
		d.form = f
	}
	if a.query.Metric != "" {
		d.metric, d.ok = a.in.Plan.Indicator(anwei.IndicatorID(a.query.Metric))
	}
	if f, ok := a.in.Plan.Form(d.metric.Form); ok && d.ok {
		d.form = f
	}
	if d.form.ID == "" {
		a.help()
		return d, false
	}
	d.choose()
	if a.covers(d.form, d.period) {
		return d, true
	}
	near := openPeriod(d.form, a.in) // at most the last
	if since := a.since(d.form); d.period.Last().Before(since.First()) {
		near = since
	}
	if len(report.Within(d.form, near, a.in.Now)) == 0 {
		a.say(notBegun(d.form))
		return d, false
	}
	a.say(noSuchPeriod(d.form, a.when(d.period), near.Chinese(), a.when(near), a.in.Now.Before(d.period.First().In(a.in.Now.Location()))))
	return d, false
}

// mainForm is the form that a question is about where it names none: the first that
// asks for figures.
func mainForm(p anwei.Plan) anwei.Form {
	for _, f := range p.Forms {
		if len(countFields(f)) > 0 {
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
	open := openPeriod(d.form, d.in)
	switch {
	case d.period.IsZero() && d.query.Intent == question.AskTrend:
		d.period = anwei.PeriodOf(anwei.Year, open.First().In(d.in.Now.Location()))
	case d.period.IsZero():
		d.period = open
		d.fallBack(open)
		d.punctual(open)
	case report.Within(d.form, d.period, d.in.Now) == nil && d.form.Every != d.period.Kind:
		// A month of what is reported by quarters is answered by its quarter.
		wider := anwei.PeriodOf(d.form.Every, d.period.First().In(d.in.Now.Location()))
		if !wider.First().Before(d.period.First()) && !d.period.Last().Before(wider.Last()) {
			return
		}
		d.period = wider
	}
	if d.query.Intent == question.AskTrend && d.period.Kind == d.form.Every {
		d.period = anwei.PeriodOf(anwei.Year, d.period.First().In(d.in.Now.Location()))
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
		d.instead = nothingInYet(d.when(open), d.when(prev))
		d.period = prev
	}
}

// punctual takes the period before the open one for the share of reports in time, which
// there is not before a deadline is over.
func (d *settled) punctual(open anwei.Period) {
	prev := open.Prev()
	if d.period != open || !d.ok || !d.metric.Punctual || d.query.Intent == question.AskTrend || !d.covers(d.form, prev) || !d.take(open).Open() {
		return
	}
	d.instead = notDueYet(d.when(open), d.when(prev))
	d.period = prev
}

// take surveys a period of the question with the indicators.
func (d *settled) take(p anwei.Period, of ...anwei.Indicator) report.Survey {
	return report.Take(report.Asked{
		Form: d.form, Period: p, Units: d.view.units, Indicators: of,
		Calendar: d.in.Calendar, Now: d.in.Now, Since: d.since(d.form),
	}, d.in.Ledger)
}
