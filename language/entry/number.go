package entry

import (
	"unicode/utf8"

	"anwei/language/text"
)

func (r *entryReader) get(i int) rune {
	if i < 0 || i >= len(r.r) {
		return 0
	}
	return r.r[i]
}

// circled reports whether x is ① to ⑳.
func circled(x rune) bool { return x >= '①' && x <= '⑳' }

// numbers reads the number of a task at rune i, or several: 3, 第3项, (3), ③, 三、,
// 1-5项, 1、2、3项. It says whether 第 or 项 makes sure that tasks are meant, and
// where the numbers end; at i where there are none.
func (r *entryReader) numbers(i int) (list []int, ordinal bool, end int) {
	k := i
	if x := r.get(k); circled(x) {
		return []int{int(x-'①') + 1}, false, k + 1
	}
	open := r.get(k) == '('
	if open || r.get(k) == '第' {
		ordinal = !open
		k++
	}
	n, k := r.numberAt(k)
	if n == 0 {
		return nil, false, i
	}
	if open {
		if r.get(k) != ')' {
			return nil, false, i
		}
		return []int{n}, false, k + 1
	}
	list = []int{n}
	list, k = r.moreNumbers(list, k)
	if w := r.itemWord(k); w > 0 {
		return list, true, k + w
	}
	if ordinal {
		return nil, false, i // 第3次
	}
	return list, false, r.numberEnd(list, k, i)
}

// moreNumbers goes on behind a number: a range, or a list of them.
func (r *entryReader) moreNumbers(list []int, k int) ([]int, int) {
	last := list[len(list)-1]
	if text.RuneIn(r.get(k), "-~到至—") {
		if m, e := r.numberAt(k + 1); m > last && m <= len(r.asked.Form.Fields) {
			for n := last + 1; n <= m; n++ {
				list = append(list, n)
			}
			return list, e
		}
	}
	for text.RuneIn(r.get(k), "、,和") {
		m, e := r.numberAt(k + 1)
		if m <= last || m > len(r.asked.Form.Fields) {
			break
		}
		if next := r.get(e); !text.RuneIn(next, "、,和项- ") && next != '第' && r.itemWord(e) == 0 || next == 0 {
			break
		}
		list, k, last = append(list, m), e, m
	}
	return list, k
}

// numberEnd returns where the numbers end, and at i where the last is a part of
// something else: 1.5, 9月, 30人, 10:30.
func (r *entryReader) numberEnd(list []int, k, i int) int {
	next := r.get(k)
	switch {
	case next == 0:
		return i
	case text.RuneIn(next, ".:") && text.IsDigit(r.get(k+1)):
		return i
	case text.RuneIn(next, " .、:)\t,"):
		return k
	case r.answerAt(k, firstOf(nil)) && len(list) > 0:
		return k // 3无变化
	}
	return i
}

// numberAt reads one whole number of at most two digits, in figures or in Chinese.
func (r *entryReader) numberAt(i int) (int, int) {
	k := i
	for k < len(r.r) && k < i+4 && text.IsDigit(r.r[k]) {
		k++
	}
	if k > i {
		if n := text.Small(r.r[i:k]); k-i <= 2 && n > 0 {
			return n, k
		}
		return 0, i
	}
	v, ok := text.NumberAt(r.r, i)
	if !ok || v.Vague || v.Fraction || v.N < 1 || v.N > 99 {
		return 0, i
	}
	return int(v.N), v.Next
}

// itemWord returns the length of the word for a task at rune k, or 0.
func (r *entryReader) itemWord(k int) int {
	for _, w := range []string{"项任务", "条任务", "个任务", "项工作", "项", "条"} {
		if r.has(k, len(r.r), w) {
			return utf8.RuneCountInString(w)
		}
	}
	return 0
}
