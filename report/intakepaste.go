package report

import "strings"

// SplitPaste splits a message that was pasted from a table into its cells. It
// returns false where the message is no piece of a table: one has a tab and at
// least two cells that are nothing but a number. A cell with line breaks or
// tabs in it stands in quotes, as Excel copies it.
func SplitPaste(text string) ([][]string, bool) {
	if !strings.Contains(text, "\t") {
		return nil, false
	}
	var rows [][]string
	row, numbers := []string(nil), 0
	add := func(cell string) {
		row = append(row, cell)
		if isNumber(strings.TrimSpace(cell)) && hasDigit(cell) {
			numbers++
		}
	}
	rest := strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for {
		cell, after := nextCell(rest)
		add(cell)
		if after == "" {
			break
		}
		if after[0] == '\n' {
			rows, row = append(rows, row), nil
		}
		rest = after[1:]
	}
	rows = append(rows, row)
	if last := rows[len(rows)-1]; len(last) == 1 && last[0] == "" {
		rows = rows[:len(rows)-1] // the line break after the last row
	}
	return rows, numbers >= 2
}

// nextCell returns the first cell of the text and what follows it, from the tab
// or line break on. Quotes that do not end at one are part of the cell.
func nextCell(s string) (cell, after string) {
	if strings.HasPrefix(s, `"`) {
		var b strings.Builder
		for rest := s[1:]; ; {
			before, tail, found := strings.Cut(rest, `"`)
			if !found {
				break
			}
			b.WriteString(before)
			if next, doubled := strings.CutPrefix(tail, `"`); doubled {
				b.WriteByte('"')
				rest = next
				continue
			}
			if tail == "" || tail[0] == '\t' || tail[0] == '\n' {
				return b.String(), tail
			}
			break
		}
	}
	if i := strings.IndexAny(s, "\t\n"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}
