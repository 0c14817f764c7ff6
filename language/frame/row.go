package frame

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
)

// row is how one intent is spoken of.
type row struct {
	intent Intent
	line   int
	says   []*pattern
	// needs are the slots without which it is none: unit, period, days, mark, phone.
	needs []string
	must  [][]rune
	// never are classes of words that forbid it in a text that goes to a slot; with $
	// behind it only at the end, with ^ only at the beginning; with ! before it in the
	// parts of the pattern.
	never []string
	// cost is what a row costs that leaves open what is meant.
	cost int
	// yes are sentences that mean it, with the slots that come out, and no such that
	// mean something else.
	yes, no []string
}

// parseRows reads frames.txt: [intent], and below it lines of says, needs, never, yes
// and no.
func parseRows(text string, l *wordClasses) (rows []*row, faults []error) {
	var in *row
	lets := map[string]string{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			in = &row{intent: Intent(strings.TrimSuffix(name, "]")), line: i + 1}
			rows = append(rows, in)
			continue
		}
		key, value, _ := strings.Cut(line, " ")
		value = strings.TrimSpace(value)
		switch {
		case key == "let":
			name, pattern, _ := strings.Cut(value, " ")
			lets[name] = "(" + strings.TrimSpace(pattern) + ")"
		case in == nil:
			faults = append(faults, fmt.Errorf("frames.txt:%d: %q stands in no row; begin one with [intent]", i+1, line))
		case key == "says":
			p := &pattern{source: value, line: i + 1, lets: lets}
			if err := p.resolve(l); err != nil {
				faults = append(faults, err)
				continue
			}
			in.says = append(in.says, p)
		case key == "needs":
			in.needs = strings.Fields(value)
			in.must = needed(in.needs, l)
		case key == "never":
			in.never = strings.Fields(value)
		case key == "cost":
			in.cost = int(value[0] - '0')
		case key == "yes":
			in.yes = append(in.yes, value)
		case key == "no":
			in.no = append(in.no, value)
		default:
			faults = append(faults, fmt.Errorf("frames.txt:%d: %q is none of says, needs, never, cost, yes and no", i+1, key))
		}
	}
	return rows, faults
}

// needed are the symbols of which a text must have one for each slot that is needed.
func needed(needs []string, l *wordClasses) (must [][]rune) {
	kinds := map[string][]rune{"unit": {symUnit}, "period": {symPeriod}, "days": {symDay}, "mark": {symMark, symFigure}, "phone": {symPhone}, "form": {symForm}, "duty": {symDuty, symDoing}, "case": {symOpens, symHazard, symKind}}
	for _, slots := range needs {
		var some []rune
		for slot := range strings.SplitSeq(slots, "|") {
			set := append(kinds[slot], l.classes[slot]...)
			if len(set) == 0 {
				some = nil
				break // a text, which may be any
			}
			some = append(some, set...)
		}
		if len(some) > 0 {
			must = append(must, some)
		}
	}
	return must
}

// read reads a text as the row's intent.
func (r *row) read(m *masked, in *Reader) (Reading, bool) {
	if !m.hasAll(r.must) {
		return Reading{}, false
	}
	for _, p := range r.says {
		if !m.hasAll(p.must) {
			continue
		}
		re := p.compiled()
		if re == nil {
			continue
		}
		at := re.FindStringSubmatchIndex(m.text)
		if at == nil {
			continue
		}
		if got, ok := r.slots(m, in, re.SubexpNames(), at); ok {
			return got, true
		}
	}
	return Reading{}, false
}

// hasAll reports whether a text has one symbol of each set.
func (m *masked) hasAll(sets [][]rune) bool {
	return !slices.ContainsFunc(sets, func(set []rune) bool { return !m.has.hasAny(set) })
}

// slots fills the slots of a reading from what a pattern matched.
func (r *row) slots(m *masked, in *Reader, named []string, at []int) (Reading, bool) {
	l := in.lex
	got := Reading{Intent: r.intent, Text: m.src, Cost: r.cost, Slots: Slots{lex: l}}
	free := make([]bool, len(m.syms)) // the symbols of a text that goes to a slot
	for g := 1; g < len(named); g++ {
		if from, to := at[2*g], at[2*g+1]; from >= 0 && named[g] != "" {
			i, j := sort.SearchInts(m.starts, from), sort.SearchInts(m.starts, to)
			if parts := got.fill(m, l, named[g], i, j); !parts && r.forbidden(m, l, i, j) {
				return Reading{}, false
			} else if !parts {
				for k := i; k < j; k++ {
					free[k] = true
				}
			}
		}
	}
	got.At, got.Duties = m.begins(free), m.duties()
	for i, s := range m.syms {
		switch {
		case !free[i]:
			got.take(m, s)
			continue
		case s.name != nil && s.name.kind == symUnit:
			got.Inside = append(got.Inside, s.name.units...)
		}
		if !stop(s.sym) {
			got.Free++
		}
	}
	got.Case, got.Step = in.names.step(got.Case, got.Rest["step"], got.Rest["did"])
	return got, r.complete(got)
}

// begins returns where the first symbol stands that is none of a text that goes to a slot.
func (m *masked) begins(free []bool) int {
	for i, s := range m.syms {
		if !free[i] && !stop(s.sym) {
			return m.from[s.from]
		}
	}
	return 0
}

// duties are the words for duties of a text.
func (m *masked) duties() []Named {
	return anwei.Each(anwei.Where(m.syms, func(s symbol) bool { return s.sym == symDuty || s.sym == symDoing }), func(s symbol) Named {
		return Named{s.name.duties, m.from[s.from], m.from[s.to]}
	})
}

// fill puts what was typed from symbol i up to j into the slot of a group, and reports
// whether they are parts of the pattern too.
func (g *Reading) fill(m *masked, l *wordClasses, group string, i, j int) (parts bool) {
	slot, kind, _ := strings.Cut(group, "_")
	parts = strings.HasSuffix(kind, "parts")
	for parts && i < j && l.little(m.syms[i].sym) {
		i++
	}
	text := m.typed(i, j)
	if slot == "body" { // a notice is sent as it was typed
		text = strings.TrimSpace(text)
	} else {
		text = bare(text)
	}
	g.put(slot, text)
	return parts
}

// forbidden reports whether a text that goes to a slot has what the row forbids.
func (r *row) forbidden(m *masked, l *wordClasses, i, j int) bool {
	for _, class := range r.never {
		class, ahead := strings.CutSuffix(class, "^")
		if ahead {
			if i < j && l.is(m.syms[i].sym, class) || i+1 < j && stop(m.syms[i].sym) && l.is(m.syms[i+1].sym, class) {
				return true
			}
			continue
		}
		class, last := strings.CutSuffix(class, "$")
		for k := j - 1; k >= i; k-- {
			if l.is(m.syms[k].sym, class) {
				return true
			}
			if last && !l.is(m.syms[k].sym, "end") && !stop(m.syms[k].sym) {
				break
			}
		}
	}
	return false
}

// complete reports whether a reading has all that the row needs, and nothing that it
// forbids.
func (r *row) complete(got Reading) bool {
	has := map[string]bool{
		"unit": len(got.Units)+len(got.Either) > 0, "period": !got.Period.IsZero(), "days": len(got.Days) > 0,
		"mark": len(got.Marks) > 0, "phone": got.Phone != "", "number": got.Number != 0, "form": got.Form != "",
		"moment": got.Rest["at"] == "" || len(day.Moments(got.Rest["at"], time.Unix(0, 0).UTC())) == 1,
		"case":   got.Case != "", "duty": len(got.Duties) > 0, "step": got.Step != "" || got.Rest["step"] == "",
	}
	if slices.ContainsFunc(r.never, func(class string) bool { return class[0] == '!' && got.Said(class[1:]) }) {
		return false
	}
	return !slices.ContainsFunc(r.needs, func(slots string) bool {
		for slot := range strings.SplitSeq(slots, "|") {
			if is, ok := has[slot]; is || !ok && (got.Said(slot) || got.Rest[slot] != "") {
				return false
			}
		}
		return true
	})
}

// take takes a symbol that the pattern explains into its slot.
func (g *Reading) take(m *masked, s symbol) {
	g.said = append(g.said, s.sym)
	if s.name != nil {
		for _, n := range append([]*name{s.name}, s.more...) {
			g.named(n)
		}
	}
	typed := m.src[m.from[s.from]:m.from[s.to]]
	switch s.sym {
	case symPeriod:
		g.Period = cmp.Or(g.Period, m.periods[s.value])
	case symDay:
		g.Days = append(g.Days, m.days[s.value])
	case symNumber, symOrdinal:
		g.Number = cmp.Or(g.Number, s.value)
	case symPhone:
		g.Phone = strings.Trim(typed, "-")
	case symAccount:
		g.Account = typed
	case symItems:
		g.put("items", g.Rest["items"]+typed)
	}
}

// named takes what a name stands for.
func (g *Reading) named(n *name) {
	if n.inexact {
		g.Cost++
	}
	switch {
	case n.kind == symUnit && len(n.units) == 1:
		g.Units = append(g.Units, n.units[0])
	case n.kind == symUnit:
		g.Either = append(g.Either, n.units...)
	case n.kind == symForm && g.Form == "":
		g.Form = n.form
	case n.kind == symMark, n.kind == symFigure:
		g.Marks = append(g.Marks, n.mark)
	case n.kase != "":
		g.Case = n.kase
	case n.kind == symPerson:
		g.People = append(g.People, n.people...)
	}
}

// put puts a text into a slot.
func (g *Reading) put(slot, text string) {
	if text == "" {
		return
	}
	if g.Rest == nil {
		g.Rest = map[string]string{}
	}
	g.Rest[slot] = text
}

// bare takes off what joins a text to what stands around it.
func bare(text string) string {
	text = strings.TrimPrefix(text, "的")
	for _, w := range []string{"了", "吧"} {
		if after, ok := strings.CutPrefix(text, w); ok && strings.IndexFunc(foldText(after), stop) <= 0 {
			text = after
		}
	}
	return strings.Trim(text, stops+"，：；！？（）")
}

// Row is a row of frames.txt as its tests see it.
type Row struct {
	Intent  Intent
	Cost    int
	Yes, No []string
}

// Rows returns the rows with the sentences that each of them promises.
func (f *Frames) Rows() []Row {
	return anwei.Each(f.rows, func(row *row) Row { return Row{Intent: row.intent, Cost: row.cost, Yes: row.yes, No: row.no} })
}
