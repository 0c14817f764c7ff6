package figures

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/figures/token"
	"anwei/language/figures/words"
	"anwei/language/text"
)

// Reader reads the figures of one form.
type Reader struct{ lex *lexicon }

// New returns a reader of the form's figures, which knows further words of a
// county's plan.
func New(f anwei.Form, said ...anwei.Words) *Reader { return &Reader{lex: words.New(f, said)} }

// Longest is how many characters of a text are read at most.
const Longest = 4000

// Read reads what a text says of the form's fields.
func (r *Reader) Read(typed string, asked Asked) Reading {
	var out Reading
	if utf8.RuneCountInString(typed) > Longest {
		out.Refusals = append(out.Refusals, text.Refusal{Span: text.Span{To: len(typed), Text: typed}, Reason: text.TooLong})
		return out
	}
	out, running := r.read(typed, asked, false)
	if running && len(out.Doubts) == 0 {
		if again, _ := r.read(typed, asked, true); !again.differs(out) {
			again.monthly(&out)
		}
	}
	return out
}

// read reads a text, with a running total as a figure of the month or not, and
// reports whether it has one.
func (r *Reader) read(typed string, asked Asked, monthly bool) (Reading, bool) {
	var out Reading
	s := r.run(typed, asked)
	s.monthly = monthly
	(&prep{s}).prepare()
	if s.elsewhere() {
		asked.Fields = nil
		return r.read(typed, asked, monthly)
	}
	s.guess = s.AnyOf(0, len(s.Tokens), token.Vague)
	out.symbols, out.fields = s.symbols(), s.Form.Fields
	for _, h := range (&chart{run: s}).solve() {
		out.readings = append(out.readings, s.settle(&h))
	}
	slices.SortStableFunc(out.readings, func(a, b reading) int { return a.total() - b.total() })
	(&answer{s}).choose(&out)
	out.steps, out.Dated = s.steps, s.dated
	return out, s.running
}

// elsewhere reports whether a text tells, before it names a group, of a check that is
// counted by places where those of the group asked are not: it is another group's.
func (s *run) elsewhere() bool {
	places := false
	for k := 0; s.unitOf(s.home) != 0 && k < len(s.Tokens) && s.Tokens[k].Groups == 0 && s.Tokens[k].Kind != 'a'; k++ {
		t := &s.Tokens[k]
		from, to := s.Clause(k)
		if t.Kind != token.Number || !s.AnyOf(from, to, token.Check) && (t.Class == 0 || s.NamedIn(from, to)) {
			continue
		}
		if fit := s.fits(t, check, s.home, -1, &phrase{}); fit >= 0 && fit < worst {
			return false
		}
		places = places || t.Class == 'e' || t.Class == 'o'
	}
	return places
}

func (x *reading) total() int {
	if x.clash {
		return x.cost + clashCost
	}
	return x.cost
}

func (r *Reader) run(typed string, asked Asked) *run {
	s := &run{home: -1, first: haz, month: asked.Month}
	s.have = make([]int64, len(r.lex.Form.Fields))
	for i, fd := range r.lex.Form.Fields {
		s.have[i] = -1
		if n, ok := asked.Have.Number(fd.ID); ok {
			s.have[i] = n
		}
	}
	majors := 0
	for _, id := range asked.Fields {
		i, ok := r.lex.Index[id]
		if !ok || r.lex.Part[i] == none {
			continue
		}
		s.asked = append(s.asked, i)
		s.mask |= 1 << min(i, 63)
		if p := r.lex.Part[i]; p == major || p == rectMaj {
			majors++
		}
		if g := r.lex.Group[i]; len(s.asked) == 1 || g == s.home {
			s.home = g
		} else {
			s.home = -1
		}
	}
	s.Text = token.Scan(r.lex, typed, s.asked)
	if majors > 0 && majors == len(s.asked) {
		s.first = major
	}
	return s
}

// answer is what is said of the readings.
type answer struct{ *run }

// choose takes the values on which all good readings agree.
func (s *answer) choose(out *Reading) {
	defer s.refusals(out)
	if len(out.readings) == 0 {
		return
	}
	best := &out.readings[0]
	if best.clash {
		x := text.Refusal{Span: s.Span(0, len(s.Runes)), Reason: text.Contradiction}
		if k := best.at; k > 0 {
			x.Span = s.Span(s.Tokens[s.NameStart(k)].From, s.Tokens[k].To)
		}
		out.Refusals = append(out.Refusals, x)
		s.eitherOf(out, best)
		return
	}
	near := 1
	for near < len(out.readings) && out.readings[near].total() < best.total()+margin {
		near++
	}
	var open []int
	for f := range s.Form.Fields {
		v, ok := best.values[f]
		agreed := !slices.ContainsFunc(out.readings[1:near], func(x reading) bool {
			w, also := x.values[f]
			return !x.clash && (also != ok || w.n != v.n)
		})
		if !agreed {
			open = append(open, f)
		}
		if agreed && ok && !v.blocked && v.to > v.from && v.to <= len(s.Tokens) {
			out.Found = append(out.Found, Found{Field: s.Form.Fields[f].ID, Value: anwei.Number(v.n), Span: s.Span(s.Tokens[s.said(v.from)].From, s.Tokens[v.to-1].To)})
		}
	}
	if len(open) > 0 {
		s.doubt(out, open, out.readings[:near])
	} else {
		s.groupOf(out, best)
	}
	for c := best.hyp.last; c != nil; c = c.prev {
		if slices.Contains(open, s.fieldOf(c)) && c.kind == value && s.Tokens[c.tok].Kind == token.Number {
			s.refuse(s.NameStart(c.tok), c.tok+1, text.Ambiguous)
		}
	}
}

// said returns where what token k says begins: with its names, or with 无.
func (s *answer) said(k int) int {
	if k > 0 && s.Tokens[k].Kind != token.Number && s.Kind(k-1) == 'X' {
		return k - 1
	}
	return s.NameStart(k)
}

// fieldOf returns the field that a claim is about, or -1.
func (s *run) fieldOf(c *claim) int {
	if c.role == own {
		return c.field
	}
	r := c.role
	switch r {
	case open:
		r = rect
	case openMaj:
		r = rectMaj
	case none, general, rectGen, openGen, ordered:
		return -1
	default: // the others have a field of their own
	}
	return s.FieldAt(c.group, r)
}

// refusals says which numbers were no figures, and why.
func (s *answer) refusals(out *Reading) {
	for _, r := range s.refused {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(r.from, r.to), Reason: r.why})
	}
	numbers := len(s.refused)
	about := map[int]int{}
	if len(out.readings) > 0 {
		best := &out.readings[0]
		for c := best.hyp.last; c != nil; c = c.prev {
			if f := s.fieldOf(c); f >= 0 {
				about[c.tok] = f
			}
		}
	}
	for k := range s.Tokens {
		switch s.Tokens[k].Kind {
		case token.Vague:
			out.Refusals = append(out.Refusals, s.inexact(k, about))
			numbers++
		case token.Number, token.Other:
			numbers++
		}
	}
	if len(out.readings) > 0 {
		s.unplaced(out, &out.readings[0])
	}
	if len(out.Refusals) == 0 && len(out.Found) == 0 {
		x := text.Refusal{Span: s.Span(0, len(s.Runes)), Reason: text.NoNumber}
		if numbers > 0 {
			x.Reason = text.Ambiguous
		}
		out.Refusals = append(out.Refusals, x)
	}
}

// inexact says why the number at token k is none, and of which field it would be.
func (s *answer) inexact(k int, about map[int]int) text.Refusal {
	t := &s.Tokens[k]
	x := text.Refusal{Span: s.Span(t.From, t.To), Reason: text.Approximate}
	switch {
	case t.Minus:
		x.Reason = text.Negative
	case t.Num.Fraction:
		x.Reason = text.Fraction
	}
	f, ok := about[k]
	if !ok && len(s.asked) == 1 {
		f, ok = s.asked[0], true
	}
	if ok {
		x.Fields = []anwei.FieldID{s.Form.Fields[f].ID}
	}
	return x
}

// unplaced shows the numbers and statements that no value came of.
func (s *answer) unplaced(out *Reading, best *reading) {
	for c := best.hyp.last; c != nil; c = c.prev {
		if c.kind == value && c.role != none && c.group < 0 {
			best.lost = append(best.lost, c)
		}
	}
	slices.SortFunc(best.lost, func(a, b *claim) int { return a.tok - b.tok })
	for k := range s.Tokens {
		if t := &s.Tokens[k]; t.Kind == token.Other && t.Span {
			out.Unplaced = append(out.Unplaced, s.Span(t.From, t.To))
		}
	}
	s.lost(out, best)
	for _, c := range best.blind {
		x := text.Refusal{Span: s.Span(s.Tokens[c.tok].From, s.Tokens[max(c.tok, c.end-1)].To), Reason: text.Unknown}
		if f := s.fieldOf(c); f >= 0 {
			x.Fields = []anwei.FieldID{s.Form.Fields[f].ID}
		}
		out.Refusals = append(out.Refusals, x)
	}
}

// lost shows the numbers that nothing explains, and refuses those between the first
// and the last that may be of several fields.
func (s *answer) lost(out *Reading, best *reading) {
	from, end := -1, -1
	for _, c := range best.lost {
		t := &s.Tokens[c.tok]
		if t.Kind == token.Vague || t.Kind == 'X' && (c.tok != 0 && s.Kind(c.tok-1) != token.Number) {
			continue
		}
		out.Unplaced = append(out.Unplaced, s.Span(t.From, t.To))
		if c.kind == bare || c.group < 0 {
			if from < 0 {
				from = s.NameStart(c.tok)
			}
			end = c.tok
		}
	}
	if from >= 0 {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(s.Tokens[from].From, s.Tokens[end].To), Reason: text.Ambiguous})
	}
}

// symbols shows the tokens with their kinds.
func (s *run) symbols() string {
	var b strings.Builder
	for k := range s.Tokens {
		t := &s.Tokens[k]
		b.WriteByte(t.Kind)
		b.WriteByte(' ')
		b.WriteString(s.Said(k))
		b.WriteString(" | ")
	}
	return b.String()
}

// Form returns the form that the reader is of.
func (r *Reader) Form() anwei.Form { return r.lex.Form }
