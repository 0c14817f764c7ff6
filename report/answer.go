package report

import (
	"math"
	"strconv"
	"strings"

	"anwei"
)

// Turnout counts the reports of all units and periods.
func (s Survey) Turnout() Turnout {
	var t Turnout
	for _, p := range s.Course {
		t = t.plus(p.Turnout)
	}
	return t
}

// Total is an indicator, by its place among those asked, over all units and
// periods. A stock is what it came to in the last period, or before the first where
// there is none.
func (s Survey) Total(i int) Amount {
	var a Amount
	if s.Asked.Indicators[i].Stock && s.Lead != nil {
		a = s.Lead[i]
	}
	for _, p := range s.Course {
		if s.Asked.Indicators[i].Stock {
			a = p.Amounts[i]
			continue
		}
		a.add(&p.Amounts[i])
	}
	return a
}

// Gave returns how many units gave the indicator anything, and how many were to
// report.
func (s Survey) Gave(i int) (n, of int) {
	for _, u := range s.Units {
		if u.Amounts[i].Counted > 0 {
			n++
		}
		if u.Turnout.Due > 0 {
			of++
		}
	}
	return n, max(n, of)
}

// Asks returns how many units were to report.
func (s Survey) Asks() int {
	n := 0
	for _, u := range s.Units {
		if u.Turnout.Due > 0 {
			n++
		}
	}
	return n
}

// Missing returns the units of which any report is not in, in the order of the
// roster.
func (s Survey) Missing() []UnitRow {
	return anwei.Where(s.Units, func(u UnitRow) bool { return len(u.Gaps) > 0 })
}

// Open reports whether the deadline of the last period is not over yet.
func (s Survey) Open() bool {
	if len(s.Periods) == 0 {
		return false
	}
	return !s.Asked.Form.Deadline.Late(s.Periods[len(s.Periods)-1], s.Asked.Calendar, s.Asked.Now)
}

// Standing says how a value stands to the baseline of its indicator.
type Standing int

// The standings of a value.
const (
	NoBaseline Standing = iota
	Below
	Even
	Above
)

// Against compares a value with the baseline of its indicator.
func Against(i anwei.Indicator, v float64) Standing {
	switch {
	case i.Baseline == nil:
		return NoBaseline
	case v < *i.Baseline:
		return Below
	case v > *i.Baseline:
		return Above
	}
	return Even
}

// Figure writes a value with its unit: 1,234个, 92.1%, 1.20个. A share that is not
// whole is never written as 100%, and one that is not nothing never as 0%.
func Figure(i anwei.Indicator, v float64) string {
	switch {
	case !i.Rate() && v >= math.MaxInt64: // a float64 cannot hold that end of an int64
		return Thousands(math.MaxInt64) + i.Unit
	case !i.Rate():
		return Thousands(int64(v)) + i.Unit
	case i.Times == 100:
		return strconv.FormatFloat(Short(v), 'f', 1, 64) + i.Unit
	}
	return strconv.FormatFloat(v, 'f', 2, 64) + i.Unit
}

// Short rounds a percentage to one place, and stops short of what it is not.
func Short(v float64) float64 {
	const step = 0.1
	r := math.Round(v*10) / 10
	switch {
	case v < 100 && r >= 100:
		return 100 - step
	case v > 0 && r <= 0:
		return step
	}
	return r
}

// Thousands writes a number in groups of three digits.
func Thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return sign + b.String()
}
