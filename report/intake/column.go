package intake

import (
	"slices"
	"strings"
)

// columnKind is what a column of a table that somebody sent is about.
type columnKind int

const (
	unknownColumn  columnKind = iota
	fieldColumn               // answers of one field
	openColumn                // answers of one of several fields
	otherColumn               // 累计 and the like
	periodColumn              // says of when a row speaks
	unitColumn                // says of whom a row speaks
	passedColumn              // 序号, 报送时间, 状态
	taskColumn                // the tasks of a ledger
	progressColumn            // what was done about them
)

// readColumn is a column as its headings have it.
type readColumn struct {
	kind   columnKind
	fields []int // what it may be: one for a fieldColumn, more for an openColumn
	why    Why   // why its cells are left, for an openColumn
}

// besides returns what a column is about that has no answers.
func besides(head string) columnKind {
	k := key(head)
	for _, known := range []struct {
		kind  columnKind
		words string
	}{
		{periodColumn, "日期 月份 月 时间 期 期别 报送期 报告期 报表期 所属期 填报期 填报月份 报送月份 统计月份 季度 年度 半年"},
		{unitColumn, "单位 填报单位 单位名称 报送单位 上报单位 乡镇 镇 乡镇名称 镇街 乡镇街道 部门 部门名称 地区 名称"},
		{passedColumn, "序号 编号 号 no 报送时间 报送日期 填报日期 填报时间 上报时间 提交时间 状态 报送状态 报送情况 盖章件"},
	} {
		if slices.Contains(strings.Fields(known.words), k) {
			return known.kind
		}
	}
	return unknownColumn
}

// columns reads the headings of a block.
func (r *sheet) columns(b headBlock) []readColumn {
	wide := 0
	for y := range r.grid.high() {
		wide = max(wide, r.grid.width(y))
	}
	out := make([]readColumn, wide)
	for x := range out {
		out[x] = r.column(r.path(b, x))
	}
	r.settleColumns(out)
	return out
}

// column reads the headings over one column.
func (r *sheet) column(path []string) readColumn {
	if len(path) > 1 && current(path[len(path)-1]) {
		path = path[:len(path)-1]
	}
	if len(path) == 0 {
		return readColumn{}
	}
	group, other := "", false
	for _, s := range path[:len(path)-1] {
		if id, ok := r.names.group(s); ok {
			group = id
		} else {
			other = other || otherSpan(s)
		}
	}
	last := path[len(path)-1]
	fields := r.names.find(last, group)
	switch {
	case other, len(fields) == 0 && otherSpan(last):
		return readColumn{kind: otherColumn, why: Cumulative}
	case len(fields) == 0:
		return readColumn{kind: besides(last)}
	case len(fields) == 1:
		return readColumn{kind: fieldColumn, fields: fields}
	}
	return readColumn{kind: openColumn, fields: fields, why: Ambiguous}
}

// settleColumns decides by their neighbours which field the columns have whose
// heading fits several: the official form has 整改 right of what was found and 整改
// right of the major ones among it. What remains open is left, and so are the
// columns of a field that has two.
func (r *sheet) settleColumns(columns []readColumn) {
	refused := make([]bool, len(columns))
	var got []int
	for again := true; again; {
		got = adjacent(columns, refused)
		again = false
		for x := range columns {
			if columns[x].kind == openColumn && got[x] >= 0 && doubtful(columns, got, x) {
				refused[x], again = true, true
			}
		}
	}
	for x := range columns {
		if columns[x].kind == openColumn && got[x] >= 0 {
			columns[x] = readColumn{kind: fieldColumn, fields: []int{got[x]}}
		}
	}
	for x := range columns {
		for o := range columns {
			if x != o && got[x] >= 0 && got[x] == got[o] {
				columns[x].kind, columns[x].why = openColumn, Ambiguous
			}
		}
	}
}

// adjacent returns the field of each column, or -1: the one that its heading
// names, or that officially follows the field to the left.
func adjacent(columns []readColumn, refused []bool) []int {
	out := make([]int, len(columns))
	left := -1
	for x, c := range columns {
		out[x] = -1
		switch {
		case c.kind == fieldColumn:
			out[x] = c.fields[0]
		case c.kind != openColumn:
			continue
		case !refused[x] && left >= 0 && slices.Contains(c.fields, left+1):
			out[x] = left + 1
		}
		left = out[x]
	}
	return out
}

// doubtful reports whether the column could as well be another of its fields:
// one whose left neighbour also stands to the left, and that has no column.
func doubtful(columns []readColumn, got []int, x int) bool {
	return slices.ContainsFunc(columns[x].fields, func(f int) bool {
		return f != got[x] && f > 0 && slices.Contains(got[:x], f-1) && !slices.Contains(got, f)
	})
}
