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
	// Tallies returns what the reports of one form and period come to, those of the units
	// and perhaps of others, and the place of each unit of the roster, by which they name
	// them. The places are nil where it is not known.
	Tallies(form anwei.FormID, p anwei.Period, of []anwei.Unit) ([]anwei.Tally, map[anwei.UnitID]int)
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
	// Each asks for what each unit gave. Without it the amounts of units only count, and
	// the sums that are kept are taken for what many reports would have to be read for.
	Each     bool
	Calendar anwei.Calendar
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
	s := taking{Survey: Survey{Asked: a}, from: r, at: make(map[anwei.UnitID]int, len(a.Units))}
	stock := slices.ContainsFunc(a.Indicators, func(x anwei.Indicator) bool { return x.Stock })
	s.rows, s.in = make([]UnitRow, len(a.Units)), make([]bool, len(a.Units))
	amounts := make([]Amount, len(a.Units)*len(a.Indicators))
	for i, u := range a.Units {
		s.at[u.ID] = i
		s.rows[i] = UnitRow{Unit: u, Amounts: amounts[i*len(a.Indicators):][:len(a.Indicators):len(a.Indicators)]}
	}
	periods := Within(a.Form, a.Period, a.Now)
	if stock && len(periods) > 0 {
		for _, p := range before(a.Form, periods[0]) {
			s.read(p, true)
		}
		s.Lead = slices.Clone(s.carried)
	}
	for _, p := range periods {
		if row := s.read(p, false); !a.unused(p) || row.Turnout.In > 0 {
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
	from    Reader
	at      map[anwei.UnitID]int
	rows    []UnitRow
	carried []Amount // the stocks of the periods before
	in      []bool   // whose report of the period was taken
	seats   []int    // one more than the row of a unit, by its place; nil until it is asked
	seated  []int    // the rows of a tally, used again
}

// read takes one period. Of one that only leads up to those asked, stocks alone
// count, and nothing else.
func (s *taking) read(p anwei.Period, lead bool) PeriodRow {
	t := onePeriod{taking: s, lead: lead, unused: s.Asked.unused(p), row: PeriodRow{Period: p, Amounts: make([]Amount, len(s.Asked.Indicators))}}
	t.over = !t.unused && s.Asked.Form.Deadline.Late(p, s.Asked.Calendar, s.Asked.Now)
	clear(s.in)
	t.take()
	for i := range s.rows {
		if !s.in[i] && !t.unused && s.Asked.Form.Audience.Includes(s.rows[i].Unit) {
			t.count([]int{i}, nil)
		}
	}
	s.carry(&t.row, lead)
	return t.row
}

// onePeriod is a period of a survey while it is being taken.
type onePeriod struct {
	*taking
	row                PeriodRow
	lead, over, unused bool
}

// take takes the reports that are in: by what they come to, where that is known and
// enough, and otherwise one by one.
func (t *onePeriod) take() {
	if len(t.rows) > few && !t.Asked.Each {
		if all, places := t.from.Tallies(t.Asked.Form.ID, t.row.Period, t.Asked.Units); places != nil {
			t.seat(places)
			t.takeEach(t.takeTallies(all))
			return
		}
	}
	rows := make([]int, len(t.rows))
	for i := range rows {
		rows[i] = i
	}
	t.takeEach(rows)
}

// takeEach takes the reports of rows that were not taken yet.
func (t *onePeriod) takeEach(rows []int) {
	take := func(rep anwei.Report) {
		if i, ok := t.at[rep.Key.Unit]; ok && !t.in[i] {
			t.count([]int{i}, &rep)
		}
	}
	if len(rows) > few {
		t.from.EachReport(t.Asked.Form.ID, t.row.Period, take)
		return
	}
	for _, i := range rows {
		if rep, ok := t.from.Report(anwei.ReportKey{Form: t.Asked.Form.ID, Period: t.row.Period, Unit: t.rows[i].Unit.ID}); ok {
			take(rep)
		}
	}
}

// takeTallies takes what the reports come to, and returns the rows whose figures have to be
// read: where others of a sum are not asked about, or a field is asked of some of them alone.
func (t *onePeriod) takeTallies(all []anwei.Tally) (rest []int) {
	figures := slices.ContainsFunc(t.Asked.Indicators, func(x anwei.Indicator) bool { return !x.Punctual })
	for i := range all {
		rows, strangers := t.rowsOf(all[i].Of)
		if len(rows) == 0 {
			continue
		}
		r := anwei.Report{Late: all[i].Late, Values: all[i].Values()}
		if figures && (strangers || all[i].Apart || !t.askedAlike(rows, r.Values)) {
			rest = append(rest, rows...)
		} else {
			t.count(rows, &r)
		}
	}
	return rest
}

// seat notes the rows of the units by their places, once.
func (t *onePeriod) seat(places map[anwei.UnitID]int) {
	if t.seats != nil {
		return
	}
	for id, place := range places {
		if i, ok := t.at[id]; ok {
			t.seats = append(t.seats, make([]int, max(0, place+1-len(t.seats)))...)
			t.seats[place] = i + 1
		}
	}
}

// rowsOf returns the rows of the units with the places, which are good until it is asked
// again, and whether there are others.
func (t *onePeriod) rowsOf(of anwei.Places) (rows []int, strangers bool) {
	rows = t.seated[:0]
	for place := range of.All() {
		if place < len(t.seats) && t.seats[place] > 0 {
			rows = append(rows, t.seats[place]-1)
		} else {
			strangers = true
		}
	}
	t.seated = rows
	return rows, strangers
}

// askedAlike reports whether what is left open is asked of all of the rows, or of none.
func (t *onePeriod) askedAlike(rows []int, v anwei.Values) bool {
	for i := range t.Asked.Form.Fields {
		f := &t.Asked.Form.Fields[i]
		if _, answered := v[f.ID]; answered || f.Audience == nil {
			continue
		}
		asked := f.Audience.Includes(t.rows[rows[0]].Unit)
		if slices.ContainsFunc(rows, func(at int) bool { return f.Audience.Includes(t.rows[at].Unit) != asked }) {
			return false
		}
	}
	return true
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

// count adds reports that are alike, nil where they are missing, to the rows of their
// units and to that of the period. The values are those of all of them, added up.
func (t *onePeriod) count(rows []int, r *anwei.Report) {
	turnout := Turnout{Due: 1}
	var v anwei.Values
	if r != nil {
		turnout.In = 1
		if r.Late {
			turnout.Late = 1
		}
		v = Answers(t.Asked.Form, t.rows[rows[0]].Unit, *r)
	}
	for i := range t.Asked.Indicators {
		x := &t.Asked.Indicators[i] // not copied: there are many reports
		if t.lead && !x.Stock {
			continue
		}
		a := amount(x, r, v, t.over)
		one := a
		if !t.Asked.Each {
			one.Num, one.Den = 0, 0
		}
		for _, at := range rows {
			t.rows[at].Amounts[i].add(&one)
		}
		a.times(len(rows), x.Punctual)
		t.row.Amounts[i].add(&a)
	}
	for _, at := range rows {
		t.in[at] = r != nil
		if t.lead {
			t.LeadIn += turnout.In
			continue
		}
		unit := &t.rows[at]
		if unit.Turnout, t.row.Turnout = unit.Turnout.plus(turnout), t.row.Turnout.plus(turnout); r == nil {
			unit.Gaps = append(unit.Gaps, t.row.Period)
		}
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
