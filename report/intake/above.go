package intake

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
)

// speaker is of whom and when something speaks.
type speaker struct {
	unit   anwei.UnitID
	period anwei.Period
	said   string // what may be another unit, or less than a period: 安监站, 周报
}

// about is what the lines around a table say for all of its rows.
type about struct {
	speaker

	year int
	// told is set once a line of its own, 报送期：, named the period, or named one
	// that the form is not reported for.
	told bool
}

// lineReader reads what the lines around a table say.
type lineReader struct {
	*answers

	asked []anwei.Unit // those that the form asks
	about about
}

// tab reads the name of the tab: of a unit, or with a period in it.
func (r *lineReader) tab(name string) {
	r.stretch(name)
	if id, ok := r.units.Find(name); ok {
		r.about.unit = id
	}
	if terms := termsIn(name, r.form.Every); len(terms) == 1 {
		if p, ok := r.period(terms[0]); ok {
			r.about.period = p
		}
	}
}

// lines reads the rows from the first up to the second for what they say of the
// whole table. Months and units that stand anywhere in a title count only before
// the first headings, and only where they are all the same.
func (r *lineReader) lines(from, to int, titles bool) {
	var said titleWords
	told := false
	for y := from; y < to; y++ {
		texts := parted(r.grid.texts(y))
		for i, s := range texts {
			value := ""
			if i+1 < len(texts) {
				value = texts[i+1]
			}
			if r.line(s, value, y) {
				told = told || r.about.unit != "" || r.about.said != ""
				continue
			}
			if titles {
				said.units = distinct(said.units, r.unitsIn(s))
				said.months = distinct(said.months, termsIn(s, r.form.Every))
				said.months = distinct(said.months, r.stretch(s))
			}
		}
	}
	if len(said.units) == 1 && !told {
		r.about.unit = said.units[0]
	}
	if len(said.months) == 1 && !r.about.told {
		if p, ok := r.period(said.months[0]); ok {
			r.about.period = p
		}
	}
}

// parted are the texts of a row, each that says several things in its pieces.
func parted(texts []string) (out []string) {
	for _, s := range texts {
		out = append(out, pieces(s)...)
	}
	return out
}

// pieces parts a line that says several things: 填报单位：南村镇   填报日期：10月21日.
func pieces(s string) []string {
	if strings.Count(s, ":")+strings.Count(s, "：") < 2 {
		return []string{s}
	}
	var out []string
	for _, word := range strings.Fields(s) {
		if len(out) == 0 || strings.ContainsAny(word, ":：") {
			out = append(out, word)
		} else {
			out[len(out)-1] += word
		}
	}
	return out
}

// titleWords is what the titles of a table name, each once.
type titleWords struct {
	units  []anwei.UnitID
	months []term
}

// distinct adds those of the values that are not in the list.
func distinct[T comparable](list, values []T) []T {
	for _, v := range values {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// unitsIn returns the units whose name stands in a title: 南村镇10月调度表. A name
// within a longer one does not count.
func (r *lineReader) unitsIn(title string) []anwei.UnitID {
	k := key(title)
	var out []anwei.UnitID
	longest := 0
	for _, u := range r.asked {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			n := key(name)
			if len([]rune(n)) < 2 || !strings.Contains(k, n) || len(n) < longest {
				continue
			}
			if len(n) > longest {
				longest, out = len(n), nil
			}
			if !slices.Contains(out, u.ID) {
				out = append(out, u.ID)
			}
		}
	}
	return out
}

// line reads one text with a colon, 填报单位：南村镇, whose value may be in the next
// cell. It reports whether the text was of that kind.
func (r *lineReader) line(s, next string, y int) bool {
	name, value, found := strings.Cut(plain(s), ":")
	if !found {
		name = plain(s)
	}
	if value == "" && !strings.Contains(plain(next), ":") {
		value = next
	}
	if strings.Trim(value, "_") == "" {
		return found
	}
	switch {
	case slices.Contains(strings.Fields("填报单位 报送单位 上报单位 单位名称 填表单位"), name), found && name == "单位":
		var ok bool
		if r.about.unit, ok = r.units.Find(value); !ok {
			r.about.said = value
		}
		return true
	case slices.Contains(strings.Fields("报送期 报告期 报表期 所属期 填报期 填报月份 报送月份 统计月份 报送期别"), name):
		t, ok := readTerm(value, r.form.Every, true)
		if !ok {
			return true
		}
		r.about.told = true
		r.stretch(value)
		if r.about.period, ok = r.period(t); !ok {
			r.about.period = anwei.Period{}
			r.leave(r.find(s, y), y, OutsidePeriod, "")
		}
		return true
	case slices.Contains(strings.Fields("填报日期 填表日期 填报时间 报送日期 报送时间"), name):
		r.filled(value)
		return true
	}
	return found
}

// filled takes the year of the day on which the table was filled in. One filled
// in in January may be about the year before.
func (r *lineReader) filled(value string) {
	year, rest := leadingYear(plain(value))
	if n, _, ok := readMonth(rest, true); ok && year > 0 && n > 1 {
		r.about.year = year
	}
}

// find returns the column of the text in the row.
func (r *lineReader) find(s string, y int) int {
	for x := range r.grid.width(y) {
		if slices.Contains(pieces(r.grid.at(x, y)), s) {
			return x
		}
	}
	return 0
}

// termsIn finds the periods that a title names: 2026年10月, （10月份）, 三季度. Days
// are none, and a span of several periods gives two, so that it is not taken for
// its last.
func termsIn(s string, kind anwei.PeriodKind) []term {
	ends := map[anwei.PeriodKind][]string{
		anwei.Month: {"月"}, anwei.Quarter: {"季度"}, anwei.Half: {"上半年", "下半年"},
	}[kind]
	s = plain(s)
	var out []term
	for _, end := range ends {
		rest := s
		for {
			before, after, found := strings.Cut(rest, end)
			if !found {
				break
			}
			out = append(out, termAt(before, end, after, kind)...)
			rest = after
		}
	}
	return out
}

// termAt reads the period whose last characters are end.
func termAt(before, end, after string, kind anwei.PeriodKind) []term {
	digits := len(strings.TrimRight(before, "0123456789"))
	if digits == len(before) {
		digits = len(strings.TrimRight(before, "一二三四五六七八九十"))
	}
	from := strings.TrimSuffix(before[:digits], "第")
	year := 0
	if head, ok := strings.CutSuffix(from, "年"); ok {
		n := len(strings.TrimRight(head, "0123456789"))
		year, _ = strconv.Atoi(head[n:])
		from = head[:n]
	}
	t, ok := readTerm(before[digits:]+end, kind, false)
	switch {
	case !ok, after != "" && after[0] >= '0' && after[0] <= '9':
		return nil // 10月22日 is a day
	case strings.HasSuffix(from, "-"), strings.HasSuffix(from, "~"), strings.HasSuffix(from, "至"),
		strings.HasSuffix(from, "到"), strings.HasSuffix(from, "—"), strings.HasSuffix(from, "–"):
		return []term{t, {}}
	}
	t.year = year
	return []term{t}
}
