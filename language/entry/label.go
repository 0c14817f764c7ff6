package entry

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// entryReader reads a text about tasks: its folded runes without quotation marks,
// each with its place in the text as typed.
type entryReader struct {
	src    string
	r      []rune
	at     []int // one more for the end
	asked  EntriesAsked
	number map[int]anwei.Field // the fields asked, by their official number
	names  []taskName          // longest first among equal beginnings
	labels []label
	lines  []label // numbers that may be labels
	last   int     // the number of the task that was named last
}

// taskName is a name of a task. An official one needs no mark behind it at the
// beginning of a line.
type taskName struct {
	runes    []rune
	field    anwei.Field
	official bool
	short    bool // the official one or the short one
}

// label says of which tasks the text behind it is, up to the next label.
type label struct {
	from, to int
	fields   []anwei.Field
	others   bool  // 其余: all tasks that are not named
	foreign  []int // numbers of tasks that are not asked
	number   int   // the last of its numbers, 0 where it has none
}

func newEntryReader(typed string, asked EntriesAsked) *entryReader {
	r := &entryReader{src: typed, asked: asked, number: map[int]anwei.Field{}}
	c := text.Fold(typed)
	for i, x := range c.Runes {
		if !quotes(x) && x != '\r' {
			r.r = append(r.r, x)
			r.at = append(r.at, c.At[i])
		}
	}
	r.at = append(r.at, len(typed))
	seen := map[string]anwei.FieldID{}
	for i, f := range asked.Form.Fields {
		if _, ok := r.field(f.ID); !ok {
			continue
		}
		r.number[i+1] = f
		for k, name := range append([]string{f.Title, f.Name, f.Short}, f.Words...) {
			plain := PlainName(name)
			if other, ok := seen[string(plain)]; ok && other != f.ID || len(plain) < 2 {
				continue
			}
			seen[string(plain)] = f.ID
			r.names = append(r.names, taskName{runes: plain, field: f, official: k < 2 && len(plain) >= 4, short: k < 3})
		}
	}
	return r
}

func quotes(x rune) bool { return text.RuneIn(x, "\"'“”‘’「」『』《》*#") }

// PlainName returns a name as people would type it, folded and without quotation marks and blanks.
func PlainName(s string) []rune {
	var out []rune
	for _, x := range text.Fold(s).Runes {
		if !quotes(x) && x != ' ' {
			out = append(out, x)
		}
	}
	return out
}

func (r *entryReader) field(id anwei.FieldID) (anwei.Field, bool) {
	for _, f := range r.asked.Fields {
		if f.ID == id {
			return f, true
		}
	}
	return anwei.Field{}, false
}

// findLabels goes through the text once. Numbers that look like those of tasks, but
// may be those of points of one answer, are labels where another number surely is
// one, or where they do not count from one as points do.
func (r *entryReader) findLabels() {
	numbered := false
	for i := 0; i < len(r.r); i++ {
		if !r.fresh(i) || r.r[i] == ' ' || r.r[i] == '\n' {
			continue
		}
		l, sure, byNumber := r.labelAt(i)
		switch {
		case l.to == 0:
			continue
		case sure:
			r.labels = append(r.labels, l)
			numbered = numbered || byNumber
		default:
			r.lines = append(r.lines, l)
		}
		if byNumber {
			r.last = l.number
		}
		i = l.to - 1
	}
	if len(r.lines) > 0 && (numbered || len(r.labels) == 0 && r.counts()) {
		r.labels, r.lines = merged(r.labels, r.lines), nil
	}
}

// counts reports whether the numbers that begin a text are those of tasks: they do
// not begin with one, or only one is there, with a blank behind it.
func (r *entryReader) counts() bool {
	first := r.lines[0]
	if a, _ := r.trim(0, len(r.r)); first.from > a && (first.from != a+1 || r.r[a] != '(') {
		return false
	}
	return first.number > 1 || len(r.lines) == 1 && r.get(first.to) == ' '
}

// merged puts labels in the order of the text.
func merged(a, b []label) []label {
	all := make([]label, 0, len(a)+len(b))
	for len(a)+len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].from < b[0].from {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return all
}

// fresh reports whether something may begin at rune i.
func (r *entryReader) fresh(i int) bool {
	return i == 0 || r.r[i] == '(' || circled(r.r[i]) || text.RuneIn(r.r[i-1], " \t\n,;。:、!")
}

// lineStart reports whether a line begins at rune i.
func (r *entryReader) lineStart(i int) bool {
	for i > 0 && (r.r[i-1] == ' ' || r.r[i-1] == '\t') {
		i--
	}
	return i == 0 || r.r[i-1] == '\n'
}

// labelAt reads a label at rune i; its To is 0 where there is none. It is sure
// where a word says so, and not where it is a number at the beginning of a line.
func (r *entryReader) labelAt(i int) (l label, sure, byNumber bool) {
	if l, ok := r.othersAt(i); ok {
		return l, true, false
	}
	start := i
	for _, verb := range []string{"把", "将", "请把", "改一下", "修改", "改"} {
		if r.has(i, len(r.r), verb) && text.RuneIn(r.get(i+utf8.RuneCountInString(verb)), "第") {
			i += utf8.RuneCountInString(verb)
			break
		}
	}
	numbers, ordinal, end := r.numbers(i)
	if end > i {
		return r.numberLabel(start, numbers, ordinal, end)
	}
	name, end := r.nameAt(i)
	if end == i || !r.heads(i, end, name) {
		return label{}, false, false
	}
	return label{from: start, to: end, fields: []anwei.Field{name.field}}, true, false
}

// numberLabel makes a label of numbers that end at rune end, with the name of a
// task that may follow them: the name counts where they differ, and the lines that
// other numbers begin are points of what was done then.
func (r *entryReader) numberLabel(start int, numbers []int, ordinal bool, end int) (l label, sure, byNumber bool) {
	l = label{from: start, to: end}
	k := end
	for k < len(r.r) && text.RuneIn(r.r[k], " .、:)") {
		k++
	}
	if name, to := r.nameAt(k); to > k && len(numbers) == 1 && (r.mark(to) || r.answerAt(to, name.field) || name.official) {
		l.to, l.fields = to, []anwei.Field{name.field}
		return l, true, false
	}
	l.number = numbers[len(numbers)-1]
	for _, n := range numbers {
		if f, ok := r.number[n]; ok {
			l.fields = append(l.fields, f)
		} else {
			l.foreign = append(l.foreign, n)
		}
	}
	answered := r.answerAt(k, firstOf(l.fields))
	marked := k > end || r.mark(end)
	switch {
	case ordinal && marked, answered:
		if !r.real(l) {
			return label{}, false, false
		}
		return l, true, true
	case len(numbers) == 1 && r.real(l) && marked && k < len(r.r) && !r.measured(k) &&
		(r.lineStart(start) || r.follows(start, numbers[0])):
		return l, false, true
	}
	return label{}, false, false
}

// follows reports whether a number in the middle of a line goes on counting tasks:
// it is the next one, or a later one in a text that began by saying how a task is
// answered.
func (r *entryReader) follows(i, n int) bool {
	began := len(r.labels) > 0 && r.labels[0].number > 0 && text.RuneIn(r.get(i-1), " ;。")
	return r.last > 0 && (n == r.last+1 || began && n > r.last)
}

// real reports whether the numbers of a label are those of tasks of the form.
func (r *entryReader) real(l label) bool {
	for _, n := range l.foreign {
		if n > len(r.asked.Form.Fields) || r.asked.Form.Fields[n-1].Kind.Counts() {
			return false
		}
	}
	return true
}

// measured reports whether a measure word stands at rune k: 2 个, 30 人.
func (r *entryReader) measured(k int) bool {
	return text.RuneIn(r.get(k), "个项次家人名场处条份台套件起年月日号天期轮批点时分元万亿%")
}

func firstOf(fields []anwei.Field) anwei.Field {
	if len(fields) == 0 {
		return anwei.Field{}
	}
	return fields[0]
}

// answerAt reports whether at rune k it is said how a task is answered, or one of
// the options of a choice stands there.
func (r *entryReader) answerAt(k int, f anwei.Field) bool {
	for k < len(r.r) && r.r[k] == ' ' {
		k++
	}
	if k >= len(r.r) {
		return false
	}
	if how, _ := r.howAt(k, len(r.r)); how != "" {
		return true
	}
	for _, o := range f.Options {
		if r.has(k, len(r.r), string(PlainName(o))) {
			return true
		}
	}
	return false
}

// nameAt returns the longest name of a task at rune i.
func (r *entryReader) nameAt(i int) (taskName, int) {
	var best taskName
	end := i
	for _, n := range r.names {
		if i+len(n.runes) > end && r.has(i, len(r.r), string(n.runes)) {
			best, end = n, i+len(n.runes)
		}
	}
	return best, end
}

// heads reports whether a name from rune i up to end is a label: how the task is
// answered follows, or it begins a line and a mark follows, or it is official. In
// the middle of a line a colon makes a label only where the text began with one, or
// no task was asked that the words may be about.
func (r *entryReader) heads(i, end int, n taskName) bool {
	switch {
	case r.answerAt(end, n.field):
		return true
	case r.lineStart(i):
		colon := end < len(r.r) && text.RuneIn(r.r[end], ":\n-—")
		return colon || n.official && n.field.ID != r.asked.Asked || r.mark(end) && n.short && end < len(r.r)
	}
	began := r.asked.Asked == "" || len(r.labels) > 0 && r.labels[0].from == 0
	return began && n.short && end < len(r.r) && r.r[end] == ':' && !text.RuneIn(r.r[i-1], ",、")
}

// othersAt reads 其余无变化 and its kin.
func (r *entryReader) othersAt(i int) (label, bool) {
	k := i
	for _, w := range strings.Fields("其余 其他 其它 剩下 剩余 余下 全部 所有 各项 以上 都 均 全") {
		if r.has(i, len(r.r), w) {
			k = i + utf8.RuneCountInString(w)
			break
		}
	}
	if k == i {
		return label{}, false
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
		return label{}, false
	}
	return label{from: i, to: k, others: true}, true
}
