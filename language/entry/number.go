package entry

import (
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

func (r *written) get(i int) rune {
	if i < 0 || i >= len(r.r) {
		return 0
	}
	return r.r[i]
}

// numbering is one way to write the number of a task, or of several: 3, 第3项, (3), ③,
// 三、, 1-5项, 1、2、3项.
type numbering struct {
	list    []int
	ordinal bool // 项 or 条 makes sure that tasks are meant
	mark    rune // what parts the number from the words, 0 for nothing
	shape   rune // how it is written, which the numbers of one list share
	end     int  // behind all of it
	single  int  // behind the first number and its mark
}

// hanNumber is added to the shape of a number in Chinese: 三、 and 3、 are two lists.
const hanNumber = 1 << 20

// ringed returns the number of one sign that stands for it, ① ⑴ ⒈ ❶ ㈠, or 0.
func ringed(x rune) int {
	for _, signs := range []struct{ from, to rune }{{'①', '⑳'}, {'⑴', '⒇'}, {'⒈', '⒛'}, {'❶', '❿'}, {'㈠', '㈩'}, {'㊀', '㊉'}} {
		if x >= signs.from && x <= signs.to {
			return int(x-signs.from) + 1
		}
	}
	return 0
}

// numbers reads the number of a task at rune i, or several.
func (r *entryReader) numbers(i int) (numbering, bool) {
	k := i
	if list, end := r.together(i); list != nil {
		return numbering{list: list, ordinal: true, shape: '第', end: end, single: end}, true
	}
	if n := ringed(r.get(k)); n > 0 {
		return numbering{list: []int{n}, mark: '①', shape: '①', end: k + 1, single: k + 1}, true
	}
	for _, w := range []string{"任务", "序号"} {
		if r.has(k, len(r.r), w) {
			k += utf8.RuneCountInString(w)
		}
	}
	open, th := text.RuneIn(r.get(k), "(["), r.get(k) == '第'
	if open || th {
		k++
	}
	n, end := r.numberAt(k)
	if n == 0 {
		return numbering{}, false
	}
	chinese := rune(0)
	if !text.IsDigit(r.r[k]) {
		chinese = hanNumber
	}
	if open {
		closed := text.RuneIn(r.get(end), ")]")
		return numbering{list: []int{n}, mark: '(', shape: '(' + chinese, end: end + 1, single: end + 1}, closed
	}
	out := numbering{list: []int{n}}
	out.list, k = r.moreNumbers(out.list, end)
	if w := r.itemWord(k); w > 0 && (th || r.mark(k+w) || r.answerAt(k+w, firstOf(nil))) {
		out.ordinal, out.end, out.single, out.shape = true, k+w, k+w, '第'
		return out, true
	}
	if out.mark, out.single = r.markAt(end); th && out.mark == 0 || chinese > 0 && text.RuneIn(out.mark, "\x00 ") && !r.answerAt(end, firstOf(nil)) {
		return numbering{}, false // 第3次, 一 般
	}
	out.shape = out.mark + chinese
	if th {
		out.shape = '第'
	}
	if out.end = out.single; len(out.list) > 1 {
		out.end = k
	}
	return out, out.mark != 0 || r.separable(end)
}

// markAt reads the mark behind a number that ends at rune k, and where the words begin.
// There is none where the number goes on: 3,200.
func (r *written) markAt(k int) (rune, int) {
	mark := r.get(k)
	switch {
	case text.RuneIn(mark, ".。"):
		mark = '.'
	case mark == '\t':
		mark = ' '
	case mark == ']' || mark == '\u20e3':
		mark = ')'
	case text.RuneIn(mark, "-—~"):
		if text.IsDigit(r.get(k + 1)) {
			return 0, k
		}
		mark = '-'
	case mark == ',' && text.DigitsAt(r.r, k+1) >= 3, mark == 0 || !text.RuneIn(mark, " 、:;)\n,"):
		return 0, k
	}
	return mark, k + 1
}

// separable reports whether words may begin at rune k right behind a number: letters of
// ours do, but no digit, mark or the end.
func (r *written) separable(k int) bool {
	x := r.get(k)
	return x > 0x2e80 && !r.mark(k) && x != '至' && x != '到'
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

// together reads several numbers of which one thing is said: 16 15 14都没有, 第四项和第五项均无.
// It returns nil for anything else.
func (r *entryReader) together(k int) (list []int, end int) {
	for {
		if r.get(k) == '第' {
			k++
		}
		n, after := r.numberAt(k)
		if n == 0 || n > len(r.asked.Form.Fields) {
			return nil, k
		}
		list = append(list, n)
		after += r.itemWord(after)
		for k = after; text.RuneIn(r.get(k), " 、,和跟与"); k++ {
		}
		switch {
		case text.RuneIn(r.get(k), "都均") && len(list) > 1 && r.answerAt(k+1, anwei.Field{}):
			return list, k + 1
		case k == after:
			return nil, k
		}
	}
}

// numberAt reads one whole number of at most two digits, in figures or in Chinese.
func (r *written) numberAt(i int) (int, int) {
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
func (r *written) itemWord(k int) int {
	for _, w := range []string{"项任务", "条任务", "个任务", "项工作", "项", "条"} {
		if r.has(k, len(r.r), w) {
			return utf8.RuneCountInString(w)
		}
	}
	return 0
}
