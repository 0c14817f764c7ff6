package text

import (
	"strings"
	"unicode"
)

// Compact folds a question for reading: lower case, without blanks, stickers and
// mentions.
func Compact(text string) string {
	var b strings.Builder
	r := Fold(text).Runes
	for i := 0; i < len(r); i++ {
		switch c := r[i]; {
		case c == '[':
			if end := sticker(r, i); end > i {
				i = end
				continue
			}
			b.WriteRune(',')
		case c == '@':
			for i+1 < len(r) && !unicode.IsSpace(r[i+1]) && !RuneIn(r[i+1], ",。;:") {
				i++
			}
		case RuneIn(c, "'\"“”‘’《》()]<>*#_") || c > 0x1f000 || c >= 0x2600 && c < 0x2e80 || c == 0xfe0f || c == 0x200d:
		case RuneIn(c, "…~·|/\\-—+&="), unicode.IsSpace(c):
			b.WriteRune(' ')
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return squeeze(b.String())
}

// sticker returns the closing bracket of a sticker such as [抱拳] that opens at i.
func sticker(r []rune, i int) int {
	for j := i + 1; j < len(r) && j <= i+5; j++ {
		if r[j] == ']' {
			return j
		}
	}
	return i
}

// squeeze takes out the blanks; between two digits a comma stays.
func squeeze(s string) string {
	r := []rune(s)
	out := make([]rune, 0, len(r))
	for i, c := range r {
		if c != ' ' {
			out = append(out, c)
		} else if len(out) > 0 && IsDigit(out[len(out)-1]) && i+1 < len(r) && IsDigit(r[i+1]) {
			out = append(out, ',')
		}
	}
	return string(out)
}
