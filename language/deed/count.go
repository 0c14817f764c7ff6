package deed

import (
	"slices"
	"strings"

	"anwei/language/day"
	"anwei/language/text"
)

// counted is a number of a text with what it counts.
type counted struct {
	text.Number
	text.Stretch
	before, after string // what stands around it in its clause
	trouble       text.Reason
}

// numbers reads the numbers of the part about the duty that have a measure of the class,
// days, ordinals and what is said of something else left out.
func (r *told) numbers(class string) []counted {
	days := r.daysIn(day.TensePast, r.within.Begin, r.within.End)
	var out []counted
	for _, p := range r.Clauses(r.within.Begin, r.within.End) {
		for i := p.Begin; i < p.End; {
			if k := slices.IndexFunc(days, func(d day.Found) bool { return d.Begin <= i && i < d.End }); k >= 0 {
				i = days[k].End
				continue
			}
			v, ok := text.NumberAt(r.Runes, i)
			if !ok {
				i++
				continue
			}
			if end := r.AnyAt(v.Next, r.words[class]); end > v.Next && end <= p.End && !r.ordinal(p, i) && r.AnyAt(v.Next, r.words[class+".not"]) <= end {
				c := counted{Number: v, Stretch: text.Stretch{Begin: i, End: end}, before: r.Word(p.Begin, i), after: r.Word(end, p.End)}
				c.trouble = r.trouble(p, c)
				before := strings.TrimSuffix(strings.TrimSuffix(c.before, "了"), "人员")
				if other := r.words[class+".other"]; !other.End(before) && other.Begin(c.after) == 0 && !strings.Contains(c.before, "其中") {
					out = append(out, c)
				}
			}
			i = max(v.Next, i+1)
		}
	}
	return out
}

// ordinal reports whether the number at i stands in a row or is part of a name:
// 第3次, 3号矿第2次.
func (r *told) ordinal(p text.Stretch, i int) bool {
	return i > p.Begin && (r.Runes[i-1] == '第' || r.Runes[i-1] == '.' || text.FigureLike(r.Runes[i-1]) && text.IsDigit(r.Runes[i])) || r.EndsAt(i, r.words["c.each"])
}

// trouble returns why a number cannot be taken, or "": it is inexact, say, by the words
// around it.
func (r *told) trouble(p text.Stretch, c counted) text.Reason {
	i := c.Begin
	switch {
	case strings.HasSuffix(c.before, "-"):
		return text.Negative
	case c.Fraction:
		return text.Fraction
	case c.Vague, i > p.Begin && (r.EndsAt(i, r.words["c.about"]) || text.RuneIn(r.Runes[i-1], "数好上") && text.ScaleOf(r.Runes[i]) > 1), r.words["c.orso"].Begin(c.after) > 0:
		return text.Approximate
	}
	return ""
}

// attendance are the numbers of people that say how many took part: those of
// whom it is said so, or else all that are said of nothing else.
func (r *told) attendance() []counted {
	all := r.numbers("c.people")
	sure := slices.DeleteFunc(slices.Clone(all), func(c counted) bool {
		before, after := []rune(c.before), []rune(c.after)
		took := r.words["c.took"]
		return !took.In(string(before[max(0, len(before)-8):])) && !took.In(string(after[:min(4, len(after))]))
	})
	if len(sure) > 0 {
		return sure
	}
	return all
}

// one returns the one number that all of the numbers are, 0 where there is none; what is
// not exact, and numbers that differ, are refused.
func (r *told) one(all []counted) int {
	for _, c := range all {
		if c.trouble != "" {
			r.refuse(r.Cut(c.Begin, c.End), c.trouble)
			return 0
		}
		if c.N != all[0].N {
			r.refuse(r.Cut(all[0].Begin, c.End), text.Contradiction)
			return 0
		}
	}
	if len(all) == 0 {
		return 0
	}
	return int(all[0].N)
}

// byMatter reports whether the duty counts matters rather than times.
func (r *told) byMatter() bool {
	return len(r.duties) > 0 && r.words["c.matters"].Has(r.known.Duties[r.duties[0]].Counts)
}

// done are the numbers of times, or of the matters that were solved.
func (r *told) done() []counted {
	if r.byMatter() {
		return r.numbers("c.matters")
	}
	return r.numbers("c.times")
}

// count returns how many of what the duty counts were done. A sum so far is
// refused: it would be counted twice.
func (r *told) count() int {
	all := r.done()
	now := slices.DeleteFunc(slices.Clone(all), func(c counted) bool { return r.words["c.sofar"].In(c.before) })
	switch {
	case len(now) == 0 && len(all) > 0:
		r.refuse(r.Cut(all[0].Begin, all[0].End), text.Relative)
		return 0
	case len(now) > 0:
		return r.one(now)
	case r.byMatter():
		n, _ := r.bare()
		return int(n)
	}
	return 1
}

// tells reports whether it is told who took part or what came of it, which is
// not known of what is yet to be held.
func (r *told) tells() bool {
	return len(r.attendance()) > 0 || slices.ContainsFunc(r.Clauses(r.within.Begin, r.within.End), func(p text.Stretch) bool {
		at, end := r.Find(p.Begin, p.End, r.words["result"])
		return at >= 0 && end < p.End && r.Get(end) == '了'
	})
}

// bare returns the number that the whole text is, where a duty was asked.
func (r *told) bare() (int64, bool) {
	v, ok := text.NumberAt(r.Runes, 0)
	if !ok || v.Vague || v.Fraction || v.Next != len(r.Runes) {
		return 0, false
	}
	return v.N, true
}
