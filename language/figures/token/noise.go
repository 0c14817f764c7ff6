package token

import (
	"strings"

	"anwei/language/text"
)

// Stretch is the month of several months together, which no report is for.
const Stretch = 99

// noise is a number that is never a figure: a date, a time, a telephone number,
// the number of a document. A month comes out as Now, and several months
// together, or a day still to come, as Foreign.
type noise struct {
	to    int
	kind  byte
	month int
}

// hush finds all noise of the text.
func (s *scanner) hush() {
	s.quiet = map[int]noise{}
	for found := range s.Noises(s.Low) {
		n := noise{to: found.To, kind: found.Kind}
		switch {
		case n.kind == Now:
			n.month = text.MonthIn(found.Word)
		case n.kind == Foreign && strings.Contains(found.Word, "月") && !strings.HasSuffix(found.Word, "前"):
			n.month = Stretch
		}
		s.quiet[found.From] = n
	}
}

// noise takes the noise at the cursor.
func (s *scanner) noise() (Token, bool) {
	n, ok := s.quiet[s.i]
	return Token{Kind: n.kind, From: s.i, To: n.to, Month: n.month}, ok
}

// label takes what numbers a line or a clause: 1、 (2) ③ 四、 at its beginning.
func (s *scanner) label(i int) int {
	r := s.Runes[i]
	if r >= 0x2460 && r <= 0x249b {
		j := i + 1
		for text.RuneIn(s.Get(j), "、.,: ") && s.Get(j) != 0 {
			j++
		}
		return j
	}
	open := r == '('
	j := i
	if open {
		j++
	}
	v, ok := text.NumberAt(s.Runes, j)
	if ok && !open && s.rowLabel(i, v) {
		return v.Next
	}
	if !ok || !s.fresh() || v.N < 1 || v.N > 50 || v.Grouped || v.Fraction {
		return i
	}
	next := s.Get(v.Next)
	switch {
	case open && next == ')':
		return v.Next + 1
	case open || !text.RuneIn(next, "、.)"):
		return i
	case s.isListItem(v):
		return i
	}
	return v.Next + 1
}

// rowLabel reports whether a number counts the lines of a table: 2 隐患 30 in
// the second line.
func (s *scanner) rowLabel(i int, v text.Number) bool {
	if i > 0 && s.Runes[i-1] != '\n' || !text.RuneIn(s.Get(v.Next), " \t") || s.Get(v.Next) == 0 {
		return false
	}
	line := int64(s.line) + 1
	j := v.Next
	for s.Get(j) == ' ' || s.Get(j) == '\t' {
		j++
	}
	if line != v.N && line != v.N+1 || j >= len(s.Runes) || !s.known(j) {
		return false
	}
	for ; j < len(s.Runes) && s.Runes[j] != '\n'; j++ {
		if text.IsDigit(s.Runes[j]) {
			return true
		}
	}
	return false
}

// fresh reports whether a clause begins at the cursor.
func (s *scanner) fresh() bool {
	if len(s.Tokens) == 0 {
		return true
	}
	switch s.Tokens[len(s.Tokens)-1].Kind {
	case Stop, Comma, ':', ')':
		return true
	default:
		return s.i > 0 && s.Runes[s.i-1] == ' '
	}
}

// isListItem tells the 23 of 23、57、57 from the 1 of 1、检查5次: in a list of
// figures the next thing is a number that another mark of the same kind
// follows, and the numbers do not count up from one line to the next.
func (s *scanner) isListItem(v text.Number) bool {
	j := v.Next + 1
	for s.Get(j) == ' ' {
		j++
	}
	w, ok := text.NumberAt(s.Runes, j)
	if !ok || s.Get(v.Next) == ')' {
		return false
	}
	// 1、4 newline 2、9: the label of the next line is one more.
	k := w.Next
	for k < len(s.Runes) && !text.RuneIn(s.Runes[k], "\n 、;,") {
		k++
	}
	if text.RuneIn(s.Get(k), "\n ;,") && s.Get(k) != 0 {
		for text.RuneIn(s.Get(k), "\n ;,\r") && s.Get(k) != 0 {
			k++
		}
		if x, ok := text.NumberAt(s.Runes, k); ok && x.N == v.N+1 && s.Get(x.Next) == s.Get(v.Next) {
			return false
		}
	}
	// The last label follows the one before it.
	return !s.labelled(int(v.N) - 1)
}

// labelled reports whether the last label taken was n.
func (s *scanner) labelled(n int) bool {
	for k := len(s.Tokens) - 1; k >= max(0, len(s.Tokens)-9); k-- {
		if t := s.Tokens[k]; t.Kind == Noise && t.To > t.From {
			v, ok := text.NumberAt(s.Runes, t.From)
			return ok && int(v.N) == n && text.RuneIn(s.Runes[t.To-1], "、.")
		}
	}
	return false
}

// known reports whether a name of the form begins at i.
func (s *scanner) known(i int) bool {
	for n, e := range s.Words(&s.Folded, i, len(s.Runes)) {
		return n > 1 && (e.Groups != 0 || e.Roles != 0 || e.Fields != 0)
	}
	return false
}
