package figures

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// Reader reads the figures of one form.
type Reader struct{ lex *lexicon }

// New returns a reader of the form's figures, which knows further words of a
// county's plan.
func New(f anwei.Form, words ...anwei.Words) *Reader { return &Reader{lex: newLexicon(f, words)} }

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
	out.symbols, out.fields = s.symbols(), s.form.Fields
	s.guess = slices.ContainsFunc(s.toks, func(t token) bool { return t.kind == kVague })
	for _, h := range (&chart{run: s}).solve() {
		out.readings = append(out.readings, s.settle(&h))
	}
	slices.SortStableFunc(out.readings, func(a, b reading) int { return a.total() - b.total() })
	(&answer{s}).choose(&out)
	out.steps = s.steps
	return out, s.running
}

// differs reports whether two readings have another value for a field of both.
func (r *Reading) differs(o Reading) bool {
	v := o.Values()
	return slices.ContainsFunc(r.Found, func(f Found) bool { n, ok := v[f.Field]; return ok && n != f.Value })
}

// monthly asks whether the figures are the month's that only a running total says.
func (r *Reading) monthly(out *Reading) {
	had, d := out.Values(), Doubt{Readings: []anwei.Values{{}}}
	for _, f := range r.Found {
		if _, ok := had[f.Field]; ok {
			continue
		}
		if len(d.Fields) == 0 {
			d.Span = f.Span
		}
		d.Fields = append(d.Fields, f.Field)
		d.Readings[0][f.Field] = f.Value
	}
	if len(d.Fields) > 0 {
		out.Doubts = append(out.Doubts, d)
	}
}

func (x *reading) total() int {
	if x.clash {
		return x.cost + clashCost
	}
	return x.cost
}

func (r *Reader) run(typed string, asked Asked) *run {
	s := &run{home: -1, first: haz}
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
		if g := r.lex.group[i]; len(s.asked) == 1 || g == s.home {
			s.home = g
		} else {
			s.home = -1
		}
	}
	s.scanner = r.lex.scan(typed, s.asked)
	if majors > 0 && majors == len(s.asked) {
		s.first = major
	}
	return s
}

// answer is what is said of the readings.
type answer struct{ *run }

// choose takes the values on which all good readings agree.
func (s *answer) choose(out *Reading) { //nolint:gocognit // a debt: the cases of one decision, to be split
	defer s.refusals(out)
	if len(out.readings) == 0 {
		return
	}
	best := &out.readings[0]
	if best.clash {
		x := text.Refusal{Span: s.Span(0, len(s.Runes)), Reason: text.Contradiction}
		if k := best.at; k > 0 {
			x.Span = s.Span(s.toks[s.nameStart(k)].from, s.toks[k].to)
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
			out.Found = append(out.Found, Found{Field: s.form.Fields[f].ID, Value: anwei.Number(v.n), Span: s.Span(s.toks[s.said(v.from)].from, s.toks[v.to-1].to)})
		}
	}
	if len(open) > 0 {
		s.doubt(out, open, out.readings[:near])
	} else {
		s.groupOf(out, best)
	}
	for c := best.hyp.last; c != nil; c = c.prev {
		if slices.Contains(open, s.fieldOf(c)) && c.kind == value && s.toks[c.tok].kind == kNumber {
			s.refuse(s.nameStart(c.tok), c.tok+1, text.Ambiguous)
		}
	}
}

// said returns where what token k says begins: with its names, or with 无.
func (s *answer) said(k int) int {
	if k > 0 && s.toks[k].kind != kNumber && s.kind(k-1) == 'X' {
		return k - 1
	}
	return s.nameStart(k)
}

// nameStart returns where the names right before a number begin.
func (s *run) nameStart(k int) int {
	for k > 0 && s.toks[k-1].isName() {
		k--
	}
	return k
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
	return s.at(c.group, r)
}

// refusals says which numbers were no figures, and why.
func (s *answer) refusals(out *Reading) { //nolint:gocognit // a debt: the cases of one decision, to be split
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
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind == kNumber || t.kind == kOther || t.kind == kVague {
			numbers++
		}
		if t.kind != kVague {
			continue
		}
		x := text.Refusal{Span: s.Span(t.from, t.to), Reason: text.Approximate}
		switch {
		case t.minus:
			x.Reason = text.Negative
		case t.num.Fraction:
			x.Reason = text.Fraction
		}
		f, ok := about[k]
		if !ok && len(s.asked) == 1 {
			f, ok = s.asked[0], true
		}
		if ok {
			x.Fields = []anwei.FieldID{s.form.Fields[f].ID}
		}
		out.Refusals = append(out.Refusals, x)
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

// unplaced shows the numbers and statements that no value came of.
func (s *answer) unplaced(out *Reading, best *reading) { //nolint:gocognit // a debt: the cases of one decision, to be split
	for c := best.hyp.last; c != nil; c = c.prev {
		if c.kind == value && c.role != none && c.group < 0 {
			best.lost = append(best.lost, c)
		}
	}
	slices.SortFunc(best.lost, func(a, b *claim) int { return a.tok - b.tok })
	for k := range s.toks {
		if t := &s.toks[k]; t.kind == kOther && t.span {
			out.Unplaced = append(out.Unplaced, s.Span(t.from, t.to))
		}
	}
	from, end := -1, -1
	for _, c := range best.lost {
		t := &s.toks[c.tok]
		if t.kind == kVague || t.kind == 'X' && (c.tok != 0 && s.kind(c.tok-1) != kNumber) {
			continue
		}
		out.Unplaced = append(out.Unplaced, s.Span(t.from, t.to))
		if c.kind == bare || c.group < 0 {
			if from < 0 {
				from = s.nameStart(c.tok)
			}
			end = c.tok
		}
	}
	if from >= 0 {
		out.Refusals = append(out.Refusals, text.Refusal{Span: s.Span(s.toks[from].from, s.toks[end].to), Reason: text.Ambiguous})
	}
	for _, c := range best.blind {
		x := text.Refusal{Span: s.Span(s.toks[c.tok].from, s.toks[max(c.tok, c.end-1)].to), Reason: text.Unknown}
		if f := s.fieldOf(c); f >= 0 {
			x.Fields = []anwei.FieldID{s.form.Fields[f].ID}
		}
		out.Refusals = append(out.Refusals, x)
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

// Form returns the form that the reader is of.
func (r *Reader) Form() anwei.Form { return r.lex.form }

// doubt enters what the readings near to the best differ on, each way to have it
// once.
func (s *answer) doubt(out *Reading, fields []int, near []reading) {
	var d Doubt
	from, to := len(s.toks), 0
	for _, x := range near {
		v := anwei.Values{}
		for _, f := range fields {
			if w, ok := x.values[f]; ok && !w.blocked && w.to > w.from && w.to <= len(s.toks) {
				v[s.form.Fields[f].ID] = anwei.Number(w.n)
				from, to = min(from, s.said(w.from)), max(to, w.to)
			}
		}
		if !x.clash {
			d.add(v)
		}
	}
	if len(d.Readings) > 1 || from < to && s.namedIn(from, to) {
		s.ask(out, d, from, to)
	}
}

// add enters one way to have the fields.
func (d *Doubt) add(v anwei.Values) {
	if len(v) > 0 && !slices.ContainsFunc(d.Readings, func(o anwei.Values) bool { return maps.Equal(o, v) }) {
		d.Readings = append(d.Readings, v)
	}
}

// ask puts a doubt about the tokens from up to to, with the fields on which its
// readings differ.
func (s *answer) ask(out *Reading, d Doubt, from, to int) {
	for _, fd := range s.form.Fields {
		first, said := anwei.Value{}, 0
		same := true
		for _, v := range d.Readings {
			if n, ok := v[fd.ID]; ok {
				same = same && (said == 0 || n == first)
				first = n
				said++
			}
		}
		if said > 0 && (!same || said < len(d.Readings) || len(d.Readings) == 1) {
			d.Fields = append(d.Fields, fd.ID)
		}
	}
	if len(d.Fields) > 0 && from < to {
		d.Span = s.Span(s.toks[from].from, s.toks[to-1].to)
		out.Doubts = append(out.Doubts, d)
	}
}

// values are what a reading comes to, none where it contradicts itself.
func (s *answer) values(x reading) anwei.Values {
	v := anwei.Values{}
	for f, w := range x.values {
		if !w.blocked && !x.clash {
			v[s.form.Fields[f].ID] = anwei.Number(w.n)
		}
	}
	return v
}

// eitherOf asks which of two numbers for one field is meant: 整改是98还是119？
func (s *answer) eitherOf(out *Reading, best *reading) {
	if best.at == 0 {
		return
	}
	var d Doubt
	for _, tok := range []int{best.at, best.against} {
		claims := slices.DeleteFunc(best.hyp.claims(), func(c *claim) bool { return c.tok == tok })
		d.add(s.values(s.settled(&best.hyp, claims)))
	}
	if len(d.Readings) == 2 {
		s.ask(out, d, s.nameStart(best.against), best.at+1)
	}
}

// groupOf asks of which group the figures are that name none.
func (s *answer) groupOf(out *Reading, best *reading) {
	var d Doubt
	from, to := len(s.toks), 0
	for g := range s.form.Groups {
		claims := slices.DeleteFunc(best.hyp.claims(), func(c *claim) bool { return c.kind == restZero })
		fits := true
		for i, c := range claims {
			if c.group < 0 && c.role != none {
				in := *c
				in.group = g
				claims[i] = &in
				fits = fits && s.fits(&s.toks[c.tok], c.role, g, c.field, &phrase{}) >= 0
				from, to = min(from, s.said(c.tok)), max(to, c.end)
			}
		}
		x := s.settled(&best.hyp, claims)
		for f, v := range x.values {
			old, had := best.values[f]
			fits = fits && (!had || old.n == v.n)
		}
		if from == len(s.toks) || !fits || len(x.lost) > len(best.lost) {
			continue
		}
		v := s.values(x)
		for f := range best.values {
			delete(v, s.form.Fields[f].ID)
		}
		d.add(v)
	}
	s.ask(out, d, from, to)
}
