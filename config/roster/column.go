package roster

import (
	"slices"
	"strings"

	"anwei"
	"anwei/report/intake"
)

type column int

// The columns of the list of units and of the list of people.
const (
	unitID column = iota
	unitName
	unitKind
	unitParent
	unitAliases
	unitTags
	unitRetired
	personID
	personName
	personPost
	personPhone
	personRole
	personUnit
	personDeputy
)

// headings are the words that each column may be headed with; the first is the
// one that is written.
func headings() map[column][]string {
	return map[column][]string{
		unitID:       {"编号", "单位编号", "单位编码", "编码", "单位代码"},
		unitName:     {"单位名称", "单位", "名称", "单位全称"},
		unitKind:     {"类型", "单位类型", "单位类别", "类别"},
		unitParent:   {"上级单位", "上级", "上级单位名称"},
		unitAliases:  {"别名", "单位别名", "简称", "单位简称", "其他叫法"},
		unitTags:     {"行业", "行业领域", "重点行业领域", "牵头行业", "行业标签", "标签"},
		unitRetired:  {"停用", "是否停用", "已停用"},
		personID:     {"账号", "帐号", "userid", "成员账号", "成员帐号", "企业微信账号", "企业微信帐号"},
		personName:   {"姓名", "名字", "人员姓名"},
		personPost:   {"职务", "职位"},
		personPhone:  {"手机", "手机号", "手机号码", "电话", "联系电话"},
		personRole:   {"角色", "身份"},
		personUnit:   {"单位", "单位名称", "所在单位", "填报单位", "负责单位"},
		personDeputy: {"副手", "是否副手", "副填报员"},
	}
}

func unitColumns() []column {
	return []column{unitID, unitName, unitKind, unitParent, unitAliases, unitTags, unitRetired}
}

func personColumns() []column {
	return []column{personID, personName, personPost, personPhone, personRole, personUnit, personDeputy}
}

// titles returns the headings that are written for the columns.
func titles(columns []column) []string {
	words := headings()
	return anwei.Each(columns, func(c column) string { return words[c][0] })
}

// table is a worksheet whose headings were found.
type table struct {
	intake.Grid
	head int // the index of the row of headings
	at   map[column]int
}

// find looks for the row of headings among the first rows of the sheet.
func find(s intake.Grid) (table, bool) {
	columns := map[string][]column{}
	for c, words := range headings() {
		for _, w := range words {
			columns[w] = append(columns[w], c)
		}
	}
	for i := range min(len(s.Rows), 10) {
		t := table{s, i, map[column]int{}}
		for j, cell := range s.Rows[i] {
			for _, c := range columns[heading(cell)] {
				if !t.has(c) {
					t.at[c] = j
				}
			}
		}
		if t.hasUnits() || t.hasPeople() || t.meansPeople() {
			return t, true
		}
	}
	return table{}, false
}

func (t table) has(c column) bool {
	_, ok := t.at[c]
	return ok
}

// hasUnits reports whether the sheet lists units, hasPeople whether it lists
// people. A sheet may do both.
func (t table) hasUnits() bool  { return t.has(unitID) && t.has(unitKind) }
func (t table) hasPeople() bool { return t.has(personID) }

// meansPeople reports whether the sheet lists people although it has no column of their
// accounts.
func (t table) meansPeople() bool {
	return t.has(personName) && (t.has(personRole) || !t.hasUnits() && (t.has(personPost) || t.has(personPhone) || t.has(personUnit)))
}

// lacks returns the headings among the columns that the sheet does not have.
func (t table) lacks(columns ...column) string {
	out := anwei.Each(anwei.Where(columns, func(c column) bool { return !t.has(c) }), func(c column) string {
		return "“" + titles([]column{c})[0] + "”"
	})
	return strings.Join(out, "、")
}

// cell returns the text in a column of a row, nothing where the column is not there.
func (t table) cell(row int, c column) string {
	j, ok := t.at[c]
	if !ok || j >= len(t.Rows[row]) {
		return ""
	}
	return t.Rows[row][j]
}

// blank reports whether all of the columns are empty in a row.
func (t table) blank(row int, columns ...column) bool {
	return !slices.ContainsFunc(columns, func(c column) bool { return t.cell(row, c) != "" })
}
