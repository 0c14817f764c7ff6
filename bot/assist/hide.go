package assist

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mask stands in the place of what is hidden.
const mask = "＊"

// hide takes the names, phone numbers and identity numbers out of a text.
func hide(text string, names []string) string {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	var quoted []string
	for _, n := range names {
		if n = strings.TrimSpace(strings.ToValidUTF8(n, "")); n != "" {
			quoted = append(quoted, regexp.QuoteMeta(n))
		}
	}
	if len(quoted) > 0 {
		// The longest comes first: 张三丰 before 张三.
		text = regexp.MustCompile("(?i)"+strings.Join(quoted, "|")).ReplaceAllString(text, mask)
	}
	return regexp.MustCompile(digits+`(?:`+between+digits+`)*`).ReplaceAllStringFunc(text, hidePhones)
}

const (
	digits  = `[0-9０-９]{2,}[XxＸｘ]?`
	between = `[-‐‑–—－ \x{3000}\x{a0}]{1,3}`

	mostGroups = 6 // no number is written in more
)

// hidePhones hides the phone and identity numbers among groups of digits that
// stand next to each other. 45 12 8 stays: that is how figures are listed.
func hidePhones(s string) string {
	at := regexp.MustCompile(digits).FindAllStringIndex(s, -1)
	var b strings.Builder
	done := 0
	for i := 0; i < len(at); i++ {
		for j := min(len(at), i+mostGroups) - 1; j >= i; j-- {
			if private(s, at[i:j+1]) {
				b.WriteString(s[done:at[i][0]] + mask)
				done, i = at[j][1], j
				break
			}
		}
	}
	return b.String() + s[done:]
}

// private reports whether the groups make one number as phone and identity
// numbers are written: 13800138000, 138-0013-8000, 0356 2035678, 203-5678.
func private(s string, groups [][]int) bool {
	total, shortest, longest := 0, len(s), 0
	for _, g := range groups {
		n := utf8.RuneCountInString(strings.TrimRight(s[g[0]:g[1]], "XxＸｘ"))
		total, shortest, longest = total+n, min(shortest, n), max(longest, n)
	}
	first := []rune(s[groups[0][0]:groups[0][1]])
	mobile := total == 11 && len(first) >= 3 && strings.ContainsRune("1１", first[0]) && !strings.ContainsRune("012０１２", first[1])
	return total >= 7 && (len(groups) == 1 || shortest >= 3 && longest >= 4 || mobile)
}

// says reports whether anything but masks and marks is left of a text.
func says(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
