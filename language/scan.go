package language

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// scanner cuts a text into tokens.
type scanner struct {
	text.Folded
	lex  *formLexicon
	toks []token
	i    int
}

func scan(c text.Folded, l *formLexicon) []token {
	s := &scanner{Folded: c, lex: l}
	s.toks = make([]token, 0, len(c.Runes)/2+1)
	for s.i < len(s.Runes) {
		s.step()
	}
	s.headings()
	return s.toks
}

// headings makes a group's name of 企业: and 领导: before a list of figures.
func (s *scanner) headings() {
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind != tObject && t.kind != tFiller || t.to-t.from < 2 || !s.beforeList(k+1) {
			continue
		}
		if groups := s.lex.groupsNamed(s.Folded.Word(t.from, t.to)); len(groups) == 1 {
			t.kind, t.entry = tName, wordEntry{kind: tName, groups: groups[0]}
		}
	}
}

// beforeList reports whether a colon and a number come at token k.
func (s *scanner) beforeList(k int) bool {
	if k >= len(s.toks) || s.toks[k].kind != tColon {
		return false
	}
	for k++; k < len(s.toks) && s.toks[k].kind == tSpace; {
		k++
	}
	return k < len(s.toks) && s.toks[k].kind == tNumber
}

// step takes one token at the cursor.
func (s *scanner) step() {
	if end := s.label(s.i); end > s.i {
		s.push(token{kind: tNoise, from: s.i, to: end})
		return
	}
	if s.bracket() || s.mark() || s.sticker() || s.chineseWord() {
		return
	}
	if t, ok := s.noise(); ok {
		s.push(t)
		return
	}
	if s.item() || s.word(2) || s.number() || s.word(1) {
		return
	}
	s.other(1)
}

// chineseWord takes words such as 一般隐患, which begin like a number.
func (s *scanner) chineseWord() bool {
	_, ok := text.DigitOf(s.Runes[s.i])
	return ok && s.word(3)
}

func (s *scanner) push(t token) {
	s.toks = append(s.toks, t)
	s.i = t.to
}

// other takes n runes that mean nothing here, and joins them to those before.
func (s *scanner) other(n int) {
	if k := len(s.toks) - 1; k >= 0 && s.toks[k].kind == tOther && s.toks[k].to == s.i {
		s.toks[k].to += n
		s.i += n
		return
	}
	s.push(token{kind: tOther, from: s.i, to: s.i + n})
}

// word takes the longest word known that has at least so many runes.
func (s *scanner) word(least int) bool {
	for n := min(s.lex.heads[s.Runes[s.i]], len(s.Runes)-s.i); n >= least; n-- {
		e, ok := s.lex.words[s.Folded.Word(s.i, s.i+n)]
		if !ok || s.cutsWord(n, e) || s.splitsCount(n, e) {
			continue
		}
		return s.take(n, s.meaning(n, e))
	}
	return false
}

// take makes a token of the n runes at the cursor.
func (s *scanner) take(n int, e wordEntry) bool {
	t := token{kind: e.kind, from: s.i, to: s.i + n, entry: e}
	switch {
	case e.kind == tMeasure:
		t.measure, t.heading = s.Folded.Word(t.from, t.to), n > 1
		if s.Get(t.to) == '数' {
			t.to, t.heading = t.to+1, true
		}
		if !t.heading {
			t.kind = tFiller
		}
	case e.kind == tNear && n == 1 && !s.beforeNumber(t.to), e.kind == tOdd && !s.afterNumber():
		return false
	case e.kind == tOther:
		s.other(n)
		return true
	}
	s.push(t)
	return true
}

// meaning returns what a word means where it stands.
func (s *scanner) meaning(n int, e wordEntry) wordEntry {
	k := len(s.toks) - 1
	switch {
	case e.kind == tWhole && n == 2 && k >= 0 && s.toks[k].kind == tNumber:
		e.kind = tOdd // 40家以上
	case e.kind == tFiller && s.Folded.Word(s.i, s.i+n) == "改" && s.afterNumber() && s.beforeNumber(s.i+1):
		e.kind = tCorr // 33改35
	}
	return e
}

// cutsWord reports whether a name of n runes would cut a longer word that
// begins with its last two: 部门检查 in 部门检查组, 隐患整改 in 隐患整改率.
func (s *scanner) cutsWord(n int, e wordEntry) bool {
	if n < 3 || e.kind != tName && e.kind != tRect {
		return false
	}
	at := s.i + n - 2
	for m := min(s.lex.heads[s.Runes[at]], len(s.Runes)-at); m > 2; m-- {
		if long, ok := s.lex.words[s.Folded.Word(at, at+m)]; ok {
			return long.kind == tOther || long.kind == tRate
		}
	}
	return false
}

// splitsCount reports whether a name such as 隐患整改 stands right behind a
// number that counts its first part: 120个隐患整改了118个.
func (s *scanner) splitsCount(n int, e wordEntry) bool {
	k := len(s.toks) - 1
	if k < 0 || e.kind != tRect || e.fields.empty() || s.toks[k].kind != tNumber || s.toks[k].to != s.i {
		return false
	}
	for m := n - 2; m >= 2; m-- {
		if head, ok := s.lex.words[s.Folded.Word(s.i, s.i+m)]; ok && head.kind == tName {
			return true
		}
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
	for k := len(s.toks) - 1; k >= 0; k-- {
		switch t := s.toks[k]; t.kind {
		case tNumber:
			return true
		case tObject, tSpace:
		case tName:
			return k > 0 && s.toks[k-1].kind == tNumber
		default:
			return false
		}
	}
	return false
}

// number takes a number with its measure word.
func (s *scanner) number() bool {
	begin := s.i
	i := s.i
	t := token{kind: tNumber, from: begin}
	if r := s.Runes[i]; r == '-' || r == '负' {
		if text.IsDigit(s.Get(begin-1)) && r == '-' {
			return s.rangeEnd()
		}
		t.negative = true
		i++
	}
	v, ok := text.NumberAt(s.Runes, i)
	if !ok {
		return false
	}
	t.num, t.to, t.after = v, v.Next, v.Next
	if r := s.Get(v.Next); r == '%' || r == '‰' {
		t.percent, t.to = true, v.Next+1
		s.push(t)
		return true
	}
	if latin(s.Get(begin-1)) || latin(s.Get(v.Next)) && s.Get(v.Next) != 'o' {
		s.push(token{kind: s.code(begin), from: begin, to: v.Next})
		return true
	}
	if s.Get(v.Next) == '+' {
		t.num.Vague, t.to = true, v.Next+1
	}
	s.takeMeasure(&t)
	if s.Get(t.to) == '+' || s.Get(begin-1) == '+' {
		t.num.Vague = true // a sum is for the person to make
	}
	if s.countsOther(&t) {
		t.kind = tNoise
		if s.Get(t.to) == '内' || s.Get(t.to+1) == '内' {
			t.kind = tForeign // 3天内: what follows is still to come
		}
	}
	s.spanWith(&t)
	s.push(t)
	return true
}

// code returns what a number among letters is: Q3 is a quarter, which no report
// of a month is for.
func (s *scanner) code(begin int) kind {
	if before := s.Get(begin - 1); (before == 'Q' || before == 'q') && s.lex.form.Every == anwei.Month {
		return tForeign
	}
	return tNoise
}

// spanWith makes a number and the one before it the two ends of a range, or two
// guesses, where 到 or 或 joins them.
func (s *scanner) spanWith(t *token) {
	k := len(s.toks) - 2
	if k < 0 || s.toks[k].kind != tNumber || s.toks[k].to != s.toks[k+1].from || s.toks[k+1].to != t.from {
		return
	}
	switch s.Folded.Word(s.toks[k].to, t.from) {
	case "到", "至", "~", "—", "或", "或者", "或是":
		s.toks[k].span, t.span = true, true
	}
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// known reports whether a name of the form begins at i, which then is no noun
// of another kind.
func (l *formLexicon) known(s *scanner, i int) bool {
	for n := min(l.heads[s.Runes[i]], len(s.Runes)-i); n > 1; n-- {
		if e, ok := l.words[s.Folded.Word(i, i+n)]; ok {
			return e.kind == tName && !e.weak || e.kind == tActor
		}
	}
	return false
}

// unit reports whether the form has a field that is counted in m.
func (l *formLexicon) unit(m string) bool {
	for _, f := range l.form.Fields {
		if f.Unit == m {
			return true
		}
	}
	return false
}

// rangeEnd makes the number before and the one behind a dash the two ends of a
// range.
func (s *scanner) rangeEnd() bool {
	s.i++
	v, ok := text.NumberAt(s.Runes, s.i)
	if !ok {
		s.push(token{kind: tColon, from: s.i - 1, to: s.i})
		return true
	}
	t := token{kind: tNumber, from: s.i, to: v.Next, after: v.Next, num: v, span: true}
	s.takeMeasure(&t)
	if k := len(s.toks) - 1; k >= 0 && s.toks[k].kind == tNumber {
		s.toks[k].span = true
	}
	s.push(t)
	return true
}

func (s *scanner) at(i int, w string) bool {
	n := strings.Count(w, "") - 1
	return i >= 0 && i+n <= len(s.Runes) && s.Folded.Word(i, i+n) == w
}
