package answer

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed stickers.txt
var stickersText string

// Hear returns a person's own words in a text: without what he quotes, as WeChat and
// WeCom put it before an answer; without the lines of ours, which is what he was asked,
// where he pasted them; and, of a short answer, without emoticons unless it is made of
// them.
func Hear(text, ours string) string {
	text = withoutLines(unquoted(text), ours)
	if strings.Contains(text, "\n") || utf8.RuneCountInString(text) > longestMood {
		return text
	}
	if bare := strings.TrimSpace(strings.Map(faceless, unstuck(text))); strings.Trim(bare, " ，。！,.!~～") != "" {
		return bare
	}
	return text
}

// longestMood is how many characters a text may have that is heard without its
// emoticons. What is longer is more than an answer, and is kept as it is.
const longestMood = 60

// quotes are how a quotation begins, and how its last line ends.
const (
	quoteWeChat = "「"
	quoteWeCom  = "这是一条引用/回复消息"
	quoteEnds   = "」\"”"
)

// unquoted cuts off what is quoted before an answer: up to the last line of dashes
// behind the end of a quotation.
func unquoted(text string) string {
	lead := strings.TrimSpace(text)
	if !strings.HasPrefix(lead, quoteWeChat) && !strings.HasPrefix(lead, quoteWeCom) {
		return text
	}
	lines := strings.Split(lead, "\n")
	for i := len(lines) - 1; i > 0; i-- {
		end, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(lines[i-1]))
		if dashes(lines[i]) && strings.ContainsRune(quoteEnds, end) {
			return strings.TrimSpace(strings.Join(lines[i+1:], "\n"))
		}
	}
	return text
}

// dashes reports whether a line is nothing but dashes.
func dashes(line string) bool {
	return strings.Trim(line, "-—－ \r") == "" && utf8.RuneCountInString(strings.ReplaceAll(line, " ", "")) > 3
}

// shortLine is from how many characters on a line that stands in what was asked is
// pasted, and is no answer that is the same by chance.
const shortLine = 5

// withoutLines leaves out the lines that stand in ours.
func withoutLines(text, ours string) string {
	if ours == "" || !strings.Contains(text, "\n") {
		return text
	}
	pasted, lines := strings.Split(ours, "\n"), strings.Split(text, "\n")
	own := slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
		line = strings.TrimSpace(line)
		return utf8.RuneCountInString(line) >= shortLine && slices.Contains(pasted, line)
	})
	if len(own) == len(lines) {
		return text
	}
	return strings.TrimSpace(strings.Join(own, "\n"))
}

// unstuck leaves out stickers such as [抱拳].
func unstuck(text string) string {
	if !strings.Contains(text, "[") {
		return text
	}
	for name := range strings.FieldsSeq(stickersText) {
		text = strings.ReplaceAll(text, "["+name+"]", "")
	}
	return text
}

// faceless leaves out emoji and what joins and tints them.
func faceless(r rune) rune {
	if r >= 0x1f000 || r >= 0x2600 && r <= 0x26ff || r == 0x2764 || r == 0xfe0f || r == 0x200d {
		return -1
	}
	return r
}
