package figures

import (
	"math/bits"
	"strings"

	"anwei"
	"anwei/language/figures/token"
	"anwei/language/text"
)

// Change is a wish to change one figure: 改第7项 12, 把自查重大隐患改成3.
type Change struct {
	Field anwei.FieldID
	// Item is the place of the field in the form from 1, where it is named by
	// its place.
	Item int
	// Rest is the new figure as typed, empty where none is said.
	Rest string
	// Not says that the field does not apply: 第7项不适用.
	Not bool
	// Time says that not a field is named but a time: 改9月.
	Time bool
}

// Change reads a wish to change one figure. When in doubt there is none.
func (r *Reader) Change(typed string) (Change, bool) { //nolint:gocognit // a debt: the cases of one decision, to be split
	s := &wish{&run{Text: token.Scan(r.lex, typed, nil), home: -1, first: haz}}
	k, verb := 0, false
	for k < len(s.Tokens) && (s.blank(k) || s.changes(k)) {
		verb = verb || s.changes(k)
		k++
	}
	if k == len(s.Tokens) {
		return Change{}, false
	}
	if verb && (s.Kind(k) == token.Now || s.Kind(k) == token.Foreign || s.Kind(k) == '3') {
		return Change{Time: true}, true
	}
	from, end, link := s.subject(k)
	if from == end || !verb && !link && s.itemAt(from) == 0 {
		return Change{}, false
	}
	last := end
	for last < len(s.Tokens) && (s.Kind(last) == 'c' || s.Kind(last) == 'x' || s.blank(last) || s.changes(last) || s.Kind(last) == token.Object || s.Kind(last) == token.Comma) {
		last++
	}
	c, ok := s.meant(from, end)
	if !ok {
		return Change{}, false
	}
	if last < len(s.Tokens) && (s.Kind(last) == token.Number || s.Kind(last) == token.Vague) && s.idleFrom(last+1) {
		t := &s.Tokens[last]
		c.Rest = s.Source[s.At[t.From]:s.At[t.To]]
		return c, true
	}
	if (verb || link) && s.idleFrom(end) {
		return c, true
	}
	tail := text.Strip(strings.Trim(s.Word(s.Tokens[min(end, len(s.Tokens)-1)].From, len(s.Runes)), " 。!,"))
	c.Not = c.Item > 0 && end < len(s.Tokens) && s.In("notours", tail)
	return c, c.Not
}

// wish is a text that may ask for a change.
type wish struct{ *run }

// blank reports whether a token says nothing of what is to be changed.
func (s *wish) blank(k int) bool {
	switch s.Kind(k) {
	case token.Filler, token.Noise, 'l', 'T', ':', 'o', 'U', '\t':
		return true
	case token.Other:
		return s.Tokens[k].Month == 0 // 改第5项 二级: the entries read it
	}
	return false
}

// changes reports whether a token asks for a change.
func (s *wish) changes(k int) bool {
	return k < len(s.Tokens) && s.In("changes", s.Said(k))
}

// subject returns the tokens that name what is to be changed, and whether 改成 or
// the like follows.
func (s *wish) subject(k int) (from, end int, link bool) {
	from, end = k, k
	for ; k < len(s.Tokens); k++ {
		switch t := &s.Tokens[k]; {
		case t.IsName() || t.Kind == token.Heading || s.itemAt(k) > 0:
			if link || end > from && (s.itemAt(k) > 0 || s.itemAt(from) > 0) {
				return from, from, false
			}
			if end == from {
				from = k
			}
			end = k + 1
		case t.Kind == 'c' || t.Kind == 'x':
			link = true
		case t.Kind == token.Comma && link, t.Kind == token.Object, s.blank(k), s.changes(k):
		default:
			return from, end, link
		}
	}
	return from, end, link
}

// itemAt returns the place in the form that token k names, or 0.
func (s *run) itemAt(k int) int {
	if t := &s.Tokens[k]; t.Kind == token.Item || t.Kind == token.Other {
		if n := t.Month; n > 0 && n <= len(s.Form.Fields) {
			return n
		}
	}
	return 0
}

// idleFrom reports whether nothing of weight stands from token k on.
func (s *wish) idleFrom(k int) bool {
	for ; k < len(s.Tokens); k++ {
		if !s.blank(k) && s.Kind(k) != token.Object && s.Kind(k) != token.Stop && !s.changes(k) && s.Kind(k) != 'c' && s.Kind(k) != 'x' {
			return false
		}
	}
	return true
}

// meant returns the field that the tokens name. Names that fit several fields
// mean none.
func (s *wish) meant(from, end int) (Change, bool) {
	if n := s.itemAt(from); n > 0 {
		return Change{Item: n, Field: s.Form.Fields[n-1].ID}, true
	}
	p := s.phrase(from, end)
	var f int
	switch {
	case p.has['j'], p.has[token.List], bits.OnesCount64(p.Fields) > 1:
		return Change{}, false
	case p.Fields != 0:
		f = bits.TrailingZeros64(p.Fields)
	default:
		r := p.role(haz)
		g := s.onlyGroup(r)
		if bits.OnesCount64(p.Groups) == 1 {
			g = bits.TrailingZeros64(p.Groups)
		}
		f = s.fieldOf(&claim{role: r, group: g})
	}
	if f < 0 || f >= len(s.Form.Fields) {
		return Change{}, false
	}
	return Change{Field: s.Form.Fields[f].ID}, true
}
