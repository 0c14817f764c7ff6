package figures

import (
	_ "embed" // the table of words
	"strings"

	"anwei"
)

//go:embed words.txt
var wordsText string

// table is words.txt: what the words of the language mean, whatever the form.
// A line is a kind and its words, =name and a list, or >frame.
type table struct {
	words   map[string]byte
	lists   map[string][]string
	measure map[string]byte
	// patterns find numbers that are no figures; macros are short for their parts.
	patterns []pattern
	macros   [][2]string
}

func newTable(text string) *table {
	t := &table{words: map[string]byte{}, lists: map[string][]string{}, measure: map[string]byte{}}
	for line := range strings.Lines(text) {
		part := strings.Fields(line)
		if len(part) < 2 || part[0] == "#" {
			continue
		}
		if p, ok := strings.CutPrefix(part[0], "!"); ok {
			t.pattern(p, strings.Join(part[1:], " "))
			continue
		}
		name, isList := strings.CutPrefix(part[0], "=")
		if !isList {
			for _, w := range part[1:] {
				if _, known := t.words[w]; !known {
					t.words[w] = name[0]
				}
			}
			continue
		}
		t.lists[name] = append(t.lists[name], part[1:]...)
	}
	for _, class := range []string{"e", "t", "i", "p", "o", "x"} {
		for _, w := range t.lists["measure."+class] {
			t.measure[w] = class[0]
		}
	}
	return t
}

// Kinds are the kinds that the words of a plan may be of.
func Kinds() []string {
	kinds := newTable(wordsText).lists["kind"]
	for i, k := range kinds {
		kinds[i], _, _ = strings.Cut(k, ":")
	}
	return kinds
}

// lines are words of a plan as lines of the table.
func (t *table) lines(rows []anwei.Words) string {
	var b strings.Builder
	for _, row := range rows {
		for _, k := range t.lists["kind"] {
			if kind, ok := strings.CutPrefix(k, row.Kind+":"); ok {
				b.WriteString(kind + " " + strings.Join(row.Words, " ") + "\n")
			}
		}
	}
	return b.String()
}

// in reports whether a word is in a list.
func (t *table) in(list, word string) bool {
	for _, w := range t.lists[list] {
		if w == word {
			return true
		}
	}
	return false
}

// pattern takes a line that begins with !: the kind of what the pattern finds,
// or a macro.
func (t *table) pattern(name, p string) {
	switch {
	case name[0] == '{':
		t.macros = append(t.macros, [2]string{name, p})
	case name == "0":
		t.patterns = append(t.patterns, pattern{0, p})
	default:
		t.patterns = append(t.patterns, pattern{name[0], p})
	}
}
