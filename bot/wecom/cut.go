package wecom

import (
	"strings"
	"unicode/utf8"
)

// ending follows a text that was cut.
const ending = "…（内容过长，已截断）"

// cutText shortens a text to at most limit bytes, at the end of a line where
// there is one in its last quarter, and otherwise between two characters.
func cutText(text string, limit int) (string, bool) {
	short, cut := cutBytes(text, limit, ending)
	if !cut {
		return text, false
	}
	short = strings.TrimSuffix(short, ending)
	if line := strings.LastIndexByte(short, '\n'); line > limit*3/4 {
		short = short[:line+1]
	}
	return short + ending, true
}

// cutBytes shortens a text to at most limit bytes, the tail included.
func cutBytes(text string, limit int, tail string) (string, bool) {
	if len(text) <= limit {
		return text, false
	}
	end := limit - len(tail)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + tail, true
}

// cutRunes shortens a text to at most limit characters.
func cutRunes(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit-1]) + "…"
}
