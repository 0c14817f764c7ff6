package query

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/question"
	"anwei/report"
)

// FollowUp answers what is said after a question and only changes or continues it:
// 谁最差, 画个图, 这个数从哪来, 那9月呢. It returns false for anything else, so that it
// may be asked before the commands are read.
func FollowUp(t *bot.Turn, text string) bool {
	last := t.Topic()
	if last == nil || t.State.Stage != bot.Idle {
		return false
	}
	if question.Courtesy(text) {
		t.Say(phrases.WelcomeAnyTime())
		return true
	}
	if m := question.ReadManner(text, t.In.Plan.Kinds); m.Alone {
		Question(t, text)
		return true
	}
	return false
}

// continues answers an aside to the last question, and returns false where the text is
// none or there is no such question.
func (a asking) continues() bool {
	last := a.Topic()
	if last == nil || !a.manner.Alone {
		return false
	}
	a.query, a.terms = last.Query, last.Terms
	m := &a.manner
	if m.Kind == "" {
		m.Kind, a.tag = last.Kind, last.Tag
	} else {
		a.query.Either, a.query.Several = nil, false
	}
	switch {
	case m.Source:
		a.topical(settled.trace)
		return true
	case m.Compare:
		a.topical(settled.compare)
		return true
	case m.Picture:
		a.drawn(last)
		return true
	case m.Table || m.PDF:
		a.query.Intent, m.Kind = question.AskExport, ""
		a.tag = ""
		a.answer()
		kept := *last
		kept.At = a.In.Now
		a.State.Asked = &kept // what is sent does not become the topic
		return true
	case m.Order != "" || m.Top > 0:
		a.terms = bot.Terms{}
		a.query.Intent, a.query.Unit = question.AskRank, ""
		if m.Order == "" {
			m.Order = last.Order
		}
	case a.query.Intent == question.AskUnit:
		a.query.Intent, a.query.Unit = question.AskTotal, ""
	default: // of another kind of units
		m.Order, m.Top = last.Order, last.Top
	}
	a.answer()
	return true
}

// drawn draws the last question: a ranking as one, all else as a course.
func (a asking) drawn(last *bot.LastAsked) {
	a.manner.Order, a.manner.Top = last.Order, last.Top
	switch a.query.Intent {
	case question.AskRank:
		a.topical(func(d settled) {
			if d.metricOr() {
				d.picture(false)
			}
		})
	default:
		a.query.Intent = question.AskTrend
		if p := a.query.Period; p.Kind != anwei.Year && p.Kind != anwei.Half {
			a.query.Period = anwei.Period{}
		}
		a.topical(func(d settled) {
			if !d.ok {
				if all := d.indicators(); len(all) > 0 {
					d.metric, d.ok = all[0], true
				}
			}
			if d.ok {
				d.picture(true)
			} else {
				d.Say(noFigures(d.form))
			}
		})
	}
}

// topical does something with the last question, if it can still be answered.
func (a asking) topical(do func(settled)) {
	if a.query.Unit != "" && !a.sight.Sees(a.query.Unit) {
		a.refuse(a.query.Unit)
		return
	}
	v := a.viewed()
	if len(v.units) == 0 {
		a.Say(nobodyThere(v.name))
		return
	}
	if d, ok := a.settle(v); ok {
		a.State.Asked.At = a.In.Now
		do(d)
	}
}

// compare puts the period before beside the one that was asked.
func (d settled) compare() { d.compareWith(d.period.Prev()) }

// compareWith puts another period beside the one that was asked.
func (d settled) compareWith(prev anwei.Period) {
	of := d.indicators()
	if d.ok {
		of = []anwei.Indicator{d.metric}
	}
	if !covers(d.Turn, d.form, prev) {
		d.Say(nothingBefore(d.form, nameOfPeriod(d.Turn, prev), nameOfPeriod(d.Turn, since(d.Turn, d.form))))
		return
	}
	s, was := d.take(d.period, of...), d.take(prev, of...)
	h, before := d.head(s), d.head(was)
	before.When = nameOfPeriod(d.Turn, prev)
	lines := []string{compareTurnout(h, before)}
	for i, x := range of {
		now := d.figure(s, was, i, x)
		then := d.figure(was, report.Survey{}, i, x)
		lines = append(lines, compareText(now, then, h.When, before.When))
	}
	d.Say(phrases.JoinLines(lines) + phrases.AsOf(h.Now))
}

// trace says where the last figure comes from: units, values, versions, who and
// when.
func (d settled) trace() {
	if !d.ok {
		if all := d.indicators(); len(all) > 0 {
			d.metric, d.ok = all[0], true
		}
	}
	s := d.take(d.period, d.indicatorsOf()...)
	h := d.head(s)
	if !d.ok {
		d.Say(noFigures(d.form))
		return
	}
	several := len(s.Periods) > 1 || d.metric.Stock
	in := s.Turnout().In + s.LeadIn
	var lines []string
	for o := range report.Trace(s.Asked, d.metric, d.In.Ledger) {
		if len(lines) == min(traceLines, in) {
			break // all others are but counted
		}
		if o.Report == nil {
			continue
		}
		when := ""
		if several {
			when = nameOfPeriod(d.Turn, o.Period)
		}
		lines = append(lines, originText(d.form, d.metric, o, when, d.PersonName(o.Report.By)))
	}
	d.Say(traceText(h, d.figure(s, report.Survey{}, 0, d.metric), formulaText(d.form, d.metric), lines, in-len(lines)) + phrases.AgainstOrigin(bot.BaselineOrigin(d.Turn, d.metric)))
}

// indicatorsOf returns the one that is asked, where there is one.
func (d settled) indicatorsOf() []anwei.Indicator {
	if d.ok {
		return []anwei.Indicator{d.metric}
	}
	return nil
}

// unclear answers a text that is no question: a courtesy with one, anything else
// with three questions that may have been meant. The assistant chooses another,
// where there is one.
func (a asking) unclear() {
	if a.State.Stage != bot.Idle && a.State.Stage != bot.Choosing {
		a.Turn.Rooms.Help(a.Turn) // a report is in hand, and that is what the text was about
		return
	}
	if question.Courtesy(a.text) {
		a.Say(phrases.WelcomeAnyTime())
		return
	}
	switch {
	case a.unheld():
	case !bot.MissedAgain(a.Turn):
		a.near()
	}
	a.chooses()
}

// unheld answers a question about what the forms do not have, such as penalties, with
// what they have that comes nearest. It returns false for any other.
func (a asking) unheld() bool {
	for _, u := range a.In.Plan.Unheld {
		at := slices.IndexFunc(u.Words, func(w string) bool { return strings.Contains(a.text, w) })
		if at < 0 || bot.HasAny(a.text, "。", "；") {
			continue
		}
		p, _, _ := day.Period(a.text, a.In.Now)
		card := anwei.Card{Title: notInForm(u.Words[at]), Text: nearestInForm()}
		for _, id := range u.Near {
			i, _ := a.In.Plan.Indicator(id) // the plan was checked
			q := question.Query{Intent: question.AskTotal, Period: p, Metric: question.Metric(id)}
			card.Buttons = append(card.Buttons, anwei.Button{Text: short(i.Name), Key: sentence(a.Turn, q), Main: len(card.Buttons) == 0})
		}
		a.Out = append(a.Out, bot.Say{Card: &card})
		return true
	}
	return false
}

// near offers three questions that the text may have meant.
func (a asking) near() {
	card := anwei.Card{Title: mayHaveMeant(), Text: mayHaveMeantText()}
	for i, q := range question.Near(a.text, bot.Known(a.Turn, a.sight, a.Topic())) {
		if q.Unit != "" && !a.sight.Sees(q.Unit) {
			continue
		}
		s := sentence(a.Turn, q)
		card.Buttons = append(card.Buttons, anwei.Button{Text: short(s), Key: s, Main: i == 0})
	}
	a.Out = append(a.Out, bot.Say{Card: &card})
}

// MayAsk reports whether a text of somebody who reports is a question.
func MayAsk(t *bot.Turn, text string) bool {
	a := asking{Turn: t, sight: t.Sight(), text: text, manner: question.ReadManner(text, t.In.Plan.Kinds)}
	return a.read()
}
