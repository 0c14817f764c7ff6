package question

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// Terms are what a question asks of its figure beside what and when: a limit, another
// period to hold it against. They stay with the topic, so that 部门呢 after 整改率低于95%的镇
// is not answered without the limit.
type Terms struct {
	// With is a period that the one asked is compared with, and LastYear the same one of
	// the year before.
	With     anwei.Period `json:"with,omitzero"`
	LastYear bool         `json:"last_year,omitempty"`
	// Bound is a limit for what is listed, and Moved whose figures are listed by how they
	// have changed.
	Bound *Bound   `json:"bound,omitempty"`
	Moved Movement `json:"moved,omitempty"`
	// Why is set where it is asked why a figure has gone that way.
	Why bool `json:"why,omitempty"`
	// There is set where it is asked which units have something, not how much was found.
	There bool `json:"there,omitempty"`
	// Measure is what is made of the figure: its average, its share of Whole.
	Measure Measure `json:"measure,omitempty"`
	Whole   string  `json:"whole,omitempty"`
	// Of are the units that are the whole where they are all of a kind.
	Of anwei.UnitKind `json:"of,omitempty"`
	// State is that in which the reports are that are asked about.
	State State `json:"state,omitempty"`
	// From and To are the days in which reports came that are asked about.
	From anwei.Date `json:"from,omitzero"`
	To   anwei.Date `json:"to,omitzero"`
	// Against is set where the figures with a baseline are asked beside it.
	Against bool `json:"against,omitempty"`
}

// Said reports whether the question has any terms.
func (t Terms) Said() bool { return t != Terms{} }

// why reads for what a figure has gone one way: 为什么降了.
func (l lists) why(typed string) (t Terms, rest string, ok bool) {
	before, after, ok := l.cut("=why", typed)
	m, rest := l.movement("=went-", before+after, Down, Up)
	return Terms{Moved: m, Why: true}, rest, ok && m != ""
}

// Movement is which way a figure has gone since the period before.
type Movement string

// The movements that are asked for: a rise, a fall, and what is to be wished for and its
// opposite.
const (
	Up     Movement = "up"
	Down   Movement = "down"
	Better Movement = "better"
	Poorer Movement = "poorer"
)

// movement takes the first of the ways out of a text that a word of its list says. The
// name of the list is its head and the way.
func (l lists) movement(head, typed string, ways ...Movement) (m Movement, rest string) {
	for _, way := range ways {
		if before, after, ok := l.cut(head+string(way), typed); ok {
			return way, before + after
		}
	}
	return "", typed
}

// moved reads which way the figures have gone that are to be listed: 有几家隐患比上月多,
// 进步最大的.
func (l lists) moved(typed string) (m Movement, rest string) {
	for _, way := range []Movement{Up, Down} {
		if before, after, ok := l.cut("=asked-"+string(way), typed); ok && l.in("=unit-which", before) && strings.Trim(after, "的呢吗了？?。 单位镇局") == "" {
			return way, before + after
		}
	}
	return l.movement("=", typed, Better, Poorer, Up, Down)
}

// Measure is what is made of a figure.
type Measure string

// The measures: the average of a unit and of a month, and the share of a whole.
const (
	PerUnit  Measure = "unit"
	PerMonth Measure = "month"
	Share    Measure = "share"
)

// State is what has become of a report.
type State string

// The states that are asked for.
const (
	SentBack State = "returned"
	ByOffice State = "behalf"
	FirstIn  State = "first-in"
	LastIn   State = "last-in"
)

// Terms reads the terms of a question, and returns the text as a question without them.
func (r *Reader) Terms(typed string, now time.Time) (t Terms, rest string) {
	if t, rest, ok := r.lists.arrived(typed, now); ok {
		return t, rest
	}
	if m, rest := r.measure(typed); m.Said() {
		t, rest := r.terms(rest, now)
		t.Measure, t.Whole, t.State = m.Measure, m.Whole, m.State
		return t, rest
	}
	return r.terms(typed, now)
}

// measure reads what is made of the figure, and in which state the reports are. An
// indicator of the plan that has such a word in its name is none, nor is what it is compared
// with.
func (r *Reader) measure(typed string) (t Terms, rest string) {
	l := r.lists
	for _, is := range []State{SentBack, ByOffice, FirstIn, LastIn} {
		if before, after, ok := l.cut("="+string(is), typed); ok && l.in("=counted", typed) {
			return Terms{State: is}, before + after
		}
	}
	for _, is := range []Measure{PerMonth, PerUnit} {
		if rest := l.without("=per-"+string(is), typed); rest != typed && !l.in("=average-of-all", typed) {
			return Terms{Measure: is}, rest
		}
	}
	named := func(name string) bool { return strings.Contains(typed, name) }
	for _, i := range r.indicators {
		if named(i.Name) || slices.ContainsFunc(i.Words, named) {
			return t, typed
		}
	}
	if of, whole, ok := l.cut("=share", typed); ok {
		return Terms{Measure: Share, Whole: l.without("=share-of", whole)}, l.without("=share-of", of)
	}
	return t, typed
}

// arrived reads the days in which reports came: 今天报了几家, 上周谁报了. A word of =days has
// behind it how many days back they began and ended, or which week, w1 the last.
func (l lists) arrived(typed string, now time.Time) (t Terms, rest string, ok bool) {
	if !l.in("=counted", typed) || !l.in("=came", typed) || l.in("=not-came", typed) {
		return t, typed, false
	}
	if named, rest, there, dated := day.ReadPart(typed, now); dated && there {
		var m, d int
		if n, _ := fmt.Sscanf(named, "%d月%d", &m, &d); n == 2 { //nolint:mnd // both
			t.From = anwei.Date{Year: now.Year(), Month: time.Month(m), Day: d}
			t.To = t.From
			return t, rest, true
		}
	}
	c := text.Plain(typed)
	for _, d := range (day.Reader{Folded: c, Now: anwei.DateOf(now)}).All(0, len(c.Runes)) {
		after := c.AnyAt(d.End, "之后 以后 后")
		switch {
		case d.Until && !d.On.IsZero():
			t.From, t.To = d.On.AddDays(1-d.On.Day), d.On
		case after > d.End:
			t.From, t.To = d.On, anwei.DateOf(now)
		default:
			continue
		}
		return t, c.Word(0, d.Begin) + c.Word(max(d.End, after), len(c.Runes)), true
	}
	for _, row := range l["=days"] {
		word, back, _ := strings.Cut(row, "=")
		before, after, found := strings.Cut(typed, word)
		if !found {
			continue
		}
		today := anwei.DateOf(now)
		if weeks, is := strings.CutPrefix(back, "w"); is {
			n, _ := strconv.Atoi(weeks)
			monday := today.AddDays(-(int(now.Weekday())+6)%7 - 7*n)
			t.From, t.To = monday, monday.AddDays(6)
		} else {
			first, last, _ := strings.Cut(back, "-")
			n, _ := strconv.Atoi(first)
			m, _ := strconv.Atoi(last)
			t.From, t.To = today.AddDays(-n), today.AddDays(-m)
		}
		return t, before + after, true
	}
	return t, typed, false
}

func (r *Reader) terms(typed string, now time.Time) (t Terms, rest string) {
	l := r.lists
	if before, after, ok := l.cut("=last-year", typed); ok {
		return Terms{LastYear: true}, l.without("=compared", l.without("=undecided", before+after)) // 隐患多了还是少了 is about 隐患
	}
	if with, rest, ok := l.comparison(typed, now); ok {
		m, _ := l.movement("=went-", typed, Down, Up) // 哪些单位10月隐患比9月少了
		if m == "" || !l.in("=unit-which", typed) {
			m, rest = l.movement("=than-", rest, Up, Down) // 9月整改率比8月高的镇
		}
		return Terms{With: with, Moved: m}, rest
	}
	if t, rest, ok := l.why(typed); ok {
		return t, rest
	}
	if m, rest := l.moved(typed); m != "" {
		return Terms{Moved: m}, rest
	}
	if b, rest, ok := l.bound(typed); ok {
		if l.in("=whether", typed) && !l.in("=unit-asked", typed) && !l.in("=unit-word", typed) {
			return Terms{}, l.without("=whether", rest) // 整改率有没有到90% is of all together
		}
		return Terms{Bound: &b}, rest
	}
	if b, rest, ok := l.presence(typed); ok {
		return Terms{Bound: &b, There: !slices.ContainsFunc([]string{"发现", "查"}, func(w string) bool { return strings.Contains(typed, w) })}, rest
	}
	return Terms{}, typed
}

// comparison reads a text that puts two periods beside each other: 10月比9月多了多少隐患,
// 9月和10月对比一下, 10月整改率和9月比. It returns the one that the other is compared with,
// and the text as a question about the other. Of two that only stand side by side the
// later is asked about.
func (l lists) comparison(typed string, now time.Time) (with anwei.Period, rest string, ok bool) {
	first, a, found := day.Period(typed, now)
	if !found {
		return with, typed, false
	}
	second, b, found := day.Period(typed[a.To:], now)
	if !found || first.Kind != second.Kind || first == second {
		return with, typed, false
	}
	before, between, after := typed[:a.From], typed[a.To:][:b.From], typed[a.To:][b.To:]
	what, compared := l.linked(between, before+after)
	if !compared {
		return with, typed, false
	}
	if what == "" && first.Before(second) && !strings.Contains(between, "比") {
		second = first
		a.Text = strings.TrimSpace(b.Text)
	}
	return second, l.without("=compared", before) + a.Text + l.without("=compared", what+after), true
}

// linked takes the word of a comparison off what stands between two periods, and
// returns what is left of it: 整改率 of 整改率和. Around them is what else is said.
func (l lists) linked(between, around string) (what string, ok bool) {
	s := strings.TrimRight(strings.TrimSpace(between), " ，,")
	for _, w := range l["=against"] {
		if rest, cut := strings.CutSuffix(s, w); cut {
			return strings.Trim(rest, " ，,的份和跟与"), true
		}
	}
	for _, w := range l["=beside"] {
		if rest, cut := strings.CutSuffix(s, w); cut {
			return strings.Trim(rest, " ，,的份"), l.in("=comparing", around)
		}
	}
	return "", false
}

// presence reads a text that asks which units have something at all, or have none of
// it: 哪些单位有重大隐患, 重大隐患在哪些单位, 没有重大隐患的镇, 零隐患的单位. It returns the limit
// that this is, and the text as a question about the figure alone.
func (l lists) presence(typed string) (b Bound, rest string, ok bool) {
	for _, w := range l["=not-one"] { // 一个隐患都没查出来的有谁
		before, after, found := strings.Cut(typed, w)
		if what, behind, none := strings.Cut(after, "都没"); found && none && l.in("=countable", what) {
			_, units, _ := strings.Cut(behind, "的")
			return Bound{Exact: true}, before + what + " " + units, true
		}
	}
	if l.in("=unasked", typed) && !l.in("=none-at-all", typed) {
		return Bound{}, typed, false
	}
	for _, w := range l["=nowhere"] {
		before, after, found := strings.Cut(typed, w)
		what, units, the := strings.Cut(after, "的")
		if found && the && l.in("=countable", what) && (w != "零" || strings.HasPrefix(what, "隐患")) {
			return Bound{Exact: true}, before + what + "的" + units, true
		}
		if found && l.in("=unit-which", before) && l.in("=done", after) { // 谁没带队检查
			return Bound{Exact: true}, before + after, true
		}
	}
	rest, ok = l.having(typed)
	return Bound{}, rest, ok
}

// having reads a text that asks which units have something at all, and returns it as a
// question about the figure alone: 重大隐患在哪些单位, 有重大隐患的镇.
func (l lists) having(typed string) (rest string, ok bool) {
	for _, w := range l["=where"] {
		before, after, found := strings.Cut(typed, w)
		switch {
		case !found || !l.in("=countable", before):
		case l.in("=unit-word", after), l.in("=unit-count", after):
			return before + "哪" + after, true
		default:
			return before + "哪些单位" + after, true
		}
	}
	for _, w := range l["=there"] {
		before, after, found := strings.Cut(typed, w)
		what, units, the := strings.Cut(after, "的")
		switch {
		case !found:
		case the && l.in("=countable", what) && (l.in("=unit-word", units) || l.in("=unit-asked", units)):
			return before + what + "的" + units, true
		case l.in("=countable", after) && l.in("=unit-which", before) && !l.in("=measured", after):
			return before + after, true
		}
	}
	return typed, false
}
