package language

import (
	"slices"

	"anwei"
)

// group takes the kind of units that a question is about, and their industry: 乡镇整改率,
// 部门还有谁没报, 煤矿的镇. Two kinds are none in particular. An industry that no word
// for units follows is taken for unknown, since what is left out of a question would
// be answered of too many.
func (q *inquiry) group(v *vocabulary) {
	var kinds []anwei.UnitKind
	for i := range q.marks {
		m := &q.marks[i]
		if m.cue == cTag {
			tag := string(q.runes[m.from:m.to])
			if !q.industry(i, v) {
				m.sense = sense{}
				continue
			}
			m.cue, q.Tag = cFill, tag
			continue
		}
		kind, named := v.kinds[string(q.runes[m.from:m.to])]
		if !named {
			kind, named = q.titled(i)
		}
		if named && !q.partOfField(i) && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
		if named && m.cue == cNone {
			m.cue = cFill
		}
	}
	if len(kinds) == 1 {
		q.Kind = kinds[0]
	}
}

// industry reports whether a word for units follows the industry at i: 煤矿乡镇, 煤矿的镇,
// 煤矿单位.
func (q *inquiry) industry(i int, v *vocabulary) bool {
	rest := q.marks[i+1:]
	if len(rest) > 0 && rest[0].cue == cThe {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return false
	}
	m := &rest[0]
	word := string(q.runes[m.from:m.to])
	if _, named := v.kinds[word]; named {
		return true
	}
	switch word {
	case "单位", "各单位", "行业", "领域", "企业":
		return true
	}
	for _, k := range q.known.Kinds {
		if word == k.Title {
			m.cue, q.Kind = cFill, k.ID // 镇, which is no word alone
			return true
		}
	}
	return false
}

// titled returns the kind whose title of one character stands at i by itself: at the
// beginning, or beside another as in 镇和部门. Anywhere else it may end a name that is
// not known here.
func (q *inquiry) titled(i int) (anwei.UnitKind, bool) {
	text := func(i int) string { return string(q.runes[q.marks[i].from:q.marks[i].to]) }
	if c := q.marks[i].cue; c != cNone && c != cFill || i > 0 && !slices.Contains([]string{",", "、", "和", "与", "跟", "及"}, text(i-1)) {
		return "", false
	}
	for _, k := range q.known.Kinds {
		if k.Title == text(i) {
			return k.ID, true
		}
	}
	return "", false
}

// partOfField reports whether a word for units is but the beginning of a figure's name,
// as in 部门发现隐患.
func (q *inquiry) partOfField(i int) bool {
	if q.marks[i].cue != cScope || i+1 == len(q.marks) {
		return false
	}
	next := q.marks[i+1].cue
	return next == cField || next == cScope
}

// addGroups takes how the kinds of units are called, and the industries of the units.
func (v *vocabulary) addGroups(k Known, tags []string) {
	v.kinds = make(map[string]anwei.UnitKind, 10*len(k.Kinds))
	for _, kind := range k.Kinds {
		words := append([]string{"各" + kind.Title, "所有" + kind.Title, "全部" + kind.Title, kind.Title + "里", kind.Title + "上"}, kind.Words...)
		for _, lead := range []string{"哪些", "哪个", "哪几个"} {
			words = append(words, lead+kind.Title)
			for _, w := range kind.Words {
				words = append(words, lead+w)
			}
		}
		if len([]rune(kind.Title)) > 1 {
			words = append(words, kind.Title)
		} else {
			words = append(words, "的"+kind.Title)
		}
		for _, w := range words {
			if _, taken := v.kinds[w]; !taken {
				v.kinds[w] = kind.ID
			}
		}
		v.addAll(words, sense{cue: cFill})
	}
	v.addAll(tags, sense{cue: cTag})
}
