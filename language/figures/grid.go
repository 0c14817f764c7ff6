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
		return v.Next == c.To || s.Measure[s.Word(v.Next, c.To)] != 0
	}
	e, ok := s.Of(s.Word(c.From, c.To))
	return ok && e.Kind == 'X'
}

// grid is a table with a head: its names with the numbers of the row that is read,
// which is its total where there are several, and none where there is no total.
type grid struct {
	from, to int
	pairs    [][2]text.Cell
	unsure   []text.Cell // the numbers of a table without a total
}

// grid returns the cells that are labels of rows, to be passed over, and the
// tables with a head.
func (s *sheet) grid() (labels []text.Cell, grids []grid) {
	rows := text.Rows(s.Runes, "\t|")
	if !slices.ContainsFunc(rows, func(row []text.Cell) bool { return len(row) > 1 }) {
		rows = text.Rows(s.Runes, ",")
	}
	for k := 0; k < len(rows); k++ {
		if n := s.body(rows[k:]); n > 0 {
			grids = append(grids, s.table(rows[k:k+1+n]))
			k += n
			continue
		}
		row := rows[k]
		first := s.counts(row)
		if len(row)-first < 5 || s.Get(row[0].To) == ',' {
			continue
		}
		// 3	巴公镇	8: the number before a name counts the rows.
		for c := 0; c < first; c++ {
			if !s.titled(row[c]) {
				labels = append(labels, row[c])
			}
		}
	}
	return labels, grids
}

// counts returns the column from which on a row holds numbers.
func (s *sheet) counts(row []text.Cell) int {
	first := len(row)
	for first > 0 && (s.isCount(row[first-1]) || first == len(row) && row[first-1].From == row[first-1].To) {
		first--
	}
	return first
}

// body returns how many rows of numbers stand below a row of names, 0 where it is
// no head.
func (s *sheet) body(rows [][]text.Cell) int {
	head, n := rows[0], 1
	for n < len(rows) && len(rows[n]) == len(head) && len(head) > 2 && len(head)-s.counts(rows[n]) >= 2 {
		n++
	}
	if n == 1 || slices.ContainsFunc(head, s.isCount) || len(slices.DeleteFunc(slices.Clone(head), func(c text.Cell) bool { return !s.titled(c) })) < 2 {
		return 0
	}
	return n - 1
}

// table takes the only row below the head, or the one that says it is the total, or
// the column of this month: 本月 累计.
func (s *sheet) table(rows [][]text.Cell) grid {
	g := grid{from: rows[0][0].From, to: rows[len(rows)-1][len(rows[0])-1].To}
	kind := func(c text.Cell) byte {
		e, _ := s.Of(s.Word(c.From, c.To))
		return e.Kind
	}
	month := slices.IndexFunc(rows[0], func(c text.Cell) bool { return kind(c) == kNow })
	for _, row := range rows[1:] {
		first := s.counts(row)
		switch {
		case month > 0 && first == 1:
			g.pairs = append(g.pairs, [2]text.Cell{row[0], row[month]})
		case len(rows) == 2 || kind(row[0]) == 'T':
			for c := first; c < len(row); c++ {
				g.pairs = append(g.pairs, [2]text.Cell{rows[0][c], row[c]})
			}
		default:
			g.unsure = append(g.unsure, row[first:]...)
		}
	}
	if len(g.pairs) > 0 {
		g.unsure = nil
	}
	return g
}

// titled reports whether a cell names a group or says what time it is of.
func (s *sheet) titled(c text.Cell) bool {
	for i := c.From; i < c.To; i++ {
		for n, e := range s.Words(&s.Folded, i, c.To) {
			if n > 1 && (e.Groups != 0 || e.Roles != 0 || strings.IndexByte("NYUK", e.Kind) >= 0) {
				return true
			}
		}
	}
	return false
}
