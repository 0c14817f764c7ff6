package intake

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/report"
)

// readCell reads the answer in one cell. It returns false with a reason where
// the cell is no answer, and false without one where it is blank.
func readCell(s string, f anwei.Field) (anwei.Value, bool, Why) {
	switch {
	case s == "":
		return anwei.Value{}, false, ""
	case isFault(s):
		return anwei.Value{}, false, FormulaError
	case isNA(s):
		return anwei.Value{NA: true}, true, ""
	case f.Kind.Prose() && strings.HasPrefix(s, report.NoConcern):
		return anwei.Value{NA: true, Note: strings.TrimPrefix(s, report.NoConcern)}, true, ""
	case f.Kind.Counts():
		return readCount(s, f.Unit)
	case f.Kind.Picks():
		for _, o := range f.Options {
			if key(o) == key(s) {
				return anwei.Value{Text: o}, true, ""
			}
		}
		return anwei.Value{}, false, NotAnOption
	}
	return anwei.Value{Text: strings.TrimSuffix(s, MergedNote)}, true, ""
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

// readCount reads a whole number as Excel shows it: 1,234 and 12.0, in full
// width, with the measure of the field behind it.
func readCount(s, measure string) (anwei.Value, bool, Why) {
	if strings.HasSuffix(s, MergedNote) {
		return anwei.Value{}, false, MergedCell
	}
	t := strings.TrimPrefix(plain(s), "'")
	if slices.Contains(strings.Fields("无 没有 零 〇 ○"), t) {
		return anwei.Number(0), true, ""
	}
	for _, m := range []string{measure, strings.TrimSuffix(measure, "次"), strings.TrimPrefix(measure, "家")} {
		if short := strings.TrimSuffix(t, plain(m)); m != "" && short != "" && short != t {
			t = short
			break
		}
	}
	t, ok := ungrouped(t)
	if !ok {
		return anwei.Value{}, false, reason(t)
	}
	whole, fraction, dotted := strings.Cut(t, ".")
	if !isDigits(whole) || dotted && !isDigits(fraction) {
		return anwei.Value{}, false, reason(t)
	}
	if strings.Trim(fraction, "0") != "" {
		return anwei.Value{}, false, Decimal
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return anwei.Value{}, false, NotWhole
	}
	return anwei.Number(n), true, ""
}

// ungrouped takes the commas out of 1,234,567 and returns false where they do
// not part thousands.
func ungrouped(s string) (string, bool) {
	parts := strings.Split(s, ",")
	if len(parts) == 1 {
		return s, true
	}
	last := len(parts) - 1
	for i, p := range parts {
		digits := p
		if i == last {
			digits, _, _ = strings.Cut(p, ".")
		}
		if !isDigits(digits) || i > 0 && len(digits) != 3 || i == 0 && len(digits) > 3 {
			return s, false
		}
	}
	return strings.Join(parts, ""), true
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// reason says why a text is no whole number.
func reason(s string) Why {
	switch {
	case strings.Trim(s, "-−–—0123456789.,") == "" && strings.IndexAny(s, "0123456789") > 0 && !isDigits(s[:1]):
		return Negative
	case isDate(s):
		return DateCell
	case hasDigit(s) && strings.ContainsAny(s, "约余多左右近几上下超至少不足~～"):
		return Approximate
	}
	return NotWhole
}

// isDate reports whether the text is a date as readers of workbooks write it, or
// as people do.
func isDate(s string) bool {
	year, rest := leadingYear(s)
	if year == 0 {
		rest = s
	}
	n, ok := readMonth(rest, year > 0)
	return ok && n > 0
}

// isNumber reports whether the text is a number, read or refused, rather than
// words.
func isNumber(s string) bool {
	_, ok, why := readCount(s, "")
	return ok || why == Decimal || why == Negative || why == MergedCell
}
