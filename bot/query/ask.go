package query

import (
	"cmp"
	"encoding/json"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
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

// pressed stands in the key of a button between its words and the question that it carries.
const pressed = "|?"

// button asks a question, whose slots it carries.
func (a asking) button(label string, q question.Asked) anwei.Button {
	slots, _ := json.Marshal(q) // plain types
	return anwei.Button{Text: short(label), Key: label + pressed + string(slots)}
}

// put shows a card whose first button is the usual one.
func (a asking) put(card anwei.Card) {
	if len(card.Buttons) > 0 {
		card.Buttons[0].Main = true
	}
	a.Out = append(a.Out, bot.Say{Content: &card})
}

// Press answers a button that carries a question, and returns false for any other.
func Press(t *bot.Turn, key string) bool {
	_, slots, carries := strings.Cut(key, pressed)
	var q question.Asked
	if !carries || json.Unmarshal([]byte(slots), &q) != nil {
		return false
	}
	whole(t, q)
	return true
}

// whole answers a question that was chosen whole and goes on about nothing, with the rights
// of now.
func whole(t *bot.Turn, q question.Asked) {
	a, may := begun(t, "")
	if !may {
		return
	}
	a.Said.Asked = q
	bot.Forget(t, bot.Topic)
	t.State.Missed = 0
	a.answer()
}

// doubtful asks which is meant of several questions that a text may be, or whether one
// without the words that nothing takes account of. It returns false where the text is clear.
func (a asking) doubtful() bool {
	var options []question.Asked
	q := a.Said.Asked
	q.Query.Left, q.Query.Metrics = "", nil
	switch {
	case a.Query.Doubtful && a.Query.Left == "":
		for _, f := range a.In.Plan.Forms {
			q.Query.Form = f.ID
			options = append(options, q)
		}
	case len(a.Query.Metrics) > 0 && (a.Query.Intent == question.AskRank || a.Query.Intent == question.AskTrend):
		for _, m := range a.Query.Metrics {
			q.Query.Metric = m
			options = append(options, q)
		}
	case a.Manner.Torn && a.Query.Intent == question.AskRank:
		for _, q.Order = range []question.Order{question.Most, question.Least} {
			options = append(options, q)
		}
	case a.Query.Doubtful:
		options = append(options, q)
	default:
		return false
	}
	names := anwei.Each(options, func(o question.Asked) string { return meantName(a.Turn, a.sight, o) })
	card := anwei.Card{Title: a.Text("query.which_title")}
	var full []string
	for i, label := range bot.Labelled(names) {
		if label != names[i] {
			full = append(full, label+" "+names[i])
		}
		card.Buttons = append(card.Buttons, a.button(label, options[i]))
	}
	card.Text = a.Text("query.which_text", "left", a.Query.Left, "list", phrases.JoinLines(full))
	a.put(card)
	return true
}

// meantName writes a question out, with all that will be answered: when, whose and
// what.
func meantName(t *bot.Turn, s bot.Sight, m question.Asked) string {
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
