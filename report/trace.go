package report

import (
	"iter"

	"anwei"
)

// Origin is what one unit's report of one period gave to a figure.
type Origin struct {
	Unit   anwei.Unit
	Period anwei.Period
	// Report is the newest revision, with who confirmed it and when; it is nil where
	// none is in.
	Report *anwei.Report
	Amount Amount
	// Values are the answers that the figure is made of, with 不适用 where the form
	// does not ask.
	Values anwei.Values
}

// Trace goes through where a figure comes from: each report that was asked, by
// periods and in the order of the roster, those that are missing among them. Of a
// stock it goes through the periods too that lead up to those asked. It reads no
// further than it is asked to go.
func Trace(a Asked, x anwei.Indicator, r Reader) iter.Seq[Origin] {
	a.Indicators = []anwei.Indicator{x}
	periods := Within(a.Form, a.Period, a.Now)
	if x.Stock && len(periods) > 0 {
		periods = append(before(a.Form, periods[0]), periods...)
	}
	return func(yield func(Origin) bool) {
		for _, p := range periods {
			unused := a.unused(p)
			over := !unused && a.Form.Deadline.Late(p, a.Calendar, a.Now)
			for _, u := range a.Units {
				o := Origin{Unit: u, Period: p}
				if rep, ok := r.Report(anwei.ReportKey{Form: a.Form.ID, Period: p, Unit: u.ID}); ok {
					o.Report = &rep
					o.Values = only(Answers(a.Form, u, rep), x)
				} else if unused || !a.Form.Audience.Includes(u) {
					continue
				}
				o.Amount = amount(&x, o.Report, o.Values, over)
				if !yield(o) {
					return
				}
			}
		}
	}
}

// only returns the values that an indicator is made of.
func only(v anwei.Values, x anwei.Indicator) anwei.Values {
	out := anwei.Values{}
	for _, s := range []anwei.Sum{x.Numerator, x.Denominator} {
		for _, t := range s.Terms {
			if y, ok := v[t.Field]; ok {
				out[t.Field] = y
			}
		}
	}
	return out
}
