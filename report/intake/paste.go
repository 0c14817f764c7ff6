package intake

import "strings"

// SplitPaste splits a message that was pasted from a table into its cells: at its
// tabs, or at its spaces where the tabs were lost on the way and each line falls
// into the same number of cells, the first of them headings. It returns false
// where the message is no piece of a table. A cell with line breaks or tabs in it
// stands in quotes, as Excel copies it.
func SplitPaste(text string) ([][]string, bool) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if !strings.Contains(text, "\t") {
		return splitSpaces(text)
	}
	var rows [][]string
	row, numbers := []string(nil), 0
	rest := text
	for {
		cell, after := nextCell(rest)
		row = append(row, cell)
		if isNumber(strings.TrimSpace(cell)) && hasDigit(cell) {
			numbers++
		}
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
	return rows, numbers >= 2 || len(rows) > 1
}

// splitSpaces splits lines whose tabs became spaces: a line of headings without
// figures, and lines of as many cells with figures.
func splitSpaces(text string) ([][]string, bool) {
	var rows [][]string
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		row := strings.Fields(line)
		if len(row) < 3 || len(rows) > 0 && len(row) != len(rows[0]) {
			return nil, false
		}
		if hasDigit(line) == (len(rows) == 0) {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, len(rows) > 1
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
