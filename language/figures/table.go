package figures

import (
	_ "embed" // the table of words
	"strings"
)

//go:embed words.txt
var wordsText string

// table is words.txt: what the words of the language mean, whatever the form.
// A line is a kind and its words, =name and a list, or >frame.
type table struct {
	words   map[string]byte
	lists   map[string][]string
	measure map[string]byte
}

func newTable(text string) *table {
	t := &table{words: map[string]byte{}, lists: map[string][]string{}, measure: map[string]byte{}}
	for line := range strings.Lines(text) {
		part := strings.Fields(line)
		if len(part) < 2 || part[0] == "#" {
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

// in reports whether a word is in a list.
func (t *table) in(list, word string) bool {
	for _, w := range t.lists[list] {
		if w == word {
			return true
		}
	}
	return false
}
