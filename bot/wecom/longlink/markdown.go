package longlink

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei/bot/wecom"
)

// maxMarkdown is the most that a markdown text may have, in bytes (§3.1.2,
// §3.2.5).
const maxMarkdown = 20480

// asMarkdown writes a plain text so that it is read as it stands: the long
// connection knows markdown only (§3.2.3). WeCom documents no way to escape a
// character, and older phones show the source. So a character that markdown
// would take for itself is replaced by its full-width twin, which looks the same
// between Chinese characters and is nobody's markup. Addresses are left alone.
// Lists keep their numbers, and a line ends in two spaces, so that it ends
// whatever dialect reads it.
func asMarkdown(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = plainLine(line)
		if i > 0 && lines[i-1] != "" && lines[i] != "" {
			lines[i-1] += "  "
		}
	}
	return strings.Join(lines, "\n")
}

// plainLine takes what begins a heading, a quotation, a rule or a block of code
// out of a line, and then what is markup anywhere.
func plainLine(line string) string {
	body := strings.TrimLeft(line, " \t")
	indent := strings.NewReplacer(" ", "\u00a0", "\t", "\u3000").Replace(line[:len(line)-len(body)])
	body = strings.TrimRight(body, " \t")
	if body == "" {
		return ""
	}
	switch first := body[0]; {
	case first == '#', first == '>', first == '=',
		(first == '-' || first == '+') && strings.Trim(body, "-+ ") == "":
		body = wecom.FullWidth(rune(first)) + body[1:]
	}
	return indent + plainWords(body)
}

// plainWords passes over the addresses in a line.
func plainWords(line string) string {
	address := regexp.MustCompile(`https?://[!#-;=?-Z_a-z~]+`) // no quotes, brackets, < >, \ or backtick
	var b strings.Builder
	at := 0
	for _, found := range address.FindAllStringIndex(line, -1) {
		plainMarks(&b, line[at:found[0]])
		b.WriteString(line[found[0]:found[1]])
		at = found[1]
	}
	plainMarks(&b, line[at:])
	return b.String()
}

func plainMarks(b *strings.Builder, words string) {
	before := ' '
	for i, r := range words {
		rest := words[i+utf8.RuneLen(r):]
		if r == ']' { // old dialects let blanks stand within a link
			rest = strings.TrimLeft(rest, " \t")
		}
		after, _ := utf8.DecodeRuneInString(rest)
		if isMarkup(before, r, after) {
			b.WriteString(wecom.FullWidth(r))
		} else {
			b.WriteRune(r)
		}
		before = r
	}
}

// isMarkup reports whether a character may be taken for markup between these
// two. At the end of the words after is utf8.RuneError.
func isMarkup(before, r, after rune) bool {
	switch r {
	case '*', '`', '|', '~', '<':
		return true
	case '_': // within an id it is none
		return !isASCIIWord(before) || !isASCIIWord(after)
	case '\\':
		return after < utf8.RuneSelf && (unicode.IsPunct(after) || unicode.IsSymbol(after)) || after == utf8.RuneError
	case '&': // an entity
		return after == '#' || isASCIIWord(after)
	case ']': // a link, or what it stands for
		return after == '(' || after == ':' || after == '['
	}
	return false
}

func isASCIIWord(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
