package text

import "strings"

// Cell is a piece of a line, in runes.
type Cell struct{ From, To int }

// Rows cuts each line of a text at the marks, tabs or bars or commas; a cell has no
// blanks around it.
func Rows(runes []rune, marks string) [][]Cell {
	var rows [][]Cell
	var row []Cell
	from := 0
	for i := 0; i <= len(runes); i++ {
		end := i == len(runes) || runes[i] == '\n'
		if !end && !RuneIn(runes[i], marks) {
			continue
		}
		c := Cell{from, i}
		for c.From < c.To && runes[c.From] == ' ' {
			c.From++
		}
		for c.To > c.From && (runes[c.To-1] == ' ' || runes[c.To-1] == '\r') {
			c.To--
		}
		row, from = append(row, c), i+1
		if end {
			rows, row = append(rows, row), nil
		}
	}
	return rows
}

// HeadsNumber reports whether a figure follows the word that ends at i, so that it is a
// column's name rather than the measure of the number before: 整改70 家次38.
func HeadsNumber(runes []rune, i int) bool {
	if i < len(runes) && (runes[i] == ':' || runes[i] == '数') {
		return true
	}
	_, ok := NumberAt(runes, i)
	return ok
}

// MonthIn returns the month that a word such as 2026年10月份 names.
func MonthIn(word string) int {
	if _, rest, ok := strings.Cut(word, "年"); ok {
		word = rest
	}
	v, _ := NumberAt([]rune(word), 0)
	return int(v.N)
}

// DayDotted reports whether 10.12 at i is a day: words that are no measure follow at j.
func DayDotted(runes []rune, i, j int) bool {
	m := DigitsAt(runes, i)
	d := DigitsAt(runes, i+m+1)
	return m > 0 && m < 3 && d > 0 && d < 3 && Small(runes[i:i+m]) <= 12 && Small(runes[i+m+1:i+m+1+d]) <= 31 && j < len(runes) && runes[j] >= 0x4e00
}
