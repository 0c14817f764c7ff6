package language

import (
	"strings"

	"anwei/language/text"
)

// madeOf reports whether a text is nothing but words of the lists and separators,
// in any order: nothing of it was left unread.
func madeOf(typed string, lists ...[]string) bool {
	reached := make([]bool, len(typed)+1)
	reached[0] = true
	for at := range len(typed) {
		if !reached[at] {
			continue
		}
		rest := typed[at:]
		left := strings.TrimLeft(rest, text.Separators+"？?~～")
		reached[len(typed)-len(left)] = true
		for _, words := range lists {
			for _, w := range words {
				if w != "" && strings.HasPrefix(rest, w) {
					reached[at+len(w)] = true
				}
			}
		}
	}
	return reached[len(typed)]
}

// politeWords are said around any wish and mean nothing by themselves.
func politeWords() []string { return strings.Fields(string(text.PoliteWords)) }
