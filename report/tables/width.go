package tables

import "unicode"

// Width returns how many half-width characters the text takes in a Chinese
// font: a Chinese character or mark of punctuation takes two.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += RuneWidth(r)
	}
	return n
}

// RuneWidth returns the width of one character: 0, 1 or 2.
func RuneWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < 0x1100, r >= 0xFF61 && r <= 0xFFDC: // Latin and the like; half-width kana
		if r == '·' || r == '×' {
			return 2
		}
		return 1
	}
	// Dashes, quotes and circled digits from U+2000 on are full-width in the
	// fonts that offices print with.
	return 2
}
