package wecom

import (
	"regexp"
	"sort"
)

// span is a stretch of a text, in bytes.
type span struct{ start, end int }

// spans are stretches in their order that do not overlap.
type spans []span

// links finds what loses its meaning when it is divided: <a …>…</a> and
// <font …>…</font>, markdown's [text](address), and an address that stands
// alone.
func links(text string) spans {
	pattern := regexp.MustCompile(`(?i)<(?:a|font)\s[^<>]*>[^<>]*</(?:a|font)>` +
		`|\[[^\[\]\n]*\]\([^()\s]*\)` +
		`|https?://[!-~]+`)
	at := pattern.FindAllStringIndex(text, -1)
	found := make(spans, 0, len(at))
	for _, at := range at {
		found = append(found, span{at[0], at[1]})
	}
	return found
}

// from returns the stretches that end behind a place, counted from there.
func (s spans) from(start int) spans {
	first := sort.Search(len(s), func(i int) bool { return s[i].end > start })
	moved := make(spans, 0, len(s)-first)
	for _, x := range s[first:] {
		moved = append(moved, span{x.start - start, x.end - start})
	}
	return moved
}

// inside reports whether a place is within a stretch and not at its edge.
func (s spans) inside(at int) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].end > at })
	return i < len(s) && s[i].start < at
}
