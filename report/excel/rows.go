package excel

import (
	"fmt"
	"iter"
	"math"
	"strings"

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
	clear(s.cells)
	for i, p := range parts {
		from, to := starts[i], starts[i+1]
		height = max(height, textHeight(p.text, s.widthOf(from, to-from), p.look.size)-padding+pad)
		id, err := s.style(p.look.of(tables.Cell{Kind: tables.Text, Text: p.text}))
		if err != nil {
			return err
		}
		for x := from; x < to; x++ {
			s.cells[x].StyleID = id
		}
		if s.cells[from].Value, err = content(tables.Cell{Kind: tables.Text, Text: p.text}); err != nil {
			return fmt.Errorf("row %d: %w", s.row, err)
		}
		if err := s.merge(from, s.row, to-from, 1); err != nil {
			return err
		}
	}
	return s.put(min(math.Ceil(height), maxHeight))
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

// grid writes rows of cells, a block at a time.
func (s *sheet) grid(rows iter.Seq[tables.Row], head bool) error {
	for block, err := range s.table.Blocks(rows) {
		if err == nil {
			err = s.block(block, head)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// starts returns at which row of the sheet each row of a height begins if the first does
// at one, and behind them where the last ends. One that needs more height than Excel
// allows becomes several.
func starts(heights []float64, first int) []int {
	out := make([]int, 1, len(heights)+1)
	out[0] = first
	for _, h := range heights {
		first += pieces(h)
		out = append(out, first)
	}
	return out
}

// pieces is how many rows of the sheet a height takes.
func pieces(height float64) int { return int(math.Ceil(height / maxHeight)) }

// block writes rows that belong together by their spans.
func (s *sheet) block(rows []tables.Row, head bool) error {
	heights := s.heights(rows)
	starts := starts(heights, s.row)
	under := make([]int, len(s.table.Columns)) // the style of what stands in a column, or covers it
	for y, row := range rows {
		clear(s.cells)
		for x, c := range row.Cells {
			if c.Kind == tables.Covered {
				continue
			}
			cols, span := c.Span()
			id, err := s.cell(x, c, gridLook(s.table.Columns[x], row, c, head))
			if err == nil {
				err = s.merge(x, s.row, cols, starts[y+span]-s.row)
			}
			if err != nil {
				return fmt.Errorf("row %d, column %d: %w", s.row, x+1, err)
			}
			for i := range cols {
				under[x+i] = id
			}
		}
		if err := s.pieces(heights[y], under); err != nil {
			return err
		}
	}
	return nil
}

// cell fills in what stands in a column, and returns its style.
func (s *sheet) cell(x int, c tables.Cell, l look) (id int, err error) {
	if s.cells[x].Value, err = content(c); err != nil {
		return 0, err
	}
	if l = l.of(c); s.last[x].look != l { // nearly all are as the one above
		if id, err = s.style(l); err != nil {
			return 0, err
		}
		s.last[x] = styled{l, id}
	}
	return s.last[x].id, nil
}

// of is the look of a cell: of a text that begins like a formula it is quoted.
func (l look) of(c tables.Cell) look {
	l.quoted = c.Kind == tables.Text && strings.ContainsAny(c.String()[:min(1, len(c.String()))], "=+-@")
	return l
}

type styled struct {
	look look
	id   int
}

// pieces writes the cells in the styles over the rows of the sheet that the height takes.
func (s *sheet) pieces(height float64, styles []int) error {
	n := pieces(height)
	for range n {
		for x := range s.cells {
			s.cells[x].StyleID = styles[x]
		}
		if err := s.put(math.Ceil(height / float64(n))); err != nil {
			return err
		}
		for x := range s.cells { // what follows is merged with it
			s.cells[x].Value = nil
		}
	}
	return nil
}

// heights returns the height that each row needs. excelize does not compute it,
// and Excel does not on opening where cells are merged.
func (s *sheet) heights(rows []tables.Row) []float64 {
	out := make([]float64, len(rows))
	for y, row := range rows {
		out[y] = minHeight
		for x, c := range row.Cells {
			if cols, span := c.Span(); span == 1 && c.Kind == tables.Text { // a column is as wide as its numbers
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
