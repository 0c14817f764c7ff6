package language

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// roles says which fields of a form play which part, as read off their titles:
// counts of checks, of hazards found, of major hazards, and of hazards put
// right.
type roles struct {
	check set
	find  set
	major set
	rect  set
	// base is the field whose hazards a field of rect counts as put right, and
	// rectOf the way back; -1 for none.
	base   []int
	rectOf []int
	// group is the group of each field, by its place, and groups the fields of
	// each group.
	group  []int
	groups []set
	names  []string // the ids of the groups
	counts set      // the fields that hold counts
}

func rolesOf(f anwei.Form) roles {
	r := roles{}
	for _, g := range f.Groups {
		r.names = append(r.names, g.ID)
		r.groups = append(r.groups, set{})
	}
	for i, fd := range f.Fields {
		r.base, r.rectOf, r.group = append(r.base, -1), append(r.rectOf, -1), append(r.group, -1)
		if i >= maxFields || !fd.Kind.Counts() {
			continue
		}
		r.counts = r.counts.or(only(i))
		for g, id := range r.names {
			if id == fd.Group {
				r.group[i] = g
				r.groups[g] = r.groups[g].or(only(i))
			}
		}
		r.cast(i, fd)
	}
	for i := range f.Fields {
		if r.rect.has(i) {
			r.pair(f, i)
		}
	}
	return r
}

// hazards returns the fields that count hazards, found or put right.
func (r roles) hazards() set { return r.find.or(r.major).or(r.rect) }

// measures returns the fields that are neither checks nor hazards: 停产, 约谈.
func (r roles) measures() set { return r.counts.without(r.hazards()).without(r.check) }

// cast gives a field its part.
func (r *roles) cast(i int, fd anwei.Field) {
	typed := fd.Title + "\n" + fd.Short
	switch {
	case strings.Contains(typed, "整改") && !strings.Contains(typed, "通知") && !strings.Contains(typed, "停产整改"):
		r.rect = r.rect.or(only(i))
	case strings.Contains(typed, "重大") && strings.Contains(typed, "隐患"):
		r.major = r.major.or(only(i))
	case text.ContainsAny(typed, "隐患", "发现问题"):
		r.find = r.find.or(only(i))
	case text.ContainsAny(typed, "检查", "自查", "督查", "督导", "巡查", "抽查", "排查") && !text.ContainsAny(typed, "倒查", "追查"):
		r.check = r.check.or(only(i))
	}
}

// pair finds the field whose hazards the field i counts as put right: the last
// one before it in its group that counts hazards, and of these one that is
// named alike where there is one.
func (r *roles) pair(f anwei.Form, i int) {
	major := text.ContainsAny(f.Fields[i].Title+f.Fields[i].Short+f.Fields[i].Name, "重大")
	for j := i - 1; j >= 0; j-- {
		if r.group[j] != r.group[i] || !r.find.or(r.major).has(j) || r.rectOf[j] >= 0 || r.major.has(j) != major {
			continue
		}
		r.base[i], r.rectOf[j] = j, i
		return
	}
}
