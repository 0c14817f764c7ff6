package language

import (
	"strings"
	"unicode/utf8"
)

// clean writes a title as people would type it.
func clean(s string) string {
	s = stripParens(s)
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if r = foldRune(r); !runeIn(r, " ()/、") {
			out = utf8.AppendRune(out, r)
		}
	}
	return strings.TrimPrefix(string(out), "其中")
}

// stripParens drops what stands in parentheses at the end, the measure word of
// a column title.
func stripParens(s string) string {
	if i := strings.LastIndexAny(s, "(（"); i > 0 && (strings.HasSuffix(s, ")") || strings.HasSuffix(s, "）")) {
		return s[:i]
	}
	return s
}
