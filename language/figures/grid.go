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

// cell is a piece of a line.
type cell struct{ from, to int }

// lines returns the bounds of the lines of the text.
func (s *sheet) lines() []cell {
	var out []cell
	from := 0
	for i := 0; i <= len(s.Runes); i++ {
		if i == len(s.Runes) || s.Runes[i] == '\n' {
			out = append(out, cell{from, i})
			from = i + 1
		}
	}
	return out
}

// cells cuts a line at its tabs or bars.
func (s *sheet) cells(line cell) []cell {
	var out []cell
	from := line.from
	for i := line.from; i <= line.to; i++ {
		if i < line.to && s.Runes[i] != '\t' && s.Runes[i] != '|' {
			continue
		}
		c := cell{from, i}
		for c.from < c.to && s.Runes[c.from] == ' ' {
			c.from++
		}
		for c.to > c.from && (s.Runes[c.to-1] == ' ' || s.Runes[c.to-1] == '\r') {
			c.to--
		}
		out = append(out, c)
		from = i + 1
	}
	return out
}

// isCount reports whether a cell holds a number, or a word for nothing.
func (s *sheet) isCount(c cell) bool {
	if c.from == c.to {
		return false
	}
	if v, ok := text.NumberAt(s.Runes, c.from); ok && v.Next <= c.to && !v.Vague {
		return v.Next == c.to || s.measure[s.Word(v.Next, c.to)] != 0
	}
	e, ok := s.words[s.Word(c.from, c.to)]
	return ok && e.kind == 'X'
}

// grid returns the cells that are labels of rows, to be passed over, and the
// columns of tables with a head.
func (s *sheet) grid() (labels []cell, swap [][2]cell) { //nolint:gocognit // a debt: the cases of one decision, to be split
	lines := s.lines()
	for k, line := range lines {
		row := s.cells(line)
		if len(row) < 3 {
			continue
		}
		first := len(row)
		for first > 0 && (s.isCount(row[first-1]) || first == len(row) && row[first-1].from == row[first-1].to) {
			first--
		}
		if k > 0 {
			head := s.cells(lines[k-1])
			if len(head) == len(row) && !slices.ContainsFunc(head, s.isCount) && len(row)-first >= 2 && s.titles(head) > 1 {
				for c := first; c < len(row); c++ {
					swap = append(swap, [2]cell{head[c], row[c]})
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

// titles counts the cells that name something.
func (s *sheet) titles(row []cell) int {
	n := 0
	for _, c := range row {
		if s.titled(c) {
			n++
		}
	}
	return n
}

// titled reports whether a cell names a group or says what time it is of.
func (s *sheet) titled(c cell) bool {
	for i := c.from; i < c.to; i++ {
		for n := min(s.heads[s.Runes[i]], c.to-i); n > 1; n-- {
			if e, ok := s.words[s.Word(i, i+n)]; ok && (e.groups != 0 || e.roles != 0 || strings.IndexByte("NYUK", e.kind) >= 0) {
				return true
			}
		}
	}
	return false
}
