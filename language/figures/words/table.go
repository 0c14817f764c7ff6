package words

import (
	_ "embed" // the table of words
	"slices"
	"strings"

	"anwei"
)

//go:embed words.txt
var wordsText string

// Table is words.txt: what the words of the language mean, whatever the form.
// A line is a kind and its words, =name and a list, kind=name and words that are both,
// or ! and a pattern.
type Table struct {
	// Lists are words by the name of their list, and Measure what a measure counts.
	Lists   map[string][]string
	Measure map[string]byte
	words   map[string]byte
	// patterns find numbers that are no figures; macros are short for their parts.
	patterns []pattern
	macros   [][2]string
}

func newTable(text string) *Table {
	t := &Table{words: map[string]byte{}, Lists: map[string][]string{}, Measure: map[string]byte{}}
	for line := range strings.Lines(text) {
		part := strings.Fields(line)
		if len(part) < 2 || part[0] == "#" {
			continue
		}
		if p, ok := strings.CutPrefix(part[0], "!"); ok {
			t.pattern(p, strings.Join(part[1:], " "))
			continue
		}
		kind, list, isList := strings.Cut(part[0], "=")
		if isList {
			t.Lists[list] = append(t.Lists[list], part[1:]...)
		}
		for _, w := range part[1:] {
			if _, known := t.words[w]; !known && kind != "" {
				t.words[w] = kind[0]
			}
		}
	}
	for _, class := range []string{"e", "t", "i", "p", "o", "x"} {
		for _, w := range t.Lists["measure."+class] {
			t.Measure[w] = class[0]
		}
	}
	return t
}

// lines are words of a plan as lines of the table.
func (t *Table) lines(rows []anwei.Words) string {
	var b strings.Builder
	for _, row := range rows {
		for _, k := range t.Lists["kind"] {
			if kind, ok := strings.CutPrefix(k, string(row.Kind)+":"); ok {
				b.WriteString(kind + " " + strings.Join(row.Words, " ") + "\n")
			}
		}
	}
	return b.String()
}

// In reports whether a word is in a list.
func (t *Table) In(list, word string) bool { return slices.Contains(t.Lists[list], word) }

// pattern takes a line that begins with !: the kind of what the pattern finds,
// or a macro.
func (t *Table) pattern(name, p string) {
	if name[0] == '{' {
		t.macros = append(t.macros, [2]string{name, p})
		return
	}
	t.patterns = append(t.patterns, pattern{name[0], p})
}
