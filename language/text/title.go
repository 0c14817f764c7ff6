package text

import (
	"strings"
	"unicode/utf8"
)

// Clean writes a title as people would type it.
func Clean(s string) string {
	s = WithoutParens(s)
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if r = foldRune(r); !RuneIn(r, " ()/、") {
			out = utf8.AppendRune(out, r)
		}
	}
	return strings.TrimPrefix(string(out), "其中")
}

// WithoutParens drops what stands in parentheses at the end, the measure word of
// a column title.
func WithoutParens(s string) string {
	if i := strings.LastIndexAny(s, "(（"); i > 0 && (strings.HasSuffix(s, ")") || strings.HasSuffix(s, "）")) {
		return s[:i]
	}
	return s
}
