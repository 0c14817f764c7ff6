package bot

import (
	"strings"
	"unicode"
)

// clean takes off a text what nobody can see and what a ledger, a workbook or a
// printed page cannot hold: bytes that are no UTF-8, control characters, marks that
// turn the direction of writing, and the invisible characters that come along when
// something is copied from a web page or a document. Line breaks and tabs stay.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u200b', r == '\ufeff':
			return -1
		}
		return r
	}, text)
}
