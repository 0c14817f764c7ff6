package wecom

// wording: 经企业微信收发

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ending follows a text that was cut.
const ending = "…（内容过长，已截断）"

// cutParts drops what is above most parts and says so at the end of the last one
// that stays, within limit.
func cutParts(parts []string, most, limit int) (kept []string, cut bool) {
	if len(parts) <= most {
		return parts, false
	}
	last := parts[most-1]
	if short, long := cutBytes(last, limit-len(ending), ""); long {
		last = short
	}
	return append(parts[:most-1:most-1], last+ending), true
}

// SplitText divides a text into parts of at most limit bytes each: at the end of
// a line where there is one in the second half of what fits, otherwise at the
// end of a sentence or a clause, and otherwise between two characters. It does
// not divide what is seen as one character, nor an address, unless that alone is
// longer than limit. White space at which the text is divided is left out, and so
// is a part that has nothing else; the rest comes back unchanged and in order. A
// limit below that of one character counts as that of one.
func SplitText(text string, limit int) []string {
	limit = max(limit, utf8.UTFMax)
	if len(text) <= limit {
		return []string{text}
	}
	address := regexp.MustCompile(`https?://[!-~]+`)
	var parts []string
	for start := 0; start < len(text); {
		end := len(text)
		if end-start > limit {
			end = start + cutAt(text[start:], limit, address.FindAllStringIndex(text[start:], -1))
		}
		part := text[start:end]
		if start > 0 {
			part = strings.TrimLeft(part, "\r\n")
		}
		if end < len(text) {
			part = strings.TrimRightFunc(part, unicode.IsSpace)
		}
		if strings.TrimSpace(part) != "" {
			parts = append(parts, part)
		}
		start = end
	}
	if parts == nil { // nothing but white space
		return []string{text[:between(text, limit)]}
	}
	return parts
}

// cutAt returns the best place at which to divide a text that is longer than
// limit: more than 0 and at most limit. What stands from one place to the other in
// whole is not divided.
func cutAt(text string, limit int, whole [][]int) int {
	last := between(text, limit)
	var nearest, best, rank int
	for at := last; at > 0 && rank < lineEnd; at = before(text, at) {
		if slices.ContainsFunc(whole, func(w []int) bool { return w[0] < at && at < w[1] }) || joined(text, at) {
			continue
		}
		if nearest == 0 {
			nearest = at
		}
		if at <= limit/2 {
			break // a short part for the sake of a better place is no gain
		}
		if r := endRank(text, at); r > rank {
			best, rank = at, r
		}
	}
	return cmp.Or(best, nearest, last)
}

// How well a text is divided behind a character.
const (
	clauseEnd = iota + 1
	sentenceEnd
	lineEnd
)

func endRank(text string, at int) int {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	switch r {
	case '\n':
		return lineEnd
	case '。', '！', '？', '；', '…':
		return sentenceEnd
	case '.', '!', '?', ';':
		if next, _ := utf8.DecodeRuneInString(text[at:]); unicode.IsSpace(next) {
			return sentenceEnd // and no decimal point
		}
	case '，', '、', '：', '）', ' ', '\t', '\u3000':
		return clauseEnd
	}
	return 0
}

// between returns the last place at or before limit that is between two
// characters, and at least one byte into the text.
func between(text string, limit int) int {
	if len(text) <= limit {
		return len(text)
	}
	at := limit
	for back := 0; back < utf8.UTFMax && at > 0; back++ {
		if utf8.RuneStart(text[at]) {
			return at
		}
		at--
	}
	return limit // no UTF-8 at all
}

func before(text string, at int) int {
	_, size := utf8.DecodeLastRuneInString(text[:at])
	return at - size
}

// joined reports whether the characters on both sides of a place are seen as
// one: an accent, an emoji with its colour, two emoji that are joined, the two
// letters of a flag.
func joined(text string, at int) bool {
	const joiner = '\u200d'
	left, _ := utf8.DecodeLastRuneInString(text[:at])
	right, _ := utf8.DecodeRuneInString(text[at:])
	switch {
	case left == '\r' && right == '\n', left == joiner, right == joiner, unicode.Is(unicode.M, right):
		return true
	case right >= 0x1F3FB && right <= 0x1F3FF: // the colours of skin
		return true
	}
	if !isFlagLetter(left) || !isFlagLetter(right) {
		return false
	}
	letters := 0
	for i := at; i > 0; i = before(text, i) {
		if r, _ := utf8.DecodeLastRuneInString(text[:i]); !isFlagLetter(r) {
			break
		}
		letters++
	}
	return letters%2 == 1
}

func isFlagLetter(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// cutBytes shortens a text to at most limit bytes, the tail included.
func cutBytes(text string, limit int, tail string) (string, bool) {
	if len(text) <= limit {
		return text, false
	}
	return text[:between(text, limit-len(tail))] + tail, true
}
