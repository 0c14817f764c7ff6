package token

import (
	"slices"

	"anwei/language/figures/words"
	"anwei/language/text"
)

// Row is the pieces of a text, with what is asked of them wherever they stand.
type Row struct{ Tokens []Token }

// Kind returns the kind of token k, a stop beyond the ends.
func (s *Row) Kind(k int) byte {
	if k < 0 || k >= len(s.Tokens) {
		return Stop
	}
	return s.Tokens[k].Kind
}

// Breaks reports whether a clause ends at token k.
func (s *Row) Breaks(k int) bool {
	switch s.Kind(k) {
	case Comma, Stop, '(', ')', 'q':
		return true
	}
	return false
}

// Clause returns the bounds of the clause that token k stands in.
func (s *Row) Clause(k int) (i, j int) {
	i, j = k, k
	for i > 0 && k-i < Reach && !s.Breaks(i-1) {
		i--
	}
	for j < len(s.Tokens) && j-k < Reach && !s.Breaks(j) {
		j++
	}
	return i, j
}

// Sentence returns the bounds of the sentence that token k stands in.
func (s *Row) Sentence(k int) (i, j int) {
	i, j = k, k
	for i > 0 && k-i < 2*Reach && s.Kind(i-1) != Stop {
		i--
	}
	for j < len(s.Tokens) && j-k < 2*Reach && s.Kind(j) != Stop {
		j++
	}
	return i, j
}

// Next returns the place of the kind at or after token k where only the kinds of
// over stand before it, or -1.
func (s *Row) Next(k int, over string, kind byte) int {
	for ; k < len(s.Tokens); k++ {
		if s.Tokens[k].Kind == kind {
			return k
		}
		if !slices.Contains([]byte(over), s.Tokens[k].Kind) {
			return -1
		}
	}
	return -1
}

// NamedIn reports whether a token from k up to j names a part of a report.
func (s *Row) NamedIn(k, j int) bool {
	return k < j && slices.ContainsFunc(s.Tokens[k:j], func(t Token) bool { return t.IsName() })
}

// AnyOf reports whether a token from k up to j is of one of the kinds.
func (s *Row) AnyOf(k, j int, kinds ...byte) bool {
	return slices.ContainsFunc(s.Tokens[k:j], func(t Token) bool { return slices.Contains(kinds, t.Kind) })
}

// Drop removes tokens and keeps in mind the blank before them.
func (s *Row) Drop(gone func(*Token) bool) {
	kept := s.Tokens[:0]
	blank := false
	for k := range s.Tokens {
		t := s.Tokens[k]
		if gone(&t) {
			blank = blank || t.Space || t.Kind == '\t'
			continue
		}
		t.Space = t.Space || blank
		blank = false
		kept = append(kept, t)
	}
	s.Tokens = kept
}

// Numberless reports whether the text has no number at all.
func (s *Row) Numberless() bool {
	return !s.AnyOf(0, len(s.Tokens), Number, Vague, Percent, Other)
}

// Opening is the first token of the clause of token k.
func (s *Row) Opening(k int) int {
	i, _ := s.Clause(k)
	return i
}

// Opens reports whether token k begins a clause.
func (s *Row) Opens(k int) bool { return s.Breaks(k - 1) }

// Heads reports whether token k begins a clause or a member of a list.
func (s *Row) Heads(k int) bool {
	return s.Opens(k) || s.Kind(k-1) == List || s.Kind(k-1) == 'j' || s.Kind(k-1) == Number
}

// Near reports whether two numbers stand in one sentence.
func (s *Row) Near(a, b int) bool {
	if b-a > 2*Reach {
		return false
	}
	for k := a; k < b; k++ {
		if s.Tokens[k].Kind == Stop {
			return false
		}
	}
	return true
}

// Strike removes the tokens from i up to j.
func (s *Row) Strike(i, j int) {
	for ; i < j; i++ {
		s.Tokens[i].Kind = 0
	}
}

// Joined reports whether a group is named together with another: 部门和企业.
func (s *Row) Joined(i int) bool {
	for _, d := range []int{-2, 2} {
		if k := s.Kind(i + d/2); (k == 'j' || k == List) && i+d >= 0 && i+d < len(s.Tokens) {
			if o := &s.Tokens[i+d]; o.Groups != 0 && o.Groups != s.Tokens[i].Groups || o.Kind == Object {
				return true
			}
		}
	}
	return false
}

// NameStart returns where the names right before a number begin.
func (s *Row) NameStart(k int) int {
	for k > 0 && s.Tokens[k-1].IsName() {
		k--
	}
	return k
}

// Token is a piece of a text: the runes From up to To. Its kind is a letter, as
// in words.txt.
type Token struct {
	Kind     byte
	From, To int
	words.Sense
	Num     text.Number // of a number
	Class   byte        // what the measure behind a number counts, 0 for none
	Measure string
	Minus   bool
	Span    bool // one end of a range
	Space   bool // a blank stands before it
	Month   int
}

// Reach is how far anything looks back or ahead, in claims or tokens.
const Reach = 80

// The kinds that code looks at. Others only stand in words.txt and the frames.
const (
	Number  = 'n'
	Vague   = '~'
	Percent = '%'
	Other   = '#' // a number of what no field counts
	Noise   = '@' // a date, a phone number: dropped
	Unknown = 'u'
	Group   = 'G'
	Field   = 'F'
	Check   = 'C'
	Find    = 'D'
	Hazard  = 'H'
	Major   = 'M'
	General = 'g'
	Rect    = 'R'
	Open    = 'O'
	Now     = 'N'
	Foreign = 'Y'
	Item    = 'J'
	Filler  = '-'
	Heading = 'm'
	Object  = 'B'
	Comma   = ','
	Stop    = '.'
	List    = '/'
)

// IsName reports whether a token names a part of a report.
func (t *Token) IsName() bool {
	switch t.Kind {
	case Group, Field, Check, Find, Hazard, Major, General, Rect, Open, Item:
		return true
	}
	return false
}
