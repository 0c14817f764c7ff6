// Package anwei holds the words of the ledger as plain types with small pure
// methods: who reports, what is asked, for which period, and what was said
// about it. It imports only the standard library. Where, Each and Find are how all
// rooms walk through lists, and Clip is how they shorten what somebody wrote.
package anwei

// Where returns those of a list that fit, in a list of its own; nil where none does.
func Where[S ~[]T, T any](list S, fits func(T) bool) (out S) {
	for _, x := range list {
		if fits(x) {
			out = append(out, x)
		}
	}
	return out
}

// Each makes something of each of a list, in its order.
func Each[T, U any](list []T, one func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = one(x)
	}
	return out
}

// Find returns the first of a list that fits, and false where none does.
func Find[T any](list []T, fits func(T) bool) (found T, ok bool) {
	for _, x := range list {
		if fits(x) {
			return x, true
		}
	}
	return found, false
}

// Clip returns at most n characters of a text, the last of them … where it goes on.
func Clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
