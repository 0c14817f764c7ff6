package report

import "anwei"

// Point is an indicator in one period of its course.
type Point struct {
	Period  anwei.Period
	Turnout Turnout
	Amount  Amount
	// Value is meant only where it is Known: a period without a value is a gap and
	// no zero.
	Value float64
	Known bool
}

// Trend returns the course of an indicator, by its place among those asked.
func (s Survey) Trend(i int) []Point {
	out := make([]Point, 0, len(s.Course))
	for _, p := range s.Course {
		v, known := p.Amounts[i].Value(s.Asked.Indicators[i])
		out = append(out, Point{Period: p.Period, Turnout: p.Turnout, Amount: p.Amounts[i], Value: v, Known: known})
	}
	return out
}
