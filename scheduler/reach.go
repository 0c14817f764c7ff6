package scheduler

import (
	"time"

	"anwei"
)

// ladders returns the ladders of the plan's forms and duties of which any step
// is worth saying between the two times.
func (f Facts) ladders(from, to time.Time) []ladder {
	var out []ladder
	for _, form := range f.Plan.Forms {
		if !form.Every.Valid() {
			continue
		}
		out = f.reach(out, form.Every, from, to, func(p anwei.Period) (subject, bool) {
			return subject{form: form, period: p, last: form.Deadline.On(p, f.Calendar)}, form.Covers(p)
		})
		if !form.TopUp {
			continue
		}
		out = f.reach(out, form.Every, from, to, func(p anwei.Period) (subject, bool) {
			day, _ := form.TopUpDay(p, f.Calendar)
			return subject{form: form, period: p, last: day, topUp: true}, form.Covers(p)
		})
	}
	for _, d := range f.Plan.Duties {
		switch {
		case d.Wanted <= 0:
		case d.Every == "":
			out = f.touch(out, subject{duty: d, last: d.By}, from, to)
		case d.Every.Valid():
			out = f.reach(out, d.Every, from, to, func(p anwei.Period) (subject, bool) {
				covered := !p.Last().Before(f.Plan.From) && !f.Plan.To.Before(p.First())
				return subject{duty: d, period: p, last: d.Last(p)}, covered
			})
		}
	}
	return out
}

// reach adds the ladders of the periods around the two times. No rule counts
// further than a period and the whole of a year from its day, so that the
// periods between them, one before and the longest lead after are enough.
func (f Facts) reach(out []ladder, k anwei.PeriodKind, from, to time.Time, about func(anwei.Period) (subject, bool)) []ladder {
	p := anwei.PeriodOf(k, from).Prev()
	for end := anwei.PeriodOf(k, to).Next(); !end.Before(p); p = p.Next() {
		if s, ok := about(p); ok {
			out = f.touch(out, s, from, to)
		}
	}
	return out
}

// touch adds the ladder about the subject where a step of it is worth saying
// between the two times.
func (f Facts) touch(out []ladder, s subject, from, to time.Time) []ladder {
	l := f.newLadder(s, from.Location())
	for _, st := range l.steps {
		if st.at.Before(to) && st.end.After(from) {
			return append(out, l)
		}
	}
	return out
}

// subject returns what a promised matter is about, and false where the plan does
// not know it any more.
func (f Facts) subject(m anwei.Matter) (subject, bool) {
	if m.Form != "" {
		form, ok := f.Plan.Form(m.Form)
		return subject{form: form, period: m.Period, last: form.Deadline.On(m.Period, f.Calendar)}, ok
	}
	d, ok := f.Plan.Duty(m.Duty)
	return subject{duty: d, period: m.Period, last: d.Last(m.Period)}, ok
}

// stages returns what the steps of a case are about.
func (f Facts) stages(c anwei.Case) []subject {
	rule, _ := f.Plan.CaseRule(c.Kind)
	return anwei.Each(anwei.Where(c.Steps, func(s anwei.CaseStep) bool { return s.Done.IsZero() }), func(s anwei.CaseStep) subject {
		return subject{kase: c, title: rule.Title, stage: s, last: s.Due}
	})
}
