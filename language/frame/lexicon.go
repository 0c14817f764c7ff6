package frame

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed words.txt
var wordsText string

//go:embed frames.txt
var framesText string

// The symbols are characters for private use: first those of the kinds of names,
// then one for each word of words.txt and of the patterns.
const (
	privateFirst = '\uE000'
	privateLast  = '\uF8FF'
)

// The kinds of names, each one symbol whatever the name is.
const (
	symUnit    = privateFirst + iota // U: a unit, or several joined
	symPeriod                        // P: 上月
	symDay                           // D: 25号前
	symForm                          // F: 调度表
	symItems                         // I: 第6、7项
	symMark                          // K: 黄牌
	symFigure                        // M: a mark that is a figure of the reports too, 约谈
	symPerson                        // W: 李四, who is on the roster
	symPhone                         // T
	symNumber                        // N: 3
	symAccount                       // A: lisi
	symOrdinal                       // O: 3号, which may be a case or a mark
	symOpens                         // C: the word that opens a case, 立案
	symHazard                        // G: the same where it names the kind, 重大隐患
	symKind                          // R: the title of a kind of case, 快查快处
	symDuty                          // J: a word for a duty, 专委会
	symDoing                         // E: the same where it ends in a word of the class verb, 集体学习
	symWords                         // the first of the words
)

// kindLetters are how patterns name the kinds, in their order.
const kindLetters = "UPDFIKMWTNAOCGRJE"

// kindOf returns the kind that a pattern names by a letter.
func kindOf(letter rune) (rune, bool) {
	kind := rune(privateFirst)
	for _, r := range kindLetters {
		if r == letter {
			return kind, true
		}
		kind++
	}
	return 0, false
}

// lexicon has the words and their classes.
type wordClasses struct {
	runes   map[string]rune
	classes map[string][]rune
	// free is what costs nothing, for a regular expression: the little words and
	// the stops.
	free    string
	littles []rune
	next    rune
	long    int // characters of the longest word
}

// newLexicon reads words.txt: a class and its words a line; a class with ~ is one of
// little words, which cost nothing anywhere. {name} stands for all words of a class
// above.
func newLexicon(text string) (*wordClasses, []error) {
	l := &wordClasses{runes: map[string]rune{}, classes: map[string][]rune{}, next: symWords}
	for _, letter := range kindLetters {
		kind, _ := kindOf(letter)
		l.classes[string(letter)] = []rune{kind}
	}
	var faults []error
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, words, ok := strings.Cut(line, ":")
		name, little := strings.CutPrefix(name, "~")
		if !ok || name == "" || l.classes[name] != nil {
			faults = append(faults, fmt.Errorf("words.txt:%d: %q is no new class with its words; write name: word word", i+1, line))
			continue
		}
		for _, w := range strings.Fields(words) {
			if class, ok := strings.CutPrefix(w, "{"); ok {
				l.classes[name] = append(l.classes[name], l.classes[strings.TrimSuffix(class, "}")]...)
			} else {
				l.classes[name] = append(l.classes[name], l.word(w))
			}
		}
		if little {
			l.littles = append(l.littles, l.classes[name]...)
		}
	}
	l.free = setOf(append([]rune(stops), l.littles...))
	return l, faults
}

// word returns the symbol of a word, a new one where it has none.
func (l *wordClasses) word(w string) rune {
	w = foldText(w)
	if r, ok := l.runes[w]; ok {
		return r
	}
	r := l.next
	l.next++
	l.runes[w] = r
	l.long = max(l.long, len([]rune(w)))
	return r
}

// setOf returns the characters as a class of a regular expression.
func setOf(set []rune) string {
	set = slices.Clone(set)
	slices.Sort(set)
	set = slices.Compact(set)
	b := []byte{'['}
	for i := 0; i < len(set); {
		j := i
		for j+1 < len(set) && set[j+1] == set[j]+1 {
			j++
		}
		b = append(b, `\x{`...)
		b = strconv.AppendInt(b, int64(set[i]), 16)
		if j > i {
			b = append(b, `}-\x{`...)
			b = strconv.AppendInt(b, int64(set[j]), 16)
		}
		b = append(b, '}')
		i = j + 1
	}
	return string(append(b, ']'))
}

// is reports whether a symbol is a word of a class.
func (l *wordClasses) is(sym rune, class string) bool { return slices.Contains(l.classes[class], sym) }

// little reports whether a symbol costs nothing.
func (l *wordClasses) little(sym rune) bool { return stop(sym) || slices.Contains(l.littles, sym) }
