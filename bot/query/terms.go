package query

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language/day"
	"anwei/language/question"
	"anwei/language/text"
)

// takeTerms reads the terms of a question, and returns the text as a question without
// them.
func (a *asking) takeTerms(typed string) string {
	a.terms, typed = a.Hear(typed).Terms()
	if a.terms.Moved != "" {
		a.manner.Compare, a.manner.Order = false, ""
	}
	return typed
}

// takePart takes less than a month out of a question, since reports are of months: it is
// said that the answer is of the whole one. A day that there is not is asked about.
func (a *asking) takePart(typed string) string {
	named, rest, there, ok := day.ReadPart(typed, a.In.Now)
	if !ok || text.ContainsAny(typed, "报", "交", "填", "催") { // who has reported is as of now
		return typed
	}
	a.note, a.noDay = a.Text("query.part_of_month", "part", named), ""
	if !there {
		a.noDay = named
	}
	return rest
}

// whyOf takes from the last question what 为什么降了 is about. Of one unit its figures are
// put beside those of the period before.
func (a *asking) whyOf(last *bot.LastAsked, typed string) {
	if strings.Trim(typed, " 的呢啊呀？?。,，") != "" {
		return
	}
	a.query.Metric, a.query.Period, a.query.Unit = last.Query.Metric, last.Query.Period, last.Query.Unit
	a.manner.Kind, a.tag = last.Kind, last.Tag
}

// listed makes a question with a limit or a movement one about the units, and returns
// false where it names no figure that these could be of.
func (a *asking) listed() bool {
	if a.terms.Bound == nil && a.terms.Moved == "" {
		return true
	}
	if a.terms.Moved != "" && a.query.Metric == "" {
		a.query.Metric = usualRate(a.In.Plan)
	}
	if _, known := a.In.Plan.Indicator(anwei.IndicatorID(question.MajorOpen)); known && a.terms.There && !a.terms.Bound.Exact && a.query.Metric == majorHazards {
		a.query.Metric = question.MajorOpen // what is there is what has not been put right
	}
	a.query.Intent = question.AskRank
	return a.query.Metric != ""
}

// majorHazards is the metric of all major hazards that were found in a period.
const majorHazards question.Metric = "major_hazards"

// spans answers a question about several months together, and returns false where there
// is nothing to answer it by. Such a figure is not added up: a question about one is
// answered month by month.
func (a *asking) spans() bool {
	switch a.query.Intent {
	case question.AskTrend:
		return true
	case question.AskMissing, question.AskProgress:
		a.query.Period = anwei.PeriodOf(anwei.Year, a.In.Now)
		a.note = a.Text("query.whole_year")
		return true
	case question.AskTotal, question.AskUnit:
		if a.query.Metric == "" {
			a.query.Period = anwei.PeriodOf(anwei.Year, a.In.Now)
			a.note = a.Text("query.whole_year")
			return true
		}
		a.query.Intent = question.AskTrend
		a.note = a.Text("query.month_by_month")
		return true
	default:
		return false
	}
}
