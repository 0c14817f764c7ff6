package language

import "strings"

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
	for k := 0; k+2 < len(s.toks); k++ {
		t, next := &s.toks[k], k+2
		for next < len(s.toks) && s.toks[next].kind == tSpace {
			next++
		}
		if next == len(s.toks) || s.toks[k+1].kind != tColon || s.toks[next].kind != tNumber || t.kind != tObject && t.kind != tFiller {
			continue
		}
		var groups set
		for g, group := range s.lex.form.Groups {
			if t.to-t.from >= 2 && strings.Contains(group.Name, s.chars.word(t.from, t.to)) {
				groups = groups.or(s.lex.roles.groups[g])
				if !groups.within(s.lex.roles.groups[g]) {
					groups = set{}
					break
				}
			}
		}
		if !groups.empty() {
			t.kind, t.entry = tName, entry{kind: tName, groups: groups}
		}
	}
}

// step takes one token at the cursor.
func (s *scanner) step() {
	if end := s.label(s.i); end > s.i {
		s.push(token{kind: tNoise, from: s.i, to: end})
		return
	}
	if s.mark() || s.sticker() || s.chineseWord() {
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

// mark takes punctuation.
func (s *scanner) mark() bool {
	k := tOther
	if s.get(s.i+1) == '>' && runeIn(s.r[s.i], "-=—") {
		s.push(token{kind: tCorr, from: s.i, to: s.i + 2})
		return true
	}
	switch r := s.r[s.i]; r {
	case ' ':
		k = tSpace
	case '→':
		k = tCorr
	case ',', ';', '\t', '|', '…':
		k = tComma
	case '。', '!', '\n', '\r':
		k = tStop
	case '?':
		k = tQuestion
	case ':', '=', '—', '"', '“', '”', '\'', '‘', '’', '《', '》', '*', '~', '_', '#':
		k = tColon
	case '、', '/', '\\', '&':
		k = tList
	case '(', '[', '{', '「':
		k = tOpen
	case ')', ']', '}', '」':
		k = tClose
	case '-', '.':
		if isDigit(s.get(s.i + 1)) {
			return false
		}
		k = tColon
	default:
		if r > 0x2000 && r < 0x2e80 && !(r >= 0x2460 && r <= 0x249b) || r > 0x1f000 || r == 0xfe0f {
			k = tFiller
		}
	}
	if k == tOther {
		return false
	}
	s.push(token{kind: k, from: s.i, to: s.i + 1})
	return true
}

// sticker takes [捂脸] and @小助手, which say nothing.
func (s *scanner) sticker() bool {
	k := len(s.toks) - 1
	if k >= 0 && s.toks[k].kind == tOpen && s.r[s.i-1] == '[' {
		for j := s.i; j < len(s.r) && j <= s.i+4; j++ {
			if s.r[j] == ']' {
				s.toks[k] = token{kind: tFiller, from: s.toks[k].from, to: j + 1}
				s.i = j + 1
				return true
			}
			if isDigit(s.r[j]) {
				break
			}
		}
	}
	if s.r[s.i] != '@' {
		return false
	}
	end := s.i + 1
	for end < len(s.r) && !runeIn(s.r[end], " ,:\n，") {
		end++
	}
	s.push(token{kind: tFiller, from: s.i, to: end})
	return true
}

// word takes the longest word known that has at least so many runes.
func (s *scanner) word(least int) bool {
	for n := min(s.lex.heads[s.r[s.i]], len(s.r)-s.i); n >= least; n-- {
		e, ok := s.lex.words[s.chars.word(s.i, s.i+n)]
		if !ok || s.cutsWord(n, e) {
			continue
		}
		if e.kind == tMeasure {
			s.push(token{kind: tMeasure, from: s.i, to: s.i + n, measure: s.chars.word(s.i, s.i+n)})
			return true
		}
		if e.kind == tNear && !s.beforeNumber(s.i+n) && n == 1 {
			return false
		}
		if e.kind == tOdd && !s.afterNumber() {
			return false
		}
		if k := len(s.toks) - 1; e.kind == tWhole && n == 2 && k >= 0 && s.toks[k].kind == tNumber {
			e.kind = tOdd // 40家以上
		}
		if e.kind == tFiller && s.chars.word(s.i, s.i+n) == "改" && s.afterNumber() && s.beforeNumber(s.i+1) {
			e.kind = tCorr // 33改35
		}
		if e.kind == tOther {
			s.other(n)
			return true
		}
		s.push(token{kind: e.kind, from: s.i, to: s.i + n, entry: e})
		return true
	}
	return false
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
		s.push(token{kind: tNoise, from: begin, to: v.end})
		return true
	}
	if s.get(v.end) == '+' {
		t.num.vague, t.to = true, v.end+1
	}
	s.takeMeasure(&t)
	if s.countsOther(t) {
		t.kind = tNoise
	}
	s.push(t)
	return true
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// takeMeasure gives the number the measure word behind it.
func (s *scanner) takeMeasure(t *token) {
	at := t.to
	if s.get(at) == ' ' {
		at++
	}
	for n := 4; n > 0; n-- {
		if at+n > len(s.r) {
			continue
		}
		w := s.chars.word(at, at+n)
		if e, ok := s.lex.words[w]; !ok || e.kind != tMeasure {
			// 个 and 名 are words of other kinds too.
			if measureClass(w) == 0 {
				continue
			}
		}
		if s.splitsWord(at, n) {
			continue
		}
		t.measure, t.to = w, at+n
		return
	}
}

// splitsWord reports whether the n runes at i are the head of a longer word
// with a meaning of its own: 处 in 处罚, 人 in 人员.
func (s *scanner) splitsWord(i, n int) bool {
	switch s.chars.word(i, i+n) {
	case "处":
		return runeIn(s.get(i+1), "罚理置分")
	case "项":
		return s.get(i+1) == '目'
	case "条":
		return s.get(i+1) == '例'
	case "点":
		return false
	case "部":
		return s.get(i+1) == '门'
	case "次":
		return s.get(i+1) == '要'
	case "家":
		return runeIn(s.get(i+1), "庭长具")
	}
	return false
}

// countsOther reports whether the number counts what no field counts: 56人次,
// 三个月, 两个责任, 15个数.
func (s *scanner) countsOther(t token) bool {
	rest := t.to
	for s.get(rest) == ' ' && t.measure == "" {
		rest++
	}
	if t.measure != "" {
		for _, w := range notCounted() {
			if rest+len([]rune(w)) <= len(s.r) && s.chars.word(rest, rest+len([]rune(w))) == w {
				return !s.lex.known(s, rest)
			}
		}
		return measureClass(t.measure) == 0 && !s.lex.unit(t.measure)
	}
	return false
}

// known reports whether a name of the form begins at i, which then is no noun
// of another kind.
func (l *lexicon) known(s *scanner, i int) bool {
	for n := min(l.heads[s.r[i]], len(s.r)-i); n > 1; n-- {
		if e, ok := l.words[s.chars.word(i, i+n)]; ok {
			return e.kind == tName && !e.weak
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
