// Package token cuts a text into tokens: the names of a form, numbers with their
// measures, dates and other numbers that are no figures, items, the cells of pasted
// tables. What the tokens say together is for others.
package token

import (
	"anwei/language/figures/words"
	"anwei/language/text"
)

// Text is a text that was cut into tokens, with the lexicon that it was cut by.
type Text struct {
	text.Folded
	*words.Lexicon
	Row
}

// Said is what token k says.
func (s *Text) Said(k int) string { return s.Word(s.Tokens[k].From, s.Tokens[k].To) }

// scanner cuts a text into tokens.
type scanner struct {
	*Text
	quiet map[int]noise
	i     int
	blank bool
	line  int
	scope []int // the fields that 后三项 is of
}

// Scan cuts a text into tokens; scope are the fields asked, or none.
func Scan(l *words.Lexicon, typed string, scope []int) *Text {
	s := &scanner{Text: &Text{Folded: text.Fold(typed), Lexicon: l}, scope: scope}
	if len(scope) == 0 {
		s.scope = l.All
	}
	s.Tokens = make([]Token, 0, len(s.Runes)/2+1)
	s.hush()
	labels, grids := text.Grids(s.Runes, &sheet{s})
	for s.i < len(s.Runes) {
		switch {
		case len(labels) > 0 && s.i >= labels[0].From && labels[0].From < labels[0].To:
			s.push(Token{Kind: Noise, From: s.i, To: max(s.i+1, labels[0].To)})
			labels = labels[1:]
		case len(labels) > 0 && s.i >= labels[0].From:
			labels = labels[1:]
		default:
			s.step()
		}
	}
	s.byColumn(grids)
	return s.Text
}

// byColumn puts the tokens of tables with a head in the order of their columns,
// each name before its number.
func (s *scanner) byColumn(grids []text.Grid) {
	at := 0
	var out []Token
	within := func(from, to int) {
		for k := range s.Tokens {
			if t := &s.Tokens[k]; t.From >= from && t.To <= to && t.Kind != '\t' {
				out = append(out, *t)
			}
		}
	}
	for _, g := range grids {
		within(at, g.From)
		for _, c := range g.Pairs {
			within(c[0].From, c[0].To)
			within(c[1].From, c[1].To)
			out = append(out, Token{Kind: Comma, From: c[1].To, To: c[1].To})
		}
		for _, c := range g.Unsure {
			out = append(out, Token{Kind: Other, From: c.From, To: c.To, Span: true})
		}
		at = g.To
	}
	if at > 0 {
		within(at, len(s.Runes))
		s.Tokens = out
	}
}

// step takes one token at the cursor.
func (s *scanner) step() {
	if end := s.label(s.i); end > s.i {
		s.push(Token{Kind: Noise, From: s.i, To: end})
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

func (s *scanner) push(t Token) {
	t.Space = s.blank
	if t.Kind != Noise {
		s.blank = false
	}
	s.Tokens = append(s.Tokens, t)
	s.i = t.To
}

func (s *scanner) last() *Token {
	if len(s.Tokens) == 0 {
		return &Token{}
	}
	return &s.Tokens[len(s.Tokens)-1]
}

// unknown takes n runes that mean nothing here, and joins them to those before.
func (s *scanner) unknown(n int) {
	if k := s.last(); k.Kind == Unknown && k.To == s.i {
		k.To += n
		s.i += n
		return
	}
	s.push(Token{Kind: Unknown, From: s.i, To: s.i + n})
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
	s.push(Token{Kind: kind, From: s.i, To: s.i + 1})
	s.blank = s.blank || kind == Noise && r != '@'
	return true
}

// markKind returns the kind of a mark, 0 for what is none.
func markKind(r rune) byte {
	switch {
	case r >= 0x3400 && r < 0xff00:
		return 0
	case r >= 0x1f000 && r < 0x20000, r >= 0x2600 && r < 0x27c0, r == 0xfe0f, r == 0x200d:
		return Noise
	}
	for _, m := range [...]struct {
		kind  byte
		marks string
	}{
		{Comma, ","},
		{Stop, "\n。;!…"},
		{List, "、/"},
		{':', ":="},
		{'(', "([{「」"},
		{')', ")]}"},
		{'\t', "\t|"},
		{'q', "?"},
		{'c', "→"},
		{'v', "<>"},
		{'K', "↑↓"},
		{Noise, "\"'“”‘’《》*~_—@#·.`^"},
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
				s.push(Token{Kind: 'w', From: s.i, To: j + 1})
				return true
			}
			if s.Measure[w] == 0 && (r != '[' || !s.In("sticker", w)) || w == "" {
				return false
			}
			s.push(Token{Kind: Noise, From: s.i, To: j + 1})
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
		if n > 2 && (e.Groups != 0 || e.Roles != 0 || e.Kind == 'f') && s.cuts(n) {
			continue
		}
		if n == 1 && ((e.Kind == 'v' || e.Kind == 'r') && !s.beforeNumber(s.i+1) || e.Kind == 'w' && !s.afterNumber()) {
			continue
		}
		t := Token{Kind: e.Kind, From: s.i, To: s.i + n, Sense: e.Sense}
		if e.Kind == Percent {
			t.Num.N = 100
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
		return m > 2 && (long.Kind == '_' || long.Kind == 'Q' || long.Kind == Object)
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
	for k := len(s.Tokens) - 1; k >= max(0, len(s.Tokens)-9); k-- {
		switch s.Tokens[k].Kind {
		case Number:
			return true
		case Object, Hazard:
		default:
			return false
		}
	}
	return false
}

// number takes a number with its measure word.
func (s *scanner) number() bool {
	begin, i := s.i, s.i
	t := Token{Kind: Number, From: begin}
	switch r := s.Runes[i]; {
	case r == '-' && (text.IsDigit(s.Get(begin-1)) || s.last().Kind == Number && s.last().To == begin):
		return s.rangeEnd()
	case r == '-', r == '负':
		t.Minus = true
		i++
	case r == '+':
		t.Span = true
		i++
	}
	v, ok := text.NumberAt(s.Runes, i)
	if !ok {
		if i > begin {
			s.push(Token{Kind: Noise, From: begin, To: i})
		}
		return i > begin
	}
	v, sum := s.sum(v)
	t.Num, t.To = v, v.Next
	next := s.Get(v.Next)
	switch {
	case next == '%' || next == '‰':
		t.Kind, t.To = Percent, v.Next+1
	case latin(s.Get(begin-1)) || latin(next) && next != 'o':
		t.Kind = Other
		if next == 'O' || next == 'X' || next == 'x' {
			t.Kind = Vague
		} else if b := s.Get(begin - 1); b == 'Q' || b == 'q' {
			t.Kind = Foreign
		}
	default:
		s.measured(&t)
	}
	if sum && t.Class == 0 {
		t.Kind = Vague
	}
	s.push(t)
	return true
}

// sum adds what a number is said to be the sum of, 12+9+7家, and reports whether it is.
func (s *scanner) sum(v text.Number) (text.Number, bool) {
	more, also := text.NumberAt(s.Runes, v.Next+1)
	if !also || s.Get(v.Next) != '+' {
		return v, false
	}
	more, _ = s.sum(more)
	more.N += v.N
	return more, true
}

// measured takes the measure of a number, and says what the number is.
func (s *scanner) measured(t *Token) {
	if s.Get(t.To) == '+' {
		t.Num.Vague = true
		t.To++
	}
	v := t.Num
	s.takeMeasure(t)
	t.Num.Vague = t.Num.Vague || s.Get(t.From-1) == '+' || s.Get(t.To) == '+' || s.Get(t.From-1) == '数' && v.Next == t.From+1 && text.ScaleOf(s.Runes[t.From]) > 1 // 隐患数十个
	s.spanWith(t)
	switch {
	case t.Class == 0 && (!v.Grouped && v.N >= 1_000_000 && text.IsDigit(s.Get(v.Next-1)) || v.Fraction && text.DayDotted(s.Runes, t.From, v.Next)):
		t.Kind = Noise // a telephone number, a day
	case t.Minus || t.Span || t.Num.Vague || t.Num.Fraction:
		t.Kind = Vague
	case s.countsOther(t):
		t.Kind = Other
		if s.Get(t.To) == '内' || s.Get(t.To+1) == '内' {
			t.Kind = Foreign // 3天内: what follows is still to come
		}
	}
}

// spanWith makes a number and the one before it the two ends of a range, or two
// guesses, where 到 or 或 joins them.
func (s *scanner) spanWith(t *Token) {
	k := s.last()
	if k.Kind == 'j' || k.Kind == Noise || k.Kind == 'q' || k.Kind == Filler {
		if w := s.Word(k.From, k.To); s.In("range", w) && len(s.Tokens) > 1 {
			if b := &s.Tokens[len(s.Tokens)-2]; b.Kind == Number && b.To == k.From && k.To == t.From {
				b.Kind, b.Span, t.Span = Vague, true, true
			}
		}
	}
}

// rangeEnd makes the number before and the one behind a dash the two ends of a
// range.
func (s *scanner) rangeEnd() bool {
	v, ok := text.NumberAt(s.Runes, s.i+1)
	if !ok {
		s.push(Token{Kind: Noise, From: s.i, To: s.i + 1})
		return true
	}
	t := Token{Kind: Vague, From: s.i + 1, To: v.Next, Num: v, Span: true}
	s.takeMeasure(&t)
	if k := s.last(); k.Kind == Number {
		k.Kind, k.Span = Vague, true
	}
	s.push(t)
	return true
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
