package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// wrap breaks a text into lines that are no wider than the width by the measure
// em, apart from spaces at their end and from a character that is wider alone. It
// follows what Chinese printing asks (行首行尾禁则): no line begins with closing
// punctuation or ends with opening; a dash or an ellipsis of two characters, a
// Latin word and a number are kept whole. Where a line is too narrow for a word,
// the word is broken; where it is too narrow for the rest, that yields. Nothing is
// lost: the lines in a row are the text without its line feeds.
func wrap(text string, width float64, em func(rune) float64) []string {
	var out []string
	for part := range strings.SplitSeq(text, "\n") {
		rs := []rune(part)
		for {
			n := fill(rs, width, em)
			if n < len(rs) {
				n = beforeUnit(rs, retreat(rs, n))
			}
			out = append(out, string(rs[:n]))
			if rs = rs[n:]; len(rs) == 0 {
				break
			}
		}
	}
	return out
}

// fill returns how many of the first characters a line takes, at least one.
// Spaces at its end may stand over.
func fill(rs []rune, width float64, em func(rune) float64) int {
	const rounding = 1e-9
	used := 0.0
	for i, r := range rs {
		used += em(r)
		if used > width+rounding && i > 0 && !isSpace(r) {
			return i
		}
	}
	return len(rs)
}

// retreat returns the last place at or before n where the line may end.
func retreat(rs []rune, n int) int {
	for _, may := range []func(a, b rune) bool{mayBreak, mayPart} {
		for i := n; i > 0; i-- {
			if may(rs[i-1], rs[i]) {
				return i
			}
		}
	}
	return n
}

// beforeUnit returns a place before a short remark in brackets that would be broken
// at n, such as the (家次) of a heading, and otherwise n.
func beforeUnit(rs []rune, n int) int {
	const longest = 6
	for i := n - 1; i > 0 && i > n-longest; i-- {
		switch rs[i] {
		case ')', '）':
			return n
		case '(', '（':
			rest := rs[i:min(len(rs), i+longest)]
			if slices.Contains(rest, ')') || slices.Contains(rest, '）') {
				if mayBreak(rs[i-1], rs[i]) {
					return i
				}
			}
			return n
		}
	}
	return n
}

// mayBreak reports whether a line may end between two characters.
func mayBreak(a, b rune) bool { return mayPart(a, b) && (!inWord(a) || !inWord(b)) }

// mayPart is mayBreak for a word that is longer than the line.
func mayPart(a, b rune) bool {
	switch {
	case isSpace(b), closes(b), opens(a), unicode.In(b, unicode.Mn, unicode.Me):
		return false
	case a == b && (a == '—' || a == '…'):
		return false
	}
	return true
}

// inWord reports whether the character belongs to a Latin word or a number, with
// the marks inside such as 3.5, 2026-10-22 and a@b.cn.
func inWord(r rune) bool { return r > ' ' && r < 0x2000 && r != '·' && r != '×' }

func isSpace(r rune) bool { return r == ' ' || r == '　' }

func closes(r rune) bool {
	return strings.ContainsRune("，。、；：？！）】》〉」』〕〗］｝”’％‰℃·—…～"+`,.;:?!)]}%`, r)
}

func opens(r rune) bool {
	return strings.ContainsRune("（【《〈「『〔〖［｛“‘￥№"+`([{¥$#`, r)
}
