package language

import (
	"strings"

	"anwei"
)

// scanner cuts a text into tokens.
type scanner struct {
	chars
	lex  *lexicon
	toks []token
	i    int
}

func scan(c chars, l *lexicon) []token {
	s := &scanner{chars: c, lex: l}
	s.toks = make([]token, 0, len(c.r)/2+1)
	for s.i < len(s.r) {
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
		if groups := s.lex.groupsNamed(s.chars.word(t.from, t.to)); len(groups) == 1 {
			t.kind, t.entry = tName, entry{kind: tName, groups: groups[0]}
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
	_, ok := digitOf(s.r[s.i])
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
	for n := min(s.lex.heads[s.r[s.i]], len(s.r)-s.i); n >= least; n-- {
		e, ok := s.lex.words[s.chars.word(s.i, s.i+n)]
		if !ok || s.cutsWord(n, e) || s.splitsCount(n, e) {
			continue
		}
		return s.take(n, s.meaning(n, e))
	}
	return false
}

// take makes a token of the n runes at the cursor.
func (s *scanner) take(n int, e entry) bool {
	t := token{kind: e.kind, from: s.i, to: s.i + n, entry: e}
	switch {
	case e.kind == tMeasure:
		t.measure, t.heading = s.chars.word(t.from, t.to), n > 1
		if s.get(t.to) == '数' {
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
func (s *scanner) meaning(n int, e entry) entry {
	k := len(s.toks) - 1
	switch {
	case e.kind == tWhole && n == 2 && k >= 0 && s.toks[k].kind == tNumber:
		e.kind = tOdd // 40家以上
	case e.kind == tFiller && s.chars.word(s.i, s.i+n) == "改" && s.afterNumber() && s.beforeNumber(s.i+1):
		e.kind = tCorr // 33改35
	}
	return e
}

// cutsWord reports whether a name of n runes would cut a longer word that
// begins with its last two: 部门检查 in 部门检查组, 隐患整改 in 隐患整改率.
func (s *scanner) cutsWord(n int, e entry) bool {
	if n < 3 || e.kind != tName && e.kind != tRect {
		return false
	}
	at := s.i + n - 2
	for m := min(s.lex.heads[s.r[at]], len(s.r)-at); m > 2; m-- {
		if long, ok := s.lex.words[s.chars.word(at, at+m)]; ok {
			return long.kind == tOther || long.kind == tRate
		}
	}
	return false
}

// splitsCount reports whether a name such as 隐患整改 stands right behind a
// number that counts its first part: 120个隐患整改了118个.
func (s *scanner) splitsCount(n int, e entry) bool {
	k := len(s.toks) - 1
	if k < 0 || e.kind != tRect || e.fields.empty() || s.toks[k].kind != tNumber || s.toks[k].to != s.i {
		return false
	}
	for m := n - 2; m >= 2; m-- {
		if head, ok := s.lex.words[s.chars.word(s.i, s.i+m)]; ok && head.kind == tName {
			return true
		}
	}
	return false
}

func (s *scanner) beforeNumber(i int) bool {
	for s.get(i) == ' ' || s.get(i) == '有' || s.get(i) == '为' {
		i++
	}
	_, ok := scanNumeral(s.r, i)
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
	if r := s.r[i]; r == '-' || r == '负' {
		if isDigit(s.get(begin-1)) && r == '-' {
			return s.rangeEnd()
		}
		t.negative = true
		i++
	}
	v, ok := scanNumeral(s.r, i)
	if !ok {
		return false
	}
	t.num, t.to, t.after = v, v.end, v.end
	if r := s.get(v.end); r == '%' || r == '‰' {
		t.percent, t.to = true, v.end+1
		s.push(t)
		return true
	}
	if latin(s.get(begin-1)) || latin(s.get(v.end)) && s.get(v.end) != 'o' {
		s.push(token{kind: s.code(begin), from: begin, to: v.end})
		return true
	}
	if s.get(v.end) == '+' {
		t.num.vague, t.to = true, v.end+1
	}
	s.takeMeasure(&t)
	if s.get(t.to) == '+' || s.get(begin-1) == '+' {
		t.num.vague = true // a sum is for the person to make
	}
	if s.countsOther(&t) {
		t.kind = tNoise
		if s.get(t.to) == '内' || s.get(t.to+1) == '内' {
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
	if before := s.get(begin - 1); (before == 'Q' || before == 'q') && s.lex.form.Every == anwei.Month {
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
	switch s.chars.word(s.toks[k].to, t.from) {
	case "到", "至", "~", "—", "或", "或者", "或是":
		s.toks[k].span, t.span = true, true
	}
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// known reports whether a name of the form begins at i, which then is no noun
// of another kind.
func (l *lexicon) known(s *scanner, i int) bool {
	for n := min(l.heads[s.r[i]], len(s.r)-i); n > 1; n-- {
		if e, ok := l.words[s.chars.word(i, i+n)]; ok {
			return e.kind == tName && !e.weak || e.kind == tActor
		}
	}
	return false
}

// unit reports whether the form has a field that is counted in m.
func (l *lexicon) unit(m string) bool {
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
	v, ok := scanNumeral(s.r, s.i)
	if !ok {
		s.push(token{kind: tColon, from: s.i - 1, to: s.i})
		return true
	}
	t := token{kind: tNumber, from: s.i, to: v.end, after: v.end, num: v, span: true}
	s.takeMeasure(&t)
	if k := len(s.toks) - 1; k >= 0 && s.toks[k].kind == tNumber {
		s.toks[k].span = true
	}
	s.push(t)
	return true
}

func (s *scanner) at(i int, w string) bool {
	n := strings.Count(w, "") - 1
	return i >= 0 && i+n <= len(s.r) && s.chars.word(i, i+n) == w
}
