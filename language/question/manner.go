package question

import (
	"unicode/utf8"

	"anwei/language/text"
)

// Order is which units of a ranking come first.
type Order string

// The orders of a ranking; the empty one is not said.
const (
	Most  Order = "most"  // 最多, 从高到低
	Least Order = "least" // 最少, 从低到高
	Best  Order = "best"  // 最好, 前三名
	Worst Order = "worst" // 最差, 倒数三名
)

// high reports whether what is much, or good, comes first.
func (o Order) high() bool { return o == Most || o == Best }

// Manner is how an answer is wished for, beside what it is about: 前三名, 只看镇,
// 和上月比, 画个图, 这个数从哪来.
type Manner struct {
	// Order is which come first, and Top how many, 0 where that is not said.
	Order Order
	Top   int
	// Compare wants the period before beside it, Picture a chart, Table a
	// workbook, PDF a printed table, Source where the figures come from.
	Compare, Picture, Table, PDF, Source bool
	// Alone holds where nothing else is said, so that it is the last question that
	// is meant.
	Alone bool
	// Beside holds units against each other, and Torn is set where both ends of a ranking
	// are named.
	Beside, Torn bool
}

// Said reports whether any manner was named.
func (m Manner) Said() bool { m.Alone = false; return m != Manner{} }

// mannerList is a list of words.txt that says how, with what it does to a manner.
type mannerList struct {
	name string
	set  func(*Manner)
}

func mannerLists() []mannerList {
	order := func(o Order) func(*Manner) {
		return func(m *Manner) {
			m.Torn = m.Torn || m.Order != "" && m.Order.high() != o.high()
			m.Order = o
		}
	}
	return []mannerList{
		{"=most", order(Most)},
		{"=least", order(Least)},
		{"=best", order(Best)},
		{"=worst", order(Worst)},
		{"=compare", func(m *Manner) { m.Compare = true }},
		{"=compare-all", func(m *Manner) { m.Compare, m.Beside = true, true }},
		{"=picture", func(m *Manner) { m.Picture = true }},
		{"=pdf", func(m *Manner) { m.PDF = true }},
		{"=table", func(m *Manner) { m.Table = true }},
		{"=source", func(m *Manner) { m.Source = true }},
	}
}

// manners hold what each word does to a manner.
type manners struct {
	words map[string]func(*Manner) // nil for a word that says nothing
	long  map[rune]int             // runes of the longest word that begins with the rune
}

func (v *manners) read(typed string) Manner {
	const long = 120 // bytes of an aside
	c := text.Of(text.Compact(text.Fold(typed).Low))
	var m Manner
	left := 0
	for i := 0; i < len(c.Runes); {
		if n, end := v.places(c, i, &m); end > i {
			m.Top, i = n, end
			continue
		}
		size := 0
		for l := min(v.long[c.Runes[i]], len(c.Runes)-i); l > 0 && size == 0; l-- {
			w := c.Word(i, i+l)
			if set, ok := v.words[w]; ok {
				if size = l; set != nil {
					set(&m)
				}
			}
		}
		if size == 0 {
			size = 1
			left++
		}
		i += size
	}
	m.Alone = left == 0 && m.Said() && len(typed) <= long
	return m
}

func newManners(l lists) *manners {
	v := &manners{words: make(map[string]func(*Manner), 300), long: map[rune]int{}}
	for _, w := range l["=around"] {
		v.add(w, nil)
	}
	for _, how := range mannerLists() {
		for _, w := range l[how.name] {
			v.add(w, how.set)
		}
	}
	return v
}

func (v *manners) add(w string, set func(*Manner)) {
	v.words[w] = set
	head, _ := utf8.DecodeRuneInString(w)
	v.long[head] = max(v.long[head], utf8.RuneCountInString(w))
}

// places reads 前三名, 倒数5个 or top5 at i: how many, the end, and which end of the
// ranking.
func (v *manners) places(c text.Folded, i int, m *Manner) (n, end int) {
	const leads text.Words = "倒数前 倒数第 倒数 排名前 前 后 末 top"
	j := c.AnyAt(i, leads)
	if j == i {
		set, n, end := v.superlative(c, i)
		if end > i {
			set(m)
		}
		return n, end
	}
	number, ok := text.NumberAt(c.Runes, j)
	if !ok || number.N < 1 || number.N > 100 {
		return 0, i
	}
	end = number.Next
	switch {
	case end < len(c.Runes) && text.RuneIn(c.Runes[end], "名位家个"):
		end++
	case end < len(c.Runes) && !text.RuneIn(c.Runes[end], "的是有,?。"):
		return 0, i // 前三季度, 前10天
	}
	order := Worst
	if w := c.Word(i, j); w == "排名前" || w == "前" || w == "top" {
		order = Best
	}
	if m.Order == "" || m.Order == Most && order == Best {
		m.Order = order
	}
	return int(number.N), end
}

// superlative reads 最低的三个 or 最多的5家 at i: what it does to a manner, how many, and the
// end.
func (v *manners) superlative(c text.Folded, i int) (set func(*Manner), n, end int) {
	for l := min(v.long['最'], len(c.Runes)-i); l > 0 && c.Runes[i] == '最'; l-- {
		set, at := v.words[c.Word(i, i+l)], i+l
		if set == nil || c.Get(at) != '的' {
			continue
		}
		at = c.AnyAt(at+1, "前")
		k, ok := text.NumberAt(c.Runes, at)
		if ok && k.N >= 1 && k.N <= 100 && k.Next < len(c.Runes) && text.RuneIn(c.Runes[k.Next], "名位家个") {
			return set, int(k.N), k.Next + 1
		}
	}
	return nil, 0, i
}
