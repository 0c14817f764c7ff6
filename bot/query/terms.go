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

// takeMonths keeps several months together of a question, 最近三个月, 1-9月, which are then its
// period. Of a comparison the months are its terms.
func (a *asking) takeMonths(typed string) string {
	if !a.terms.With.IsZero() {
		return typed
	}
	if months, rest, ok := day.ReadMonths(typed, a.In.Now); ok {
		a.months, typed = months, rest
	}
	return typed
}

// spans puts the months that were named into the question. What is done by quarters is
// told of the year.
func (a *asking) spans() {
	if a.months.IsZero() {
		return
	}
	a.query.Period = a.months
	if a.query.Intent == question.AskDuties && a.months.Kind == anwei.Months {
		a.query.Period = anwei.PeriodOf(anwei.Year, a.In.Now)
		a.note = a.Text("query.whole_year")
	}
}
