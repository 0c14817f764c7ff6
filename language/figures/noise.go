package figures

import (
	"strings"

	"anwei"
)

// noise reads a number at the cursor that is never a figure: a date, a time, a
// telephone number, the number of a document. A month comes out as tNow, and
// several months together as tForeign.
func (s *scanner) noise() (token, bool) {
	t := token{kind: kNoise, from: s.i, to: s.i}
	if isDigit(s.r[s.i]) && !isDigit(s.get(s.i-1)) {
		if end, month := s.date(s.i); end > s.i {
			return s.dated(end, month), true
		}
		if t.to = s.phone(s.i); t.to > s.i {
			return t, true
		}
	}
	if _, chinese := digitOf(s.r[s.i]); chinese || unitOf(s.r[s.i]) == 10 {
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
	case s.get(end) == '前' || s.starts(end, "之前") || s.starts(end, "以前"):
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
	d := digitsAt(s.r, i)
	n := small(s.r[i : i+d])
	j := i + d
	switch {
	case d == 4 && n > 1900 && n < 2100 && s.get(j) == '年':
		return s.yearTail(j + 1)
	case d == 4 && n > 1990 && n < 2100 && runeIn(s.get(j), ".-/") && digitsAt(s.r, j+1) > 0 && digitsAt(s.r, j+1) < 3:
		return s.dotted(j), -1
	case d == 8 && n > 19900000 && n < 21000000 && n/100%100 <= 12 && n%100 <= 31:
		return j, -1
	case d <= 2 && n >= 1 && n <= 12 && s.get(j) == '月':
		return s.monthTail(j+1, n)
	case d <= 2 && n <= 31 && runeIn(s.get(j), "日号") && !s.starts(j, "日均"):
		return j + 1, -1
	case d <= 2 && n <= 24 && s.get(j) == ':' && digitsAt(s.r, j+1) == 2:
		j += 3
		if s.get(j) == ':' && digitsAt(s.r, j+1) == 2 {
			j += 3
		}
		return j, -1
	case d <= 2 && n <= 12 && runeIn(s.get(j), ".-~至到、/") && digitsAt(s.r, j+1) > 0:
		return s.pair(j)
	}
	return i, -1
}

// yearTail goes on behind 年.
func (s *scanner) yearTail(j int) (end, month int) {
	v, ok := scanNumeral(s.r, j)
	if ok && v.n >= 1 && v.n <= 12 && s.get(v.end) == '月' {
		return s.monthTail(v.end+1, int(v.n))
	}
	return j, -1
}

// monthTail goes on behind 月.
func (s *scanner) monthTail(j, n int) (end, month int) {
	if s.get(j) == '份' {
		j++
	}
	v, ok := scanNumeral(s.r, j)
	if ok && v.n >= 1 && v.n <= 31 && !v.vague && runeIn(s.get(v.end), "日号") {
		return v.end + 1, 0
	}
	return j, n
}

// dotted takes the rest of 2026.10.22.
func (s *scanner) dotted(j int) int {
	for runeIn(s.get(j), ".-/") && digitsAt(s.r, j+1) > 0 && digitsAt(s.r, j+1) < 3 {
		j += 1 + digitsAt(s.r, j+1)
	}
	return j
}

// pair reads two small numbers that a mark joins, where they are a day or a
// stretch of months: 10.22报, 1-10月.
func (s *scanner) pair(j int) (end, month int) {
	d := digitsAt(s.r, j+1)
	n := small(s.r[j+1 : j+1+min(d, 2)])
	k := j + 1 + d
	switch {
	case d > 2 || n < 1 || n > 31:
		return 0, -1
	case s.get(k) == '月' && n <= 12:
		// 1-10月 is a period of its own, not this month.
		if s.get(k+1) == '份' {
			k++
		}
		return k + 1, stretch
	case runeIn(s.get(k), "日号"):
		return k + 1, -1
	case s.get(j) == '.' && (s.get(k) == '报' || s.anyAt(k, "noise.report")):
		return k, -1
	}
	return 0, -1
}

// chineseDate reads 十月二十二日, 二〇二六年, 三年 and the like.
func (s *scanner) chineseDate(i int) (end, month int) {
	v, ok := scanNumeral(s.r, i)
	if !ok {
		return i, -1
	}
	switch r := s.get(v.end); {
	case r == '月' && v.n >= 1 && v.n <= 12 && !v.vague:
		return s.monthTail(v.end+1, int(v.n))
	case r == '年' && v.n > 1900 && v.n < 2100:
		return s.yearTail(v.end + 1)
	case s.starts(v.end, "季度"):
		return v.end + 2, s.quarter()
	case runeIn(r, "至到-") && r != 0 && v.n >= 1 && v.n <= 12:
		if w, ok := scanNumeral(s.r, v.end+1); ok && w.n >= 1 && w.n <= 12 && s.get(w.end) == '月' {
			return w.end + 1, stretch // 一至十月
		}
	case r == '日' || r == '号' || r == '年':
		return v.end + 1, -1
	}
	return i, -1
}

// phone takes digits that are too long for a figure, and numbers such as
// 0356-0000119.
func (s *scanner) phone(i int) int {
	d := digitsAt(s.r, i)
	j := i + d
	if s.r[i] == '0' && d >= 3 && d <= 4 && s.get(j) == '-' && digitsAt(s.r, j+1) >= 7 {
		return j + 1 + digitsAt(s.r, j+1)
	}
	if d == 3 && s.get(j) == '-' && digitsAt(s.r, j+1) >= 4 && s.get(j+1+digitsAt(s.r, j+1)) == '-' {
		return j + 2 + digitsAt(s.r, j+1) + digitsAt(s.r, j+2+digitsAt(s.r, j+1))
	}
	if d >= 8 || d == 7 && s.table.measure[s.word(j, min(j+1, len(s.r)))] == 0 {
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
		for runeIn(s.get(j), ": 号为是") && s.get(j) != 0 {
			j++
		}
		v, ok := scanNumeral(s.r, j)
		if !ok || w == "百分之" && v.n == 100 {
			continue
		}
		if w == "第" {
			if s.itemAhead(i) {
				continue
			}
			return s.ordinal(v.end)
		}
		for s.get(v.end) == '-' && isDigit(s.get(v.end+1)) {
			v.end += 1 + digitsAt(s.r, v.end+1)
		}
		return v.end
	}
	return s.suffixed(i)
}

// itemAhead reports whether 第 begins the name of an item.
func (s *scanner) itemAhead(i int) bool {
	v, ok := scanNumeral(s.r, i+1)
	for ok && runeIn(s.get(v.end), "、,和") && s.get(v.end) != 0 {
		j := v.end + 1
		if s.get(j) == '第' {
			j++
		}
		w, more := scanNumeral(s.r, j)
		if !more {
			break
		}
		v = w
	}
	for _, w := range s.table.lists["item"] {
		if w != "个" && ok && s.starts(v.end, w) {
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
	if s.get(i) == '-' {
		return i
	}
	v, ok := scanNumeral(s.r, i)
	if !ok {
		return i
	}
	for _, w := range s.table.lists["noise.after"] {
		if s.starts(v.end, w) {
			return v.end + len([]rune(w))
		}
	}
	if v.chinese && v.end == i+1 && s.get(v.end) != 0 && strings.ContainsRune(s.table.lists["idiom"][0], s.get(v.end)) {
		return v.end + 1
	}
	return i
}

// label takes what numbers a line or a clause: 1、 (2) ③ 四、 at its beginning.
func (s *scanner) label(i int) int {
	r := s.r[i]
	if r >= 0x2460 && r <= 0x249b {
		j := i + 1
		for runeIn(s.get(j), "、.,: ") && s.get(j) != 0 {
			j++
		}
		return j
	}
	open := r == '('
	j := i
	if open {
		j++
	}
	v, ok := scanNumeral(s.r, j)
	if ok && !open && s.rowLabel(i, v) {
		return v.end
	}
	if !ok || !s.fresh() || v.n < 1 || v.n > 50 || v.grouped || v.fraction {
		return i
	}
	next := s.get(v.end)
	switch {
	case open && next == ')':
		return v.end + 1
	case open || !runeIn(next, "、.)"):
		return i
	case next == '.' && isDigit(s.get(v.end+1)):
		return i
	case s.isListItem(v):
		return i
	}
	return v.end + 1
}

// rowLabel reports whether a number counts the lines of a table: 2 隐患 30 in
// the second line.
func (s *scanner) rowLabel(i int, v numeral) bool {
	if i > 0 && s.r[i-1] != '\n' || !runeIn(s.get(v.end), " \t") || s.get(v.end) == 0 {
		return false
	}
	line := int64(1)
	for _, r := range s.r[:i] {
		if r == '\n' {
			line++
		}
	}
	j := v.end
	for s.get(j) == ' ' || s.get(j) == '\t' {
		j++
	}
	if line != v.n || j >= len(s.r) || !s.known(j) {
		return false
	}
	for ; j < len(s.r) && s.r[j] != '\n'; j++ {
		if isDigit(s.r[j]) {
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
			return s.i > 0 && s.r[s.i-1] == ' '
		}
	}
	return true
}

// isListItem tells the 23 of 23、57、57 from the 1 of 1、检查5次: in a list of
// figures the next thing is a number that another mark of the same kind
// follows, and the numbers do not count up from one line to the next.
func (s *scanner) isListItem(v numeral) bool {
	j := v.end + 1
	for s.get(j) == ' ' {
		j++
	}
	w, ok := scanNumeral(s.r, j)
	if !ok || s.get(v.end) == ')' {
		return false
	}
	// 1、4 newline 2、9: the label of the next line is one more.
	k := w.end
	for k < len(s.r) && !runeIn(s.r[k], "\n 、;,") {
		k++
	}
	if runeIn(s.get(k), "\n ;,") && s.get(k) != 0 {
		for runeIn(s.get(k), "\n ;,\r") && s.get(k) != 0 {
			k++
		}
		if x, ok := scanNumeral(s.r, k); ok && x.n == v.n+1 && s.get(x.end) == s.get(v.end) {
			return false
		}
	}
	// The last label follows the one before it.
	return !s.labelled(int(v.n) - 1)
}

// labelled reports whether the last label taken was n.
func (s *scanner) labelled(n int) bool {
	for k := len(s.toks) - 1; k >= 0; k-- {
		if t := s.toks[k]; t.kind == kNoise && t.to > t.from {
			v, ok := scanNumeral(s.r, t.from)
			return ok && int(v.n) == n && runeIn(s.r[t.to-1], "、.")
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

// small returns the value of at most nine ASCII digits.
func small(r []rune) int {
	n := 0
	for i := 0; i < len(r) && i < 9; i++ {
		n = n*10 + int(r[i]-'0')
	}
	return n
}

// known reports whether a name of the form begins at i.
func (s *scanner) known(i int) bool {
	for n := min(s.heads[s.r[i]], len(s.r)-i); n > 1; n-- {
		if e, ok := s.words[s.word(i, i+n)]; ok {
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
