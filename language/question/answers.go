package question

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// Answered returns what the plan says to a question about itself, and false where a text
// is none: one that names a unit or a period asks for figures, and one that says more than
// such a question has, such as why somebody cannot report, is about something else.
func (r *Reader) Answered(typed string, now time.Time) (anwei.Answer, bool) {
	const mostAsked, mostBeside = 24, 6 // runes
	pieces := slices.DeleteFunc(text.Pieces(text.Fold(typed).Low), text.Polite)
	if len(pieces) != 1 {
		return anwei.Answer{}, false
	}
	c := text.Strip(text.Compact(pieces[0]))
	if n := utf8.RuneCountInString(c); n < 3 || n > mostAsked {
		return anwei.Answer{}, false
	}
	var best anwei.Answer
	most := 0
	for _, a := range r.answers {
		about, asks := longestIn(a.About, c), longestIn(a.Asks, c)
		if n := utf8.RuneCountInString(about + asks); about != "" && asks != "" && longestIn(a.Not, c) == "" && n > most {
			best, most = a, n
		}
	}
	if most == 0 || utf8.RuneCountInString(c)-most > mostBeside || len(r.names.Find(c)) > 0 {
		return anwei.Answer{}, false
	}
	if _, _, dated := day.Period(c, now); dated {
		return anwei.Answer{}, false
	}
	return best, true
}

// longestIn returns the longest of the words that stands in the text.
func longestIn(words []string, typed string) (longest string) {
	for _, w := range words {
		if len(w) > len(longest) && strings.Contains(typed, w) {
			longest = w
		}
	}
	return longest
}
