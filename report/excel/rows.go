package excel

import (
	"math"

	"anwei/report/tables"
)

// Heights in points. Excel refuses rows above maxHeight.
const (
	minHeight = 21.0
	maxHeight = 400.0
	leading   = 1.4 // the height of a line over the size of its font
	padding   = 6.0
)

// part is one of the texts that share a line outside the grid.
type part struct {
	text string
	look look
}

// line writes one line across the whole width. Its parts get equal shares of
// the width, as far as columns allow.
func (s *sheet) line(parts []part, pad float64) error {
	n := len(s.table.Columns)
	if len(parts) > n { // a table too narrow for places of their own
		joined := parts[0]
		for _, p := range parts[1:] {
			joined.text += "　" + p.text
		}
		parts = []part{joined}
	}
	height := bodySize*leading + pad
	starts := s.shares(len(parts))
	for i, p := range parts {
		from, to := starts[i], starts[i+1]
		height = max(height, textHeight(p.text, s.widthOf(from, to-from), p.look.size)-padding+pad)
		c := tables.Cell{Kind: tables.Text, Text: p.text}
		if err := s.put(from, s.row, to-from, 1, c, p.look); err != nil {
			return err
		}
	}
	if err := s.file.SetRowHeight(s.name, s.row, min(math.Ceil(height), maxHeight)); err != nil {
		return err
	}
	s.row++
	return nil
}

// shares returns the columns at which n shares of the width begin, about equal ones
// of at least one column each, and behind the last where it ends. There are at least
// n columns.
func (s *sheet) shares(n int) []int {
	columns := len(s.table.Columns)
	all := s.widthOf(0, columns)
	out := make([]int, 1, n+1)
	for i := 1; i < n; i++ {
		x := out[i-1] + 1
		for x < columns-(n-i) && off(s.widthOf(0, x+1)*n, all*i) <= off(s.widthOf(0, x)*n, all*i) {
			x++
		}
		out = append(out, x)
	}
	return append(out, columns)
}

func off(a, b int) int { return max(a-b, b-a) }

// widthOf returns the width of n columns from x on, in half-width characters.
func (s *sheet) widthOf(x, n int) int {
	w := 0
	for _, c := range s.table.Columns[x : x+n] {
		w += c.Width
	}
	return w
}

// grid writes rows of cells. A row that needs more height than Excel allows
// becomes several rows with merged cells.
func (s *sheet) grid(rows []tables.Row, head bool) error {
	heights := s.heights(rows)
	starts := make([]int, 0, len(rows)+1)
	next := s.row
	for _, h := range heights {
		starts = append(starts, next)
		n := int(math.Ceil(h / maxHeight))
		for range n {
			if err := s.file.SetRowHeight(s.name, next, math.Ceil(h/float64(n))); err != nil {
				return err
			}
			next++
		}
	}
	starts = append(starts, next)
	for y, row := range rows {
		for x, c := range row.Cells {
			if c.Kind == tables.Covered {
				continue
			}
			cols, span := c.Span()
			high := starts[y+span] - starts[y]
			if err := s.put(x, starts[y], cols, high, c, gridLook(s.table.Columns[x], row, c, head)); err != nil {
				return err
			}
		}
	}
	s.row = next
	return nil
}

// heights returns the height that each row needs. excelize does not compute it,
// and Excel does not on opening where cells are merged.
func (s *sheet) heights(rows []tables.Row) []float64 {
	out := make([]float64, len(rows))
	for y, row := range rows {
		out[y] = minHeight
		for x, c := range row.Cells {
			if cols, span := c.Span(); span == 1 {
				out[y] = max(out[y], textHeight(c.String(), s.widthOf(x, cols), bodySize))
			}
		}
	}
	// What spans several rows and needs more than they have makes the last of
	// them higher.
	for y, row := range rows {
		for x, c := range row.Cells {
			cols, span := c.Span()
			if span == 1 {
				continue
			}
			need := textHeight(c.String(), s.widthOf(x, cols), bodySize)
			for i := range span {
				need -= out[y+i]
			}
			out[y+span-1] += max(need, 0)
		}
	}
	return out
}

// textHeight returns the height of a text in a width given in half-width
// characters of the body font.
func textHeight(text string, width int, size float64) float64 {
	n := lines(text, int(float64(width)*bodySize/size))
	return float64(n)*size*leading + padding
}
