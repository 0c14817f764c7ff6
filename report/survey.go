package report

import (
	"slices"
	"time"

	"anwei"
)

// Reader is where a survey finds reports. Both methods may be asked of what is
// not there.
type Reader interface {
	Report(key anwei.ReportKey) (anwei.Report, bool)
	// EachReport calls fn with all reports of one form and period, in any order.
	// What fn is given is good until it returns.
	EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report))
}

// Asked is what is asked of the reports.
type Asked struct {
	Form anwei.Form
	// Period may be longer than those that the form is reported for.
	Period anwei.Period
	// Units are the ones that are meant. Those that the form does not ask, or no
	// longer, count only where they have reported.
	Units      []anwei.Unit
	Indicators []anwei.Indicator
	Calendar   anwei.Calendar
	// Since is the first period for which the program was in use, zero for all. Before
	// it nobody is missing and nobody in time: what was caught up on counts, a period
	// of which nothing is in is left out.
	Since anwei.Period
	// Now is in the plan's time zone. What begins later has no reports.
	Now time.Time
}

// unused reports whether the period is from before the program was in use.
func (a Asked) unused(p anwei.Period) bool { return !a.Since.IsZero() && p.Before(a.Since) }

// Survey is what the reports say about what was asked, at one time.
type Survey struct {
	Asked Asked
	// Unused are those of the periods asked that were left out, see Asked.Since.
	Unused []anwei.Period
	// Periods are those of the form within the one that was asked, as far as they
	// have begun.
	Periods []anwei.Period
	// Units are those that were to report or did; Course has one for each of Periods.
	Units  []UnitRow
	Course []PeriodRow
	// Lead are the stocks at the end of the period before the first one, where that
	// is of the same year and a stock was asked; nil otherwise. They cost no reading of
	// their own.
	Lead []Amount
	// LeadIn is how many reports Lead was taken over.
	LeadIn int
}

// UnitRow is what one unit gave over all periods of a survey.
type UnitRow struct {
	Unit    anwei.Unit
	Turnout Turnout
	// Amounts are in the order of the indicators asked.
	Amounts []Amount
	Gaps    []anwei.Period // not reported
	// Newest is the report that was confirmed last, without its values, and zero
	// where there is none.
	Newest anwei.Report
}

// PeriodRow is what all units gave in one period.
type PeriodRow struct {
	Period  anwei.Period
	Turnout Turnout
	Amounts []Amount
}

// Turnout counts reports.
type Turnout struct{ Due, In, Late int }

func (t Turnout) plus(o Turnout) Turnout { return Turnout{t.Due + o.Due, t.In + o.In, t.Late + o.Late} }

// Missing returns how many reports are not in.
func (t Turnout) Missing() int { return t.Due - t.In }

// few is up to how many units are looked up one by one.
const few = 40

// Take reads what the survey needs, each period once and no other, and keeps sums
// alone: its memory grows with the units and not with the reports.
func Take(a Asked, r Reader) Survey {
	s := taking{Survey: Survey{Asked: a}, at: make(map[anwei.UnitID]int, len(a.Units))}
	stock := slices.ContainsFunc(a.Indicators, func(x anwei.Indicator) bool { return x.Stock })
	s.rows = make([]UnitRow, len(a.Units))
	for i, u := range a.Units {
		s.at[u.ID] = i
		s.rows[i] = UnitRow{Unit: u, Amounts: make([]Amount, len(a.Indicators))}
	}
	periods := Within(a.Form, a.Period, a.Now)
	if stock && len(periods) > 0 {
		for _, p := range before(a.Form, periods[0]) {
			s.read(r, p, true)
		}
		s.Lead = slices.Clone(s.carried)
	}
	for _, p := range periods {
		if row := s.read(r, p, false); !a.unused(p) || row.Turnout.In > 0 {
			s.Periods, s.Course = append(s.Periods, p), append(s.Course, row)
		} else {
			s.Unused = append(s.Unused, p)
		}
	}
	for _, row := range s.rows {
		counted := slices.ContainsFunc(row.Amounts, func(a Amount) bool { return a.Counted > 0 })
		if row.Turnout.Due > 0 || counted {
			s.Units = append(s.Units, row)
		}
	}
	return s.Survey
}

// Within returns the periods of the form that lie in p and have begun by now.
func Within(f anwei.Form, p anwei.Period, now time.Time) []anwei.Period {
	if p.IsZero() || !f.Every.Valid() {
		return nil
	}
	today := anwei.DateOf(now)
	var out []anwei.Period
	for q := anwei.PeriodOf(f.Every, p.First().In(time.UTC)); !p.Last().Before(q.Last()); q = q.Next() {
		if f.Covers(q) && !q.First().Before(p.First()) && !today.Before(q.First()) {
			out = append(out, q)
		}
	}
	return out
}

// before returns the periods of the form in the year of p that end before it.
func before(f anwei.Form, p anwei.Period) []anwei.Period {
	var out []anwei.Period
	for q := (anwei.Period{Kind: p.Kind, Year: p.Year, N: 1}); q.Before(p); q = q.Next() {
		if f.Covers(q) {
			out = append(out, q)
		}
	}
	return out
}

// taking is a survey while it is being taken.
type taking struct {
	Survey
	at      map[anwei.UnitID]int
	rows    []UnitRow
	carried []Amount // the stocks of the periods before
}

// read takes one period. Of one that only leads up to those asked, stocks alone
// count, and nothing else.
func (s *taking) read(r Reader, p anwei.Period, lead bool) PeriodRow {
	row := PeriodRow{Period: p, Amounts: make([]Amount, len(s.Asked.Indicators))}
	unused := s.Asked.unused(p)
	over := !unused && s.Asked.Form.Deadline.Late(p, s.Asked.Calendar, s.Asked.Now)
	in := make([]bool, len(s.rows))
	take := func(rep anwei.Report) {
		if i, ok := s.at[rep.Key.Unit]; ok {
			in[i] = true
			s.count(&row, i, &rep, over, lead)
		}
	}
	if len(s.rows) <= few {
		for _, u := range s.rows {
			if rep, ok := r.Report(anwei.ReportKey{Form: s.Asked.Form.ID, Period: p, Unit: u.Unit.ID}); ok {
				take(rep)
			}
		}
	} else {
		r.EachReport(s.Asked.Form.ID, p, take)
	}
	for i := range s.rows {
		if !in[i] && !unused && s.Asked.Form.Audience.Includes(s.rows[i].Unit) {
			s.count(&row, i, nil, over, lead)
		}
	}
	s.carry(&row, lead)
	return row
}

// carry adds to the stocks of a period those of the periods before it.
func (s *taking) carry(row *PeriodRow, lead bool) {
	if s.carried == nil {
		s.carried = make([]Amount, len(s.Asked.Indicators))
	}
	for i, x := range s.Asked.Indicators {
		if !x.Stock {
			continue
		}
		s.carried[i].add(&row.Amounts[i])
		if !lead {
			row.Amounts[i] = s.carried[i]
		}
	}
}

// count adds one unit's report, nil where it is missing, to its row and to that of
// the period.
func (s *taking) count(row *PeriodRow, at int, r *anwei.Report, over, lead bool) {
	unit := &s.rows[at]
	turn := Turnout{Due: 1}
	var v anwei.Values
	if r != nil {
		turn.In = 1
		if r.Late {
			turn.Late = 1
		}
		v = Answers(s.Asked.Form, unit.Unit, *r)
	}
	for i := range s.Asked.Indicators {
		x := &s.Asked.Indicators[i] // not copied: there are many reports
		if lead && !x.Stock {
			continue
		}
		a := amount(x, r, v, over)
		unit.Amounts[i].add(&a)
		row.Amounts[i].add(&a)
	}
	if lead {
		s.LeadIn += turn.In
		return
	}
	unit.Turnout, row.Turnout = unit.Turnout.plus(turn), row.Turnout.plus(turn)
	switch {
	case r == nil:
		unit.Gaps = append(unit.Gaps, row.Period)
	case !r.At.Before(unit.Newest.At):
		unit.Newest = *r
		unit.Newest.Values = nil // they are good for the moment only
	}
}

// amount is what one report, nil where it is missing, gives to an indicator.
func amount(x *anwei.Indicator, r *anwei.Report, v anwei.Values, over bool) Amount {
	switch {
	case x.Punctual && !over:
		return Amount{NA: 1} // it is not due yet
	case x.Punctual && r != nil && !r.Late:
		return Amount{Num: 1, Den: 1, Counted: 1}
	case x.Punctual:
		return Amount{Den: 1, Counted: 1}
	case r == nil:
		return Amount{Missing: 1}
	}
	return part(x, v)
}
