package question

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// mark is one piece of a question: a word with its cue, or runes that are not
// known, whose cue is cNone.
type mark struct {
	sense
	from, to int
	units    []int // cUnit
}

// The costs of a rune that is not known and of a word.
const (
	perRune = 30
	perWord = 10
)

// cover cuts the runes of a question into known words so that as few runes as
// possible are left over, and then with as few words as possible.
func (q *inquiry) cover() []mark {
	n := len(q.Runes)
	cost := make([]int, n+1)
	best := make([]mark, n)
	for i := n - 1; i >= 0; i-- {
		best[i] = mark{from: i, to: i + 1}
		cost[i] = cost[i+1] + perRune
		q.candidates(i, func(m mark, own int) {
			if own += cost[m.to]; own < cost[i] {
				cost[i], best[i] = own, m
			}
		})
	}
	out := make([]mark, 0, n)
	for i := 0; i < n; i = best[i].to {
		out = append(out, best[i])
	}
	return out
}

// account takes note of what no slot accounts for. What would change the answer makes the
// question doubtful; else it is what is not known, and what an answer would have to heed:
// 平均, 比例. Why a report is missing is told with it.
func (q *inquiry) account() {
	if q.Left = cmp.Or(q.said(q.weighs), q.another); q.Left == "" || q.Intent == AskDuties {
		q.Left = q.said(q.unheeded)
		q.Doubtful = q.forms > 1 && q.Form == "" && q.has(cReport) && q.has(cUnreported) // 报了调度表没报台账的
		return
	}
	q.Doubtful = true
}

// said joins the words of those marks. One rune alone is said with what stands around it.
func (q *inquiry) said(is func(int) bool) string {
	var out []string
	for i := 0; i < len(q.marks); i++ {
		if !is(i) {
			continue
		}
		from, to := i, i
		for to+1 < len(q.marks) && is(to+1) {
			to++
		}
		i = to
		if q.marks[to].to-q.marks[from].from == 1 {
			if from, to = q.beside(from, -1), q.beside(to, 1); to+1 < len(q.marks) && (q.marks[to].cue == cAsk || q.marks[to].cue == cNot) {
				to++ // what is denied
			}
		}
		out = append(out, q.Word(q.marks[from].from, q.marks[to].to))
	}
	return strings.Join(out, "”“")
}

// weighs reports whether a mark changes what is asked and nothing has taken account of it:
// a stretch of time, a qualifier of figures, a negation before a figure, a word of another
// figure than was read.
func (q *inquiry) weighs(i int) bool {
	m := q.marks[i]
	word := q.Word(m.from, m.to)
	figures := slices.Contains([]Intent{AskTotal, AskRank, AskTrend, AskUnit}, q.Intent) && !q.has(cReport, cUnreported, "allin", "progress")
	switch {
	case m.cue == "weigh":
		return len(q.Except) == 0 && q.Without == "" || !strings.HasPrefix(word, "其")
	case m.cue == cTotal && slices.Contains(q.lists["=whole-county"], word): // 全市 where a county is all there is
		return !slices.ContainsFunc(q.names.Units, func(u anwei.Unit) bool {
			return u.Parent == "" && (!q.top(u) || strings.Contains(u.Name, strings.TrimPrefix(word, "全")))
		})
	case !figures:
		return false
	case m.cue == cAsk, m.cue == cNot:
		return slices.Contains(q.lists["=nowhere"], word) && i+1 < len(q.marks) && q.marks[i+1].names() && q.Metric != MajorOpen && q.Metric != Unrectified
	case m.cue == cField, m.cue == cScope:
		return q.strange(q.Metric, word, q.lists["=distinct"])
	}
	return m.cue == "gauge"
}

// names reports whether a mark is of the name of a figure.
func (m mark) names() bool {
	return m.cue == cField || m.cue == cScope || m.cue == cRate
}

// strange reports whether a word that tells figures apart is in no name of the field that was
// read: 重大 of 带队检查发现隐患.
func (f *figures) strange(of Metric, word string, distinct []string) bool {
	fd, named := anwei.Find(f.fields, func(fd fieldWords) bool { return Metric(fd.field) == of })
	g, _ := anwei.Find(f.groups, func(g groupWords) bool { return g.id == fd.group })
	names := strings.Join(fd.words, " ") + strings.Join(g.names, " ")
	return named && slices.ContainsFunc(distinct, func(w string) bool { return strings.Contains(word, w) && !strings.Contains(names, w) })
}

func (q *inquiry) unheeded(i int) bool {
	m := q.marks[i]
	return q.unknown(m) || m.cue == cHeed && (q.Metric != "" || !slices.Contains(q.lists["=why"], q.Word(m.from, m.to)))
}

// beside is the next mark on one side, where that is one rune that says nothing.
func (q *cutting) beside(i, step int) int {
	if j := i + step; j >= 0 && j < len(q.marks) && q.marks[j].cue == cFill && q.marks[j].to-q.marks[j].from == 1 {
		return j
	}
	return i
}

// candidates gives the words that may begin at rune i, each with its cost.
func (q *inquiry) candidates(i int, take func(mark, int)) {
	r := q.Runes
	q.spokenAt(i, "=own", q.own, take)
	q.spokenAt(i, "=it", q.it, take)
	if end := numberEnd(r, i); end > i {
		number := mark{sense: sense{cue: cNumber}, from: i, to: end}
		if end < len(r) && text.RuneIn(r[end], "日号") { // a day is no figure
			number.cue, number.to = cFill, end+1
		}
		take(number, perWord)
	}
	if v, ok := text.NumberAt(r, i); ok && v.Vague && v.Next > i+1 { // 三四次, 十几个
		take(mark{sense: sense{cue: cNumber}, from: i, to: v.Next}, perWord)
	}
	if end := q.placing(q.Folded, i); end > i {
		take(mark{sense: sense{cue: cRank}, from: i, to: end}, perWord-1)
	}
	for l := min(q.long[r[i]], len(r)-i); l > 0; l-- {
		s, ok := q.words[q.Word(i, i+l)]
		if !ok {
			continue
		}
		take(mark{sense: s, from: i, to: i + l}, perWord)
		if s.cue == cField && i+l < len(r) && r[i+l] == '率' { // 重大隐患整改率
			take(mark{sense: sense{cue: cRate}, from: i, to: i + l + 1}, perWord)
		}
	}
	if units, l := q.names.Longest(q.Folded, i); l > 0 {
		take(mark{sense: sense{cue: cUnit}, from: i, to: i + l, units: units}, perWord-1)
	}
	if l := q.dutyAt(q.Folded, i); l > 0 {
		take(mark{sense: sense{cue: cDuty}, from: i, to: i + l}, perWord+2)
	}
}

// spokenAt gives the unit that is spoken of at i without its name: 我们镇, 它的, and before a
// word of reporting 我. It is -1 where there is none of which one could speak so.
func (q *inquiry) spokenAt(i int, list string, unit int, take func(mark, int)) {
	for _, w := range q.lists[list] {
		if unit < 0 || !q.Has(i, w) {
			continue
		}
		end := i + utf8.RuneCountInString(w)
		of := func(next string) bool { return q.Has(end, next) }
		if w != "我" || slices.ContainsFunc(q.lists["=own-of"], of) {
			take(mark{sense: sense{cue: cUnit}, from: i, to: end, units: []int{unit}}, perWord-2) //nolint:mnd // before all other meanings
		}
	}
}

// numberEnd returns the end of the digits at i.
func numberEnd(r []rune, i int) int {
	if i > 0 && text.IsDigit(r[i-1]) {
		return i
	}
	return i + text.DigitsAt(r, i)
}

// placing returns the end of 前三名, 倒数5个, 后3家, top5 or 第三名 at i.
func (r *Reader) placing(c text.Folded, i int) int {
	if _, end := r.manners.places(c, i, &Manner{}); end > i {
		return end
	}
	if !c.Has(i, "第") {
		return i
	}
	if n, ok := text.NumberAt(c.Runes, i+1); ok && n.Next < len(c.Runes) && text.RuneIn(c.Get(n.Next), "名位家个") {
		return n.Next + 1
	}
	return i
}
