package question

import (
	"strconv"
	"unicode/utf8"

	"anwei/language/text"
)

// Bound is a limit that a question sets: 低于90%, 超过100个.
type Bound struct {
	// Below is set for what is less than N, otherwise what is more is meant; Even
	// takes what is just as much too, and Exact nothing else.
	Below, Even, Exact bool
	N                  float64
	// Mean is set where the limit is the average of all, which is N once it is known.
	Mean bool
	// Percent is set for a limit of a share.
	Percent bool
}

// Fits reports whether the value is within what the bound asks for.
func (b Bound) Fits(v float64) bool {
	switch {
	case v == b.N:
		return b.Even || b.Exact
	case b.Exact:
		return false
	case b.Below:
		return v < b.N
	}
	return v > b.N
}

// boundList is a list of words.txt that stands before a limit, with what it asks for.
type boundList struct {
	name  string
	bound Bound
}

// boundLists are tried in this order.
func boundLists() [5]boundList {
	return [...]boundList{
		{"=below", Bound{Below: true}},
		{"=at-most", Bound{Below: true, Even: true}},
		{"=at-least", Bound{Even: true}},
		{"=above", Bound{}},
		{"=exactly", Bound{Exact: true}},
	}
}

// bound reads the limit that a question sets, and returns the question without it. A
// number without such a word is none.
func (l lists) bound(typed string) (b Bound, rest string, ok bool) {
	typed = l.without("=mean", typed)
	c, before := text.Fold(typed), boundLists()
	for i := range c.Runes {
		b, end := l.boundBefore(c, i, before[:])
		if end == 0 {
			b, end = boundBehind(c, i)
		}
		if end > 0 {
			return b, typed[:c.At[i]] + typed[c.At[end]:], true
		}
	}
	return Bound{}, typed, false
}

// boundBefore reads a limit whose word stands before it at i, and returns its end or 0.
func (l lists) boundBefore(c text.Folded, i int, before []boundList) (Bound, int) {
	for _, list := range before {
		for _, word := range l[list.name] {
			if !c.Has(i, word) {
				continue
			}
			if b, end := boundAt(c, i+utf8.RuneCountInString(word), list.bound); end > 0 && (!b.Exact || b.whole() && !b.Mean) {
				return b, end
			}
		}
	}
	return Bound{}, 0
}

// boundAt reads the number of a limit at i, and returns its end or 0.
func boundAt(c text.Folded, i int, b Bound) (Bound, int) {
	if end := c.AnyAt(i, "全县平均水平 全县平均数 全县平均 平均水平 平均数 平均值 平均线 平均"); end > i {
		b.Mean = true
		return b, end
	}
	if c.Has(i, "百分之") {
		b.Percent = true
		i += 3
		if c.Has(i, "百") {
			b.N = 100
			return b, i + 1
		}
	}
	v, ok := text.NumberAt(c.Runes, i)
	if !ok {
		return b, 0
	}
	b.N = float64(v.N)
	end := v.Next
	if v.Fraction { // of a share only: 95.5%
		n, err := strconv.ParseFloat(c.Word(i, end), 64)
		if b.N = n; err != nil {
			return b, 0
		}
	}
	switch {
	case c.Runes[end-1] == '成':
		end--
	case v.Vague:
		return b, 0
	}
	return boundUnit(c, end, b)
}

// boundUnit reads the unit of a limit, whose number ends at end, and returns its end or
// 0.
func boundUnit(c text.Folded, end int, b Bound) (Bound, int) {
	r := c.Runes
	switch {
	case end == len(r):
	case text.RuneIn(r[end], "月日号年点天周季度星"):
		return b, 0 // 没到10月 is about time
	case r[end] == '%':
		b.Percent = true
		end++
	case r[end] == '成':
		b.Percent, b.N = true, b.N*10
		end++
		if half, ok := text.NumberAt(r, end); ok && half.N < 10 && !half.Fraction { // 九成五
			b.N += float64(half.N)
			end = half.Next
		} else if end < len(r) && r[end] == '半' {
			b.N += 5
			end++
		}
	case c.Has(end, "家次"):
		end += 2
	case text.RuneIn(r[end], "个次家起人条处项"):
		end++
	}
	return b, end
}

// whole reports whether the limit is nothing or all of something, which need no word of a
// limit.
func (b Bound) whole() bool { return b.N == 0 || b.N == 100 && b.Percent }

// boundBehind reads a limit whose word stands behind it: 90%以下, 100个以上; all and
// nothing need none: 整改率100%的, 隐患是0的.
func boundBehind(c text.Folded, i int) (Bound, int) {
	if i > 0 && text.IsDigit(c.Runes[i-1]) {
		return Bound{}, 0
	}
	b, end := boundAt(c, i, Bound{Even: true})
	if end == 0 || b.Mean {
		return Bound{}, 0
	}
	switch {
	case c.Has(end, "以下"):
		b.Below, b.Even = true, false
	case c.Has(end, "的") && b.whole():
		b.Even, b.Exact = false, true
		return b, end
	case !c.Has(end, "以上"):
		return b, 0
	}
	return b, end + 2
}
