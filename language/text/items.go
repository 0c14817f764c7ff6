package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Items returns the numbers of the items that a text names, 第6、7项, from 1 and in
// their order.
func Items(typed string) []int {
	var items []int
	for left := typed; ; {
		at := strings.Index(left, "第")
		if at < 0 {
			break
		}
		found, size := ItemList(left[at:])
		for _, n := range found {
			if !slices.Contains(items, n) {
				items = append(items, n)
			}
		}
		left = left[at+max(size, len("第")):]
	}
	slices.Sort(items)
	return items
}

// ItemList reads 第6项, 第6、7项, 6、7两项, 第6项、第7项 and 第3项到第5项 at the beginning of a text
// and returns how long it is; 0 where there is none.
func ItemList(typed string) (items []int, size int) {
	var pending []int
	from := 0 // the item before 到
	for at := 0; at < len(typed); {
		rest := strings.TrimPrefix(typed[at:], "第")
		n, width, ok := Numeral(rest)
		if !ok || n < 1 || n > 99 {
			break
		}
		for k := from + 1; from > 0 && k < int(n); k++ {
			pending = append(pending, k)
		}
		pending = append(pending, int(n))
		at, from = len(typed)-len(rest)+width, 0
		end := at
		if n, width, ok := Numeral(typed[at:]); ok && n > 1 && int(n) == len(pending) {
			end += width // 6、7两项
		}
		if r, wide := utf8.DecodeRuneInString(typed[end:]); RuneIn(r, "项栏格列行条") {
			items, pending = append(items, pending...), nil
			at = end + wide
			size = at
		}
		next := strings.TrimLeft(typed[at:], " 、,，和及")
		if r, wide := utf8.DecodeRuneInString(next); RuneIn(r, "到至") {
			next, from = next[wide:], int(n)
		}
		if next == typed[at:] {
			break
		}
		at = len(typed) - len(next)
	}
	return items, size
}
