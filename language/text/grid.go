package text

import "slices"

// Grid is a pasted table with a head: its names with the numbers of the row that is
// read, which is its total where there are several rows, and none where there is no
// total.
type Grid struct {
	From, To int
	Pairs    [][2]Cell
	Unsure   []Cell // the numbers of a table without a total
}

// Cells says what the cells of a table hold.
type Cells interface {
	Count(Cell) bool // a number, or a word for nothing
	Title(Cell) bool // a name, or a time
	Total(Cell) bool // 合计
	Month(Cell) bool // 本月
}

// Grids returns the tables with a head, and the cells of other rows that are labels, to
// be passed over. Cells stand between tabs or bars, or between commas where a text has
// neither.
func Grids(runes []rune, is Cells) (labels []Cell, grids []Grid) {
	rows := Rows(runes, "\t|")
	commas := !slices.ContainsFunc(rows, func(row []Cell) bool { return len(row) > 1 })
	if commas {
		rows = Rows(runes, ",")
	}
	for k := 0; k < len(rows); k++ {
		if n := body(rows[k:], is); n > 0 {
			grids = append(grids, gridOf(rows[k:k+1+n], is))
			k += n
			continue
		}
		row := rows[k]
		first := counts(row, is)
		if len(row)-first < 5 || commas {
			continue
		}
		// 3	巴公镇	8: the number before a name counts the rows.
		for _, c := range row[:first] {
			if !is.Title(c) {
				labels = append(labels, c)
			}
		}
	}
	return labels, grids
}

// counts returns the column from which on a row holds numbers.
func counts(row []Cell, is Cells) int {
	first := len(row)
	for first > 0 && (is.Count(row[first-1]) || first == len(row) && row[first-1].From == row[first-1].To) {
		first--
	}
	return first
}

// body returns how many rows of numbers stand below a row of names, 0 where it is no
// head.
func body(rows [][]Cell, is Cells) int {
	head, n := rows[0], 1
	for n < len(rows) && len(rows[n]) == len(head) && len(head) > 2 && len(head)-counts(rows[n], is) >= 2 {
		n++
	}
	titles := 0
	for _, c := range head {
		if is.Title(c) {
			titles++
		}
	}
	if n == 1 || slices.ContainsFunc(head, is.Count) || titles < 2 {
		return 0
	}
	return n - 1
}

// gridOf takes the only row below the head, or the one that says it is the total, or
// the column of this month: 本月 累计.
func gridOf(rows [][]Cell, is Cells) Grid {
	g := Grid{From: rows[0][0].From, To: rows[len(rows)-1][len(rows[0])-1].To}
	month := slices.IndexFunc(rows[0], is.Month)
	for _, row := range rows[1:] {
		first := counts(row, is)
		switch {
		case month > 0 && first == 1:
			g.Pairs = append(g.Pairs, [2]Cell{row[0], row[month]})
		case len(rows) == 2 || is.Total(row[0]):
			for c := first; c < len(row); c++ {
				g.Pairs = append(g.Pairs, [2]Cell{rows[0][c], row[c]})
			}
		default:
			g.Unsure = append(g.Unsure, row[first:]...)
		}
	}
	if len(g.Pairs) > 0 {
		g.Unsure = nil
	}
	return g
}
