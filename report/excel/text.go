package excel

import (
	"fmt"
	"regexp"
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
	s = apart(s)
	n := 0
	for _, r := range s {
		n += units(r)
	}
	if n > maxText {
		return "", fmt.Errorf("text of %d characters; a cell holds at most %d", n, maxText)
	}
	return s, nil
}

// apart keeps a text such as _x0041_x0042_ as it is to read. In a workbook _x0041_ stands
// for the character with that number; excelize v2.11.1 escapes such texts, but not the
// second of two that share an underscore, so that a character without width parts them.
func apart(s string) string {
	if strings.Count(s, "_x") < 2 {
		return s
	}
	return regexp.MustCompile(`(_x[0-9a-fA-F]{4}_)(x[0-9a-fA-F]{4}_)`).ReplaceAllString(s, "$1\u200b$2")
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
