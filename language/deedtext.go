package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainChars folds a text for reading sentences: without blanks, except between
// two figures, without mentions, stickers and quotation marks. Each rune keeps
// its place in the text as typed.
func plainChars(text string) chars {
	all := fold(text)
	c := chars{src: text}
	var low strings.Builder
	low.Grow(len(text))
	keep := func(i int, r rune) {
		c.r = append(c.r, r)
		c.at = append(c.at, all.at[i])
		c.lo = append(c.lo, low.Len())
		low.WriteRune(r)
	}
	for i := 0; i < len(all.r); i++ {
		switch r := all.r[i]; {
		case r == '@':
			for i+1 < len(all.r) && !unicode.IsSpace(all.r[i+1]) && !runeIn(all.r[i+1], ",。;:") {
				i++
			}
		case r == '[' && sticker(all.r, i) > i:
			i = sticker(all.r, i)
		case r == '\n':
			keep(i, r)
		case unicode.IsSpace(r):
			if len(c.r) > 0 && figureLike(c.r[len(c.r)-1]) && figureLike(all.get(i+1)) {
				keep(i, ' ')
			}
		case runeIn(r, "\"'“”‘’「」《》<>*#_`") || r > 0x1f000 || r >= 0x2600 && r < 0x2e80 || r == 0xfe0f || r == 0x200d:
		default:
			keep(i, unicode.ToLower(r))
		}
	}
	c.at = append(c.at, len(text))
	c.lo, c.low = append(c.lo, low.Len()), low.String()
	return c
}

// figureLike reports whether the rune is a digit or a Latin letter.
func figureLike(r rune) bool { return isDigit(r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// cut returns the place in the text as typed of the runes from i up to j,
// without what was left out behind them.
func (c chars) cut(i, j int) Span {
	if j <= i {
		return Span{From: c.at[i], To: c.at[i]}
	}
	_, size := utf8.DecodeRuneInString(c.src[c.at[j-1]:])
	from, to := c.at[i], c.at[j-1]+size
	return Span{From: from, To: to, Text: c.src[from:to]}
}

// has reports whether the word stands at rune i.
func (c chars) has(i int, word string) bool {
	return i >= 0 && i < len(c.r) && strings.HasPrefix(c.low[c.lo[i]:], word)
}

// anyAt returns the end of the first of the words that stands at rune i, and i
// where none does.
func (c chars) anyAt(i int, words []string) int {
	for _, w := range words {
		if c.has(i, w) {
			return i + utf8.RuneCountInString(w)
		}
	}
	return i
}

// endsAt reports whether one of the words ends right before rune i.
func (c chars) endsAt(i int, words []string) bool {
	for _, w := range words {
		if c.has(i-utf8.RuneCountInString(w), w) {
			return true
		}
	}
	return false
}

// find returns where the first of the words to come stands in the runes from i
// up to j, the longest of those at one place, and -1 where none does.
func (c chars) find(i, j int, words []string) (at, end int) {
	for ; i < j; i++ {
		longest := i
		for _, w := range words {
			if c.has(i, w) {
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

// clauses cuts the runes from i up to j at their marks.
func (c chars) clauses(i, j int) []stretchOf {
	var out []stretchOf
	begin := i
	for k := i; k <= j; k++ {
		mark := k == j || runeIn(c.r[k], ",。;!?\n…~") || c.r[k] == ':' && !isDigit(c.get(k+1))
		if !mark {
			continue
		}
		if k > begin {
			out = append(out, stretchOf{begin, k})
		}
		begin = k + 1
	}
	return out
}

// stretchOf is the runes of a text from From up to To.
type stretchOf struct{ from, to int }
