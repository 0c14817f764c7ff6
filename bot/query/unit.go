package query

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// unit answers about the one report of a unit: its state, its figures and its
// rates.
func (d settled) unit(u anwei.Unit, s report.Survey) {
	h := d.head(s)
	h.Where = u.Name
	key := anwei.ReportKey{Form: d.form.ID, Period: s.Periods[0], Unit: u.ID}
	r, in := d.In.Ledger.Report(key)
	if !in {
		d.unitMissing(u, h, key)
		return
	}
	var lines []string
	for _, g := range d.form.Groups {
		var cells []string
		for _, fd := range d.form.FieldsFor(u) {
			if fd.Group == g.ID && fd.Kind.Counts() {
				v, ok := r.Values[fd.ID]
				cells = append(cells, gaveText(d.Turn, fd.Short, v, ok))
			}
		}
		if len(cells) > 0 {
			lines = append(lines, d.Text("query.group", "group", g.Name, "cells", strings.Join(cells, "，")))
		}
	}
	if len(lines) == 0 {
		fields := d.form.FieldsFor(u)
		lines = []string{d.Text("query.filled", "of", len(fields), "n", len(fields)-len(r.Values.Missing(fields)))}
	}
	var parts []string
	prev := d.before(s.Asked.Indicators)
	for i, x := range s.Asked.Indicators {
		if f := d.figure(s, prev, i, x); f.Known && x.Rate() && !x.Punctual {
			parts = append(parts, figureText(d.Turn, f))
		}
	}
	typed := d.Text("query.in", "unit", h.Where, "when", h.When, "form", h.Form, "late", phrases.LateText(r), "revision", r.Revision,
		"at", phrases.ClockText(r.At), "by", byText(d.Turn, r))
	if r.State() == anwei.Returned {
		typed += d.Text("query.returned", "reason", r.Handled.Reason)
	}
	d.Say(typed + phrases.JoinLines(lines) + figuresLine(parts) + bot.AsOf(d.Turn))
}

// unitMissing says of a unit that its report is not in, how far it is, and what was
// reported last.
func (d settled) unitMissing(u anwei.Unit, h answerHead, key anwei.ReportKey) {
	answered := -1
	fields := d.form.FieldsFor(u)
	if draft, ok := d.In.Ledger.Draft(key); ok {
		answered = len(fields) - len(draft.Values.Missing(fields))
	}
	last := ""
	const back = 12
	for p, n := key.Period.Prev(), 0; d.form.Covers(p) && n < back && last == ""; p, n = p.Prev(), n+1 {
		if _, ok := d.In.Ledger.Report(anwei.ReportKey{Form: d.form.ID, Period: p, Unit: u.ID}); ok {
			last = nameOfPeriod(d.Turn, p)
		}
	}
	day := d.form.Deadline.On(key.Period, d.In.Calendar)
	due := d.Text("query.not_in.due", "due", day.Chinese())
	if day.Before(d.Today()) {
		due = d.Text("query.not_in.over", "due", day.Chinese())
	}
	why := excuse(d.Turn, key)
	if why == "" && d.Reason {
		why = d.Text("query.no_excuse")
	}
	typed := d.Text("query.not_in", "unit", h.Where, "when", h.When, "form", h.Form, "due", due,
		"answered", phrases.If(answered >= 0, answered), "of", phrases.If(answered >= 0, len(fields)), "last", last)
	d.Say(typed + why + bot.AsOf(d.Turn))
}

// excuse is what the unit has said about a report that is missing: until when it
// promised it, or why it cannot. It is empty where nothing was said.
func excuse(t *bot.Turn, key anwei.ReportKey) string {
	p, said := t.In.Ledger.Promise(anwei.ReportMatter(key))
	if !said {
		return ""
	}
	if p.Kind == anwei.Difficult {
		return t.Text("query.excuse.difficult", "by", t.PersonName(p.By), "at", phrases.ClockText(p.At), "reason", p.Reason)
	}
	return t.Text("query.excuse.promised", "by", t.PersonName(p.By), "at", phrases.ClockText(p.At), "day", p.On.Chinese())
}

// excuses names those of the units without a report that said why, or until when; of
// a survey of one period, and no more than a phone shows well.
func (d settled) excuses(s report.Survey) string {
	if len(s.Periods) != 1 {
		return ""
	}
	var said []string
	for _, u := range s.Missing() {
		if len(said) == rankLines {
			break
		}
		m := anwei.ReportMatter(anwei.ReportKey{Form: d.form.ID, Period: s.Periods[0], Unit: u.Unit.ID})
		if p, ok := d.In.Ledger.Promise(m); ok {
			said = append(said, excuseOf(d.Turn, u.Unit.Name, p))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return d.Text("query.excuses", "said", strings.Join(said, "；"))
}

func excuseOf(t *bot.Turn, unit string, p anwei.Promise) string {
	if p.Kind == anwei.Difficult {
		return t.Text("query.excuse_of.difficult", "unit", unit, "reason", p.Reason)
	}
	return t.Text("query.excuse_of.promised", "unit", unit, "day", p.On.Chinese())
}

// lateUnits names the units that reported late, those that did so most often first.
func lateUnits(t *bot.Turn, s report.Survey) []string {
	late := anwei.Where(s.Units, func(u report.UnitRow) bool { return u.Turnout.Late > 0 })
	slices.SortStableFunc(late, func(a, b report.UnitRow) int { return b.Turnout.Late - a.Turnout.Late })
	out := make([]string, len(late))
	for i := range late {
		out[i] = late[i].Unit.Name
		if n := late[i].Turnout.Late; n > 1 {
			out[i] = t.Text("query.late_times", "unit", out[i], "n", n)
		}
	}
	return out
}
