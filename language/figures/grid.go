package figures

import (
	"slices"
	"strings"

	"anwei/language/text"
)

// A pasted table: rows of cells between tabs. A row of names with a row of
// numbers below it is read column by column, and what stands before the numbers
// of a row is its label.

// sheet reads the tables of a text.
type sheet struct{ *scanner }

// isCount reports whether a cell holds a number, or a word for nothing.
func (s *sheet) isCount(c text.Cell) bool {
	if c.From == c.To {
		return false
	}
	if v, ok := text.NumberAt(s.Runes, c.From); ok && v.Next <= c.To && !v.Vague {
		return v.Next == c.To || s.measure[s.Word(v.Next, c.To)] != 0
	}
	e, ok := s.words[s.Word(c.From, c.To)]
	return ok && e.kind == 'X'
}

// grid returns the cells that are labels of rows, to be passed over, and the
// columns of tables with a head.
func (s *sheet) grid() (labels []text.Cell, swap [][2]text.Cell) { //nolint:gocognit // a debt: the cases of one decision, to be split
	rows := text.Rows(s.Runes)
	for k, row := range rows {
		if len(row) < 3 {
			continue
		}
		first := len(row)
		for first > 0 && (s.isCount(row[first-1]) || first == len(row) && row[first-1].From == row[first-1].To) {
			first--
		}
		if k > 0 {
			head := rows[k-1]
			if len(head) == len(row) && !slices.ContainsFunc(head, s.isCount) && len(row)-first >= 2 && len(slices.DeleteFunc(slices.Clone(head), func(c text.Cell) bool { return !s.titled(c) })) > 1 {
				for c := first; c < len(row); c++ {
					swap = append(swap, [2]text.Cell{head[c], row[c]})
				}
				continue
			}
		}
		if len(row)-first < 5 {
			continue
		}
		// 3	巴公镇	8: the number before a name counts the rows.
		for c := 0; c < first; c++ {
			if !s.titled(row[c]) {
				labels = append(labels, row[c])
			}
		}
	}
	return labels, swap
}

// titled reports whether a cell names a group or says what time it is of.
func (s *sheet) titled(c text.Cell) bool {
	for i := c.From; i < c.To; i++ {
		for n := min(s.heads[s.Runes[i]], c.To-i); n > 1; n-- {
			if e, ok := s.words[s.Word(i, i+n)]; ok && (e.groups != 0 || e.roles != 0 || strings.IndexByte("NYUK", e.kind) >= 0) {
				return true
			}
		}
	}
	return false
}
