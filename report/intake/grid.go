package intake

import (
	"slices"
	"strconv"
	"strings"
)

// grid is a table of cell texts whose rows may be of unequal length. One that
// is turned is read with its columns as rows, and keeps the names of its cells.
type grid struct {
	rows   [][]string
	spans  []Span
	turned bool
}

// at returns the text of a cell without the space around it, and nothing beyond
// the grid.
func (g grid) at(x, y int) string {
	if g.turned {
		x, y = y, x
	}
	if y < 0 || y >= len(g.rows) || x < 0 || x >= len(g.rows[y]) {
		return ""
	}
	return strings.TrimSpace(g.rows[y][x])
}

// high returns how many rows the grid has.
func (g grid) high() int {
	if g.turned {
		return longest(g.rows)
	}
	return len(g.rows)
}

// wide returns how many columns the longest row has.
func (g grid) wide() int {
	if g.turned {
		return len(g.rows)
	}
	return longest(g.rows)
}

func longest(rows [][]string) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// width returns how many columns the row has. In a turned grid all rows are
// alike.
func (g grid) width(y int) int {
	if g.turned {
		return len(g.rows)
	}
	return len(g.rows[y])
}

// texts returns the distinct texts of a row that are not blank, in their order.
func (g grid) texts(y int) []string {
	var out []string
	for x := range g.width(y) {
		if s := g.at(x, y); s != "" && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return out
}

// span returns the merged cell that the cell belongs to, counted from 1; 0 where it
// stands for itself.
func (g grid) span(x, y int) int {
	if g.turned {
		x, y = y, x
	}
	return 1 + slices.IndexFunc(g.spans, func(s Span) bool { return x >= s.Left && x <= s.Right && y >= s.Top && y <= s.Bottom })
}

// name returns the name that Excel has for the cell: AB12.
func (g grid) name(x, y int) string {
	if g.turned {
		x, y = y, x
	}
	return CellName(x, y)
}

// CellName returns the name that Excel has for a cell, AB12, by its column and row counted
// from 0.
func CellName(x, y int) string {
	var letters []byte
	for x++; x > 0; x = (x - 1) / 26 {
		letters = append(letters, byte('A'+(x-1)%26))
	}
	slices.Reverse(letters)
	return string(letters) + strconv.Itoa(y+1)
}
