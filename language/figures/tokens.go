package figures

import (
	"slices"

	"anwei/language/text"
)

// tokens are the pieces of a text, with what is asked of them wherever they stand.
type tokens struct{ toks []token }

func (s *tokens) kind(k int) byte {
	if k < 0 || k >= len(s.toks) {
		return kStop
	}
	return s.toks[k].kind
}

// breaks reports whether a clause ends at token k.
func (s *tokens) breaks(k int) bool {
	switch s.kind(k) {
	case kComma, kStop, '(', ')', 'q':
		return true
	}
	return false
}

// clause returns the bounds of the clause that token k stands in.
func (s *tokens) clause(k int) (i, j int) {
	i, j = k, k
	for i > 0 && k-i < reach && !s.breaks(i-1) {
		i--
	}
	for j < len(s.toks) && j-k < reach && !s.breaks(j) {
		j++
	}
	return i, j
}

// sentence returns the bounds of the sentence that token k stands in.
func (s *tokens) sentence(k int) (i, j int) {
	i, j = k, k
	for i > 0 && k-i < 2*reach && s.kind(i-1) != kStop {
		i--
	}
	for j < len(s.toks) && j-k < 2*reach && s.kind(j) != kStop {
		j++
	}
	return i, j
}

// next returns the place of the kind at or after token k where only the kinds of
// over stand before it, or -1.
func (s *tokens) next(k int, over string, kind byte) int {
	for ; k < len(s.toks); k++ {
		if s.toks[k].kind == kind {
			return k
		}
		if !slices.Contains([]byte(over), s.toks[k].kind) {
			return -1
		}
	}
	return -1
}

func (s *tokens) namedIn(k, j int) bool {
	return k < j && slices.ContainsFunc(s.toks[k:j], func(t token) bool { return t.isName() })
}

// drop removes tokens and keeps in mind the blank before them.
func (s *tokens) drop(gone func(*token) bool) {
	kept := s.toks[:0]
	blank := false
	for k := range s.toks {
		t := s.toks[k]
		if gone(&t) {
			blank = blank || t.space || t.kind == '\t'
			continue
		}
		t.space = t.space || blank
		blank = false
		kept = append(kept, t)
	}
	s.toks = kept
}

// numberless reports whether the text has no number at all.
func (s *tokens) numberless() bool {
	return !slices.ContainsFunc(s.toks, func(t token) bool {
		return t.kind == kNumber || t.kind == kVague || t.kind == kPercent || t.kind == kOther
	})
}

// opening is the first token of the clause of token k.
func (s *tokens) opening(k int) int {
	i, _ := s.clause(k)
	return i
}

// opens reports whether token k begins a clause.
func (s *tokens) opens(k int) bool { return k == 0 || s.breaks(k-1) }

// heads reports whether token k begins a clause or a member of a list.
func (s *tokens) heads(k int) bool {
	return k == 0 || s.breaks(k-1) || s.kind(k-1) == kList || s.kind(k-1) == 'j' || s.kind(k-1) == kNumber
}

// near reports whether two numbers stand in one sentence.
func (s *tokens) near(a, b int) bool {
	if b-a > 2*reach {
		return false
	}
	for k := a; k < b; k++ {
		if s.toks[k].kind == kStop {
			return false
		}
	}
	return true
}

// strike removes the tokens from i up to j.
func (s *tokens) strike(i, j int) {
	for ; i < j; i++ {
		s.toks[i].kind = 0
	}
}

// joined reports whether a group is named together with another: 部门和企业.
func (s *tokens) joined(i int) bool {
	for _, d := range []int{-2, 2} {
		if k := s.kind(i + d/2); (k == 'j' || k == kList) && i+d >= 0 && i+d < len(s.toks) {
			if o := &s.toks[i+d]; o.Groups != 0 && o.Groups != s.toks[i].Groups || o.kind == kObject {
				return true
			}
		}
	}
	return false
}

// weakAlone reports whether a word such as 部门 has no figure at its side.
func (s *tokens) weakAlone(i int) bool {
	if !s.toks[i].Weak {
		return false
	}
	switch k := s.kind(i + 1); k {
	case kNumber, kVague, ':', 'X', 'A', 'u', kObject, kComma:
		return k == kUnknown
	}
	return i+1 >= len(s.toks) || !s.toks[i+1].isName()
}

// weakHere reports whether a word such as 部门 stands behind another word that
// makes it no name of the group: 应急部门.
func (s *tokens) weakHere(i int) bool {
	t := &s.toks[i]
	return t.Weak && i > 0 && s.toks[i-1].kind == kUnknown && s.toks[i-1].to == t.from
}

// nameStart returns where the names right before a number begin.
func (s *tokens) nameStart(k int) int {
	for k > 0 && s.toks[k-1].isName() {
		k--
	}
	return k
}

// token is a piece of a text: the runes from up to to. Its kind is a letter, as
// in words.txt.
type token struct {
	kind     byte
	from, to int
	sense
	num     text.Number // of kNumber
	class   byte        // what the measure behind a number counts, 0 for none
	measure string
	minus   bool
	span    bool // one end of a range
	space   bool // a blank stands before it
	month   int
	line    int
}

// The kinds that code looks at. Others only stand in words.txt and the frames.
const (
	kNumber  = 'n'
	kVague   = '~'
	kPercent = '%'
	kOther   = '#' // a number of what no field counts
	kNoise   = '@' // a date, a phone number: dropped
	kUnknown = 'u'
	kGroup   = 'G'
	kField   = 'F'
	kCheck   = 'C'
	kFind    = 'D'
	kHazard  = 'H'
	kMajor   = 'M'
	kGeneral = 'g'
	kRect    = 'R'
	kOpen    = 'O'
	kNow     = 'N'
	kForeign = 'Y'
	kItem    = 'J'
	kFiller  = '-'
	kHeading = 'm'
	kObject  = 'B'
	kComma   = ','
	kStop    = '.'
	kList    = '/'
)
