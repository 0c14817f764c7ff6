package question

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
)

// Asked is a question with all its slots: what a button carries, and what is said next goes
// on about.
type Asked struct {
	Query Query          `json:"query"`
	Kind  anwei.UnitKind `json:"kind,omitempty"`
	Tag   string         `json:"tag,omitempty"`
	Duty  anwei.DutyID   `json:"duty,omitempty"`
	Order Order          `json:"order,omitempty"`
	Top   int            `json:"top,omitempty"`
	Terms Terms          `json:"terms,omitzero"`
	At    time.Time      `json:"at,omitzero"`
}

// Before is the question that a text may follow, nil where there is none.
func (a *Asked) Before() *Query {
	if a == nil {
		return nil
	}
	return &a.Query
}

// Plain reports whether its query says all of the question.
func (a Asked) Plain() bool {
	return a.Kind == "" && a.Duty == "" && a.Order == "" && a.Top == 0
}

// Around is what a question may speak of without naming it: the question before, and the
// unit of the person who asks.
type Around struct {
	Last *Asked
	Own  anwei.UnitID
}

// Said is a question as it was typed.
type Said struct {
	Asked
	Manner Manner
	// Follows is set where the text says nothing but how the last question is wished for.
	Follows bool
	// County is set where the whole county is named.
	County bool
	// Part is less than a month that was named, of which no report is, and NoDay is set
	// where there is no such day.
	Part  string
	NoDay bool
	// WholeYear is set where months were named of what is done by quarters.
	WholeYear bool
	// Late, Reason and Missing say what of a report that is missing is asked about.
	Late, Reason, Missing bool
}

// Of is the question that was read in another way.
func Of(q Query, m Manner) Said {
	s := Said{Asked: Asked{Query: q, Order: m.Order, Top: m.Top}, Manner: m}
	s.group()
	return s
}

// Ask reads what a text asks, all that is said at once. It returns false where the text is no
// question.
func (r *Reader) Ask(typed string, now time.Time, around Around) (Said, bool) {
	l, m := r.lists, r.manners.read(typed)
	s := Said{Manner: m, Asked: Asked{Order: m.Order, Top: m.Top}}
	s.Late, s.Reason, s.Missing = l.in("=overdue", typed), l.in("=reasons", typed), l.in("=missing", typed) && !l.in("=missing-not", typed)
	if m.Alone && around.Last != nil {
		s.follow(*around.Last)
		return s, true
	}
	if r.Explains(typed) || len(typed) > longestTyped {
		return s, false
	}
	typed = s.takePart(l, typed, now)
	if s.Terms, typed = r.Terms(typed, now); s.Terms.Moved != "" {
		s.Manner.Compare, s.Order = false, ""
	}
	if s.Manner.Compare && s.Terms.With.IsZero() { // 上月 of 和上月比 is not the period that is asked
		typed = l.without("=compared", l.without("=compare", typed))
	}
	last := around.Last.Before()
	if s.Terms.Measure == Share {
		last = nil // 南村占全县的百分之几 is whole of itself
	}
	q := newInquiry(typed, r, now, last, around.Own)
	q.Period, q.part = cmp.Or(q.Period, q.months), false
	s.Query = q.as(cNone)
	if s.Query.Intent == AskNothing || s.ofReports() {
		s.Query = s.otherwise(q, typed)
	}
	s.measured(q, around.Own)
	s.whyOf(q, around.Last)
	if s.Query.Intent == AskNothing && s.Terms.Moved == "" || !s.listed(q) {
		return s, false
	}
	s.ofYear(now, l.in("=running", typed))
	s.group()
	if s.Query.Intent == AskRank && s.Order == "" && !s.Terms.Said() {
		s.Order = l.endOrder(typed)
	}
	s.keep(q, around.Last, strings.HasSuffix(strings.Trim(typed, "？?。！! "), "呢"))
	return s, true
}

// ofYear takes the whole year where months were named of what is done by quarters, and for
// a running amount, 累计重大隐患, where no period was.
func (s *Said) ofYear(now time.Time, running bool) {
	q := &s.Query
	s.WholeYear = q.Intent == AskDuties && q.Period.Kind == anwei.Months
	amount := q.Metric != "" && (q.Intent == AskTotal || q.Intent == AskUnit)
	if s.WholeYear || running && amount && q.Period.IsZero() {
		q.Period = anwei.PeriodOf(anwei.Year, now)
	}
}

// whyOf takes from the last question what 为什么降了 is about.
func (s *Said) whyOf(q *inquiry, last *Asked) {
	if s.Terms.Why && last != nil && q.only(cThe, cMore, cHope, cStop, cFill) {
		s.Query.Metric, s.Query.Period, s.Query.Unit = last.Query.Metric, last.Query.Period, last.Query.Unit
		s.Kind, s.Tag = last.Kind, last.Tag
	}
}

// follow changes the slots of the last question that an aside to it names: 谁最差, 画个图.
func (s *Said) follow(last Asked) {
	m := s.Manner
	s.Asked, s.Follows = last, true
	switch p := s.Query.Period; {
	case m.Source, m.Compare, m.Picture && s.Query.Intent == AskRank:
	case m.Picture:
		if s.Query.Intent = AskTrend; p.Kind == anwei.Month || p.Kind == anwei.Quarter {
			s.Query.Period = anwei.Period{}
		}
	case m.Table, m.PDF:
		s.Query.Intent, s.Kind, s.Tag = AskExport, "", ""
	case m.Order != "", m.Top > 0:
		s.Terms, s.Order, s.Top = Terms{}, cmp.Or(m.Order, last.Order), m.Top
		s.Query.Intent, s.Query.Unit = AskRank, ""
	}
}

// Passes reports whether a question leaves the last one what is spoken of.
func (s *Said) Passes() bool {
	m := s.Manner
	return s.Follows && (m.Source || m.Compare || m.Picture || m.Table || m.PDF)
}

// ofReports reports whether it is asked what became of reports, or when they came.
func (s *Said) ofReports() bool { return s.Terms.State != "" || !s.Terms.From.IsZero() }

// takePart takes less than a month out of a question, since reports are of months. Who has
// reported is as of now.
func (s *Said) takePart(l lists, typed string, now time.Time) string {
	named, rest, there, ok := day.ReadPart(typed, now)
	if !ok || l.in("=reporting", typed) {
		return typed
	}
	s.Part, s.NoDay = named, !there
	return rest
}

// otherwise reads a text that alone is no question: one with a limit or two periods, the
// national average, a period alone.
func (s *Said) otherwise(q *inquiry, typed string) Query {
	progress := Query{Intent: AskProgress, Period: q.Period}
	alone := !q.Period.IsZero() && q.only(cThe, cMore, cHope, cStop)
	switch t := &s.Terms; {
	case alone && q.Period.Kind == anwei.Months:
		return progress
	case s.ofReports():
		of := q.alone(cUnreported) // of whom and of which form
		if of.Intent == AskNothing {
			return progress
		}
		if i := q.index(of.Unit); i >= 0 && !q.report.Audience.Includes(q.names.Units[i]) {
			of.Unit = "" // the office sent them back
		}
		of.Intent, of.Metric = AskProgress, ""
		return of
	case t.Measure != "":
		return q.as(cMany)
	case t.Bound != nil, t.Moved != "":
		return q.as(cRank)
	case !t.With.IsZero(), t.LastYear:
		if of := q.as(cMany); of.Intent == AskTotal || of.Intent == AskUnit {
			return of
		}
		if alone || q.only(cThe, cMore, cHope, cStop, "how") {
			return progress
		}
	case q.namesBaseline(typed):
		t.Against = true
		return progress
	case alone && q.now.Before(q.Period.First().In(q.now.Location())), s.Manner.Compare && s.Manner.Alone:
		return progress // it is said that the period has not begun
	case s.Manner.Compare:
		return q.as(cMany)
	}
	return Query{Intent: AskNothing}
}

// namesBaseline reports whether the text names what an indicator is compared with: 全国平均水平,
// with or without its last word.
func (f *figures) namesBaseline(typed string) bool {
	return slices.ContainsFunc(f.indicators, func(i anwei.Indicator) bool {
		name := strings.TrimSuffix(i.BaselineName, "水平")
		return name != "" && strings.Contains(typed, name)
	})
}

// measured makes of the question what its measure asks: an average, or a share. What can be
// made nothing of is said, so that the plain figure is not taken for it.
func (s *Said) measured(cut *inquiry, own anwei.UnitID) {
	q, t := &s.Query, &s.Terms
	switch t.Measure {
	case PerUnit, PerMonth:
		if q.Intent != AskTotal && q.Intent != AskUnit || q.Metric == "" {
			t.Measure, q.Left = "", cut.lists["=average-word"][0]
		} else if t.Measure == PerMonth && q.Period.IsZero() {
			q.Period = anwei.PeriodOf(anwei.Year, cut.now)
		}
	case Share:
		of := newInquiry(t.Whole, cut.Reader, cut.now, nil, own).as(cMany)
		if !cut.Period.IsZero() && !of.Period.IsZero() && cut.Period != of.Period { // 9月占全年的几成
			q.Doubtful, q.Left = true, t.Whole
		}
		q.Metric, q.Period = cmp.Or(q.Metric, of.Metric), cmp.Or(cut.Period, of.Period)
		t.Whole, t.Of, q.County = string(of.Metric), of.Kind, of.County
		if s.Order != "" {
			q.Kind = cmp.Or(q.Kind, of.Kind) // 占比最高的镇
		}
		if q.Intent = AskTotal; q.Unit != "" {
			q.Intent = AskUnit
		}
		if i := cut.indicator(q.Metric); q.Metric == "" || i.Rate() || i.Stock {
			q.Intent = AskNothing
		}
	}
}

// majorHazards is the metric of all major hazards that were found in a period.
const majorHazards Metric = "major_hazards"

// listed makes a question with a limit or a movement one about the units, and returns
// false where it names no figure that these could be of.
func (s *Said) listed(q *inquiry) bool {
	t := s.Terms
	if t.Bound == nil && t.Moved == "" {
		return true
	}
	if t.Moved != "" && s.Query.Metric == "" {
		s.Query.Metric = q.usual
	}
	if t.There && !t.Bound.Exact && s.Query.Metric == majorHazards && q.indicator(MajorOpen).ID != "" {
		s.Query.Metric = MajorOpen // what is there is what has not been put right
	}
	s.Query.Intent = AskRank
	return s.Query.Metric != ""
}

// group takes of which units alone the question is, where it names no one unit.
func (s *Said) group() {
	q := &s.Query
	if q.Unit == "" && len(q.Either) == 0 {
		s.Kind, s.Tag = cmp.Or(s.Kind, q.Kind), q.Tag
	}
	s.County = q.County
	q.Kind, q.Tag, q.County = "", "", false
}

// keep takes over from the last question what one that only changes it leaves out: the kind
// of units, their industry and its terms.
func (s *Said) keep(q *inquiry, last *Asked, more bool) {
	if last == nil {
		return
	}
	if q.resumes && s.Query.Period.IsZero() {
		s.Query.Period = last.Query.Period
	}
	if q.alone(cNone).Intent != AskNothing && !more && (len(q.marks) != 1 || !q.County) {
		return
	}
	same := s.Query.Intent == last.Query.Intent
	if s.Query.Unit == "" && s.Kind == "" && s.Tag == "" && !s.County {
		s.Kind, s.Tag = last.Kind, last.Tag
	}
	if same && s.Order == "" && s.Top == 0 {
		s.Order, s.Top = last.Order, last.Top
	}
	if !s.Terms.Said() && s.Query.Unit == "" && same {
		if s.Terms = last.Terms; !q.Period.IsZero() {
			s.Terms.With = anwei.Period{}
		}
	}
}
