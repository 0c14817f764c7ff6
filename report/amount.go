package report

import (
	"math"

	"anwei"
)

// Amount is one indicator added up over reports. Those that gave nothing are
// counted and never taken as zero.
type Amount struct {
	// Num and Den are the numerator and the denominator, as far as they are known.
	Num, Den int64
	// Counted reports gave their part, and Partial are those among them that left
	// some of its figures open. Of a rate only complete parts count, since half of
	// one would make it wrong.
	Counted, Partial int
	NA               int // 不适用
	Missing          int // not answered, or not reported
}

// Asked returns over how many reports the amount was taken.
func (a Amount) Asked() int { return a.Counted + a.NA + a.Missing }

// Value returns the indicator in its own unit, and false where nothing is known:
// of nothing there is no sum and no rate.
func (a Amount) Value(i anwei.Indicator) (float64, bool) {
	switch {
	case a.Counted == 0, i.Rate() && a.Den == 0:
		return 0, false
	case i.Rate():
		return float64(a.Num) * float64(i.Times) / float64(a.Den), true
	}
	return float64(a.Num), true
}

// add adds the amount of another report.
func (a *Amount) add(b *Amount) {
	a.Num, a.Den = plus(a.Num, b.Num), plus(a.Den, b.Den)
	a.Counted += b.Counted
	a.Partial += b.Partial
	a.NA += b.NA
	a.Missing += b.Missing
}

// times makes the amount of one report that of n, the figures of which are added up
// already, unless each has its own.
func (a *Amount) times(n int, each bool) {
	if each {
		a.Num, a.Den = a.Num*int64(n), a.Den*int64(n)
	}
	a.Counted, a.Partial, a.NA, a.Missing = a.Counted*n, a.Partial*n, a.NA*n, a.Missing*n
}

// plus adds up two numbers; what is beyond an int64 stays at its end.
func plus(a, b int64) int64 {
	switch {
	case b > 0 && a > math.MaxInt64-b:
		return math.MaxInt64
	case b < 0 && a < math.MinInt64-b:
		return math.MinInt64
	}
	return a + b
}

// part is what one report gives to an indicator of figures.
func part(i *anwei.Indicator, v anwei.Values) Amount {
	num, den := addUp(&i.Numerator, v), addUp(&i.Denominator, v)
	open := num.open || den.open
	switch {
	case i.Rate() && open, num.known == 0 && open:
		return Amount{Missing: 1}
	case num.known == 0, i.Rate() && den.known == 0:
		return Amount{NA: 1}
	case open:
		return Amount{Num: num.n, Counted: 1, Partial: 1}
	}
	return Amount{Num: num.n, Den: den.n, Counted: 1}
}

// added is a sum over the figures of one report: how many of them were known, and
// whether any was left open.
type added struct {
	n     int64
	known int
	open  bool
}

func addUp(s *anwei.Sum, v anwei.Values) added {
	var out added
	for i := range s.Terms {
		t := &s.Terms[i]
		x, ok := v[t.Field]
		switch {
		case !ok:
			out.open = true
			continue
		case x.NA:
			continue
		}
		out.known++
		if t.Minus {
			x.N = -x.N
		}
		out.n = plus(out.n, x.N)
	}
	return out
}
