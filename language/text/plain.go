package text

import (
	"unicode"
	"unicode/utf8"
)

// Plain folds a text for reading sentences: without blanks, except between
// two figures, without mentions, stickers and quotation marks. Each rune keeps
// its place in the text as typed.
func Plain(text string) Folded {
	all := folded(text)
	c := Folded{Source: text, Runes: make([]rune, 0, len(all.Runes)), At: make([]int, 0, len(all.At))}
	keep := func(i int, r rune) {
		c.Runes = append(c.Runes, r)
		c.At = append(c.At, all.At[i])
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
	return c.lower(len(text))
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
