package entry

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// head is where the words about a task, or about several, may begin. Whether it is one
// is decided by how well it goes with the others.
type head struct {
	from, to int
	fields   []anwei.Field
	others   bool  // 其余: all tasks that are not named
	foreign  []int // numbers of tasks that are not asked
	number   int   // the official number of its last task, 0 where it has none
	numbered bool  // its number says which task is meant, and not a name
	sure     bool  // words say that it is one
	line     bool  // it begins a line
	counts   bool  // its number may be a part of a figure or a day: 11.3
	shape    rune  // how it is written: the mark behind its number, 第, ①, or n for a name
	weight   int   // how much it looks like one by itself
}

// What a head weighs: one that words make sure, one that begins a line, and one right
// behind a word, typed in haste.
const (
	surely = 10
	line   = 2
	hasty  = -3
)

// heads returns all that may be a head, in the order of the text.
func (r *entryReader) heads() []head {
	var out []head
	lines := slices.Contains(r.r, '\n')
	for i := 0; i < len(r.r); i++ {
		if r.r[i] == ' ' || r.r[i] == '\n' || !r.fresh(i) {
			continue
		}
		h, ok := r.headAt(i, out)
		if !ok {
			continue
		}
		h.line = lines && r.lineStart(i)
		out = append(out, h)
		i = max(i, h.to-1)
	}
	return out
}

// fresh reports whether something may begin at rune i: behind a mark, or, as people
// type in haste, a number right behind a word.
func (r *entryReader) fresh(i int) bool {
	if i == 0 || text.RuneIn(r.r[i], "([") || ringed(r.r[i]) > 0 {
		return true
	}
	before := r.r[i-1]
	return text.RuneIn(before, " \t\n,;。:、!)]") || text.IsDigit(r.r[i]) && unicode.Is(unicode.Han, before) && !text.RuneIn(before, "第零一二三四五六七八九十")
}

// position weighs where a head begins: with a line, behind a stop, behind a lesser
// mark, or right behind a word.
func (r *entryReader) position(i int) int {
	if r.lineStart(i) {
		return line
	}
	k := i - 1
	for k > 0 && r.r[k] == ' ' {
		k--
	}
	switch before := r.r[k]; {
	case text.RuneIn(before, ",:、"):
		return -2
	case k < i-1 || text.RuneIn(before, ";。!\t") || ringed(r.r[i]) > 0:
		return 0
	case before == ')' || before == ']' || text.RuneIn(r.r[i], "(["):
		return -1
	}
	return hasty
}

// headAt reads a head at rune i.
func (r *entryReader) headAt(i int, before []head) (head, bool) {
	if h, ok := r.othersAt(i); ok {
		return h, true
	}
	if h, ok := r.numberHead(i); ok {
		return h, true
	}
	name, end := r.nameAt(i)
	if end == i {
		return r.foreignAt(i)
	}
	h := head{from: i, to: end, fields: []anwei.Field{name.field}, number: r.place(name.field.ID), shape: 'n'}
	switch {
	case r.nameHeads(i, end, name, before):
		h.sure, h.weight = true, surely
	case !r.lineStart(i):
		return h, name.short && r.get(end) == ':' && r.position(i) >= 0
	case r.mark(end) || name.short:
		h.weight = line
	default:
		h.to = i // 专委会召开1次: the name is a part of what is told
	}
	return h, true
}

// foreignAt reads the name of a task that is not asked, where nothing but a head can
// begin so: at the beginning of a line or behind a stop, with a colon behind it.
func (r *entryReader) foreignAt(i int) (head, bool) {
	name, end := r.longest(r.foreign, i)
	place := r.place(name.field.ID)
	return head{from: i, to: end, foreign: []int{place}, number: place, shape: 'n', sure: true, weight: surely},
		end > i && r.get(end) == ':' && r.position(i) >= 0
}

// nameHeads reports whether a name from rune i up to end surely is a head: how the task
// is answered follows, or it begins a line and a mark follows, or it is official. In
// the middle of a line a colon makes a head only where the text began with one, or
// no task was asked that the words may be about.
func (r *entryReader) nameHeads(i, end int, n taskName, before []head) bool {
	switch {
	case r.answerAt(end, n.field):
		return true
	case r.lineStart(i):
		colon := end < len(r.r) && text.RuneIn(r.r[end], ":\n-—")
		return colon || n.official && n.field.ID != r.asked.Asked || r.mark(end) && n.short && end < len(r.r)
	}
	began := r.asked.Asked == "" || len(before) > 0 && before[0].sure && before[0].from == 0
	return began && end < len(r.r) && r.r[end] == ':' && (n.short && !text.RuneIn(r.r[i-1], ",、") || text.RuneIn(r.r[i-1], ";。"))
}

// numberHead reads a head that begins with a number.
func (r *entryReader) numberHead(start int) (head, bool) {
	i := start
	for _, w := range []string{"把", "将", "请把", "改一下", "修改", "改", "先写", "先填", "先报"} {
		if k := i + utf8.RuneCountInString(w); r.has(i, len(r.r), w) && r.get(k) == '第' {
			i = k
			break
		}
	}
	n, ok := r.numbers(i)
	if !ok {
		return head{}, false
	}
	h := head{from: start, to: n.end, numbered: true, shape: n.shape}
	place := r.position(start)
	k := n.end
	for k < len(r.r) && text.RuneIn(r.r[k], " .、:;)]-—~\u20e3") {
		k++
	}
	if place > hasty && len(n.list) == 1 && r.nameAfter(&h, k, n.list[0]) {
		return h, true
	}
	if place > hasty && r.meant(&h, n.list) && (n.ordinal && (k > n.end || r.mark(n.end)) || r.answerAt(k, firstOf(h.fields))) {
		h.sure, h.weight = true, surely
		return h, true
	}
	return h, r.meant(&h, n.list[:1]) && k < len(r.r) && r.weigh(&h, n, place, k)
}

// nameAfter reads the name of a task at rune k, behind a number: one that is no mere word
// for it counts where they differ.
func (r *entryReader) nameAfter(h *head, k, number int) bool {
	name, to := r.nameAt(k)
	if to == k {
		return false
	}
	place := r.place(name.field.ID)
	called := name.official || r.mark(to) && (name.short || place == number)
	if !called && !r.answerAt(to, name.field) {
		return false
	}
	h.to, h.fields, h.number, h.numbered = to, []anwei.Field{name.field}, place, false
	h.sure, h.weight = true, surely
	return true
}

// meant sets of which tasks the head is, and reports whether the form has them all.
func (r *entryReader) meant(h *head, numbers []int) bool {
	h.number, h.fields, h.foreign = numbers[len(numbers)-1], nil, nil
	for _, n := range numbers {
		if f, ok := r.number[n]; ok {
			h.fields = append(h.fields, f)
			continue
		}
		if n > len(r.asked.Form.Fields) || r.asked.Form.Fields[n-1].Kind.Counts() {
			return false
		}
		h.foreign = append(h.foreign, n)
	}
	return true
}

// weigh says how much a number looks like that of a task, with the words from rune k
// on; false where it cannot be one.
func (r *entryReader) weigh(h *head, n numbering, place, k int) bool {
	h.to = n.single // 1、3月学习2次: the first is the task's
	fraction := 0
	if n.shape < hanNumber { // 二.5月 is no 2.5
		fraction = r.fraction(h.to)
	}
	h.counts = fraction > 0
	bare, th := text.RuneIn(n.mark, "\x00 \n"), n.shape == '第'
	switch {
	case bare && !th && (place < 0 || n.mark == 0 && place < line || h.counts && r.figures(h.to)),
		text.RuneIn(n.mark, ",;-") && place < 0, place == hasty && h.counts:
		return false
	case bare && r.measured(k):
		h.weight = place - 2
	case bare:
		h.weight = place
	case text.RuneIn(n.mark, ".:,;-"):
		h.weight = place + 1 - fraction
	default:
		h.weight = place + 1
	}
	if th || n.shape == '①' {
		h.weight += 2
	}
	if len(h.foreign) > 0 {
		h.weight--
		return (place >= 0 || n.mark == '(') && (fraction == 0 || fraction == 1 && h.from > 0)
	}
	return true
}

// fraction says how much digits from rune k on look like a part of the number before
// the mark: 2.5万, 10.12 (a day), 10:30; less so 15.3家 and 3.10月.
func (r *entryReader) fraction(k int) int {
	end := k
	for text.IsDigit(r.get(end)) {
		end++
	}
	switch after := r.get(end); {
	case end == k:
		return 0
	case text.RuneIn(after, "家个次人名项场处条份台套件起期轮批户月年.-"):
		return 1
	case after == ':':
		return 3
	case text.RuneIn(after, "万亿%元米吨倍公小平"):
		return 5
	}
	return 4
}

// figures reports whether nothing but a number stands from rune k on up to a mark: 3 12 5.
func (r *entryReader) figures(k int) bool {
	for text.IsDigit(r.get(k)) {
		k++
	}
	return k >= len(r.r) || text.RuneIn(r.r[k], " \n\t,;、")
}

// othersAt reads 其余无变化 and its kin.
func (r *entryReader) othersAt(i int) (head, bool) {
	k := i
	for _, w := range strings.Fields("其余 其他 其它 剩下 剩余 余下 全部 所有 各项 以上 都 均 全") {
		if r.has(i, len(r.r), w) {
			k = i + utf8.RuneCountInString(w)
			break
		}
	}
	if k == i {
		return head{}, false
	}
	for more := true; more; {
		more = false
		for _, w := range strings.Fields("任务 各项 工作 几项 的 各 项 都 均 全部 全") {
			if r.has(k, len(r.r), w) {
				k += utf8.RuneCountInString(w)
				more = true
			}
		}
	}
	how, _ := r.howAt(k, len(r.r))
	if how != HowUnchanged && how != HowNone {
		return head{}, false
	}
	return head{from: i, to: k, others: true, sure: true, weight: surely}, true
}
