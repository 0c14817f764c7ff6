package report

import (
	"math"

	"anwei"
)

// Sum is the total of one field over several answers. Those that gave no number
// are counted and never taken as zero.
type Sum struct {
	Total    int64
	Answered int // gave a number
	NA       int // 不适用
	Missing  int // not answered
}

// Asked returns over how many answers the sum was taken.
func (s Sum) Asked() int { return s.Answered + s.NA + s.Missing }

// Number returns the total, and false where nobody gave a number: a total of
// nothing is nothing, not zero.
func (s Sum) Number() (int64, bool) { return s.Total, s.Answered > 0 }

// Sums holds the total of each field.
type Sums map[anwei.FieldID]Sum

// Totals sums the counts among the fields over the answers, one for each unit or
// period that was asked. Nil stands for a report that has not come in. A total
// beyond the largest int64 stays at it.
func Totals(fields []anwei.Field, answers []anwei.Values) Sums {
	sums := make(Sums, len(fields))
	for _, f := range fields {
		if f.Kind != anwei.Count {
			continue
		}
		var s Sum
		for _, v := range answers {
			s.add(v, f.ID)
		}
		sums[f.ID] = s
	}
	return sums
}

func (s *Sum) add(v anwei.Values, id anwei.FieldID) {
	x, ok := v[id]
	switch {
	case !ok:
		s.Missing++
	case x.NA:
		s.NA++
	case x.N > math.MaxInt64-s.Total:
		s.Total = math.MaxInt64
		s.Answered++
	default:
		s.Total += x.N
		s.Answered++
	}
}
