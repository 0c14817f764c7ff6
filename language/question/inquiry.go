package question

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// cutting is a question cut into its words.
type cutting struct {
	text.Folded
	marks []mark
	left  int // runes that are not known
	han   int // runes in all but marks
	hint  cue // a word that the question is read as if it had
}

// inquiry is a question that is being read.
type inquiry struct {
	Query
	cutting
	*Reader
	now     time.Time
	last    *Query
	county  bool // the whole county was named
	bare    bool // 隐患 alone: nothing but the words of a metric
	content string
	forms   int // marks that name a form
	// amiss is set where the question has what no answer would take account of, part where
	// it is of less than a month or of months that are no period together.
	amiss, part bool
	months      anwei.Period // those months
	another     string       // a second period that is named
	// own is the unit of the person and it that of the question before, -1 for none; resumes
	// is set where the question speaks of the latter: 它的.
	own, it int
	resumes bool
}

func newInquiry(typed string, r *Reader, now time.Time, last *Query, own anwei.UnitID) *inquiry {
	q := &inquiry{Reader: r, now: now, last: last, own: r.index(own), it: -1}
	if last != nil {
		q.it = r.index(last.Unit)
	}
	typed = text.Fold(typed).Low
	for _, f := range r.annexes { // so that 附件1、9月 is no row of months
		typed = strings.ReplaceAll(typed, f.annex, f.short)
	}
	q.Folded = text.Of(text.Compact(q.takePeriod(typed)))
	q.marks = q.cover()
	q.group()
	q.sent()
	q.loosen()
	q.nearest(r.names)
	q.asides()
	q.tally()
	if q.it >= 0 && slices.Contains(q.lists["=placed"], strings.Trim(q.Low, "?!。呢啊呀那 ")) { // 排第几 alone
		q.Unit, q.resumes = q.last.Unit, true
	}
	return q
}

// as reads the question as if it had a word more, such as 多少, or as it is.
func (q inquiry) as(hint cue) Query {
	if q.hint = hint; hint != cNone {
		q.han += 2
	}
	q.stranger()
	q.figuresNamed()
	q.intent()
	if q.Intent == AskNothing || q.Intent == AskHelp {
		return Query{Intent: q.Intent}
	}
	q.account()
	return q.Query
}

// alone is as, without what the question before adds.
func (q inquiry) alone(hint cue) Query {
	q.last = nil
	return q.as(hint)
}

// only reports whether nothing but such words stands in the question.
func (q *cutting) only(cues ...cue) bool {
	return !slices.ContainsFunc(q.marks, func(m mark) bool { return !slices.Contains(cues, m.cue) && q.Word(m.from, m.to) != "?" })
}

// index is the place of a unit among the names, and -1 for none.
func (r *Reader) index(id anwei.UnitID) int {
	return slices.IndexFunc(r.names.Units, func(u anwei.Unit) bool { return u.ID == id && id != "" })
}

// takePeriod reads the period and takes it out of the text. 前三季度 is none.
func (q *inquiry) takePeriod(typed string) string {
	typed = q.lists.without("=alike", typed)
	if before, after, ok := q.lists.cut("=this-year", typed); ok {
		q.Period = anwei.PeriodOf(anwei.Year, q.now)
		return before + "," + after
	}
	if is, rest, ok := day.ReadMonths(typed, q.now); ok {
		if q.part = is.Kind == anwei.Months; q.part {
			q.months = is
		} else {
			q.Period = is
		}
		return rest
	}
	_, _, _, q.part = day.ReadPart(typed, q.now)
	p, span, ok := day.Period(typed, q.now)
	if !ok {
		return typed
	}
	if before, found := strings.CutSuffix(typed[:span.From], "前"); found && p.Kind == anwei.Quarter && !strings.HasPrefix(span.Text, "第") {
		return before + typed[span.To:]
	}
	if strings.HasPrefix(span.Text, "截") && strings.Contains(typed[:span.From], "年") {
		return typed
	}
	q.Period = p
	rest := typed[span.To:]
	if second, named, ok := day.Period(rest, q.now); ok && second != p {
		q.another = named.Text
	}
	for _, w := range q.lists["=behind-period"] {
		rest = strings.TrimPrefix(rest, w)
	}
	return typed[:span.From] + " " + rest
}

// sent makes a report of what should have been sent: 发过来没.
func (q *cutting) sent() {
	for i := range q.marks[:max(0, len(q.marks)-1)] {
		m, next := &q.marks[i], q.marks[i+1]
		if m.cue == cSend && next.cue == cAsk && q.Runes[next.from] == '没' {
			m.cue = cReport
		}
	}
}

// loosen gives up short names of units that are part of a word not known here:
// 河南村 is no 南村.
func (q *inquiry) loosen() {
	for i, m := range q.marks {
		if m.cue != cUnit || m.to-m.from > 2 || q.stands(i, "=own") || q.stands(i, "=it") {
			continue
		}
		before := i > 0 && q.unknown(q.marks[i-1])
		after := i+1 < len(q.marks) && q.unknown(q.marks[i+1]) || q.stands(i+1, "=trade") // 教育部门, 消防安全
		if before || after {
			q.marks[i].sense, q.marks[i].units = sense{}, nil
		}
	}
}

// stands reports whether the mark at i, if there is one, is a word of the list.
func (q *inquiry) stands(i int, list string) bool {
	return i >= 0 && i < len(q.marks) && slices.Contains(q.lists[list], q.Word(q.marks[i].from, q.marks[i].to))
}

func (q *cutting) unknown(m mark) bool { return m.cue == cNone }

// asides takes for nothing what is said beside the question before or after it: 烦死了,
// 明天常委会要用. What names anything that a question may be of is no aside.
func (q *inquiry) asides() {
	first := slices.IndexFunc(q.marks, func(m mark) bool { return m.cue == cStop })
	if first < 0 {
		return
	}
	last := first
	for i, m := range q.marks {
		if m.cue == cStop {
			last = i + 1
		}
	}
	for ends, clause := range map[string][]mark{"=exclaims": q.marks[:first], "=hurries": q.marks[last:]} {
		if len(clause) == 0 || slices.ContainsFunc(clause, func(m mark) bool {
			return m.cue != cNone && !slices.Contains(q.lists["=aside"], string(m.cue))
		}) {
			continue
		}
		said := q.Word(clause[0].from, clause[len(clause)-1].to)
		if !slices.ContainsFunc(q.lists[ends], func(end string) bool { return strings.HasSuffix(said, end) }) {
			continue
		}
		for i := range clause {
			clause[i].sense = sense{cue: cFill}
		}
	}
}

// nearest looks for a misspelt unit among the runes that are not known.
func (q *cutting) nearest(g *lexicon.Gazetteer) {
	free := make([]lexicon.Freedom, len(q.Runes))
	exact := false
	for _, m := range q.marks {
		exact = exact || m.cue == cUnit
		for i := m.from; i < m.to; i++ {
			free[i] = q.freedom(m)
		}
	}
	if !slices.Contains(free, lexicon.Unknown) {
		return
	}
	units, from, to := g.Near(q.Runes, free)
	if to <= from || exact && to-from < 4 {
		return
	}
	var out []mark
	for _, m := range q.marks {
		if m.to <= from || m.from >= to {
			out = append(out, m)
			continue
		}
		if m.cue != cNone && m.cue != cFill && m.cue != cUnit && (m.from < from || m.to > to) {
			return // it would tear a known word
		}
		if len(out) == 0 || out[len(out)-1].to <= from {
			out = append(out, mark{sense: sense{cue: cUnit}, from: from, to: to, units: units})
		}
	}
	q.marks = out
}

// freedom says whether a mark may be a part of a misspelt name.
func (q *cutting) freedom(m mark) lexicon.Freedom {
	switch {
	case q.unknown(m):
		return lexicon.Unknown
	case m.cue == cUnit && m.to-m.from <= 2:
		return lexicon.Loose
	case m.to-m.from > 1:
		return lexicon.Bound
	}
	switch m.cue {
	case cFill, cTotal, cNot, cThe, cScope, "done", "compare", cMany, "meet", "able":
		return lexicon.Loose
	default:
		return lexicon.Bound
	}
}

// tally counts what is unknown and takes the units and the form.
func (q *inquiry) tally() {
	var units []int
	unsure := false
	for i := range q.marks {
		m := &q.marks[i]
		switch one := len(m.units) == 1; {
		case m.cue == cNone:
			q.left += m.to - m.from
		case m.cue == cForm, m.cue == cData:
			q.form(*m)
		case m.cue != cUnit:
		case q.stands(i+1, "=asker"): // 安委办问
			m.cue = cFill
			continue
		case one && q.top(q.names.Units[m.units[0]]):
			q.county, q.County, m.cue = true, true, cTotal
		case one && q.excepted(i):
			q.Except = append(q.Except, q.names.Units[m.units[0]].ID)
		default:
			q.resumes = q.resumes || q.stands(i, "=it")
			units = append(units, m.units...)
			unsure = unsure || len(m.units) > 1
		}
		if m.cue != cStop {
			q.han += m.to - m.from
		}
	}
	q.takeUnits(units)
	q.Several = len(q.Either) > 1 && !unsure
	q.Summed = q.Several && q.has(cTotal)
	q.Compared = q.Several && (q.has("compare") || q.word(q.lists["=versus"]...))
}

// form takes the form that a mark names; two forms are none in particular.
func (q *inquiry) form(m mark) {
	is := m.form
	if q.counted && m.cue == cData {
		is = q.report.ID
	}
	switch {
	case q.forms == 0:
		q.Form = is
	case m.cue == cForm && q.Form != is:
		q.Form = ""
	}
	q.forms++
}

// top reports whether the unit is the county as a whole, which is none of a question.
func (r *Reader) top(u anwei.Unit) bool {
	return u.Parent == "" && slices.ContainsFunc(r.names.Units, func(v anwei.Unit) bool { return v.Parent == u.ID })
}

// takeUnits keeps the units that report or have duties.
func (q *inquiry) takeUnits(units []int) {
	slices.Sort(units)
	units = slices.Compact(units)
	var ids []anwei.UnitID
	for _, i := range units {
		if u := q.names.Units[i]; !q.top(u) {
			ids = append(ids, u.ID)
		}
	}
	if slices.ContainsFunc(q.marks, func(m mark) bool { return m.cue == cTotal && strings.HasPrefix(q.Word(m.from, m.to), "全") }) {
		q.county, q.County = true, q.word(q.lists["=whole-county"]...)
	}
	switch {
	case len(ids) == 1:
		q.Unit = ids[0]
	case len(ids) > 1:
		q.Either = ids
	}
}

// named reports whether a unit was named, or several.
func (q *inquiry) named() bool { return q.Unit != "" || len(q.Either) > 0 }

// has reports whether any of the cues stands in the question.
func (q *cutting) has(cues ...cue) bool {
	return q.hint != cNone && slices.Contains(cues, q.hint) || slices.ContainsFunc(q.marks, func(m mark) bool { return slices.Contains(cues, m.cue) })
}

// times counts the marks of a cue.
func (q *cutting) times(c cue) (n int) {
	for _, m := range q.marks {
		if m.cue == c {
			n++
		}
	}
	return n
}

// word reports whether one of the words stands in the question.
func (q *cutting) word(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(q.Low, w) })
}

// indicated takes the metric that a word of the plan's indicators names.
func (q *inquiry) indicated() bool {
	for _, m := range q.marks {
		if m.metric != "" {
			q.Metric = m.metric
			return true
		}
	}
	return false
}
