package text

import "strings"

// ContainsAny reports whether one of the parts stands in the text.
func ContainsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
