package frame

import "strings"

// heard is a text folded once: full-width forms as ASCII, capitals small. Each
// folded character keeps its place in the text as typed.
type heard struct {
	src string
	low string
	// at are the places of the characters in low, and from those in src; one more
	// for the end.
	at, from []int
}

func hear(src string) heard {
	n := len(src) + 1
	places := make([]int, 0, 2*n)
	h := heard{src: src, at: places[:0:n], from: places[n:n]}
	var b strings.Builder
	b.Grow(len(src))
	for i, r := range src {
		h.at, h.from = append(h.at, b.Len()), append(h.from, i)
		if r = foldRune(r); r == ':' && clock(b.String(), src[i:]) {
			r = '\u2236' // divides no sentence
		}
		b.WriteRune(r)
	}
	h.at, h.from = append(h.at, b.Len()), append(h.from, len(src))
	h.low = b.String()
	return h
}

// clock reports whether a colon stands in a time of day, between two digits.
func clock(before, after string) bool {
	next := strings.TrimLeft(after, ":：")
	return before != "" && next != "" && digit(before[len(before)-1]) && digit(next[0])
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// foldText folds a word of a table as a text is folded.
func foldText(s string) string { return strings.Map(foldRune, s) }

func foldRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		r += '!' - '！'
	case r == '\u3000' || r == '\u00a0' || r == '\t':
		return ' '
	case r == '察':
		return '查'
	case r == '｡':
		return '。'
	case r >= privateFirst && r <= privateLast || r == '\uFFFD':
		return '\u25a1' // never taken for a symbol
	}
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	return r
}

// stop reports whether a character is punctuation or blank.
func stop(r rune) bool { return strings.ContainsRune(stops, r) }

// stops are the characters between the parts of a text. A question mark is none: it is
// a word.
const stops = " \n,、:;。.!~—-…()[]\"'“”‘’《》*|"
