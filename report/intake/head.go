package intake

import (
	"slices"
	"strings"
)

// headBlock is rows of headings that stand together, both included.
type headBlock struct{ top, bottom int }

// turn turns a table on its side that has its headings in a column.
func (r *sheet) turn() {
	across, down := 0, 0
	for y := range r.grid.high() {
		across = max(across, r.named(r.grid, y))
	}
	side := r.grid
	side.turned = true
	for y := range side.high() {
		down = max(down, r.named(side, y))
	}
	if across < 2 && down >= 3 {
		r.grid = side
	}
}

// named returns how many different headings of fields the row has.
func (r *sheet) named(g grid, y int) int {
	var keys []string
	for _, s := range g.texts(y) {
		if k := key(s); !slices.Contains(keys, k) && len(r.names.find(s, "")) > 0 {
			keys = append(keys, k)
		}
	}
	return len(keys)
}

// isHead reports whether the row has headings: of two fields, or of one beside a
// column that says of whom or when.
func (r *sheet) isHead(y int) bool {
	switch r.named(r.grid, y) {
	case 0:
		return false
	case 1:
		firm, label := false, false
		for _, s := range r.grid.texts(y) {
			firm = firm || r.names.firm(s)
			label = label || besides(s) != unknownColumn
		}
		return firm && label
	}
	return true
}

// heads returns the blocks of headings from top to bottom.
func (r *sheet) heads() []headBlock {
	var out []headBlock
	for y := 0; y < r.grid.high(); y++ {
		if !r.isHead(y) {
			continue
		}
		b := headBlock{y, y}
		free := 0
		if len(out) > 0 {
			free = out[len(out)-1].bottom + 1
		}
		for b.top > free && b.top > y-2 && r.hasGroup(b.top-1) {
			b.top--
		}
		for b.bottom+1 < r.grid.high() && (r.isHead(b.bottom+1) || r.hasSpans(b.bottom+1)) {
			b.bottom++
		}
		out = append(out, b)
		y = b.bottom
	}
	return out
}

// hasGroup reports whether a cell of the row names a group.
func (r *sheet) hasGroup(y int) bool {
	return slices.ContainsFunc(r.grid.texts(y), func(s string) bool {
		_, ok := r.names.group(s)
		return ok
	})
}

// hasSpans reports whether the row parts the columns above it into 本月 and 累计.
// The columns that have headings of their own reach down into it.
func (r *sheet) hasSpans(y int) bool {
	found := false
	for x := range r.grid.width(y) {
		s := r.grid.at(x, y)
		if s == "" || s == r.grid.at(x, y-1) {
			continue
		}
		spans := current(s) || otherSpan(s)
		if !spans && besides(s) == unknownColumn {
			return false
		}
		found = found || spans
	}
	return found
}

// current reports whether a heading means the period itself.
func current(s string) bool {
	return slices.Contains(strings.Fields("本月 当月 本期 当期 本月数 当月数 本期数 本季度 数量 数据 数值 填报数 本月新增 新增"), key(s))
}

// otherSpan reports whether a heading means other figures than the period's.
func otherSpan(s string) bool {
	k := key(s)
	return slices.ContainsFunc(strings.Fields("累计 合计 总计 小计 上月 上期 上年 去年 同期 同比 环比 计划数 目标数 占比 比例"), func(w string) bool {
		return strings.Contains(k, w)
	}) || strings.HasSuffix(k, "率")
}

// path returns the headings over a column from top to bottom, each once. A group
// whose cell was not repeated over its span reaches to the next heading.
func (r *sheet) path(b headBlock, x int) []string {
	var out []string
	for y := b.top; y <= b.bottom; y++ {
		s := r.grid.at(x, y)
		if s == "" && y < b.bottom && r.below(b, x, y) {
			s = r.reaching(x, y)
		}
		if s != "" && (len(out) == 0 || key(out[len(out)-1]) != key(s)) {
			out = append(out, s)
		}
	}
	return out
}

// below reports whether the column has a heading under the row.
func (r *sheet) below(b headBlock, x, y int) bool {
	for y++; y <= b.bottom; y++ {
		if r.grid.at(x, y) != "" {
			return true
		}
	}
	return false
}

// reaching returns the group, or the heading parted below, to the left of a
// blank cell.
func (r *sheet) reaching(x, y int) string {
	for x--; x >= 0; x-- {
		s := r.grid.at(x, y)
		if s == "" {
			continue
		}
		if _, ok := r.names.group(s); ok || r.hasSpans(y+1) {
			return s
		}
		return ""
	}
	return ""
}
