package query

// wording: 提问的说法

import (
	"fmt"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// compareTurnout puts the turnouts of two periods beside each other.
func compareTurnout(h, before answerHead) string {
	return fmt.Sprintf("%s%s与%s相比：\n报送：%s%d/%d%s，%s%d/%d%s", h.Where, h.When, before.When,
		h.When, h.Turnout.In, h.Turnout.Due, h.measure(), before.When, before.Turnout.In, before.Turnout.Due, before.measure())
}

func compareText(now, then figure, when, before string) string {
	text := now.Indicator.Name + "：" + when
	if now.Known {
		text += report.Figure(now.Indicator, now.Value) + phrases.Parens(baseText(now))
	} else {
		text += unknownText(now)
	}
	text += "，" + before
	if !then.Known {
		return text + unknownText(then)
	}
	text += report.Figure(then.Indicator, then.Value) + phrases.Parens(baseText(then))
	if now.Known {
		text += "，" + changeText(now)
	}
	return text
}

// sentence is a question as one can type it. ReadQuestion makes the same question
// of it.
func sentence(t *bot.Turn, q question.Query) string {
	when, what := "", ""
	if !q.Period.IsZero() {
		when = nameOfPeriod(t, q.Period)
	}
	if i, ok := t.In.Plan.Indicator(anwei.IndicatorID(q.Metric)); ok {
		what = i.Name
	}
	form, _ := t.In.Plan.Form(q.Form)
	unit := t.UnitName(q.Unit)
	switch q.Intent {
	case question.AskProgress:
		return unit + when + form.Short + "报送进度"
	case question.AskMissing:
		return unit + when + form.Short + "哪些单位没报"
	case question.AskUnit:
		if what == "" && form.Short == "" {
			what = "报了没有"
		}
		return unit + when + form.Short + what
	case question.AskTotal:
		if what == "" {
			what = "合计"
		}
		return everybodySeen(t) + when + what
	case question.AskRank:
		return when + what + "排名"
	case question.AskTrend:
		return unit + when + what + "走势"
	case question.AskExport:
		if unit != "" {
			return unit + when + form.Short + "的表发我"
		}
		return when + form.Short + "汇总表"
	case question.AskDuties:
		return unit + when + "履职情况"
	case question.AskRemind:
		return "催一下" + unit + when + form.Short + "没报的"
	case question.AskHelp, question.AskNothing:
	}
	return "帮助"
}
