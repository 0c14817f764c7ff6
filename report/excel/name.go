package excel

import (
	"strconv"
	"strings"
	"unicode"

	"anwei/report/tables"
)

// maxName is how many UTF-16 units the name of a sheet may have.
const maxName = 31

// sheetNames returns a name for each table's sheet that Excel accepts and that
// differs from the others also without regard to case.
func sheetNames(all []tables.Table) []string {
	taken := make(map[string]bool)
	out := make([]string, 0, len(all))
	for i, t := range all {
		base := sheetName(t.Name)
		if base == "" {
			base = "表" + strconv.Itoa(i+1)
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			tail := "(" + strconv.Itoa(n) + ")"
			name = cut(base, maxName-len(tail)) + tail
		}
		taken[strings.ToLower(name)] = true
		out = append(out, name)
	}
	return out
}

func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:\/?*[]`, r):
			return '_'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	s = strings.Trim(cut(strings.Trim(s, "' "), maxName), "' ")
	if strings.EqualFold(s, "History") { // Excel keeps this name for itself
		return s + "_"
	}
	return s
}

// cut returns as many whole characters of s as fit in n UTF-16 units.
func cut(s string, n int) string {
	for i, r := range s {
		if n -= units(r); n < 0 {
			return s[:i]
		}
	}
	return s
}
