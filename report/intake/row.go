package intake

import (
	"slices"
	"strings"
)

// looseRow is a row of answers without a label.
type looseRow struct {
	y       int
	columns []readColumn
	speaker
}

// tables reads every block of headings with the rows under it. It returns false
// where there is none.
func (r *tableReader) tables() bool {
	heads := r.heads()
	for i, b := range heads {
		end := r.grid.high()
		if i+1 < len(heads) {
			end = heads[i+1].top
		}
		if i == 0 {
			r.lines(0, b.top, true)
		}
		columns := r.columns(b)
		r.know(columns)
		r.label(columns, b.bottom+1, end)
		first := b.bottom + 1
		r.daily = r.log(columns, first, end)
		if first < end && r.numbersColumns(columns, first) {
			r.leave(r.firstText(first), first, NumberRow, "")
			first++
		}
		for y := first; y < end; y++ {
			r.under(columns, y)
		}
	}
	return len(heads) > 0
}

// label finds the columns that say of whom or when by what stands in them, where
// no heading does.
func (r *tableReader) label(columns []readColumn, from, to int) {
	has := func(k columnKind) bool {
		return slices.ContainsFunc(columns, func(c readColumn) bool { return c.kind == k })
	}
	if has(periodColumn) || has(unitColumn) {
		return
	}
	for x := range columns {
		if columns[x].kind != unknownColumn {
			continue
		}
		for y := from; y < to; y++ {
			s := r.grid.at(x, y)
			if _, ok := readTerm(s, r.form.Every, false); ok {
				columns[x].kind = periodColumn
				return
			}
			if _, ok := r.units.Find(s); ok {
				columns[x].kind = unitColumn
				return
			}
		}
	}
}

// numbersColumns reports whether the row does nothing but number the columns
// that have answers, as the row under official headings often does.
func (r *sheet) numbersColumns(columns []readColumn, y int) bool {
	n, last := 0, ""
	for x, c := range columns {
		s := plain(r.grid.at(x, y))
		switch c.kind { //nolint:exhaustive // the others may hold anything
		case fieldColumn, openColumn:
			if last != "" && s != increased(last) || !isDigits(strings.Trim(s, "()")) {
				return false
			}
			n, last = n+1, s
		case periodColumn:
			if _, ok := readTerm(s, r.form.Every, false); ok {
				return false
			}
		case unitColumn:
			if _, ok := r.units.Find(s); ok {
				return false
			}
		}
	}
	return n >= 3
}

// increased returns the number one higher, in the same brackets.
func increased(s string) string {
	d := strings.Trim(s, "()")
	b := []byte(d)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < '9' {
			b[i]++
			return strings.Replace(s, d, string(b), 1)
		}
		b[i] = '0'
	}
	return strings.Replace(s, d, "1"+string(b), 1)
}

// under reads one row under headings.
func (r *tableReader) under(columns []readColumn, y int) {
	if len(r.grid.texts(y)) == 0 {
		return
	}
	l := r.labels(columns, y)
	switch {
	case l.total:
		if r.filledIn(columns, y) {
			r.leave(r.firstText(y), y, TotalRow, "")
		}
	case l.why == "" && l.named:
		r.row(columns, y, l.speaker)
	case r.isNote(columns, y):
		r.lines(y, y+1, false)
	case l.why != "":
		if r.filledIn(columns, y) {
			r.leave(l.x, y, l.why, "")
		}
	case r.filledIn(columns, y):
		r.loose = append(r.loose, looseRow{y, columns, r.about.speaker})
	}
}

// labels is what a row says of itself.
type labels struct {
	speaker

	named bool // it says of whom or when
	total bool
	why   Why // why it cannot be read, by the cell in column x
	x     int
}

func (r *tableReader) labels(columns []readColumn, y int) labels {
	l := labels{speaker: r.about.speaker}
	answers := false
	for x, c := range columns {
		s := r.grid.at(x, y)
		answers = answers || c.kind == fieldColumn || c.kind == openColumn
		if !answers || c.kind == periodColumn || c.kind == unitColumn {
			l.total = l.total || totals(s)
		}
		if s != "" && !current(s) {
			r.readLabel(&l, c, s, x)
		}
	}
	return l
}

// readLabel reads the cell of a column that says of whom or when.
func (r *tableReader) readLabel(l *labels, c readColumn, s string, x int) {
	switch c.kind { //nolint:exhaustive // the others are no labels
	case periodColumn:
		t, less, ok := r.dayLabel(s)
		switch {
		case !ok:
			l.why, l.x = UnknownPeriod, x
			return
		case r.daily && (less || t.day > 0 || isDigits(plain(s))):
			l.why, l.x = Stretch, x
			return
		case less:
			l.said = s
		}
		if l.named = true; less && t.n == 0 {
			return
		}
		if l.period, ok = r.period(t); !ok {
			l.why, l.x = OutsidePeriod, x
		}
	case unitColumn:
		id, ok := r.units.Find(s)
		if !ok {
			l.why, l.x = UnknownUnit, x
		} else if r.about.unit == "" && l.said == r.about.said {
			l.said = ""
		}
		l.unit, l.named = id, true
	}
}

// totals reports whether a label is that of a row of totals or of comparison.
func totals(s string) bool {
	k := key(s)
	if len([]rune(k)) > 14 {
		return false
	}
	return slices.ContainsFunc(strings.Fields("合计 总计 小计 累计 共计 总数 平均 同期 同比 环比"), func(w string) bool {
		return strings.Contains(k, w)
	}) || k == "计"
}

// filledIn reports whether the row has anything in a column of answers.
func (r *sheet) filledIn(columns []readColumn, y int) bool {
	for x, c := range columns {
		if r.grid.at(x, y) != "" && slices.Contains([]columnKind{fieldColumn, openColumn, progressColumn}, c.kind) {
			return true
		}
	}
	return false
}

func (r *sheet) firstText(y int) int {
	for x := range r.grid.width(y) {
		if r.grid.at(x, y) != "" {
			return x
		}
	}
	return 0
}

// isNote reports whether a row without a label that can be read is a line of
// words over or under the grid: 填表联系人, 备注, a sentence.
func (r *sheet) isNote(columns []readColumn, y int) bool {
	texts := r.grid.texts(y)
	if slices.ContainsFunc(texts, isSignature) {
		return true
	}
	if slices.ContainsFunc(texts, func(s string) bool { return isNumber(s) || isNA(s) || isFault(s) }) {
		return false
	}
	words := func(s string) bool { return len([]rune(s)) >= 10 || strings.Contains(plain(s), ":") }
	if r.filledIn(columns, y) && len(texts) > 1 {
		return !slices.ContainsFunc(texts, func(s string) bool { return !words(s) })
	}
	return !hasDigit(texts[0]) || words(texts[0])
}

// isSignature reports whether the text is one of those beside which people sign.
func isSignature(s string) bool {
	name, _, _ := strings.Cut(plain(s), ":")
	return slices.ContainsFunc(strings.Fields("填表 联系人 负责人 职务 电话 联系电话 审核 审批 签字 签名 盖章 备注 注 说明 制表 填报 报送单位 单位负责人 未报单位 手机"), func(w string) bool {
		return name == w || strings.HasPrefix(name, w) && strings.Contains(plain(s), ":")
	})
}
