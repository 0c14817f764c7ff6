package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"anwei"
)

// term is a period as a cell or a line has it. Without a year it is one of the
// form's.
type term struct {
	year, n int
	day     int // of a month, where a day of it is named
}

// readTerm reads a period of the kind: 2月, 2月份, 二月, 2026年2月, 2026-02, 202602,
// the date of a day in it, 一季度, 第1季度, 上半年, 2026年. A bare number counts
// only where the heading says that it is a period.
func readTerm(s string, kind anwei.PeriodKind, bare bool) (term, bool) {
	s = plain(s)
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i] // 2月(补报)
	}
	year, rest := leadingYear(s)
	t := term{year: year}
	switch kind {
	case anwei.Month:
		var ok bool
		t.n, t.day, ok = readMonth(rest, bare || year > 0)
		return t, ok
	case anwei.Quarter:
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "第"), "q")
		rest = strings.TrimSuffix(strings.TrimSuffix(rest, "度"), "季")
		t.n = numeral(rest)
		_, err := strconv.Atoi(plain(s))
		return t, t.n >= 1 && t.n <= 4 && (bare || err != nil)
	case anwei.Half:
		t.n = slices.Index([]string{"上半年", "下半年", "h1", "h2"}, rest)%2 + 1
		return t, t.n > 0
	case anwei.Year:
		t.n = 1
		return t, year > 0 && (rest == "" || rest == "度")
	case anwei.Months: // which no form is reported for
	}
	return term{}, false
}

// leadingYear takes a year off the front: 2026年, 26年, 2026-, 2026. and the four
// digits of 202602.
func leadingYear(s string) (year int, rest string) {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	rest = s[digits:]
	year, _ = strconv.Atoi(s[:digits])
	switch {
	case digits == 6 && rest == "" && year > 200000:
		return year / 100, s[4:]
	case digits == 2 && strings.HasPrefix(rest, "年"):
		year += 2000
	case digits != 4 || year < 2000 || year > 2100:
		return 0, s
	case rest == "":
		return year, ""
	}
	if after, ok := strings.CutPrefix(rest, "年"); ok {
		return year, after
	}
	if len(rest) > 1 && strings.ContainsRune("-./", rune(rest[0])) {
		return year, rest[1:]
	}
	return 0, s
}

// readMonth reads 2月, 2月份, 二月, and with a year 02 and 2-14 as well, with the day of a
// date.
func readMonth(s string, bare bool) (n, day int, ok bool) {
	head, tail, found := strings.Cut(s, "月")
	n = numeral(head)
	switch {
	case found && n >= 1 && n <= 12:
		tail = strings.TrimPrefix(tail, "份")
		day = dayOf(tail)
		return n, day, tail == "" || day > 0
	case found || !bare:
		return 0, 0, false
	}
	head = s
	if i := strings.IndexAny(s, "-./"); i > 0 {
		head = s[:i]
		if day = dayOf(s[i+1:]); day == 0 {
			return 0, 0, false
		}
	}
	n = numeral(head)
	return n, day, n >= 1 && n <= 12
}

// dayOf reads a day of a month, perhaps with a time, and returns 0 for anything else.
func dayOf(s string) int {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.Atoi(s[:digits])
	rest := strings.TrimLeft(s[digits:], "日号t")
	if err != nil || n > 31 || strings.Trim(rest, "0123456789:") != "" {
		return 0
	}
	return n
}

// numeral reads a number up to 12 in digits or in Chinese, and returns 0 for
// anything else.
func numeral(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n <= 12 && len(s) <= 2 {
		return n
	}
	return slices.Index(strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二"), s) + 1
}

// period finds the form's period that is meant. Of several years it is the one
// that the table names, or the last in which the period has begun.
func (r *lineReader) period(t term) (anwei.Period, bool) {
	p := anwei.Period{Kind: r.form.Every, Year: t.year, N: t.n}
	if p.Year == 0 && r.about.year > 0 {
		p.Year = r.about.year
	}
	if p.Year > 0 {
		return p, r.form.Covers(p)
	}
	found := false
	for y := r.form.First.Year; y <= r.form.Last.Year; y++ {
		at := anwei.Period{Kind: r.form.Every, Year: y, N: t.n}
		if r.form.Covers(at) && (!found || !at.First().In(r.now.Location()).After(r.now)) {
			p, found = at, true
		}
	}
	return p, found
}

// UnitNames says which unit a name means that stands in a table. They are made once for a
// roster and never change.
type UnitNames struct {
	all          []anwei.Unit
	exact, loose map[string][]anwei.UnitID
	tops         []string // the names of what stands at the root: 泽州县
}

// NewUnitNames gathers the names of units.
func NewUnitNames(units []anwei.Unit) *UnitNames {
	n := &UnitNames{all: units, exact: map[string][]anwei.UnitID{}, loose: map[string][]anwei.UnitID{}}
	for _, u := range units {
		if k := key(u.Name); u.Parent == "" && k != "" {
			n.tops = append(n.tops, k)
		}
	}
	add := func(m map[string][]anwei.UnitID, k string, id anwei.UnitID) {
		if k != "" && !slices.Contains(m[k], id) {
			m[k] = append(m[k], id)
		}
	}
	for _, u := range units {
		for _, s := range append([]string{u.Name}, u.Aliases...) {
			add(n.exact, key(s), u.ID)
			add(n.loose, n.reduced(s), u.ID)
		}
	}
	return n
}

// Find returns the unit with the name, as it is written or without its county
// and what stands above that, 人民政府 and 公章. It returns false where none or several have it.
func (n *UnitNames) Find(name string) (anwei.UnitID, bool) {
	ids := n.exact[key(name)]
	if len(ids) == 0 {
		ids = n.loose[n.reduced(name)]
	}
	if len(ids) != 1 {
		return "", false
	}
	return ids[0], true
}

func (n *UnitNames) reduced(name string) string {
	k := key(name)
	for _, s := range strings.Fields("公章 盖章 章 党委政府 人民政府 党委 政府 办事处") {
		if short := strings.TrimSuffix(k, s); len([]rune(short)) >= 2 {
			k = short
		}
	}
	for _, s := range append([]string{"县", "市", "区"}, n.tops...) {
		above, short, ok := strings.Cut(k, s)
		if ok && len([]rune(short)) >= 2 && (above == "" || strings.HasSuffix(above, "市") || strings.HasSuffix(above, "省")) {
			return short
		}
	}
	return k
}

// hasDigit reports whether the text has a figure in it.
func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
