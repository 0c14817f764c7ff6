package figures

import (
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// entry is what a word means.
type entry struct {
	kind byte
	sense
}

// lexicon holds the words of the language and of one form.
type lexicon struct {
	*layout
	*table
	words map[string]entry
	heads map[rune]int // the longest word by first rune
	// noises finds what is no figure, and kinds says what its groups are.
	noises *regexp.Regexp
	kinds  []byte
}

func newLexicon(f anwei.Form, extra []anwei.Words) *lexicon {
	t := newTable(wordsText)
	if len(extra) > 0 {
		t = newTable(t.lines(extra) + wordsText) // a county's own words come first
	}
	l := &lexicon{layout: layoutOf(f, t), table: t, words: map[string]entry{}, heads: map[rune]int{}}
	for w, k := range t.words {
		e := entry{kind: k}
		switch k {
		case kCheck:
			e.roles = 1 << check
		case kFind, kHazard:
			e.roles = 1 << haz
		case kMajor:
			e.roles = 1 << major
		case kRect:
			e.roles = 1 << rect
		}
		l.add(w, e)
	}
	for g, group := range f.Groups {
		l.addGroup(g, group)
	}
	for i, fd := range f.Fields {
		if l.layout.part[i] != none && i < 64 {
			l.addField(i, fd)
		}
	}
	l.addLike()
	l.noises, l.kinds = noisePattern(t, f.Every)
	return l
}

// addLike gives words of the table the meaning of a word of the form: 封停 is
// named as 停产 is, where the form has that.
func (l *lexicon) addLike() {
	for name, words := range l.lists {
		if !strings.HasPrefix(name, "like.") {
			continue
		}
		e, ok := l.words[words[0]]
		if !ok || e.groups == 0 && e.fields == 0 {
			continue
		}
		for _, w := range words[1:] {
			if old, known := l.words[w]; !known || old.groups == 0 && old.fields == 0 {
				like := e
				like.parts |= l.partsLike(e.fields, w)
				l.add(w, like)
			}
		}
	}
}

// partsLike returns the parts of a title that the word is of.
func (l *lexicon) partsLike(fields uint64, w string) uint8 {
	if bits.OnesCount64(fields) != 1 {
		return 0
	}
	title := l.plain(l.form.Fields[bits.TrailingZeros64(fields)].Title)
	out := uint8(0)
	for p, part := range strings.FieldsFunc(title, func(r rune) bool { return r == '、' || r == '/' }) {
		if p < 8 && l.shares(part, w) {
			out |= 1 << p
		}
	}
	return out
}

// add takes a word; a later meaning replaces the one before.
func (l *lexicon) add(s string, e entry) {
	if s == "" {
		return
	}
	head, _ := utf8.DecodeRuneInString(s)
	l.words[s] = e
	l.heads[head] = max(l.heads[head], utf8.RuneCountInString(s))
}

// plain takes the brackets out of a title and the marks off its ends.
func (l *lexicon) plain(s string) string {
	s = strings.ReplaceAll(text.WithoutParens(text.Fold(s).Low), " ", "")
	return strings.Trim(s, "、，。:/")
}

// addGroup takes the words of a group.
func (l *lexicon) addGroup(g int, group anwei.Group) {
	if g >= 64 {
		return
	}
	for _, s := range append([]string{group.Title, group.Name}, group.Words...) {
		for _, end := range l.lists["title.end"] {
			s = strings.TrimSuffix(s, end)
		}
		l.addNamed(l.plain(s), kGroup, sense{groups: 1 << g, roles: l.checkIn(s)})
	}
	for _, verb := range l.lists["title.check"] {
		if head, _, ok := strings.Cut(group.Name, verb); ok && utf8.RuneCountInString(head) >= 2 {
			if _, known := l.words[head]; !known {
				l.add(head, entry{kind: kGroup, sense: sense{groups: 1 << g, weak: true}})
			}
		}
	}
}

// checkIn returns the role of a check where a name speaks of one.
func (l *lexicon) checkIn(s string) uint16 {
	if l.anyIn(s, "title.check") && !l.anyIn(s, "title.nocheck") {
		return 1 << check
	}
	return 0
}

func (l *lexicon) addNamed(s string, kind byte, e sense) {
	if utf8.RuneCountInString(s) < 2 {
		return
	}
	if old, ok := l.words[s]; ok {
		if kind == kField && old.kind != kField {
			old = entry{kind: kField, sense: sense{fields: e.fields}} // the form's own words come first
		}
		if kind == kGroup && old.kind == kCheck && old.groups == 0 {
			old = entry{kind: kGroup}
		}
		if old.kind != kind || old.groups == 0 && old.fields == 0 && kind != kGroup {
			return
		}
		e.groups |= old.groups
		e.roles |= old.roles
		e.fields |= old.fields
		e.parts |= old.parts
	}
	l.add(s, entry{kind: kind, sense: e})
}

// addField takes the words of a field. What names a part by words that all forms
// share is composed of them, and stands in the lexicon already.
func (l *lexicon) addField(i int, fd anwei.Field) {
	title := l.plain(fd.Title)
	parts := strings.FieldsFunc(title, func(r rune) bool { return r == '、' || r == '/' })
	words := append([]string{fd.Name, fd.Short, title}, fd.Words...)
	words = append(words, parts...)
	if r := l.layout.part[i]; r == check && l.group[i] >= 0 {
		l.addNamed(title, kGroup, sense{groups: 1 << l.group[i], roles: 1 << check})
	}
	for _, w := range words {
		w = l.plain(w)
		for _, end := range l.lists["title.count"] {
			if head, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(head) > 1 {
				l.addFieldWord(i, head, parts)
				break
			}
		}
		l.addFieldWord(i, w, parts)
	}
}

func (l *lexicon) addFieldWord(i int, s string, parts []string) {
	r := l.layout.part[i]
	if r == own {
		e := sense{fields: 1 << i}
		for p, part := range parts {
			if len(parts) > 1 && p < 8 && (strings.Contains(part, s) || strings.Contains(s, part) || l.shares(part, s)) {
				e.parts |= 1 << p
			}
		}
		l.addNamed(s, kField, e)
		return
	}
	g := l.group[i]
	if g < 0 || l.composed(s) {
		return
	}
	kinds := map[role]byte{check: kCheck, haz: kHazard, major: kMajor, rect: kRect, rectMaj: kRect}
	e := sense{groups: 1 << g, roles: 1 << r}
	if r == rectMaj {
		e.roles = 1<<rect | 1<<major
	}
	if old, ok := l.words[s]; ok && old.groups != 0 && bits.OnesCount64(old.groups|e.groups) > 1 {
		return
	} else if ok && old.kind == kGroup {
		return
	}
	l.addNamed(s, kinds[r], e)
}

// shares reports whether two words name the same thing by a word of the list.
func (l *lexicon) shares(a, b string) bool {
	return slices.ContainsFunc(l.lists["title.share"], func(w string) bool { return strings.Contains(a, w) && strings.Contains(b, w) })
}

// composed reports whether a word is made of words that are known already.
func (l *lexicon) composed(s string) bool {
	r := []rune(s)
	for i := 0; i < len(r); {
		n := min(l.heads[r[i]], len(r)-i)
		for ; n > 0; n-- {
			if e, ok := l.words[string(r[i:i+n])]; ok && (e.groups == 0 || n != len(r)) {
				break
			}
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// token is a piece of a text: the runes from up to to. Its kind is a letter, as
// in words.txt.
type token struct {
	kind     byte
	from, to int
	sense
	num     text.Number // of kNumber
	class   byte        // what the measure behind a number counts, 0 for none
	measure string
	minus   bool
	span    bool // one end of a range
	space   bool // a blank stands before it
	month   int
	line    int
}

// sense is what a word of the form names.
type sense struct {
	groups uint64
	roles  uint16
	fields uint64
	parts  uint8 // bits of the parts of a title that it names: 停产 or 关闭
	weak   bool  // names its group only beside a figure: 部门
}

func (s sense) is(r role) bool { return s.roles&(1<<r) != 0 }

// The kinds that code looks at. Others only stand in words.txt and the frames.
const (
	kNumber  = 'n'
	kVague   = '~'
	kPercent = '%'
	kOther   = '#' // a number of what no field counts
	kNoise   = '@' // a date, a phone number: dropped
	kUnknown = 'u'
	kGroup   = 'G'
	kField   = 'F'
	kCheck   = 'C'
	kFind    = 'D'
	kHazard  = 'H'
	kMajor   = 'M'
	kGeneral = 'g'
	kRect    = 'R'
	kOpen    = 'O'
	kNow     = 'N'
	kForeign = 'Y'
	kItem    = 'J'
	kFiller  = '-'
	kHeading = 'm'
	kObject  = 'B'
	kComma   = ','
	kStop    = '.'
	kList    = '/'
)
