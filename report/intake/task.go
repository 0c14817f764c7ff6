package intake

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
)

// ledgerHead returns what the columns of a ledger's headings are about, and
// false where the row has no headings of tasks and of what was done about them.
func (r *sheet) ledgerHead(y int) ([]readColumn, bool) {
	columns := make([]readColumn, r.grid.wide())
	has := map[columnKind]bool{}
	for x := range columns {
		k := key(r.grid.at(x, y))
		switch {
		case slices.Contains(strings.Fields("重点工作任务 工作任务 重点任务 任务 任务名称 具体任务 工作任务名称 重点工作"), k):
			columns[x].kind = taskColumn
		case slices.Contains(strings.Fields("落实情况 本月落实情况 工作落实情况 落实进展 落实进展情况 进展情况 工作进展 工作进展情况 进展 完成情况 推进情况 开展情况 工作开展情况 具体落实情况 目前进展"), k):
			columns[x].kind = progressColumn
		case slices.Contains(strings.Fields("主要工作目标 工作目标 目标 责任单位 牵头单位 工作措施 主要措施 措施 具体措施"), k):
			columns[x].kind = passedColumn
		default:
			columns[x].kind = besides(r.grid.at(x, y))
		}
		has[columns[x].kind] = true
	}
	return columns, has[progressColumn] && (has[taskColumn] || r.numbered(columns, y+1))
}

// tasks reads a ledger task by task. It returns false where no row has the
// headings of one.
func (r *tableReader) tasks() bool {
	var columns []readColumn
	unit := ""
	for y := range r.grid.high() {
		if c, ok := r.ledgerHead(y); ok {
			if columns == nil {
				r.lines(0, y, true)
			}
			columns, unit = c, ""
			continue
		}
		if columns != nil {
			unit = r.task(columns, y, unit)
		}
	}
	return columns != nil
}

// task reads one row of a ledger. The name of a unit stands once for all its
// tasks; it is returned for the next row.
func (r *tableReader) task(columns []readColumn, y int, unit string) string {
	for x, c := range columns {
		if s := r.grid.at(x, y); c.kind == unitColumn && s != "" {
			unit = s
		}
	}
	l := r.labels(columns, y)
	f, at, found := r.taskOf(columns, y)
	if id, ok := r.units.Find(unit); ok && slices.ContainsFunc(columns, func(c readColumn) bool { return c.kind == unitColumn }) {
		l.unit = id
	}
	if found {
		r.seen[f.ID] = true
	}
	switch {
	case len(r.grid.texts(y)) == 1 && !found, !found && slices.ContainsFunc(r.grid.texts(y), isSignature):
		r.lines(y, y+1, false)
		return unit
	case !r.filledIn(columns, y) && !r.extra(columns, y):
		return unit
	case l.why != "":
		r.leave(l.x, y, l.why, f.ID)
		return unit
	case !found:
		r.leave(at, y, UnknownTask, "")
		return unit
	}
	for x, c := range columns {
		switch {
		case c.kind == progressColumn && r.grid.at(x, y) != "":
			r.take(x, y, f, l.speaker)
		case c.kind == unknownColumn && r.grid.at(x, y) != "":
			r.leave(x, y, NoHeading, f.ID)
		}
	}
	return unit
}

// extra reports whether the row has anything under a heading that is not known.
func (r *sheet) extra(columns []readColumn, y int) bool {
	for x, c := range columns {
		if c.kind == unknownColumn && r.grid.at(x, y) != "" {
			return true
		}
	}
	return false
}

// taskOf returns the field that the row is about: by the name of the task, or by
// its number where there are no names and the numbers are those of all tasks.
// Otherwise it returns the column where the name should be.
func (r *sheet) taskOf(columns []readColumn, y int) (f anwei.Field, at int, found bool) {
	at = r.firstText(y)
	named := false
	for x, c := range columns {
		if c.kind != taskColumn {
			continue
		}
		named = true
		if s := r.grid.at(x, y); s != "" {
			at = x
			if fields := r.names.find(s, ""); len(fields) == 1 {
				return r.form.Fields[fields[0]], x, true
			}
		}
	}
	if named {
		return anwei.Field{}, at, false
	}
	if x := ordinals(r.grid, columns); x >= 0 {
		n, err := strconv.Atoi(plain(r.grid.at(x, y)))
		if err == nil && n >= 1 && n <= len(r.form.Fields) {
			return r.form.Fields[n-1], x, true
		}
	}
	return anwei.Field{}, at, false
}

// numbered reports whether the rows from y on are numbered from 1 to the number
// of the form's tasks, each once.
func (r *sheet) numbered(columns []readColumn, y int) bool {
	x := -1
	for i := range columns {
		if key(r.grid.at(i, y-1)) == "序号" {
			x = i
		}
	}
	if x < 0 {
		return false
	}
	next := 1
	for ; y < r.grid.high(); y++ {
		n, err := strconv.Atoi(plain(r.grid.at(x, y)))
		if err != nil {
			continue
		}
		if n != next {
			return false
		}
		next++
	}
	return next == len(r.form.Fields)+1
}

// ordinals returns the column of numbers, the first that is passed over and has
// any.
func ordinals(g grid, columns []readColumn) int {
	for x, c := range columns {
		if c.kind != passedColumn {
			continue
		}
		for y := range g.high() {
			if isDigits(plain(g.at(x, y))) {
				return x
			}
		}
	}
	return -1
}
