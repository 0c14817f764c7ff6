package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"anwei"
	"anwei/language"
	"anwei/language/entry"
	"anwei/language/text"
	"anwei/report"
)

// readCell reads the answer in one cell. It returns false with a reason where
// the cell is no answer, and false without one where it is blank.
func (r *sheet) readCell(s string, f anwei.Field) (anwei.Value, bool, Why) {
	switch {
	case s == "":
		return anwei.Value{}, false, ""
	case strings.HasSuffix(s, StruckNote):
		return anwei.Value{}, false, Struck
	case isFault(s):
		return anwei.Value{}, false, FormulaError
	case isNA(s):
		return anwei.Value{NA: true}, true, ""
	case f.Kind.Prose() && strings.HasPrefix(s, report.NoConcern):
		return anwei.Value{NA: true, Note: strings.TrimPrefix(s, report.NoConcern)}, true, ""
	case f.Kind.Counts():
		n, why := r.count(s, f)
		return anwei.Number(n), why == "", why
	case f.Kind.Prose():
		return anwei.Value{Text: strings.TrimSpace(text.Visible(s))}, true, ""
	}
	held, ok := entry.Holds(f, unnumbered(plain(s)))
	if !ok {
		return anwei.Value{}, false, NotAnOption
	}
	return anwei.Value{Text: held}, true, ""
}

// isNA reports whether the text says 不适用. A lone 一 is as often the number as a
// dash, and is neither here.
func isNA(s string) bool {
	s = plain(s)
	if s == "" {
		return false
	}
	return strings.Trim(s, "-—–―─−") == "" ||
		slices.Contains(strings.Fields(`/ \ // n/a na 不适用 不涉及 无此项 不涉及此项`), s)
}

// isFault reports whether the text is what Excel shows in place of a result, or
// a formula that was never computed.
func isFault(s string) bool {
	s = plain(s)
	if strings.HasPrefix(s, "=") {
		return true
	}
	return strings.HasPrefix(s, "#") && !hasHan(s)
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2E80 && r < 0xFF00 })
}

// What the reader is asked at most, since the ledger waits meanwhile: of a sheet so many cells
// that are no plain numbers, none of them longer than so many characters.
const (
	maxHeard     = 100
	longestCount = 40
)

// count reads a number as the talk does in answer to the field, or says why it is none. What
// only a table has is 12.0, and a date where 3-5 was typed.
func (r *sheet) count(s string, f anwei.Field) (int64, Why) {
	t := strings.TrimPrefix(strings.TrimSpace(width.Fold.String(text.Visible(s))), "'")
	if whole, zeros, dotted := strings.Cut(t, "."); dotted && zeros != "" && strings.Trim(zeros, "0") == "" && isNumber(whole) {
		t = whole
	}
	switch {
	case isDigits(t) && len(t) <= 4:
		n, _ := strconv.ParseInt(t, 10, 64)
		return n, ""
	case isDate(t), strings.Contains(t, ":") && strings.Trim(t, "0123456789:") == "":
		return 0, DateCell
	case strings.HasSuffix(t, "%"):
		return 0, Percent
	}
	if r.heard++; r.heard > maxHeard || utf8.RuneCountInString(t) > longestCount {
		return 0, NotWhole
	}
	read := r.reader.Hear(t, r.now).Figures(language.Asked{Form: r.form, Fields: []anwei.FieldID{f.ID}})
	switch {
	case len(read.Found) == 1 && read.Found[0].Field == f.ID && len(read.Unplaced)+len(read.Refusals)+len(read.Doubts) == 0:
		return read.Found[0].Value.N, ""
	case isDigits(strings.ReplaceAll(t, ",", "")):
		return 0, TooLarge
	case len(read.Found) > 0:
		return 0, Unclear
	case len(read.Refusals) > 0:
		if why, ok := map[text.Reason]Why{
			text.Approximate: Approximate, text.Negative: Negative, text.Fraction: Decimal, text.Ambiguous: Unclear, text.Contradiction: Unclear,
		}[read.Refusals[0].Reason]; ok {
			return 0, why
		}
	}
	return 0, NotWhole
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isDate reports whether the text is a date as readers of workbooks write it, or
// as people do.
func isDate(s string) bool {
	year, rest := leadingYear(s)
	if year == 0 {
		rest = s
	}
	n, _, ok := readMonth(rest, year > 0)
	return ok && n > 0
}

// isNumber reports whether the text is a number, whole or not, rather than words.
func isNumber(s string) bool {
	t := plain(s)
	if slices.Contains(strings.Fields("无 没有 零 〇 ○"), t) {
		return true
	}
	return hasDigit(t) && strings.Trim(strings.TrimSuffix(strings.TrimLeft(t, "-'"), "%"), "0123456789.,") == "" && !isDate(t)
}
