// Package words knows what words mean for the figures of a form: those of words.txt,
// which are of the language, and the names that a form has for its groups and fields.
// It is built once for a form and holds no text.
package words

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// Entry is what a word means: a kind, which is a letter as in words.txt, and what it
// names.
type Entry struct {
	Kind byte
	Sense
}

// Lexicon holds the words of the language and of one form.
type Lexicon struct {
	*Layout
	*Table
	words  map[string]Entry
	heads  map[rune]int // the longest word by first rune
	noises noises
}

// New returns the lexicon of a form with further words of a county's plan.
func New(f anwei.Form, extra []anwei.Words) *Lexicon {
	t := newTable(wordsText)
	if len(extra) > 0 {
		t = newTable(t.lines(extra) + wordsText) // a county's own words come first
	}
	l := &Lexicon{Layout: layoutOf(f, t), Table: t, words: map[string]Entry{}, heads: map[rune]int{}}
	for w, k := range t.words {
		e := Entry{Kind: k}
		switch k {
		case 'C':
			e.Roles = 1 << Check
		case 'D', 'H':
			e.Roles = 1 << Haz
		case 'M':
			e.Roles = 1 << Major
		case 'R':
			e.Roles = 1 << Rect
		}
		l.add(w, e)
	}
	for g, group := range f.Groups {
		l.addGroup(g, group)
	}
	for i, fd := range f.Fields {
		if l.Part[i] != None && i < 64 {
			l.addField(i, fd)
		}
	}
	l.addLike()
	l.addMended()
	l.noises = noisePattern(t, f.Every)
	return l
}

// Of returns what a word means.
func (l *Lexicon) Of(word string) (Entry, bool) {
	e, ok := l.words[word]
	return e, ok
}

// Words goes through the words that stand at rune i and end at rune end at the latest,
// with how many runes each has, the longest first.
func (l *Lexicon) Words(t *text.Folded, i, end int) iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		for n := min(l.heads[t.Get(i)], end-i); n > 0; n-- {
			if e, ok := l.words[t.Word(i, i+n)]; ok && !yield(n, e) {
				return
			}
		}
	}
}

// addLike gives words of the table the meaning of a word of the form: 封停 is
// named as 停产 is, where the form has that.
func (l *Lexicon) addLike() {
	for name, words := range l.Lists {
		if !strings.HasPrefix(name, "like.") {
			continue
		}
		e, ok := l.words[words[0]]
		if !ok || e.Groups == 0 && e.Fields == 0 {
			continue
		}
		for _, w := range words[1:] {
			if old, known := l.words[w]; !known || old.Groups == 0 && old.Fields == 0 {
				like := e
				like.Parts |= l.partsLike(e.Fields, w)
				l.add(w, like)
			}
		}
	}
}

// addMended takes what says that a thing was put right, or not yet: 拾掇 好了, 没 搞 归一.
func (l *Lexicon) addMended() {
	for _, verb := range l.Lists["mend"] {
		for _, end := range l.Lists["mended"] {
			l.addNew(verb+end, Entry{Kind: 'R', Sense: Sense{Roles: 1 << Rect}})
			for _, not := range l.Lists["unmended"] {
				l.addNew(not+verb+end, Entry{Kind: 'O'})
			}
		}
	}
}

// addNew takes a word that has no meaning yet.
func (l *Lexicon) addNew(s string, e Entry) {
	if _, known := l.words[s]; !known {
		l.add(s, e)
	}
}

// partsLike returns the parts of a title that the word is of.
func (l *Lexicon) partsLike(fields uint64, w string) uint8 {
	if bits.OnesCount64(fields) != 1 {
		return 0
	}
	title := l.plain(l.Form.Fields[bits.TrailingZeros64(fields)].Title)
	out := uint8(0)
	for p, part := range strings.FieldsFunc(title, func(r rune) bool { return r == '、' || r == '/' }) {
		if p < 8 && l.shares(part, w) {
			out |= 1 << p
		}
	}
	return out
}

// add takes a word; a later meaning replaces the one before.
func (l *Lexicon) add(s string, e Entry) {
	if s == "" {
		return
	}
	head, _ := utf8.DecodeRuneInString(s)
	l.words[s] = e
	l.heads[head] = max(l.heads[head], utf8.RuneCountInString(s))
}

// plain takes the brackets out of a title and the marks off its ends.
func (l *Lexicon) plain(s string) string {
	s = strings.ReplaceAll(text.WithoutParens(text.Fold(s).Low), " ", "")
	return strings.Trim(s, "、，。:/")
}

// addGroup takes the words of a group.
func (l *Lexicon) addGroup(g int, group anwei.Group) {
	if g >= 64 {
		return
	}
	for _, s := range append([]string{group.Title, group.Name}, group.Words...) {
		for _, end := range l.Lists["title.end"] {
			s = strings.TrimSuffix(s, end)
		}
		l.addNamed(l.plain(s), 'G', Sense{Groups: 1 << g, Roles: l.checkIn(s)})
	}
	for _, verb := range l.Lists["title.check"] {
		if head, _, ok := strings.Cut(group.Name, verb); ok && utf8.RuneCountInString(head) >= 2 {
			l.addNew(head, Entry{Kind: 'G', Sense: Sense{Groups: 1 << g, Weak: true}})
		}
	}
}

// checkIn returns the role of a check where a name speaks of one.
func (l *Lexicon) checkIn(s string) uint16 {
	if l.AnyIn(s, "title.check") && !l.AnyIn(s, "title.nocheck") {
		return 1 << Check
	}
	return 0
}

func (l *Lexicon) addNamed(s string, kind byte, e Sense) {
	if utf8.RuneCountInString(s) < 2 {
		return
	}
	if old, ok := l.words[s]; ok {
		if kind == 'F' && old.Kind != 'F' {
			old = Entry{Kind: 'F', Sense: Sense{Fields: e.Fields}} // the form's own words come first
		}
		if kind == 'G' && old.Kind == 'C' && old.Groups == 0 {
			old = Entry{Kind: 'G'}
		}
		if old.Kind != kind || old.Groups == 0 && old.Fields == 0 && kind != 'G' {
			return
		}
		e.Groups |= old.Groups
		e.Roles |= old.Roles
		e.Fields |= old.Fields
		e.Parts |= old.Parts
	}
	l.add(s, Entry{Kind: kind, Sense: e})
}

// addField takes the words of a field. What names a part by words that all forms
// share is composed of them, and stands in the Lexicon already.
func (l *Lexicon) addField(i int, fd anwei.Field) {
	title := l.plain(fd.Title)
	parts := strings.FieldsFunc(title, func(r rune) bool { return r == '、' || r == '/' })
	words := append([]string{fd.Name, fd.Short, title}, fd.Words...)
	words = append(words, parts...)
	if r := l.Part[i]; r == Check && l.Group[i] >= 0 {
		l.addNamed(title, 'G', Sense{Groups: 1 << l.Group[i], Roles: 1 << Check})
	}
	for _, w := range words {
		w = l.plain(w)
		for _, end := range l.Lists["title.count"] {
			if head, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(head) > 1 {
				l.addFieldWord(i, head, parts)
				break
			}
		}
		l.addFieldWord(i, w, parts)
	}
}

func (l *Lexicon) addFieldWord(i int, s string, parts []string) {
	r := l.Part[i]
	if r == Own {
		e := Sense{Fields: 1 << i}
		for p, part := range parts {
			if len(parts) > 1 && p < 8 && (strings.Contains(part, s) || strings.Contains(s, part) || l.shares(part, s)) {
				e.Parts |= 1 << p
			}
		}
		l.addNamed(s, 'F', e)
		return
	}
	g := l.Group[i]
	if g < 0 || l.composed(s) {
		return
	}
	kinds := map[Role]byte{Check: 'C', Haz: 'H', Major: 'M', Rect: 'R', RectMaj: 'R'}
	e := Sense{Groups: 1 << g, Roles: 1 << r}
	if r == RectMaj {
		e.Roles = 1<<Rect | 1<<Major
	}
	if old, ok := l.words[s]; ok && old.Groups != 0 && bits.OnesCount64(old.Groups|e.Groups) > 1 {
		return
	} else if ok && old.Kind == 'G' {
		return
	}
	l.addNamed(s, kinds[r], e)
}

// shares reports whether two words name the same thing by a word of the list.
func (l *Lexicon) shares(a, b string) bool {
	return slices.ContainsFunc(l.Lists["title.share"], func(w string) bool { return strings.Contains(a, w) && strings.Contains(b, w) })
}

// composed reports whether a word is made of words that are known already.
func (l *Lexicon) composed(s string) bool {
	r := []rune(s)
	for i := 0; i < len(r); {
		n := min(l.heads[r[i]], len(r)-i)
		for ; n > 0; n-- {
			if e, ok := l.words[string(r[i:i+n])]; ok && (e.Groups == 0 || n != len(r)) {
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

// Sense is what a word of the form names.
type Sense struct {
	Groups uint64
	Roles  uint16
	Fields uint64
	Parts  uint8 // bits of the parts of a title that it names: 停产 or 关闭
	Weak   bool  // names its group only beside a figure: 部门
}

// Is reports whether the part is one of those named.
func (s Sense) Is(r Role) bool { return s.Roles&(1<<r) != 0 }
