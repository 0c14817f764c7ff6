package figures

import (
	"strings"

	"anwei/language/text"
)

// scanner cuts a text into tokens.
type scanner struct {
	text.Folded
	*lexicon
	tokens
	quiet map[int]noise
	i     int
	blank bool
	line  int
	scope []int // the fields that 后三项 is of
}

// scan cuts a text into tokens; scope are the fields asked, or none.
func scan(l *lexicon, typed string, scope []int) *scanner {
	s := &scanner{Folded: text.Fold(typed), lexicon: l, scope: scope}
	if len(scope) == 0 {
		s.scope = l.All
	}
	s.toks = make([]token, 0, len(s.Runes)/2+1)
	s.hush()
	labels, grids := text.Grids(s.Runes, &sheet{s})
	for s.i < len(s.Runes) {
		switch {
		case len(labels) > 0 && s.i >= labels[0].From && labels[0].From < labels[0].To:
			s.push(token{kind: kNoise, from: s.i, to: max(s.i+1, labels[0].To)})
			labels = labels[1:]
		case len(labels) > 0 && s.i >= labels[0].From:
			labels = labels[1:]
		default:
			s.step()
		}
	}
	s.byColumn(grids)
	return s
}

// byColumn puts the tokens of tables with a head in the order of their columns,
// each name before its number.
func (s *scanner) byColumn(grids []text.Grid) {
	at := 0
	var out []token
	within := func(from, to int) {
		for k := range s.toks {
			if t := &s.toks[k]; t.from >= from && t.to <= to && t.kind != '\t' {
				out = append(out, *t)
			}
		}
	}
	for _, g := range grids {
		within(at, g.From)
		for _, c := range g.Pairs {
			within(c[0].From, c[0].To)
			within(c[1].From, c[1].To)
			out = append(out, token{kind: kComma, from: c[1].To, to: c[1].To})
		}
		for _, c := range g.Unsure {
			out = append(out, token{kind: kOther, from: c.From, to: c.To, span: true})
		}
		at = g.To
	}
	if at > 0 {
		within(at, len(s.Runes))
		s.toks = out
	}
}

// step takes one token at the cursor.
func (s *scanner) step() {
	if end := s.label(s.i); end > s.i {
		s.push(token{kind: kNoise, from: s.i, to: end})
		return
	}
	if s.bracket() || s.mark() || s.chineseWord() {
		return
	}
	if s.item() {
		return
	}
	if t, ok := s.noise(); ok {
		s.push(t)
		return
	}
	if s.wordAt(2) || s.number() || s.wordAt(1) {
		return
	}
	s.unknown(1)
}

// chineseWord takes words such as 一般隐患, which begin like a number.
func (s *scanner) chineseWord() bool {
	_, ok := text.DigitOf(s.Runes[s.i])
	return ok && s.wordAt(2)
}

func (s *scanner) push(t token) {
	t.space, t.line = s.blank, s.line
	if t.kind != kNoise {
		s.blank = false
	}
	s.toks = append(s.toks, t)
	s.i = t.to
}

func (s *scanner) last() *token {
	if len(s.toks) == 0 {
		return &token{}
	}
	return &s.toks[len(s.toks)-1]
}

// unknown takes n runes that mean nothing here, and joins them to those before.
func (s *scanner) unknown(n int) {
	if k := s.last(); k.kind == kUnknown && k.to == s.i {
		k.to += n
		s.i += n
		return
	}
	s.push(token{kind: kUnknown, from: s.i, to: s.i + n})
}

// mark takes blanks and punctuation.
func (s *scanner) mark() bool {
	r := s.Runes[s.i]
	kind := markKind(r)
	switch {
	case r == ' ' || r == '\r':
		s.blank = true
		s.i++
		return true
	case kind == 0:
		return false
	case r == '\n':
		s.line++
	case kind == '\t':
		s.blank = true
	}
	s.push(token{kind: kind, from: s.i, to: s.i + 1})
	s.blank = s.blank || kind == kNoise && r != '@'
	return true
}

// markKind returns the kind of a mark, 0 for what is none.
func markKind(r rune) byte {
	switch {
	case r >= 0x3400 && r < 0xff00:
		return 0
	case r >= 0x1f000 && r < 0x20000, r >= 0x2600 && r < 0x27c0, r == 0xfe0f, r == 0x200d:
		return kNoise
	}
	for _, m := range [...]struct {
		kind  byte
		marks string
	}{
		{kComma, ","},
		{kStop, "\n。;!…"},
		{kList, "、/"},
		{':', ":="},
		{'(', "([{「」"},
		{')', ")]}"},
		{'\t', "\t|"},
		{'q', "?"},
		{'c', "→"},
		{'v', "<>"},
		{'K', "↑↓"},
		{kNoise, "\"'“”‘’《》*~_—@#·.`^"},
	} {
		if text.RuneIn(r, m.marks) {
			return m.kind
		}
	}
	return 0
}

// bracket takes what stands in brackets and is no text: (个), [捂脸], (泽安办发[2026]17号).
func (s *scanner) bracket() bool {
	r := s.Runes[s.i]
	if !text.RuneIn(r, "([「") {
		return false
	}
	if t, ok := s.noise(); ok {
		s.push(t)
		return true
	}
	for j := s.i + 1; j < len(s.Runes) && j < s.i+8; j++ {
		switch s.Runes[j] {
		case ')', ']':
			w := s.Word(s.i+1, j)
			if s.In("guess", w) {
				s.push(token{kind: 'w', from: s.i, to: j + 1})
				return true
			}
			if s.Measure[w] == 0 && (r != '[' || !s.In("sticker", w)) || w == "" {
				return false
			}
			s.push(token{kind: kNoise, from: s.i, to: j + 1})
			return true
		}
	}
	return false
}

// wordAt takes the longest word known that has at least so many runes.
func (s *scanner) wordAt(least int) bool {
	for n, e := range s.Words(&s.Folded, s.i, len(s.Runes)) {
		if n < least {
			break
		}
		if n > 2 && (e.Groups != 0 || e.Roles != 0) && s.cuts(n) {
			continue
		}
		if n == 1 && ((e.Kind == 'v' || e.Kind == 'r') && !s.beforeNumber(s.i+1) || e.Kind == 'w' && !s.afterNumber()) {
			continue
		}
		t := token{kind: e.Kind, from: s.i, to: s.i + n, sense: e.Sense}
		if e.Kind == kPercent {
			t.num.N = 100
		}
		s.push(t)
		return true
	}
	return false
}

// cuts reports whether a name of n runes would cut a longer word that begins
// with its last two: 部门检查 in 部门检查组, 隐患整改 in 隐患整改率.
func (s *scanner) cuts(n int) bool {
	at := s.i + n - 2
	for m, long := range s.Words(&s.Folded, at, len(s.Runes)) {
		return m > 2 && (long.Kind == '_' || long.Kind == 'Q')
	}
	return false
}

func (s *scanner) beforeNumber(i int) bool {
	for s.Get(i) == ' ' || s.Get(i) == '有' || s.Get(i) == '为' {
		i++
	}
	_, ok := text.NumberAt(s.Runes, i)
	return ok
}

func (s *scanner) afterNumber() bool {
	for k := len(s.toks) - 1; k >= max(0, len(s.toks)-9); k-- {
		switch s.toks[k].kind {
		case kNumber:
			return true
		case kObject, kHazard:
		default:
			return false
		}
	}
	return false
}

// number takes a number with its measure word.
func (s *scanner) number() bool {
	begin, i := s.i, s.i
	t := token{kind: kNumber, from: begin}
	switch r := s.Runes[i]; {
	case r == '-' && (text.IsDigit(s.Get(begin-1)) || s.last().kind == kNumber && s.last().to == begin):
		return s.rangeEnd()
	case r == '-', r == '负':
		t.minus = true
		i++
	case r == '+':
		t.span = true
		i++
	}
	v, ok := text.NumberAt(s.Runes, i)
	if !ok {
		if i > begin {
			s.push(token{kind: kNoise, from: begin, to: i})
		}
		return i > begin
	}
	t.num, t.to = v, v.Next
	next := s.Get(v.Next)
	switch {
	case next == '%' || next == '‰':
		t.kind, t.to = kPercent, v.Next+1
	case latin(s.Get(begin-1)) || latin(next) && next != 'o':
		t.kind = kOther
		if next == 'O' || next == 'X' || next == 'x' {
			t.kind = kVague
		} else if b := s.Get(begin - 1); b == 'Q' || b == 'q' {
			t.kind = kForeign
		}
	default:
		s.measured(&t)
	}
	s.push(t)
	return true
}

// measured takes the measure of a number, and says what the number is.
func (s *scanner) measured(t *token) {
	if s.Get(t.to) == '+' {
		t.num.Vague = true
		t.to++
	}
	v := t.num
	s.takeMeasure(t)
	t.num.Vague = t.num.Vague || s.Get(t.from-1) == '+' || s.Get(t.to) == '+' || s.Get(t.from-1) == '数' && v.Next == t.from+1 && text.ScaleOf(s.Runes[t.from]) > 1 // 隐患数十个
	s.spanWith(t)
	switch {
	case t.class == 0 && (!v.Grouped && v.N >= 1_000_000 && text.IsDigit(s.Get(v.Next-1)) || v.Fraction && text.DayDotted(s.Runes, t.from, v.Next)):
		t.kind = kNoise // a telephone number, a day
	case t.minus || t.span || t.num.Vague || t.num.Fraction:
		t.kind = kVague
	case s.countsOther(t):
		t.kind = kOther
		if s.Get(t.to) == '内' || s.Get(t.to+1) == '内' {
			t.kind = kForeign // 3天内: what follows is still to come
		}
	}
}

// spanWith makes a number and the one before it the two ends of a range, or two
// guesses, where 到 or 或 joins them.
func (s *scanner) spanWith(t *token) {
	k := s.last()
	if k.kind == 'j' || k.kind == kNoise || k.kind == 'q' || k.kind == kFiller {
		if w := s.Word(k.from, k.to); s.In("range", w) && len(s.toks) > 1 {
			if b := &s.toks[len(s.toks)-2]; b.kind == kNumber && b.to == k.from && k.to == t.from {
				b.kind, b.span, t.span = kVague, true, true
			}
		}
	}
}

// rangeEnd makes the number before and the one behind a dash the two ends of a
// range.
func (s *scanner) rangeEnd() bool {
	v, ok := text.NumberAt(s.Runes, s.i+1)
	if !ok {
		s.push(token{kind: kNoise, from: s.i, to: s.i + 1})
		return true
	}
	t := token{kind: kVague, from: s.i + 1, to: v.Next, num: v, span: true}
	s.takeMeasure(&t)
	if k := s.last(); k.kind == kNumber {
		k.kind, k.span = kVague, true
	}
	s.push(t)
	return true
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// starts reports whether the word w stands at rune i.
func (s *scanner) starts(i int, w string) bool {
	return i >= 0 && i <= len(s.Runes) && strings.HasPrefix(s.Low[len(s.Low)-len(s.Word(i, len(s.Runes))):], w)
}
