package report_test

import (
	"math"
	"math/big"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
)

// shelf is reports by key, as a survey reads them.
type shelf map[anwei.ReportKey]anwei.Report

func (s shelf) Report(k anwei.ReportKey) (anwei.Report, bool) { r, ok := s[k]; return r, ok }

func (s shelf) EachReport(f anwei.FormID, p anwei.Period, fn func(anwei.Report)) {
	for k, r := range s {
		if k.Form == f && k.Period == p {
			fn(r)
		}
	}
}

func (shelf) Tallies(anwei.FormID, anwei.Period, []anwei.Unit) ([]anwei.Tally, map[anwei.UnitID]int) {
	return nil, nil
}

// summed is a shelf that keeps sums, of all units together.
type summed struct {
	shelf
	places map[anwei.UnitID]int
}

func (s summed) Tallies(f anwei.FormID, p anwei.Period, _ []anwei.Unit) (all []anwei.Tally, places map[anwei.UnitID]int) {
	for k, r := range s.shelf {
		if k.Form == f && k.Period == p {
			all = anwei.Tallied(all, s.places[k.Unit], r)
		}
	}
	return all, s.places
}

func surveyForm() anwei.Form {
	count := func(id anwei.FieldID) anwei.Field { return anwei.Field{ID: id, Kind: anwei.Count, Name: string(id)} }
	towns := &anwei.Audience{Kinds: []anwei.UnitKind{"town"}}
	f := anwei.Form{
		ID: "figures", Every: anwei.Month, First: anwei.MonthPeriod(2025, 11), Last: anwei.MonthPeriod(2026, 12),
		Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town", "department"}}, Deadline: anwei.Deadline{Day: 22, Shift: anwei.Keep},
		Fields: []anwei.Field{count("a"), count("b"), count("c")},
	}
	f.Fields[2].Audience = towns
	return f
}

func surveyIndicators() []anwei.Indicator {
	sum := func(s string) anwei.Sum {
		v, err := anwei.ParseSum(s)
		if err != nil {
			panic(err)
		}
		return v
	}
	return []anwei.Indicator{
		{ID: "sum", Numerator: sum("a + c")},
		{ID: "rate", Numerator: sum("b"), Denominator: sum("a + c"), Times: 100},
		{ID: "stock", Numerator: sum("a - b"), Stock: true},
		{ID: "punctual", Punctual: true, Times: 100},
		anwei.FieldIndicator("figures", anwei.Field{ID: "b", Name: "b"}),
	}
}

// county draws a tree of units and reports with missing, zero and 不适用 answers.
func county(t *rapid.T) ([]anwei.Unit, shelf) {
	n := rapid.SampledFrom([]int{1, 3, 9, 60, 90}).Draw(t, "units")
	units := make([]anwei.Unit, 0, n)
	for i := range n {
		units = append(units, anwei.Unit{
			ID: anwei.UnitID([]byte{'u', byte('a' + i/26), byte('a' + i%26)}), Parent: "xian",
			Kind:    rapid.SampledFrom([]anwei.UnitKind{"town", "department", "office"}).Draw(t, "kind"),
			Retired: rapid.IntRange(0, 9).Draw(t, "retired") == 0,
		})
	}
	s := shelf{}
	for _, u := range units {
		for p := anwei.MonthPeriod(2025, 11); p != anwei.MonthPeriod(2027, 1); p = p.Next() {
			if rapid.IntRange(0, 3).Draw(t, "in") == 0 {
				continue
			}
			r := anwei.Report{
				Key: anwei.ReportKey{Form: "figures", Period: p, Unit: u.ID}, Values: anwei.Values{},
				Late: rapid.Bool().Draw(t, "late"), Revision: rapid.IntRange(1, 3).Draw(t, "revision"),
				At: p.First().In(time.UTC).AddDate(0, 0, rapid.IntRange(10, 40).Draw(t, "day")),
			}
			for _, id := range []anwei.FieldID{"a", "b", "c"} {
				switch rapid.IntRange(0, 6).Draw(t, "answer") {
				case 0: // left open
				case 1:
					r.Values[id] = anwei.Value{NA: true}
				case 2:
					r.Values[id] = anwei.Number(0)
				default:
					r.Values[id] = anwei.Number(rapid.Int64Range(0, 1000).Draw(t, "n"))
				}
			}
			s[r.Key] = r
		}
	}
	return units, s
}

// known returns a value as big as it may be: nil where it was left open, and false
// where it does not apply.
func known(u anwei.Unit, r anwei.Report, id anwei.FieldID) (n *big.Int, applies bool) {
	v, ok := r.Values[id]
	if !ok && id == "c" && (u.Kind != "town" || u.Retired) || v.NA {
		return nil, false
	}
	if !ok {
		return nil, true
	}
	return big.NewInt(v.N), true
}

// oracle computes the total of each of surveyIndicators in another way: it goes
// through the reports one by one and knows nothing of sums and amounts. A stock is of
// all the periods of stock.
func oracle(units []anwei.Unit, s shelf, periods, stock []anwei.Period, since anwei.Period, now time.Time) (num, den [5]*big.Int, counted [5]int) {
	for i := range num {
		num[i], den[i] = new(big.Int), new(big.Int)
	}
	for _, u := range units {
		for _, p := range stock {
			asked := slices.Contains(periods, p)
			r, in := s[anwei.ReportKey{Form: "figures", Period: p, Unit: u.ID}]
			due := in || !u.Retired && u.Kind != "office"
			over := now.After(time.Date(p.Year, time.Month(p.N), 23, 0, 0, 0, 0, time.UTC).Add(-1))
			if asked && due && over && !p.First().Before(since.First()) {
				counted[3]++
				den[3].Add(den[3], big.NewInt(1))
				if in && !r.Late {
					num[3].Add(num[3], big.NewInt(1))
				}
			}
			if !in {
				continue
			}
			a, aOK := known(u, r, "a")
			b, bOK := known(u, r, "b")
			c, cOK := known(u, r, "c")
			if asked && (a != nil || c != nil) {
				counted[0]++
				for _, x := range []*big.Int{a, c} {
					if x != nil {
						num[0].Add(num[0], x)
					}
				}
			}
			complete := (a != nil || !aOK) && (b != nil || !bOK) && (c != nil || !cOK)
			if asked && complete && b != nil && (a != nil || c != nil) {
				counted[1]++
				num[1].Add(num[1], b)
				for _, x := range []*big.Int{a, c} {
					if x != nil {
						den[1].Add(den[1], x)
					}
				}
			}
			if a != nil || b != nil {
				counted[2]++
				if a != nil {
					num[2].Add(num[2], a)
				}
				if b != nil {
					num[2].Sub(num[2], b)
				}
			}
			if asked && b != nil {
				counted[4]++
				num[4].Add(num[4], b)
			}
		}
	}
	return num, den, counted
}

func TestSurveyAgainstAnIndependentComputation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units, s := county(t)
		now := anwei.MonthPeriod(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month"))).First().In(time.UTC).AddDate(0, 0, rapid.IntRange(0, 27).Draw(t, "today"))
		kind := rapid.SampledFrom([]anwei.PeriodKind{anwei.Month, anwei.Quarter, anwei.Half, anwei.Year}).Draw(t, "kind")
		asked := report.Asked{
			Form: surveyForm(), Period: anwei.PeriodOf(kind, now), Units: units, Indicators: surveyIndicators(), Now: now, Each: true,
			Since: anwei.MonthPeriod(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "since"))),
		}
		if rapid.Bool().Draw(t, "before") {
			asked.Period = asked.Period.Prev()
		}
		got := report.Take(asked, s)
		var periods []anwei.Period
		for p := asked.Form.First; p != asked.Form.Last.Next(); p = p.Next() {
			if !p.First().Before(asked.Period.First()) && !asked.Period.Last().Before(p.Last()) && !now.Before(p.First().In(time.UTC)) {
				periods = append(periods, p)
			}
		}
		all := periods
		periods = slices.DeleteFunc(slices.Clone(all), func(p anwei.Period) bool {
			return p.Before(asked.Since) && !slices.ContainsFunc(units, func(u anwei.Unit) bool {
				_, in := s[anwei.ReportKey{Form: "figures", Period: p, Unit: u.ID}]
				return in
			})
		})
		if !slices.Equal(periods, got.Periods) || len(got.Periods)+len(got.Unused) != len(all) {
			t.Fatalf("periods %v without %v, want %v", got.Periods, got.Unused, periods)
		}
		var stock []anwei.Period
		for p := asked.Form.First; len(all) > 0 && p != all[len(all)-1].Next(); p = p.Next() {
			if p.Year == all[0].Year {
				stock = append(stock, p)
			}
		}
		num, den, counted := oracle(units, s, periods, stock, asked.Since, now)
		for i, x := range asked.Indicators {
			a := got.Total(i)
			if a.Counted != counted[i] || big.NewInt(a.Num).Cmp(num[i]) != 0 || big.NewInt(a.Den).Cmp(den[i]) != 0 {
				t.Errorf("%s is %+v, want %s/%s of %d", x.ID, a, num[i], den[i], counted[i])
			}
			var sum report.Amount
			for _, u := range got.Units {
				sum.Num += u.Amounts[i].Num
				sum.Den += u.Amounts[i].Den
				sum.Counted += u.Amounts[i].Counted
			}
			if sum.Num != a.Num || sum.Den != a.Den || sum.Counted != a.Counted {
				t.Errorf("%s of all units is %+v, the total %+v", x.ID, sum, a)
			}
			traced(t, asked, i, got, s)
			ranked(t, got, i)
		}
		halves(t, asked, got, s)
		bySums(t, asked, units, got, s)
	})
}

// bySums holds that a survey by the sums that are kept is the one by the reports, but for
// what each unit gave, whichever of the units are asked about.
func bySums(t *rapid.T, a report.Asked, roster []anwei.Unit, whole report.Survey, s shelf) {
	kept := summed{s, map[anwei.UnitID]int{}}
	for i, u := range roster {
		kept.places[u.ID] = i + 1
	}
	some := slices.DeleteFunc(slices.Clone(roster), func(anwei.Unit) bool { return rapid.IntRange(0, 30).Draw(t, "left out") == 0 })
	for _, a.Units = range [][]anwei.Unit{roster, some} {
		a.Each = false
		got, want := report.Take(a, kept), report.Take(a, s)
		if len(got.Units) != len(want.Units) || got.LeadIn != want.LeadIn || !reflect.DeepEqual(got.Lead, want.Lead) || !reflect.DeepEqual(got.Course, want.Course) {
			t.Fatalf("by sums %+v of %d, %+v, by reports %+v of %d, %+v", got.Course, len(got.Units), got.Lead, want.Course, len(want.Units), want.Lead)
		}
		for i := range got.Units {
			if !reflect.DeepEqual(got.Units[i], want.Units[i]) {
				t.Errorf("by sums %+v, by reports %+v", got.Units[i], want.Units[i])
			}
		}
		for i := range a.Indicators {
			if len(a.Units) == len(roster) && got.Total(i) != whole.Total(i) {
				t.Errorf("the total is %+v, with each unit it is %+v", got.Total(i), whole.Total(i))
			}
		}
	}
}

// traced holds that what a figure is traced to adds up to it.
func traced(t *rapid.T, a report.Asked, i int, got report.Survey, s shelf) {
	var sum report.Amount
	in := 0
	for o := range report.Trace(a, a.Indicators[i], s) {
		if o.Report != nil {
			in++
		}
		sum.Num += o.Amount.Num
		sum.Den += o.Amount.Den
		sum.Counted += o.Amount.Counted
		sum.Missing += o.Amount.Missing
		sum.NA += o.Amount.NA
	}
	want := got.Total(i)
	reports := got.Turnout().In
	if a.Indicators[i].Stock {
		reports += got.LeadIn
	}
	if in != reports {
		t.Errorf("traced to %d reports, the survey has %d", in, reports)
	}
	if sum.Num != want.Num || sum.Den != want.Den || sum.Counted != want.Counted || sum.Missing != want.Missing || sum.NA != want.NA {
		t.Errorf("traced %+v, total %+v", sum, want)
	}
}

// ranked holds that every unit stands in a ranking once, in order, and that none
// without a value has a place.
func ranked(t *rapid.T, s report.Survey, i int) {
	for _, high := range []bool{true, false} {
		r := s.Rank(i, high)
		if len(r.Places)+len(r.Out) != len(s.Units) {
			t.Errorf("%d and %d of %d units", len(r.Places), len(r.Out), len(s.Units))
		}
		for k, p := range r.Places {
			if k > 0 && (high && p.Value > r.Places[k-1].Value || !high && p.Value < r.Places[k-1].Value) {
				t.Errorf("place %d is out of order", k)
			}
			if k > 0 && (p.Value == r.Places[k-1].Value) != (p.N == r.Places[k-1].N) {
				t.Errorf("place %d: equal values share a place, others do not", k)
			}
			if p.Amount.Counted == 0 {
				t.Errorf("%s has a place without a value", p.Unit.ID)
			}
		}
	}
}

// halves holds that any node of a tree can be taken: two parts of the units give
// the whole.
func halves(t *rapid.T, a report.Asked, whole report.Survey, s shelf) {
	cut := rapid.IntRange(0, len(a.Units)).Draw(t, "cut")
	left, right := a, a
	left.Units, right.Units = a.Units[:cut], a.Units[cut:]
	l, r := report.Take(left, s), report.Take(right, s)
	for i := range a.Indicators {
		x, y, z := l.Total(i), r.Total(i), whole.Total(i)
		if x.Num+y.Num != z.Num || x.Den+y.Den != z.Den || x.Counted+y.Counted != z.Counted || x.Missing+y.Missing != z.Missing || x.NA+y.NA != z.NA {
			t.Errorf("%+v and %+v make %+v", x, y, z)
		}
	}
	if x, y, z := l.Turnout(), r.Turnout(), whole.Turnout(); x.Due+y.Due != z.Due || x.In+y.In != z.In || x.Late+y.Late != z.Late {
		t.Errorf("%+v and %+v make %+v", x, y, z)
	}
}

func TestFigures(t *testing.T) {
	share := anwei.Indicator{Punctual: true, Times: 100, Unit: "%"}
	often := anwei.Indicator{Punctual: true, Times: 1000, Unit: "个"}
	for _, c := range []struct {
		i    anwei.Indicator
		v    float64
		want string
	}{
		{share, 100, "100.0%"},
		{share, 99.99, "99.9%"},
		{share, 0.01, "0.1%"},
		{share, 0, "0.0%"},
		{share, 92.06, "92.1%"},
		{share, 120, "120.0%"},
		{often, 1.2, "1.20个"},
		{anwei.Indicator{Unit: "个"}, 1234567, "1,234,567个"},
		{anwei.Indicator{Unit: "个"}, -1234, "-1,234个"},
		{anwei.Indicator{Unit: "个"}, math.MaxInt64, "9,223,372,036,854,775,807个"},
	} {
		if got := report.Figure(c.i, c.v); got != c.want {
			t.Errorf("%v is written %s, want %s", c.v, got, c.want)
		}
	}
}
