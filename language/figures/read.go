package figures

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/language/text"
)

// Reader reads the figures of one form.
type Reader struct{ lex *lexicon }

// New returns a reader of the form's figures. Words are further lines of the
// table, such as those of a county's plan.
func New(f anwei.Form, words ...string) *Reader { return &Reader{lex: newLexicon(f, words...)} }

// Longest is how many characters of a text are read at most.
const Longest = 4000

// Read reads what a text says of the form's fields.
func (r *Reader) Read(typed string, asked Asked) Reading {
	s := r.run(typed, asked)
	var out Reading
	if len(s.Runes) > Longest {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(0, len(s.Runes)), Reason: text.Ambiguous})
		return out
	}
	(&prep{s}).prepare()
	out.symbols = s.symbols()
	for _, h := range (&chart{run: s}).solve() {
		out.readings = append(out.readings, s.settle(&h))
	}
	slices.SortStableFunc(out.readings, func(a, b reading) int { return a.total() - b.total() })
	s.choose(&out)
	return out
}

func (x *reading) total() int {
	if x.clash {
		return x.cost + clashCost
	}
	return x.cost
}

func (r *Reader) run(typed string, asked Asked) *run {
	s := &run{scanner: r.lex.scan(typed), home: -1, first: haz}
	s.have = make([]int64, len(r.lex.form.Fields))
	for i, fd := range r.lex.form.Fields {
		s.have[i] = -1
		if n, ok := asked.Have.Number(fd.ID); ok {
			s.have[i] = n
		}
	}
	majors := 0
	for _, id := range asked.Fields {
		i, ok := r.lex.index[id]
		if !ok || r.lex.layout.part[i] == none {
			continue
		}
		s.asked = append(s.asked, i)
		s.mask |= 1 << min(i, 63)
		if p := r.lex.layout.part[i]; p == major || p == rectMaj {
			majors++
		}
		if g := r.lex.layout.group[i]; len(s.asked) == 1 || g == s.home {
			s.home = g
		} else {
			s.home = -1
		}
	}
	if majors > 0 && majors == len(s.asked) {
		s.first = major
	}
	return s
}

// choose takes the values on which all good readings agree.
func (s *run) choose(out *Reading) {
	s.refusals(out)
	if len(out.readings) == 0 {
		return
	}
	best := &out.readings[0]
	if best.clash {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(0, len(s.Runes)), Reason: text.Contradiction})
		return
	}
	near := 1
	for near < len(out.readings) && out.readings[near].total() < best.total()+margin {
		near++
	}
	var open []int
	for f := range s.form.Fields {
		v, ok := best.values[f]
		agreed := ok && !v.blocked
		for _, x := range out.readings[1:near] {
			w, also := x.values[f]
			if x.clash {
				continue
			}
			if also != ok || w.n != v.n {
				agreed = false
				open = append(open, f)
				break
			}
		}
		if agreed && v.to > v.from && v.to <= len(s.toks) {
			out.Found = append(out.Found, Found{Field: s.form.Fields[f].ID, Value: anwei.Number(v.n), Span: s.Span(s.toks[v.from].from, s.toks[v.to-1].to)})
		}
	}
	s.doubt(out, open, out.readings[:near])
	s.unplaced(out)
}

// doubt enters what the readings near to the best differ on, each way to have it
// once.
func (s *run) doubt(out *Reading, fields []int, near []reading) {
	if len(fields) == 0 {
		return
	}
	var d Doubt
	for _, f := range fields {
		d.Fields = append(d.Fields, s.form.Fields[f].ID)
	}
	for _, x := range near {
		v := anwei.Values{}
		for _, f := range fields {
			if w, ok := x.values[f]; ok && !w.blocked {
				v[s.form.Fields[f].ID] = anwei.Number(w.n)
			}
		}
		if !x.clash && len(v) > 0 && !slices.ContainsFunc(d.Readings, func(o anwei.Values) bool { return maps.Equal(o, v) }) {
			d.Readings = append(d.Readings, v)
		}
	}
	if len(d.Readings) > 1 {
		out.Doubts = append(out.Doubts, d)
	}
}

// refusals says which numbers were no figures.
func (s *run) refusals(out *Reading) {
	for _, r := range s.refused {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(r.from, r.to), Reason: r.why})
	}
	numbers := 0
	for k := range s.toks {
		t := &s.toks[k]
		switch t.kind {
		case kVague:
			why := text.Approximate
			switch {
			case t.minus:
				why = text.Negative
			case t.num.Fraction:
				why = text.Fraction
			}
			out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(t.from, t.to), Reason: why})
			numbers++
		case kNumber, kOther:
			numbers++
		}
	}
	if numbers == 0 && len(s.refused) == 0 {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(0, len(s.Runes)), Reason: text.NoNumber})
	}
}

// unplaced shows the numbers that no value came of.
func (s *run) unplaced(out *Reading) {
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind != kNumber {
			continue
		}
		sp := s.Span(t.from, t.to)
		if !slices.ContainsFunc(out.Found, func(f Found) bool { return f.From <= sp.From && sp.To <= f.To }) {
			out.Unplaced = append(out.Unplaced, sp)
		}
	}
}

// symbols shows the tokens with their kinds.
func (s *run) symbols() string {
	var b strings.Builder
	for k := range s.toks {
		t := &s.toks[k]
		b.WriteByte(t.kind)
		b.WriteByte(' ')
		b.WriteString(s.Word(t.from, t.to))
		b.WriteString(" | ")
	}
	return b.String()
}
