package deed

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/frame"
	"anwei/language/text"
)

//go:embed words.txt
var wordsText string

//go:embed around.txt
var aroundText string

//go:embed deeds.txt
var deedsText string

// Reader reads what is told of the duties of a plan. It never changes, so that any number
// of texts can be read with one at the same time.
type Reader struct {
	frames *frame.Reader
	words  map[string]text.Words
	titles map[anwei.DutyID]string // folded

	promises *frame.Reader
	vague    text.Words // for no time in particular: 晚点
}

// NewReader makes a reader of the duties of a plan.
func NewReader(duties []anwei.Duty) *Reader {
	r := &Reader{
		words: classes(wordsText + aroundText), titles: map[anwei.DutyID]string{},
		promises: Promises().For(frame.Known{}), vague: classes(promiseWords)["vague"],
	}
	var rows, done strings.Builder
	for _, d := range duties {
		r.titles[d.ID] = text.Plain(d.Title).Low
		for _, told := range d.Told {
			p := r.pattern(told)
			fmt.Fprintf(&rows, "\n[%s%s]\nsays %s <z>\nnever elsewhere others ask", toldOf, d.ID, p)
			fmt.Fprintf(&done, "\nsays %s <y> {past} <z>", p)
		}
	}
	rows.WriteString("\n[done]\nnever elsewhere others ask not" + done.String())
	r.frames = frame.Parse(wordsText, deedsText+rows.String()).For(frame.Known{Duties: duties})
	return r
}

// toldOf begins the intents of what is told of a duty without its name.
const toldOf = "told."

// Rows are the rows by which clauses are read, with their sentences.
func Rows() *frame.Frames { return frame.Parse(wordsText, deedsText) }

// classes are the words of a file by their classes.
func classes(typed string) map[string]text.Words {
	out := map[string]text.Words{}
	for line := range strings.Lines(typed) {
		if name, words, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			out[name] = text.Words(words)
		}
	}
	return out
}

// pattern makes a pattern of the words by which a duty may be told, 镇长 检查 企业: each
// stands for those that mean the same, with anything between them.
func (r *Reader) pattern(told string) string {
	words := strings.Fields(told)
	for i, w := range words {
		part := w
		for name, alike := range r.words {
			if strings.HasPrefix(name, "s.") && alike.Has(w) && (part == w || name < strings.Trim(part, "{}")) {
				part = "{" + name + "}"
			}
		}
		words[i] = fmt.Sprintf("<t%c> %s", 'a'+rune(i), part)
	}
	return strings.Join(words, " ")
}

// actKind is what a clause says was done.
type actKind int

const (
	actNone    actKind = iota
	actUndone          // 还没开
	actPlanned         // 安排在, 将召开
	actWeak            // 召开: done or to be done
	actStrong          // 开了, 已召开, 完成
)

// act is what decides what a text says of a duty.
type act struct {
	kind   actKind
	clause text.Stretch
	at     int  // where the verb stands, or the word for a plan
	fixed  bool // planned by a word that says that a day was fixed
}

// clause is a part of a text between two marks, with how it may be understood.
type clause struct {
	text.Stretch
	low      string
	readings []frame.Reading
	duties   []mention
	act      act
}

// mention is a place that names a duty, or a word that several share.
type mention struct {
	text.Stretch
	duties []int
}

// as returns the clause read as the intent. What stands under a cost is none.
func (c *clause) as(intent frame.Intent) (frame.Reading, bool) {
	i := slices.IndexFunc(c.readings, func(g frame.Reading) bool { return g.Intent == intent })
	if i < 0 || c.readings[i].Cost > 0 && intent != "any" {
		return frame.Reading{}, false
	}
	return c.readings[i], true
}

func (c *clause) is(intent frame.Intent) bool { _, ok := c.as(intent); return ok }

// read reads the clauses of a text. What is told of a duty without its name counts where
// the text names none.
func (r *deedReader) read() {
	named := false
	for _, p := range r.Clauses(0, len(r.Runes)) {
		c := &clause{Stretch: p, low: r.Word(p.Begin, p.End)}
		c.readings = r.frames.Read(c.low, r.known.Now)
		if all, ok := c.as("any"); ok && !c.is("others") {
			c.duties = r.mentions(c, all)
			named = named || len(c.duties) > 0
		}
		r.parts = append(r.parts, c)
	}
	for _, c := range r.parts {
		var told []anwei.DutyID
		for _, g := range c.readings {
			if id, ok := strings.CutPrefix(string(g.Intent), toldOf); ok {
				told = append(told, anwei.DutyID(id))
			}
		}
		if which := r.concerning(told); !named && len(which) > 0 {
			c.duties = []mention{{Stretch: text.Stretch{Begin: c.Begin, End: c.Begin}, duties: which}}
		}
	}
	for _, c := range r.parts {
		if c.act = r.actIn(c); c.act.kind == actNone && len(c.duties) > 0 && c.duties[0].End == c.Begin {
			c.act.kind = actWeak // told without its name
		}
	}
}

// mentions are the words for duties that concern the person.
func (r *told) mentions(c *clause, g frame.Reading) []mention {
	var out []mention
	for _, n := range g.Duties {
		if which := r.concerning(n.Duties); len(which) > 0 {
			out = append(out, mention{Stretch: text.Stretch{Begin: c.place(n.From), End: c.place(n.To)}, duties: which})
		}
	}
	return out
}

// place returns the rune of the text at which a byte of the clause stands.
func (c *clause) place(at int) int { return c.Begin + utf8.RuneCountInString(c.low[:at]) }

// concerning returns where the duties stand among those that concern the person.
func (r *told) concerning(ids []anwei.DutyID) []int {
	var out []int
	for _, id := range ids {
		if i := r.indexOf(id); i >= 0 && !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
}

func (r *told) indexOf(id anwei.DutyID) int {
	return slices.IndexFunc(r.known.Duties, func(d anwei.Duty) bool { return id != "" && d.ID == id })
}

// actIn returns what one clause says was done, or will be.
func (r *deedReader) actIn(c *clause) act {
	found := func(kind actKind, g frame.Reading) act { return act{kind: kind, clause: c.Stretch, at: c.place(g.At)} }
	plan, planned := c.as("planned")
	planned = planned && (r.asked || len(c.duties) > 0 || len(r.daysIn(day.TenseAhead, c.Begin, c.End)) > 0)
	wish, wished := c.as("wish")
	if g, ok := c.as("undone"); ok {
		return found(actUndone, g)
	}
	g, done := c.as("held")
	if !done {
		g, done = c.as("done")
	}
	if f, ok := c.as("finished"); ok && !done && !wished && !r.until(c.Stretch, c.place(f.At)) {
		g, done = f, true
	}
	switch weak, ok := c.as("weak"); {
	case done && planned && plan.At < g.At && r.until(c.Stretch, c.place(g.At)), !done && planned:
		out := found(actPlanned, plan)
		out.fixed = true
		return out
	case done:
		return found(actStrong, g)
	case c.is("partly"):
		return act{clause: c.Stretch, at: c.Begin}
	case wished:
		return found(actPlanned, wish)
	case ok:
		return found(actWeak, weak)
	}
	if f, ok := c.as("finished"); ok {
		return found(actWeak, f)
	}
	return act{clause: c.Stretch, at: c.Begin}
}

// until reports whether a day by which something is to be done stands in the
// clause before rune i.
func (r *told) until(p text.Stretch, i int) bool {
	return slices.ContainsFunc(r.daysIn(day.TenseOpen, p.Begin, i), func(d day.Found) bool {
		return d.Until || d.Reason == "" && r.today.Before(d.On)
	})
}

// actOf returns the act of the first of the clauses that has a verb which decides, and
// else of the first that has any. One of an earlier clause stands where the later only
// tells what came of it, or what was planned there: 10月9日召开专委会，会议计划…….
func (r *deedReader) actOf(parts []*clause) act {
	best := act{}
	for _, c := range parts {
		a := c.act
		switch {
		case a.kind == actNone, a.kind == actWeak && best.kind != actNone:
		case a.kind == actWeak:
			best = a
		case best.kind == actWeak && (a.kind != actPlanned && r.resultful(a.clause) || a.kind == actPlanned && r.gone(best.clause)):
			return best
		default:
			return a
		}
	}
	return best
}

// gone reports whether a day gone by stands in the clause.
func (r *told) gone(p text.Stretch) bool {
	return slices.ContainsFunc(r.daysIn(day.TenseOpen, p.Begin, p.End), func(d day.Found) bool { return d.Reason == "" && d.On.Before(r.today) })
}
