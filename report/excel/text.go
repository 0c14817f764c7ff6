package excel

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"anwei/report/tables"
)

// maxText is how many UTF-16 units a cell may hold. excelize would cut a longer
// text without a word.
const maxText = 32767

// clean returns the text without what XML cannot carry, and an error where it
// is too long for a cell.
func clean(s string) (string, error) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	s = escape(s)
	n := 0
	for _, r := range s {
		n += units(r)
	}
	if n > maxText {
		return "", fmt.Errorf("text of %d characters; a cell holds at most %d", n, maxText)
	}
	return s, nil
}

// escape keeps a text such as _x0041_ as it is. In a workbook it stands for the
// character with that number, and excelize v2.11.1 writes it unescaped.
func escape(s string) string {
	var b strings.Builder
	for {
		at := strings.Index(s, "_x")
		if at < 0 || at+7 > len(s) {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at])
		if s[at+6] == '_' && strings.Trim(s[at+2:at+6], "0123456789abcdefABCDEF") == "" {
			b.WriteString("_x005F")
		}
		b.WriteByte('_')
		s = s[at+1:]
	}
}

// units returns how many UTF-16 units the character takes.
func units(r rune) int { return max(utf16.RuneLen(r), 1) }

// lines returns how many lines the text takes where a line holds width
// half-width characters. Latin words and numbers are not broken unless they are
// longer than a line.
func lines(s string, width int) int {
	width = max(width, 2)
	total := 0
	for part := range strings.SplitSeq(s, "\n") {
		total += wrapped(part, width)
	}
	return total
}

func wrapped(s string, width int) int {
	count, used, word := 1, 0, 0
	for _, r := range s {
		w := tables.RuneWidth(r)
		if w == 1 && r != ' ' {
			word++
		} else {
			word = 0
		}
		used += w
		if used <= width {
			continue
		}
		count++
		used = w
		if word > 1 && word <= width {
			used = word
		}
	}
	return count
}
