package frame

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// pattern is one way to speak of an intent. It is written as parts in their order:
//
//	U P D F I K M W T N A J E  a name of that kind
//	{return}              a word of that class of words.txt
//	收下                  that word
//	<why>                 any text, which goes to the slot of that name
//	<why+>                the same, and not nothing
//	<name>                the name of a person, known or not; <who> may be a post
//	<id> <post> <step>    one word
//	<at>                  a few words with a time of day, or nothing
//	<out: U @role?>       the parts as they were typed, which count as parts too
//	;                     a stop: punctuation, a blank
//	:                     a colon
//	@why                  what the file lets stand under that name
//	(a|b) ? * +           as in a regular expression
//
// Little words and stops may stand before and between the parts and at the end; before
// a text that goes to a slot they are a part of it.
type pattern struct {
	source string
	line   int
	lets   map[string]string
	// must are the symbols of which a text has to have one of each set.
	must [][]rune
	expr string
	once sync.Once
	re   *regexp.Regexp
}

// resolve makes the regular expression's text. It is compiled when it is first
// needed, which for most patterns is never.
func (p *pattern) resolve(l *wordClasses) error {
	source := p.source
	for name, pattern := range p.lets {
		source = strings.ReplaceAll(source, "@"+name, pattern)
	}
	w := patternWriter{src: []rune(source), lex: l}
	w.out.WriteString("(?s)^")
	must, err := w.seq()
	if err == nil && w.i < len(w.src) {
		err = fmt.Errorf("%q is left over", string(w.src[w.i:]))
	}
	if err != nil {
		return fmt.Errorf("frames.txt:%d: says %s: %w", p.line, p.source, err)
	}
	w.out.WriteString(l.free + "*$")
	p.must, p.expr = must, w.out.String()
	return nil
}

// compiled returns the regular expression, nil where the pattern is wrong.
func (p *pattern) compiled() *regexp.Regexp {
	p.once.Do(func() { p.re, _ = regexp.Compile(p.expr) })
	return p.re
}

// patternWriter turns a pattern into a regular expression over symbols.
type patternWriter struct {
	src []rune
	i   int
	lex *wordClasses
	out strings.Builder
	// rests counts the texts that go to slots: a name may be given twice.
	rests int
}

// seq writes parts until a | or ) and returns what a text must have.
func (w *patternWriter) seq() ([][]rune, error) {
	var must [][]rune
	for w.i < len(w.src) && !strings.ContainsRune("|)>", w.src[w.i]) {
		if w.src[w.i] == ' ' {
			w.i++
			continue
		}
		got, err := w.part()
		if err != nil {
			return nil, err
		}
		if !w.quantity() {
			must = append(must, got...)
		}
	}
	return must, nil
}

// quantity writes ?, * or + and reports whether the part may be absent.
func (w *patternWriter) quantity() bool {
	if w.i == len(w.src) || !strings.ContainsRune("?*+", w.src[w.i]) {
		return false
	}
	w.out.WriteRune(w.src[w.i])
	w.i++
	return w.src[w.i-1] != '+'
}

// part writes one part and returns what a text must have for it.
func (w *patternWriter) part() ([][]rune, error) {
	r := w.src[w.i]
	switch r {
	case '(':
		return w.group()
	case '{':
		name := w.upTo('}')
		set := w.lex.classes[name]
		if set == nil {
			return nil, fmt.Errorf("words.txt has no class %q", name)
		}
		return w.set(set), nil
	case '<':
		return w.slot()
	case ':':
		w.i++
		w.out.WriteByte(':')
		return nil, nil
	case ';':
		w.i++
		w.out.WriteString("(?:" + w.lex.free + "*" + setOf([]rune(stops)) + ")")
		return nil, nil
	}
	if k, ok := kindOf(r); ok {
		w.i++
		return w.set([]rune{k}), nil
	}
	from := w.i
	for w.i < len(w.src) && (unicode.IsLetter(w.src[w.i]) || unicode.IsDigit(w.src[w.i])) {
		w.i++
	}
	if from == w.i {
		return nil, fmt.Errorf("%q is no part of a pattern", r)
	}
	return w.set([]rune{w.lex.word(string(w.src[from:w.i]))}), nil
}

// slot writes what goes to a slot as it was typed.
func (w *patternWriter) slot() ([][]rune, error) {
	from := w.i + 1
	for w.i++; w.i < len(w.src) && !strings.ContainsRune("+:>", w.src[w.i]); {
		w.i++
	}
	name := string(w.src[from:w.i])
	w.rests++
	if w.i < len(w.src) && w.src[w.i] == ':' {
		fmt.Fprintf(&w.out, "(?P<%s_%d_parts>", name, w.rests)
		w.i++
		must, err := w.seq()
		w.i++
		w.out.WriteByte(')')
		return must, err
	}
	some := w.i < len(w.src) && w.src[w.i] == '+'
	if some {
		w.i++
	}
	w.i++
	lead, shape := w.shape(name, some)
	fmt.Fprintf(&w.out, "%s(?P<%s_%d>%s)", lead, name, w.rests, shape)
	return nil, nil
}

// shape is what may go to a slot, and what may lead to it: a name or a word by
// their form; else as little text as can be, and at the end of the pattern all that
// is left.
func (w *patternWriter) shape(name string, some bool) (lead, shape string) {
	word := "[^" + setOf([]rune(stops))[1:]
	switch name {
	case "name", "gone":
		return w.lex.free + "*", setOf([]rune{symPerson}) + "|" + word + "{2,4}?"
	case "who":
		return w.lex.free + "*", setOf([]rune{symPerson}) + "|" + word + "{1,8}?"
	case "at":
		return "", ".{0,12}?"
	case "id", "post", "step":
		return w.lex.free + "*", word + "+?"
	}
	shape = ".*"
	if some {
		shape = ".+"
	}
	if strings.Trim(string(w.src[min(w.i, len(w.src)):]), " )?") != "" {
		shape += "?"
	}
	return "", shape
}

// group writes (a|b). One of what its alternatives must have has to be there.
func (w *patternWriter) group() ([][]rune, error) {
	if set, end, ok := w.sets(); ok {
		w.i = end
		return w.set(set), nil
	}
	w.out.WriteString("(?:")
	var some []rune
	all := true
	for {
		w.i++ // ( or |
		must, err := w.seq()
		if err != nil {
			return nil, err
		}
		all = all && len(must) > 0
		if len(must) > 0 {
			some = append(some, must[0]...)
		}
		if w.i == len(w.src) {
			return nil, errors.New("a ( is not closed")
		}
		w.out.WriteRune(w.src[w.i])
		if w.src[w.i] == ')' {
			break
		}
	}
	w.i++
	if !all {
		return nil, nil
	}
	return [][]rune{some}, nil
}

// sets returns the symbols of a group that has nothing but words and classes, which
// are one set, and where it ends.
func (w *patternWriter) sets() (set []rune, end int, ok bool) {
	end = w.i + slices.Index(w.src[w.i:], ')')
	if end < w.i {
		return nil, 0, false
	}
	for part := range strings.SplitSeq(string(w.src[w.i+1:end]), "|") {
		letters := []rune(part)
		class, braced := strings.CutPrefix(part, "{")
		switch {
		case braced && w.lex.classes[strings.TrimSuffix(class, "}")] != nil:
			set = append(set, w.lex.classes[strings.TrimSuffix(class, "}")]...)
		case len(letters) == 1 && strings.ContainsRune(kindLetters, letters[0]):
			k, _ := kindOf(letters[0])
			set = append(set, k)
		case part != "" && strings.IndexFunc(part, func(r rune) bool { return r < 128 }) < 0:
			set = append(set, w.lex.word(part))
		default:
			return nil, 0, false
		}
	}
	return set, end + 1, true
}

// set writes one symbol of a set, with the little words before it.
func (w *patternWriter) set(set []rune) [][]rune {
	w.out.WriteString("(?:" + w.lex.free + "*" + setOf(set) + ")")
	return [][]rune{slices.Clone(set)}
}

// upTo returns what stands up to a closing mark and goes behind it.
func (w *patternWriter) upTo(end rune) string {
	from := w.i + 1
	for w.i < len(w.src) && w.src[w.i] != end {
		w.i++
	}
	name := string(w.src[min(from, len(w.src)):w.i])
	w.i = min(w.i+1, len(w.src))
	return name
}
