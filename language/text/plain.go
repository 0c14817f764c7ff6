package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain folds a text for reading sentences: without blanks, except between
// two figures, without mentions, stickers and quotation marks. Each rune keeps
// its place in the text as typed.
func Plain(text string) Folded {
	all := Fold(text)
	c := Folded{Source: text}
	var low strings.Builder
	low.Grow(len(text))
	keep := func(i int, r rune) {
		c.Runes = append(c.Runes, r)
		c.At = append(c.At, all.At[i])
		c.lo = append(c.lo, low.Len())
		low.WriteRune(r)
	}
	for i := 0; i < len(all.Runes); i++ {
		switch r := all.Runes[i]; {
		case r == '@':
			for i+1 < len(all.Runes) && !unicode.IsSpace(all.Runes[i+1]) && !RuneIn(all.Runes[i+1], ",。;:") {
				i++
			}
		case r == '[' && sticker(all.Runes, i) > i:
			i = sticker(all.Runes, i)
		case r == '\n':
			keep(i, r)
		case unicode.IsSpace(r):
			if len(c.Runes) > 0 && FigureLike(c.Runes[len(c.Runes)-1]) && FigureLike(all.Get(i+1)) {
				keep(i, ' ')
			}
		case RuneIn(r, "\"'“”‘’「」《》<>*#_`") || r > 0x1f000 || r >= 0x2600 && r < 0x2e80 || r == 0xfe0f || r == 0x200d:
		default:
			keep(i, unicode.ToLower(r))
		}
	}
	c.At = append(c.At, len(text))
	c.lo, c.Low = append(c.lo, low.Len()), low.String()
	return c
}

// FigureLike reports whether the rune is a digit or a Latin letter.
func FigureLike(r rune) bool { return IsDigit(r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// Cut returns the place in the text as typed of the runes from i up to j,
// without what was left out behind them.
func (c Folded) Cut(i, j int) Span {
	if j <= i {
		return Span{From: c.At[i], To: c.At[i]}
	}
	_, size := utf8.DecodeRuneInString(c.Source[c.At[j-1]:])
	from, to := c.At[i], c.At[j-1]+size
	return Span{From: from, To: to, Text: c.Source[from:to]}
}

// Has reports whether the word stands at rune i.
func (c Folded) Has(i int, word string) bool {
	return i >= 0 && i < len(c.Runes) && strings.HasPrefix(c.Low[c.lo[i]:], word)
}

// AnyAt returns the end of the first of the words that stands at rune i, and i
// where none does.
func (c Folded) AnyAt(i int, words []string) int {
	for _, w := range words {
		if c.Has(i, w) {
			return i + utf8.RuneCountInString(w)
		}
	}
	return i
}

// EndsAt reports whether one of the words ends right before rune i.
func (c Folded) EndsAt(i int, words []string) bool {
	for _, w := range words {
		if c.Has(i-utf8.RuneCountInString(w), w) {
			return true
		}
	}
	return false
}

// Find returns where the first of the words to come stands in the runes from i
// up to j, the longest of those at one place, and -1 where none does.
func (c Folded) Find(i, j int, words []string) (at, end int) {
	for ; i < j; i++ {
		longest := i
		for _, w := range words {
			if c.Has(i, w) {
				if end := i + utf8.RuneCountInString(w); end <= j {
					longest = max(longest, end)
				}
			}
		}
		if longest > i {
			return i, longest
		}
	}
	return -1, -1
}

// Clauses cuts the runes from i up to j at their marks.
func (c Folded) Clauses(i, j int) []Stretch {
	var out []Stretch
	begin := i
	for k := i; k <= j; k++ {
		mark := k == j || RuneIn(c.Runes[k], ",。;!?\n…~") || c.Runes[k] == ':' && !IsDigit(c.Get(k+1))
		if !mark {
			continue
		}
		if k > begin {
			out = append(out, Stretch{begin, k})
		}
		begin = k + 1
	}
	return out
}

// Stretch is the runes of a text from From up to To.
type Stretch struct{ Begin, End int }
