package text

import (
	"strings"
	"unicode"
)

// Visible is a text as people see it, for whatever a person typed, pasted, wrote into a
// table or is called: without control characters, marks that turn the direction of
// writing, what has no width and what is no UTF-8, which a ledger, a workbook or a phone
// would show as something else than was written. All ends of lines are line feeds, and
// tabs stay. Of the marks above and below a letter, as many as a language has.
func Visible(typed string) string {
	typed = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(typed, ""))
	const most = 3
	marks := 0
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
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
