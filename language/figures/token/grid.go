package token

import (
	"strings"

	"anwei/language/text"
)

// sheet says what the cells of a pasted table hold.
type sheet struct{ *scanner }

// Count reports whether a cell holds a number, or a word for nothing.
func (s *sheet) Count(c text.Cell) bool {
	if c.From == c.To {
		return false
	}
	if v, ok := text.NumberAt(s.Runes, c.From); ok && v.Next <= c.To && !v.Vague {
		return v.Next == c.To || s.Measure[s.Word(v.Next, c.To)] != 0
	}
	return s.means(c, 'X')
}

// Total reports whether a cell says that its row is the total of those above.
func (s *sheet) Total(c text.Cell) bool { return s.means(c, 'T') }

// Month reports whether a cell says that its column is of this month.
func (s *sheet) Month(c text.Cell) bool { return s.means(c, Now) }

// means reports whether a cell is a word of the kind.
func (s *sheet) means(c text.Cell, kind byte) bool {
	e, ok := s.Of(s.Word(c.From, c.To))
	return ok && e.Kind == kind
}

// Title reports whether a cell names a group or says what time it is of.
func (s *sheet) Title(c text.Cell) bool {
	for i := c.From; i < c.To; i++ {
		for n, e := range s.Words(&s.Folded, i, c.To) {
			if n > 1 && (e.Groups != 0 || e.Roles != 0 || strings.IndexByte("NYUK", e.Kind) >= 0) {
				return true
			}
		}
	}
	return false
}
