package question

import (
	"slices"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// group takes the kind of units that a question is about, and their industry: 乡镇整改率,
// 部门还有谁没报, 煤矿的镇, 几个镇. Two kinds are none in particular. An industry that no
// word for units follows is taken for unknown, since what is left out of a question would
// be answered of too many.
func (q *inquiry) group() {
	var kinds []anwei.UnitKind
	for i := range q.marks {
		m := &q.marks[i]
		word := q.Word(m.from, m.to)
		if m.cue == cTag || m.cue == cUnit && slices.Contains(q.names.Tags, word) {
			switch {
			case q.industry(i):
				m.sense, m.units, q.Tag = sense{cue: cFill}, nil, word
			case m.cue == cTag:
				m.sense = sense{}
			}
			continue
		}
		kind, named := q.kinds[word]
		if m.cue == cRate && m.metric == "" {
			kind, named = q.kindBefore(word)
		}
		if !named || q.partOfField(i) {
			continue
		}
		switch {
		case q.excepted(i):
			q.Without = kind
		case !slices.Contains(kinds, kind):
			kinds = append(kinds, kind)
		}
		if m.cue == cNone || m.cue == cScope {
			m.cue = cFill
		}
	}
	switch {
	case len(kinds) == 1:
		q.Kind = kinds[0]
	case len(kinds) > 1 && (q.has("compare", cRank, "each") || q.times(cMany) > 1 || q.word(q.lists["=versus"]...)):
		q.Kinds = kinds
	}
}

// industry reports whether a word for units follows the industry at i: 煤矿乡镇, 煤矿的镇,
// 煤矿单位.
func (q *inquiry) industry(i int) bool {
	rest := q.marks[i+1:]
	for len(rest) > 0 && (rest[0].cue == cThe || rest[0].cue == cMore) {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return false
	}
	word := q.Word(rest[0].from, rest[0].to)
	_, units := q.kinds[word]
	return units || slices.Contains(q.lists["=industry"], word)
}

// partOfField reports whether a word for units is but the beginning of a figure's name,
// as in 部门发现隐患.
func (q *cutting) partOfField(i int) bool {
	if q.marks[i].cue != cScope || i+1 == len(q.marks) {
		return false
	}
	next := q.marks[i+1].cue
	return next == cField || next == cScope
}

// stranger takes note of a word for units behind what is not known: of 河南镇 that is no
// unit here, neither the whole county nor all towns are asked about.
func (q *inquiry) stranger() {
	// Reports are of months, so that an answer would be of more days than were asked, and
	// who was first is not counted.
	q.amiss = q.amiss || q.part && !q.has(cDuty, cReport, cUnreported, cTrend) || q.excepts() || q.word(q.lists["=amiss"]...) || q.word(q.lists["=first"]...) && q.has(cReport)
	for i := range q.marks[:max(0, len(q.marks)-1)] {
		next := q.marks[i+1]
		if q.unknown(q.marks[i]) && next.to-next.from == 1 && text.RuneIn(q.Runes[next.from], "镇乡局村县") {
			q.amiss = true
		}
	}
}

// excepts reports whether the question leaves out what is not known.
func (q *inquiry) excepts() bool {
	return (len(q.Except) == 0 && q.Without == "" || q.has(cDuty)) && (q.word(q.lists["=except"]...) || q.word("除") && q.word("外"))
}

// excepted reports whether the units at i are left out of what is asked: 除了南村, 不算乡镇.
func (q *inquiry) excepted(i int) bool {
	stands := func(j int, list string) bool {
		return j >= 0 && j < len(q.marks) && slices.Contains(q.lists[list], q.Word(q.marks[j].from, q.marks[j].to))
	}
	return stands(i-1, "=except-lead") || stands(i+1, "=except-behind")
}

// kindBefore returns the kind of units that a rate begins with: 部门整改率.
func (v *vocabulary) kindBefore(rate string) (anwei.UnitKind, bool) {
	r := []rune(rate)
	for l := len(r) - 1; l > 1; l-- {
		if kind, ok := v.kinds[string(r[:l])]; ok {
			return kind, true
		}
	}
	return "", false
}

// addGroups takes how the kinds of units are called, and the industries of the units. A
// kind that no unit is of goes by no bare title: 企业 is then said of something else. What
// the office looks after itself reports nothing.
func (v *vocabulary) addGroups(kinds []anwei.Kind, names *lexicon.Gazetteer) {
	v.kinds = make(map[string]anwei.UnitKind, 20*len(kinds))
	for _, kind := range kinds {
		if kind.ByOffice {
			continue
		}
		words := v.namesOf(kind, slices.ContainsFunc(names.Units, func(u anwei.Unit) bool { return u.Kind == kind.ID }))
		for _, w := range words {
			if _, taken := v.kinds[w]; !taken {
				v.kinds[w] = kind.ID
			}
		}
		v.addAll(words, sense{cue: cFill})
	}
	v.addEach(v.lists["=industries"], sense{cue: cFill})
	v.addAll(names.Tags, sense{cue: cTag})
}

// namesOf is how the units of a kind are called: 各镇, and where there are any 镇里, 哪些乡镇.
func (v *vocabulary) namesOf(kind anwei.Kind, any bool) []string {
	words := anwei.Each(v.lists["=some-kind"], func(lead string) string { return lead + kind.Title })
	if !any {
		return words
	}
	for _, tail := range v.lists["=of-kind"] {
		words = append(words, kind.Title+tail)
	}
	for _, w := range append([]string{kind.Title}, kind.Words...) {
		words = append(words, w)
		for _, lead := range v.lists["=any-kind"] {
			words = append(words, lead+w)
		}
	}
	return words
}
