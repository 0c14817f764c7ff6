package query

import (
	"cmp"

	"anwei"
	"anwei/bot"
	"anwei/language/question"
)

// sentence is a question as one can type it. ReadQuestion makes the same question
// of it.
func sentence(t *bot.Turn, q question.Query) string {
	when := ""
	if !q.Period.IsZero() {
		when = nameOfPeriod(t, q.Period)
	}
	i, _ := t.In.Plan.Indicator(anwei.IndicatorID(q.Metric))
	form, _ := t.In.Plan.Form(q.Form)
	unit, what, ask := t.UnitName(q.Unit), i.Name, string(q.Intent)
	switch {
	case q.Intent == question.AskUnit && what == "" && form.Short == "":
		what = t.Text("query.ask.in")
	case q.Intent == question.AskTotal:
		unit, what = everybodySeen(t), cmp.Or(what, t.Text("query.ask.sum"))
	case q.Intent == question.AskExport && unit != "":
		ask = "sheet"
	case q.Intent == question.AskNothing:
		ask = string(question.AskHelp)
	}
	return t.Text("query.ask."+ask, "unit", unit, "when", when, "form", form.Short, "what", what)
}

// meantName writes a question out, with all that will be answered: when, whose and
// what.
func meantName(t *bot.Turn, s bot.Sight, m bot.Meant) string {
	q := m.Query
	lead := viewOf(t, s, q.Unit, m.Kind, "").name
	if !q.Period.IsZero() {
		lead = nameOfPeriod(t, q.Period) + lead
	}
	form, _ := t.In.Plan.Form(q.Form)
	metric, _ := t.In.Plan.Indicator(anwei.IndicatorID(q.Metric))
	duty, isDuty := t.In.Plan.Duty(m.Duty)
	what := string(q.Intent)
	switch {
	case metric.Name != "" && (q.Intent == question.AskUnit || q.Intent == question.AskTotal), what == "",
		q.Intent == question.AskRemind, q.Intent == question.AskHelp, q.Intent == question.AskNothing:
		what = "figure"
	case q.Intent == question.AskDuties && isDuty:
		what = "duty"
	}
	return t.Text("query.meant."+what, "lead", lead, "form", form.Short, "metric", metric.Name, "duty", duty.Title, "order", orderText(t, metric, m.Order, m.Top))
}

// orderText says which units of a ranking come first, and how many.
func orderText(t *bot.Turn, i anwei.Indicator, o question.Order, top int) string {
	switch {
	case top > 0 && o == "":
		return t.Text("query.order.first", "n", top)
	case top > 0:
		return t.Text("query.order.end", "end", endText(t, i, o), "n", top)
	case o != "":
		return t.Text("query.order.lead", "end", endText(t, i, o))
	}
	return ""
}

// endText names an end of a ranking: 最高, or of what is counted 最多.
func endText(t *bot.Turn, i anwei.Indicator, o question.Order) string {
	return t.Text("query.end." + string(o) + "." + sort(i))
}
