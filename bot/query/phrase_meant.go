package query

// wording: 没看懂时，大模型选的问题

import (
	"fmt"

	"anwei"
	"anwei/bot"
	"anwei/language/question"
)

func meantTitle() string { return "您是想问这个吗？" }

// meantText shows the question within what a card's text may have.
func meantText(question string) string {
	return cut(question, 100) + "\n是的请回复“是”，不是请回复“不是”，也可以换个说法再问。"
}

func notMeant() string {
	return "好的。请换个说法再问一次，例如“9月整改率排名”。"
}

// meantName writes a question out, with all that will be answered: when, whose and
// what.
func meantName(t *bot.Turn, s bot.Sight, m bot.Meant) string {
	q := m.Query
	when := ""
	if !q.Period.IsZero() {
		when = nameOfPeriod(t, q.Period)
	}
	where := viewOf(t, s, q.Unit, m.Kind, "").name
	form, _ := t.In.Plan.Form(q.Form)
	metric, _ := t.In.Plan.Indicator(anwei.IndicatorID(q.Metric))
	what := metric.Name
	switch q.Intent {
	case question.AskProgress:
		what = form.Short + "报送进度"
	case question.AskMissing:
		what = form.Short + "哪些单位没报"
	case question.AskUnit:
		if what == "" {
			what = form.Short + "报送情况"
		}
	case question.AskTotal:
		if what == "" {
			what = form.Short + "各项合计"
		}
	case question.AskRank:
		what += "排名" + orderText(metric, m.Order, m.Top)
	case question.AskTrend:
		what += "走势"
	case question.AskExport:
		what = form.Short + "汇总表"
	case question.AskDuties:
		what = "工作任务完成情况"
		if d, ok := t.In.Plan.Duty(m.Duty); ok {
			what = d.Title + "完成情况"
		}
	case question.AskRemind, question.AskHelp, question.AskNothing:
	}
	return when + where + what
}

// orderText says which units of a ranking come first, and how many.
func orderText(i anwei.Indicator, o question.Order, top int) string {
	ends := map[question.Order]string{question.Most: "最多", question.Least: "最少", question.Best: "最好", question.Worst: "最差"}
	if i.Rate() {
		ends[question.Most], ends[question.Least] = "最高", "最低"
	}
	end := ends[o]
	switch {
	case top > 0 && end == "":
		return fmt.Sprintf("，前%d名", top)
	case top > 0:
		return fmt.Sprintf("，%s的%d家", end, top)
	case end != "":
		return "，" + end + "的在前"
	}
	return ""
}

// cut shortens a text to so many characters.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
