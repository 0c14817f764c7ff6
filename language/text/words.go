package text

import (
	"slices"
	"strings"
)

// ContainsAny reports whether one of the parts stands in the text.
func ContainsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}
