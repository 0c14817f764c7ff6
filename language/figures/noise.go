package figures

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// noise reads a number at the cursor that is never a figure: a date, a time, a
// telephone number, the number of a document. A month comes out as tNow, and
// several months together as tForeign.
func (s *scanner) noise() (token, bool) {
	t := token{kind: kNoise, from: s.i, to: s.i}
	if text.IsDigit(s.Runes[s.i]) && !text.IsDigit(s.Get(s.i-1)) {
		if end, month := s.date(s.i); end > s.i {
			return s.dated(end, month), true
		}
		if t.to = s.phone(s.i); t.to > s.i {
			return t, true
		}
	}
	if _, chinese := text.DigitOf(s.Runes[s.i]); chinese || text.ScaleOf(s.Runes[s.i]) == 10 {
		if end, month := s.chineseDate(s.i); end > s.i {
			return s.dated(end, month), true
		}
	}
	t.to = s.named(s.i)
	if t.to > s.i+2 && s.starts(t.to-2, "季度") && s.quarter() == stretch {
		t.kind = kForeign
	}
	return t, t.to > s.i
}

// stretch is the month of several months together, which no report is for.
const stretch = 99

func (s *scanner) dated(end, month int) token {
	t := token{kind: kNoise, from: s.i, to: end, month: max(month, 0)}
	switch {
	case s.Get(end) == '前' || s.starts(end, "之前") || s.starts(end, "以前"):
		t.kind, t.to = kForeign, end+1 // 10月25日前: what is meant lies ahead
	case month == stretch:
		t.kind = kForeign
	case month > 0:
		t.kind = kNow
	}
	return t
}

// date reads 2026年10月22日, 10月份, 22日, 2026-10-22, 10.22报 and 16:30.
func (s *scanner) date(i int) (end, month int) {
	d := text.DigitsAt(s.Runes, i)
	n := text.Small(s.Runes[i : i+d])
	j := i + d
	switch {
	case d == 4 && n > 1900 && n < 2100 && s.Get(j) == '年':
		return s.yearTail(j + 1)
	case d == 4 && n > 1990 && n < 2100 && text.RuneIn(s.Get(j), ".-/") && text.DigitsAt(s.Runes, j+1) > 0 && text.DigitsAt(s.Runes, j+1) < 3:
		return s.dotted(j), -1
	case d == 8 && n > 19900000 && n < 21000000 && n/100%100 <= 12 && n%100 <= 31:
		return j, -1
	case d <= 2 && n >= 1 && n <= 12 && s.Get(j) == '月':
		return s.monthTail(j+1, n)
	case d <= 2 && n <= 31 && text.RuneIn(s.Get(j), "日号") && !s.starts(j, "日均"):
		return j + 1, -1
	case d <= 2 && n <= 24 && s.Get(j) == ':' && text.DigitsAt(s.Runes, j+1) == 2:
		j += 3
		if s.Get(j) == ':' && text.DigitsAt(s.Runes, j+1) == 2 {
			j += 3
		}
		return j, -1
	case d <= 2 && n <= 12 && text.RuneIn(s.Get(j), ".-~至到、/") && text.DigitsAt(s.Runes, j+1) > 0:
		return s.pair(j)
	}
	return i, -1
}

// yearTail goes on behind 年.
func (s *scanner) yearTail(j int) (end, month int) {
	v, ok := text.NumberAt(s.Runes, j)
	if ok && v.N >= 1 && v.N <= 12 && s.Get(v.Next) == '月' {
		return s.monthTail(v.Next+1, int(v.N))
	}
	return j, -1
}

// monthTail goes on behind 月.
func (s *scanner) monthTail(j, n int) (end, month int) {
	if s.Get(j) == '份' {
		j++
	}
	v, ok := text.NumberAt(s.Runes, j)
	if ok && v.N >= 1 && v.N <= 31 && !v.Vague && text.RuneIn(s.Get(v.Next), "日号") {
		return v.Next + 1, 0
	}
	return j, n
}

// dotted takes the rest of 2026.10.22.
func (s *scanner) dotted(j int) int {
	for text.RuneIn(s.Get(j), ".-/") && text.DigitsAt(s.Runes, j+1) > 0 && text.DigitsAt(s.Runes, j+1) < 3 {
		j += 1 + text.DigitsAt(s.Runes, j+1)
	}
	return j
}

// pair reads two small numbers that a mark joins, where they are a day or a
// stretch of months: 10.22报, 1-10月.
func (s *scanner) pair(j int) (end, month int) {
	d := text.DigitsAt(s.Runes, j+1)
	n := text.Small(s.Runes[j+1 : j+1+min(d, 2)])
	k := j + 1 + d
	switch {
	case d > 2 || n < 1 || n > 31:
		return 0, -1
	case s.Get(k) == '月' && n <= 12:
		// 1-10月 is a period of its own, not this month.
		if s.Get(k+1) == '份' {
			k++
		}
		return k + 1, stretch
	case text.RuneIn(s.Get(k), "日号"):
		return k + 1, -1
	case s.Get(j) == '.' && (s.Get(k) == '报' || s.anyAt(k, "noise.report")):
		return k, -1
	}
	return 0, -1
}

// chineseDate reads 十月二十二日, 二〇二六年, 三年 and the like.
func (s *scanner) chineseDate(i int) (end, month int) {
	v, ok := text.NumberAt(s.Runes, i)
	if !ok {
		return i, -1
	}
	switch r := s.Get(v.Next); {
	case r == '月' && v.N >= 1 && v.N <= 12 && !v.Vague:
		return s.monthTail(v.Next+1, int(v.N))
	case r == '年' && v.N > 1900 && v.N < 2100:
		return s.yearTail(v.Next + 1)
	case s.starts(v.Next, "季度"):
		return v.Next + 2, s.quarter()
	case text.RuneIn(r, "至到-") && r != 0 && v.N >= 1 && v.N <= 12:
		if w, ok := text.NumberAt(s.Runes, v.Next+1); ok && w.N >= 1 && w.N <= 12 && s.Get(w.Next) == '月' {
			return w.Next + 1, stretch // 一至十月
		}
	case r == '日' || r == '号' || r == '年':
		return v.Next + 1, -1
	}
	return i, -1
}

// phone takes digits that are too long for a figure, and numbers such as
// 0356-0000119.
func (s *scanner) phone(i int) int {
	d := text.DigitsAt(s.Runes, i)
	j := i + d
	if s.Runes[i] == '0' && d >= 3 && d <= 4 && s.Get(j) == '-' && text.DigitsAt(s.Runes, j+1) >= 7 {
		return j + 1 + text.DigitsAt(s.Runes, j+1)
	}
	if d == 3 && s.Get(j) == '-' && text.DigitsAt(s.Runes, j+1) >= 4 && s.Get(j+1+text.DigitsAt(s.Runes, j+1)) == '-' {
		return j + 2 + text.DigitsAt(s.Runes, j+1) + text.DigitsAt(s.Runes, j+2+text.DigitsAt(s.Runes, j+1))
	}
	if d >= 8 || d == 7 && s.table.measure[s.Word(j, min(j+1, len(s.Runes)))] == 0 {
		return j
	}
	return i
}

// named takes a number that the word before it makes no figure: 附件2, 短号66119,
// 第三次, 百分之九十五, 一是.
func (s *scanner) named(i int) int {
	for _, w := range s.table.lists["noise.before"] {
		if !s.starts(i, w) {
			continue
		}
		j := i + len([]rune(w))
		for text.RuneIn(s.Get(j), ": 号为是") && s.Get(j) != 0 {
			j++
		}
		v, ok := text.NumberAt(s.Runes, j)
		if !ok || w == "百分之" && v.N == 100 {
			continue
		}
		if w == "第" {
			if s.itemAhead(i) {
				continue
			}
			return s.ordinal(v.Next)
		}
		for s.Get(v.Next) == '-' && text.IsDigit(s.Get(v.Next+1)) {
			v.Next += 1 + text.DigitsAt(s.Runes, v.Next+1)
		}
		return v.Next
	}
	return s.suffixed(i)
}

// itemAhead reports whether 第 begins the name of an item.
func (s *scanner) itemAhead(i int) bool {
	v, ok := text.NumberAt(s.Runes, i+1)
	for ok && text.RuneIn(s.Get(v.Next), "、,和") && s.Get(v.Next) != 0 {
		j := v.Next + 1
		if s.Get(j) == '第' {
			j++
		}
		w, more := text.NumberAt(s.Runes, j)
		if !more {
			break
		}
		v = w
	}
	for _, w := range s.table.lists["item"] {
		if w != "个" && ok && s.starts(v.Next, w) {
			return true
		}
	}
	return false
}

// ordinal takes what 第三 stands before.
func (s *scanner) ordinal(j int) int {
	for _, w := range s.table.lists["noise.ordinal"] {
		if s.starts(j, w) {
			return j + len([]rune(w))
		}
	}
	return j
}

// suffixed takes a number that the word after it makes no figure.
func (s *scanner) suffixed(i int) int {
	if s.Get(i) == '-' {
		return i
	}
	v, ok := text.NumberAt(s.Runes, i)
	if !ok {
		return i
	}
	for _, w := range s.table.lists["noise.after"] {
		if s.starts(v.Next, w) {
			return v.Next + len([]rune(w))
		}
	}
	if v.Chinese && v.Next == i+1 && !s.table.in("counted", s.Word(i, i+1)) && s.Get(v.Next) != 0 && strings.ContainsRune(s.table.lists["idiom"][0], s.Get(v.Next)) {
		return v.Next + 1
	}
	return i
}

// label takes what numbers a line or a clause: 1、 (2) ③ 四、 at its beginning.
func (s *scanner) label(i int) int {
	r := s.Runes[i]
	if r >= 0x2460 && r <= 0x249b {
		j := i + 1
		for text.RuneIn(s.Get(j), "、.,: ") && s.Get(j) != 0 {
			j++
		}
		return j
	}
	open := r == '('
	j := i
	if open {
		j++
	}
	v, ok := text.NumberAt(s.Runes, j)
	if ok && !open && s.rowLabel(i, v) {
		return v.Next
	}
	if !ok || !s.fresh() || v.N < 1 || v.N > 50 || v.Grouped || v.Fraction {
		return i
	}
	next := s.Get(v.Next)
	switch {
	case open && next == ')':
		return v.Next + 1
	case open || !text.RuneIn(next, "、.)"):
		return i
	case next == '.' && text.IsDigit(s.Get(v.Next+1)):
		return i
	case s.isListItem(v):
		return i
	}
	return v.Next + 1
}

// rowLabel reports whether a number counts the lines of a table: 2 隐患 30 in
// the second line.
func (s *scanner) rowLabel(i int, v text.Number) bool {
	if i > 0 && s.Runes[i-1] != '\n' || !text.RuneIn(s.Get(v.Next), " \t") || s.Get(v.Next) == 0 {
		return false
	}
	line := int64(1)
	for _, r := range s.Runes[:i] {
		if r == '\n' {
			line++
		}
	}
	j := v.Next
	for s.Get(j) == ' ' || s.Get(j) == '\t' {
		j++
	}
	if line != v.N || j >= len(s.Runes) || !s.known(j) {
		return false
	}
	for ; j < len(s.Runes) && s.Runes[j] != '\n'; j++ {
		if text.IsDigit(s.Runes[j]) {
			return true
		}
	}
	return false
}

// fresh reports whether a clause begins at the cursor.
func (s *scanner) fresh() bool {
	for k := len(s.toks) - 1; k >= 0; k-- {
		switch s.toks[k].kind {
		case kStop, kComma, ':', ')':
			return true
		default:
			return s.i > 0 && s.Runes[s.i-1] == ' '
		}
	}
	return true
}

// isListItem tells the 23 of 23、57、57 from the 1 of 1、检查5次: in a list of
// figures the next thing is a number that another mark of the same kind
// follows, and the numbers do not count up from one line to the next.
func (s *scanner) isListItem(v text.Number) bool {
	j := v.Next + 1
	for s.Get(j) == ' ' {
		j++
	}
	w, ok := text.NumberAt(s.Runes, j)
	if !ok || s.Get(v.Next) == ')' {
		return false
	}
	// 1、4 newline 2、9: the label of the next line is one more.
	k := w.Next
	for k < len(s.Runes) && !text.RuneIn(s.Runes[k], "\n 、;,") {
		k++
	}
	if text.RuneIn(s.Get(k), "\n ;,") && s.Get(k) != 0 {
		for text.RuneIn(s.Get(k), "\n ;,\r") && s.Get(k) != 0 {
			k++
		}
		if x, ok := text.NumberAt(s.Runes, k); ok && x.N == v.N+1 && s.Get(x.Next) == s.Get(v.Next) {
			return false
		}
	}
	// The last label follows the one before it.
	return !s.labelled(int(v.N) - 1)
}

// labelled reports whether the last label taken was n.
func (s *scanner) labelled(n int) bool {
	for k := len(s.toks) - 1; k >= 0; k-- {
		if t := s.toks[k]; t.kind == kNoise && t.to > t.from {
			v, ok := text.NumberAt(s.Runes, t.from)
			return ok && int(v.N) == n && text.RuneIn(s.Runes[t.to-1], "、.")
		}
	}
	return false
}

// quarter returns what a quarter is to the form: a stretch that no report is
// for, where it is reported by the month.
func (s *scanner) quarter() int {
	if s.form.Every == anwei.Month {
		return stretch
	}
	return -1
}

// known reports whether a name of the form begins at i.
func (s *scanner) known(i int) bool {
	for n := min(s.heads[s.Runes[i]], len(s.Runes)-i); n > 1; n-- {
		if e, ok := s.words[s.Word(i, i+n)]; ok {
			return e.groups != 0 || e.roles != 0 || e.fields != 0
		}
	}
	return false
}

// anyAt reports whether a word of the list stands at i.
func (s *scanner) anyAt(i int, list string) bool {
	for _, w := range s.table.lists[list] {
		if s.starts(i, w) {
			return true
		}
	}
	return false
}
