package query

import (
	"anwei"
	"anwei/language/question"
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
	case question.AskTotal, question.AskUnit:
		if a.query.Metric == "" {
			return false
		}
		a.query.Intent = question.AskTrend
		a.note = a.Text("query.month_by_month")
		return true
	default:
		return false
	}
}
