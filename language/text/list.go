package text

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Words is a list of words with single blanks between them. It is a table that costs
// nothing to make.
type Words string

// All goes through the words.
func (w Words) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := string(w); rest != ""; {
			var word string
			if word, rest, _ = strings.Cut(rest, " "); !yield(word) {
				return
			}
		}
	}
}

// With returns the list with one more word.
func (w Words) With(word string) Words {
	if word == "" {
		return w
	}
	return w + " " + Words(word)
}

// Has reports whether the word is one of the list.
func (w Words) Has(word string) bool {
	for one := range w.All() {
		if one == word {
			return true
		}
	}
	return false
}

// Begin returns how many bytes the first of the words takes that s begins with, and 0
// where it begins with none.
func (w Words) Begin(s string) int {
	if s == "" {
		return 0
	}
	for word := range w.All() {
		if strings.HasPrefix(s, word) {
			return len(word)
		}
	}
	return 0
}

// End reports whether s ends in one of the words.
func (w Words) End(s string) bool {
	for word := range w.All() {
		if strings.HasSuffix(s, word) {
			return true
		}
	}
	return false
}

// In reports whether one of the words stands in s.
func (w Words) In(s string) bool {
	for word := range w.All() {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// Has reports whether the word stands at rune i.
func (c Folded) Has(i int, word string) bool {
	return i >= 0 && i < len(c.Runes) && strings.HasPrefix(c.Low[c.lo[i]:], word)
}

// AnyAt returns the end of the first of the words that stands at rune i, and i
// where none does.
func (c Folded) AnyAt(i int, words Words) int {
	if i < 0 || i >= len(c.Runes) {
		return i
	}
	rest := c.Low[c.lo[i]:]
	return i + utf8.RuneCountInString(rest[:words.Begin(rest)])
}

// EndsAt reports whether one of the words ends right before rune i.
func (c Folded) EndsAt(i int, words Words) bool {
	return i > 0 && i <= len(c.Runes) && words.End(c.Low[:c.lo[i]])
}

// Find returns where the first of the words to come stands in the runes from i
// up to j, the longest of those at one place, and -1 where none does.
func (c Folded) Find(i, j int, words Words) (at, end int) {
	j = min(j, len(c.Runes))
	for i = max(i, 0); i < j; i++ {
		within, longest := c.Low[c.lo[i]:c.lo[j]], 0
		for word := range words.All() {
			if len(word) > longest && strings.HasPrefix(within, word) {
				longest = len(word)
			}
		}
		if longest > 0 {
			return i, i + utf8.RuneCountInString(within[:longest])
		}
	}
	return -1, -1
}
