package bot

import "anwei"

// formInMind is the form that is spoken of where none is named: the one in hand,
// the one of the report that was handed in last, or the first that the person
// reports.
func (t *turn) formInMind() anwei.Form {
	if t.form.ID != "" {
		return t.form
	}
	if f, ok := t.in.Plan.Form(t.st.Key.Form); ok {
		return f
	}
	if forms := t.myForms(); len(forms) > 0 {
		return forms[0]
	}
	if len(t.in.Plan.Forms) > 0 {
		return t.in.Plan.Forms[0]
	}
	return anwei.Form{}
}

// formMeant is the form with the id, or the one that is spoken of where it is
// empty.
func (t *turn) formMeant(id anwei.FormID) (anwei.Form, bool) {
	if id == "" {
		f := t.formInMind()
		return f, f.ID != ""
	}
	return t.in.Plan.Form(id)
}

// myForms are the forms that the person reports for any unit, in the plan's order.
func (t *turn) myForms() []anwei.Form {
	var out []anwei.Form
	for _, f := range t.in.Plan.Forms {
		if len(t.reporting(f)) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// reporting returns the units that the person reports the form for.
func (t *turn) reporting(f anwei.Form) []anwei.Unit {
	var units []anwei.Unit
	for _, id := range t.in.Person.UnitsAs(anwei.Reporter) {
		if u, ok := t.in.Ledger.Unit(id); ok && f.Audience.Includes(u) {
			units = append(units, u)
		}
	}
	return units
}

// reportingAny returns the units that the person reports any of the forms for.
func (t *turn) reportingAny(forms []anwei.Form) []anwei.Unit {
	var units []anwei.Unit
	for _, id := range t.in.Person.UnitsAs(anwei.Reporter) {
		u, ok := t.in.Ledger.Unit(id)
		for _, f := range forms {
			if ok && f.Audience.Includes(u) {
				units = append(units, u)
				break
			}
		}
	}
	return units
}

// nextReport returns the report that the unit is to fill in next, zero meaning the open
// period of each: one that came back, else one that is begun, else one that is not
// in, in the plan's order.
// It returns the first and false where all are in, or none is asked.
func (t *turn) nextReport(u anwei.Unit, p anwei.Period) (anwei.ReportKey, bool) {
	var first, back, started, missing anwei.ReportKey
	for _, f := range t.in.Plan.Forms {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
		if p.IsZero() {
			key.Period = openPeriod(f, t.in)
		}
		if !f.Audience.Includes(u) || t.closed(f, key.Period) != "" {
			continue
		}
		_, begun := t.in.Ledger.Draft(key)
		r, in := t.in.Ledger.Report(key)
		switch {
		case in && r.State() == anwei.Returned && back.Form == "":
			back = key
		case begun && started.Form == "":
			started = key
		case !in && missing.Form == "":
			missing = key
		}
		if first.Form == "" {
			first = key
		}
	}
	for _, key := range []anwei.ReportKey{back, started, missing} {
		if key.Form != "" {
			return key, true
		}
	}
	return first, false
}

// openPeriod is the period that is reported at now: the one that now falls in,
// or the form's first or last one outside of the campaign.
func openPeriod(f anwei.Form, in Input) anwei.Period {
	p := anwei.PeriodOf(f.Every, in.Now)
	switch {
	case p.Before(f.First):
		return f.First
	case f.Last.Before(p):
		return f.Last
	}
	return p
}
