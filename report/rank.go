package report

import (
	"cmp"
	"slices"

	"anwei"
)

// Ranking is units in the order of one indicator.
type Ranking struct {
	Indicator anwei.Indicator
	Places    []Place
	// Out are the units without a value: they have not reported, left it open, or
	// it does not apply to them. They are never ranked as zero.
	Out []UnitRow
}

// Place is one unit's place. Equal values have the same number, from 1.
type Place struct {
	N      int
	Unit   anwei.Unit
	Amount Amount
	Value  float64
}

// Rank orders the units by an indicator, by its place among those asked. Units of
// equal value keep the order of the roster.
func (s Survey) Rank(i int, highFirst bool) Ranking {
	out := Ranking{Indicator: s.Asked.Indicators[i]}
	for _, u := range s.Units {
		v, ok := u.Amounts[i].Value(out.Indicator)
		if !ok {
			out.Out = append(out.Out, u)
			continue
		}
		out.Places = append(out.Places, Place{Unit: u.Unit, Amount: u.Amounts[i], Value: v})
	}
	slices.SortStableFunc(out.Places, func(a, b Place) int {
		if highFirst {
			a, b = b, a
		}
		return cmp.Compare(a.Value, b.Value)
	})
	for k := range out.Places {
		out.Places[k].N = k + 1
		if k > 0 && out.Places[k].Value == out.Places[k-1].Value {
			out.Places[k].N = out.Places[k-1].N
		}
	}
	return out
}

// First returns the first n places, and those that share the last of them, up to
// twice as many. Of 0 it returns all.
func (r Ranking) First(n int) []Place {
	if n <= 0 || n >= len(r.Places) {
		return r.Places
	}
	end := n
	for end < len(r.Places) && end < 2*n && r.Places[end].N == r.Places[n-1].N {
		end++
	}
	return r.Places[:end]
}
