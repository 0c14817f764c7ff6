package question

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/lexicon"
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
	Kind anwei.UnitKind // of which units alone
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
	both         bool // two kinds of units were named, which is none in particular
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
	bare  map[string]bool          // count only at the beginning: 镇呢
	most  []superlative
	lists lists
}

// superlative is 最低的 with what it does to a manner.
type superlative struct {
	word string
	set  func(*Manner)
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
			if set, ok := v.words[w]; ok && (i == 0 || c.Runes[i-1] == '那' || !v.bare[w]) {
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
	m.kinds()
	m.Alone = left == 0 && m.Said() && len(typed) <= long
	return m
}

// kinds forgets the kind of units where two were named.
func (m *Manner) kinds() {
	if m.both {
		m.Kind, m.both = "", false
	}
}

func newManners(kinds []anwei.Kind, names *lexicon.Gazetteer, l lists) *manners {
	v := &manners{words: make(map[string]func(*Manner), 300), long: map[rune]int{}, bare: map[string]bool{}, lists: l}
	for _, w := range l["=around"] {
		v.add(w, nil)
	}
	for _, how := range mannerLists() {
		for _, w := range l[how.name] {
			v.add(w, how.set)
			if strings.HasPrefix(w, "最") {
				v.most = append(v.most, superlative{w + "的", how.set})
			}
		}
	}
	for _, k := range kinds {
		if !k.ByOffice { // 县里 is the whole county
			v.addKind(k, slices.ContainsFunc(names.Units, func(u anwei.Unit) bool { return u.Kind == k.ID }))
		}
	}
	return v
}

func (v *manners) add(w string, set func(*Manner)) {
	v.words[w] = set
	head, _ := utf8.DecodeRuneInString(w)
	v.long[head] = max(v.long[head], utf8.RuneCountInString(w))
}

// addKind takes how units of a kind are spoken of. Of a kind that no unit is of, 停产了哪些企业
// is about something else.
func (v *manners) addKind(k anwei.Kind, any bool) {
	set := func(m *Manner) {
		m.both = m.both || m.Kind != "" && m.Kind != k.ID
		m.Kind = k.ID
	}
	for _, w := range append([]string{k.Title}, k.Words...) {
		leads := v.lists["=see"]
		if !any {
			leads = v.lists["=see-none"]
		}
		for _, lead := range leads {
			v.add(lead+w, set)
		}
		if !any {
			continue
		}
		v.add(w+"里", set)
		v.add(w+"呢", set)
		v.bare[w+"呢"] = true
	}
}

// places reads 前三名, 倒数5个 or top5 at i: how many, the end, and which end of the
// ranking.
func (v *manners) places(c text.Folded, i int, m *Manner) (n, end int) {
	const leads text.Words = "倒数前 倒数第 倒数 排名前 前 后 末 top"
	j := c.AnyAt(i, leads)
	if j == i {
		set, n, end := superlativeAt(v.most, c, i)
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

// superlativeAt reads 最低的三个 or 最多的5家 at i: what it does to a manner, how many, and
// the end.
func superlativeAt(most []superlative, c text.Folded, i int) (set func(*Manner), n, end int) {
	if c.Runes[i] != '最' {
		return nil, 0, i
	}
	for _, l := range most {
		at := c.AnyAt(i, text.Words(l.word))
		if at == i {
			continue
		}
		at = c.AnyAt(at, "前")
		v, ok := text.NumberAt(c.Runes, at)
		if ok && v.N >= 1 && v.N <= 100 && v.Next < len(c.Runes) && text.RuneIn(c.Runes[v.Next], "名位家个") {
			return l.set, int(v.N), v.Next + 1
		}
	}
	return nil, 0, i
}
