package query

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/question"
	"anwei/language/text"
	"anwei/report"
)

// FollowUp answers what is said after a question and only changes or continues it:
// 谁最差, 画个图, 这个数从哪来, 那9月呢. It returns false for anything else, so that it
// may be asked before the commands are read.
func FollowUp(t *bot.Turn, typed string) bool {
	last := bot.LastAsked(t)
	if last == nil || t.Hand.Stage != bot.Idle {
		return false
	}
	if t.Hear(typed).Courtesy() {
		t.Tell("talk.welcome")
		return true
	}
	if t.Hear(typed).Manner().Alone {
		Question(t, typed)
		return true
	}
	return false
}

// compareWith puts another period beside the one that was asked.
func (d settled) compareWith(prev anwei.Period) {
	of := d.indicators()
	if d.ok {
		of = []anwei.Indicator{d.metric}
	}
	if !covers(d.Turn, d.form, prev) {
		d.nothingBefore(prev)
		return
	}
	s, was := d.take(d.period, of...), d.take(prev, of...)
	h, before := d.head(s), d.head(was)
	before.When = nameOfPeriod(d.Turn, prev)
	lines := []string{d.Text("query.compare", "where", h.Where, "when", h.When, "before", before.When,
		"in", h.Turnout.In, "due", h.Turnout.Due, "measure", h.measure(),
		"wasin", before.Turnout.In, "wasdue", before.Turnout.Due, "wasmeasure", before.measure())}
	for i, x := range of {
		now := d.figure(s, was, i, x)
		then := d.figure(was, report.Survey{}, i, x)
		lines = append(lines, compareText(d.Turn, now, then, h.When, before.When))
	}
	d.Say(phrases.JoinLines(lines) + bot.AsOf(d.Turn))
}

// nothingBefore says from when on there are figures.
func (d settled) nothingBefore(prev anwei.Period) {
	d.Tell("query.nothing_before", "form", d.form.Short, "first", nameOfPeriod(d.Turn, since(d.Turn, d.form)), "before", nameOfPeriod(d.Turn, prev))
}

// compareText puts a figure of two periods beside each other.
func compareText(t *bot.Turn, now, then figure, when, before string) string {
	value := func(f figure) string {
		if !f.Known {
			return unknownText(t, f)
		}
		return t.Text("query.compare.value", "value", f.text(), "base", baseText(t, f))
	}
	change := ""
	if now.Known && then.Known {
		change = changeText(t, now)
	}
	return t.Text("query.compare.line", "name", now.Indicator.Name, "when", when, "now", value(now), "before", before, "then", value(then), "change", change)
}

// trace says where the last figure comes from: units, values, versions, who and
// when.
func (d settled) trace() {
	if !d.metricOfCourse() {
		return
	}
	s := d.take(d.period, d.metric)
	h := d.head(s)
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
		lines = append(lines, originText(d.Turn, d.form, d.metric, o, when))
	}
	d.Say(traceText(d.Turn, h, d.figure(s, report.Survey{}, 0, d.metric), formulaText(d.Turn, d.form, d.metric), lines, in-len(lines)) + bot.AsOf(d.Turn) + d.Text("office.against_origin", "origin", bot.BaselineOrigin(d.Turn, d.metric)))
}

// unclear answers a text that is no question: a courtesy with one, anything else
// with three questions that may have been meant. The assistant chooses another,
// where there is one.
func (a asking) unclear() {
	if a.Hand.Stage != bot.Idle && a.Hand.Stage != bot.Choosing {
		a.Rooms.Help(a.Turn) // a report is in hand, and that is what the text was about
		return
	}
	if a.Hear(a.text).Courtesy() {
		a.Tell("talk.welcome")
		return
	}
	a.State.Missed = a.Missed + 1
	switch {
	case a.State.Missed > 1:
		bot.Lost(a.Turn, a.Text("owed.lost"))
	default:
		a.near()
	}
	a.chooses()
}

// unheld answers a question about what the forms do not have, such as penalties, with
// what they have that comes nearest. It returns false for any other.
func (a asking) unheld() bool {
	for _, u := range a.In.Plan.Unheld {
		at := slices.IndexFunc(u.Words, func(w string) bool { return strings.Contains(a.text, w) })
		if at < 0 || text.ContainsAny(a.text, "。", "；") {
			continue
		}
		p, _, _ := day.Period(a.text, a.In.Now)
		card := anwei.Card{Title: a.Text("query.not_in_form", "word", u.Words[at]), Text: a.Text("query.nearest_in_form")}
		for _, id := range u.Near {
			i, _ := a.In.Plan.Indicator(id) // the plan was checked
			q := question.Query{Intent: question.AskTotal, Period: p, Metric: question.Metric(id)}
			card.Buttons = append(card.Buttons, a.button(i.Name, question.Asked{Query: q}))
		}
		a.put(card)
		return true
	}
	return false
}

// near offers three questions that the text may have meant.
func (a asking) near() {
	card := anwei.Card{Title: a.Text("query.perhaps_title"), Text: a.Text("query.perhaps_text")}
	for _, q := range a.Hear(a.text).Near(bot.LastAsked(a.Turn).Before()) {
		if q.Unit != "" && !a.sight.Sees(q.Unit) {
			continue
		}
		card.Buttons = append(card.Buttons, a.button(sentence(a.Turn, q), question.Asked{Query: q}))
	}
	a.put(card)
}

// MayAsk reports whether a text of somebody who reports is a question.
func MayAsk(t *bot.Turn, typed string) bool {
	_, is := t.Hear(typed).Ask(around(t, t.Sight()))
	return is
}
