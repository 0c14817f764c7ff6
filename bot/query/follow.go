package query

import (
	"cmp"
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
	last := t.Topic()
	if last == nil || t.Hand.Stage != bot.Idle {
		return false
	}
	if t.Hear(typed).Courtesy() {
		t.Tell("talk.welcome")
		return true
	}
	if m := t.Hear(typed).Manner(); m.Alone {
		Question(t, typed)
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
		bot.Keep(a.Turn, Room, bot.Topic, kept) // what is sent does not become the topic
		return true
	case m.Order != "" || m.Top > 0:
		a.terms = question.Terms{}
		a.query.Intent, a.query.Unit = question.AskRank, ""
		m.Order = cmp.Or(m.Order, last.Order)
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
		if p := a.query.Period; p.Kind == anwei.Month || p.Kind == anwei.Quarter {
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
				d.Tell("query.no_figures", "form", d.form.Short)
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
		a.Tell("query.nobody_there", "where", v.name)
		return
	}
	if d, ok := a.settle(v); ok {
		last, _ := bot.Kept[bot.LastAsked](a.State, bot.Topic)
		last.At = a.In.Now
		bot.Keep(a.Turn, Room, bot.Topic, last)
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
	if !d.ok {
		if all := d.indicators(); len(all) > 0 {
			d.metric, d.ok = all[0], true
		}
	}
	s := d.take(d.period, d.indicatorsOf()...)
	h := d.head(s)
	if !d.ok {
		d.Tell("query.no_figures", "form", d.form.Short)
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
		lines = append(lines, originText(d.Turn, d.form, d.metric, o, when))
	}
	d.Say(traceText(d.Turn, h, d.figure(s, report.Survey{}, 0, d.metric), formulaText(d.Turn, d.form, d.metric), lines, in-len(lines)) + bot.AsOf(d.Turn) + d.Text("office.against_origin", "origin", bot.BaselineOrigin(d.Turn, d.metric)))
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
			card.Buttons = append(card.Buttons, anwei.Button{Text: short(i.Name), Key: sentence(a.Turn, q), Main: len(card.Buttons) == 0})
		}
		a.Out = append(a.Out, bot.Say{Content: &card})
		return true
	}
	return false
}

// near offers three questions that the text may have meant.
func (a asking) near() {
	card := anwei.Card{Title: a.Text("query.perhaps_title"), Text: a.Text("query.perhaps_text")}
	for i, q := range a.Hear(a.text).Near(a.Topic().Before()) {
		if q.Unit != "" && !a.sight.Sees(q.Unit) {
			continue
		}
		s := sentence(a.Turn, q)
		card.Buttons = append(card.Buttons, anwei.Button{Text: short(s), Key: s, Main: i == 0})
	}
	a.Out = append(a.Out, bot.Say{Content: &card})
}

// MayAsk reports whether a text of somebody who reports is a question.
func MayAsk(t *bot.Turn, typed string) bool {
	a := asking{Turn: t, sight: t.Sight(), text: typed, manner: t.Hear(typed).Manner()}
	return a.read()
}
