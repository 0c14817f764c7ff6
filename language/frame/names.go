package frame

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// name is what a name of the lexicon stands for.
type name struct {
	kind   rune
	units  []anwei.UnitID
	form   anwei.FormID
	mark   anwei.MarkKind
	people []anwei.PersonID
	kase   anwei.CaseKind
	duties []anwei.DutyID
	// inexact is set where a character was taken for another.
	inexact bool
}

// names are all names that a text may have, folded as texts are.
type names struct {
	units *lexicon.Gazetteer
	of    map[string]*name
	cases []anwei.CaseRule
	long  int // characters of the longest name
}

// newNames makes the names of what is known. A name of a unit is nothing else.
func newNames(k Known, l *wordClasses) names {
	n := names{units: k.Names, of: map[string]*name{}, cases: k.Cases}
	if n.units == nil {
		n.units = lexicon.NewGazetteer(k.Units)
	}
	n.long = n.units.LongestName()
	for _, f := range k.Forms {
		for _, word := range append([]string{f.Short, f.Title, f.Annex}, f.Names...) {
			n.add(word, name{kind: symForm, form: f.ID})
		}
	}
	for _, m := range k.Marks {
		for _, word := range append([]string{m.Title}, m.Words...) {
			kind := rune(symMark)
			if figure(word, k.Forms) {
				kind = symFigure
			}
			n.add(word, name{kind: kind, mark: m})
		}
	}
	for _, c := range k.Cases {
		n.addCase(c)
	}
	for _, d := range k.Duties {
		for _, word := range append([]string{d.Title}, d.Words...) {
			n.addDuty(text.Plain(word).Low, d.ID, l)
		}
	}
	for _, p := range k.People {
		if n.post(p.Name, l) {
			continue
		}
		n.add(p.Name, name{kind: symPerson, people: []anwei.PersonID{p.ID}})
	}
	return n
}

// addCase adds the word that opens a kind of case, 立案 and 立个案, and its title.
func (n *names) addCase(c anwei.CaseRule) {
	if c.Word == c.Title {
		n.add(c.Word, name{kind: symHazard, kase: c.ID})
		return
	}
	n.add(c.Title, name{kind: symKind, kase: c.ID})
	n.add(c.Word, name{kind: symOpens, kase: c.ID})
	if r := []rune(c.Word); len(r) == 2 {
		for _, one := range []string{"个", "一个", "一下", "下"} {
			n.add(string(r[0])+one+string(r[1]), name{kind: symOpens, kase: c.ID})
		}
	}
}

// addDuty adds a word for a duty.
func (n *names) addDuty(word string, id anwei.DutyID, l *wordClasses) {
	kind := rune(symDuty)
	for i := range word {
		if l.is(l.runes[word[i:]], "verb") {
			kind = symDoing
			break
		}
	}
	n.add(word, name{kind: kind, duties: []anwei.DutyID{id}})
}

// post reports whether a name is that of a unit with a role, 南村填报员, and nobody's
// own.
func (n *names) post(word string, l *wordClasses) bool {
	word = foldText(word)
	for i := range word {
		if sym, ok := l.runes[word[i:]]; ok && i > 0 && (l.is(sym, "reporter") || l.is(sym, "deputy") || l.is(sym, "leader")) && n.units.Named(word[:i]) != nil {
			return true
		}
	}
	return false
}

// figure reports whether a word stands in the name of a figure of the forms.
func figure(word string, forms []anwei.Form) bool {
	return slices.ContainsFunc(forms, func(f anwei.Form) bool {
		return slices.ContainsFunc(f.Fields, func(fd anwei.Field) bool { return strings.Contains(fd.Title+"\n"+fd.Short, word) })
	})
}

// add adds a name, unless it is one of another kind already.
func (n *names) add(word string, is name) {
	word = foldText(word)
	size := len([]rune(word))
	if size < 2 {
		return
	}
	if old := n.of[word]; old != nil {
		if old.kind == is.kind {
			old.people, old.duties = append(old.people, is.people...), append(old.duties, is.duties...)
		}
		return
	}
	n.of[word] = &is
	n.long = max(n.long, size)
}

// named returns what a word names.
func (n *names) named(word string) *name {
	if ids := n.units.Named(word); len(ids) > 0 {
		return &name{kind: symUnit, units: slices.Clip(ids)}
	}
	return n.of[word]
}
