package text

import "slices"

// Items returns the numbers of the items that a text names, 第6、7项, from 1 and in
// their order.
func Items(typed string) []int {
	var items []int
	r := Fold(typed).Runes
	for i := 0; i < len(r); i++ {
		if r[i] != '第' {
			continue
		}
		found, end := ItemsAt(r, i)
		for _, n := range found {
			if !slices.Contains(items, n) {
				items = append(items, n)
			}
		}
		i = max(i, end-1)
	}
	slices.Sort(items)
	return items
}

// ItemList reads 第6项, 第6、7项, 6、7两项, 第6项、第7项 and 第3项到第5项 at the beginning of a text
// and returns how long it is; 0 where there is none.
func ItemList(typed string) (items []int, size int) {
	c := Fold(typed)
	items, end := ItemsAt(c.Runes, 0)
	return items, c.At[end]
}

// ItemsAt reads such a list at rune i of a folded text and returns where it ends; i where
// there is none.
func ItemsAt(r []rune, i int) (items []int, end int) {
	var pending []int
	from := 0 // the item before 到
	for end = i; i < len(r); {
		n, next := itemAt(r, i)
		if next == i || n < 1 || n > 99 {
			break
		}
		for k := from + 1; from > 0 && k < n; k++ {
			pending = append(pending, k)
		}
		pending = append(pending, n)
		i, from = next, 0
		if count, after := numeralAt(r, i); count > 1 && count == len(pending) {
			next = after // 6、7两项
		}
		if next < len(r) && RuneIn(r[next], "项栏格列行条") {
			items, pending = append(items, pending...), nil
			i = next + 1
			end = i
		}
		next, through := nextItem(r, i)
		if next == i {
			break
		}
		if i = next; through {
			from = n
		}
	}
	return items, end
}

// nextItem goes over what stands between two items, and says whether all between them
// are meant too: 第3项到第5项.
func nextItem(r []rune, i int) (next int, through bool) {
	for i < len(r) && RuneIn(r[i], " 、,和及") {
		i++
	}
	if i < len(r) && RuneIn(r[i], "到至") {
		return i + 1, true
	}
	return i, false
}

// itemAt reads 第6 or 6 at rune i and returns where it ends; i where there is none.
func itemAt(r []rune, i int) (n, end int) {
	at := i
	if at < len(r) && r[at] == '第' {
		at++
	}
	if n, end = numeralAt(r, at); end == at {
		return 0, i
	}
	return n, end
}

// numeralAt reads a whole number at rune i as Numeral does; one above all items is 100.
func numeralAt(r []rune, i int) (n, end int) {
	v, ok := NumberAt(r, i)
	if !ok || v.Vague || v.Fraction {
		return 0, i
	}
	return int(min(v.N, 100)), v.Next
}
