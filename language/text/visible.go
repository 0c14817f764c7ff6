package text

import (
	"strings"
	"unicode"
)

// Visible is a text as people see it, for whatever a person typed, pasted, wrote into a
// table or is called: without marks that turn the direction of writing, what has no width
// and what is no UTF-8, which a ledger, a workbook or a phone would show as something else
// than was written. All ends of lines are line feeds, tabs stay, and other control
// characters are blanks, so that 3 and 12 with one between do not become 312. Of the marks
// above and below a letter, as many as a language has.
func Visible(typed string) string {
	typed = strings.ReplaceAll(strings.ToValidUTF8(typed, ""), "\r\n", "\n")
	const most = 3
	marks := 0
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
		case RuneIn(r, "\r\v\f\u0085\u2028\u2029"):
			r = '\n'
		case unicode.Is(unicode.Cc, r):
			return ' '
		case unicode.In(r, unicode.C, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
			return -1
		case unicode.Is(unicode.M, r):
			if marks++; marks > most {
				return -1
			}
			return r
		}
		marks = 0
		return r
	}, typed)
}
