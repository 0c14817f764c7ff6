package roster

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/config"
	"anwei/report/intake"
)

// LoadExcel loads a roster from a workbook and checks it as Load does; problems
// name the worksheet and its row. Units and people stand on two sheets, or on
// one; sheets and columns are known by their headings, in any order. Units are
// referred to by id, name or alias. A person with several roles has several
// rows, or several units in one cell. Hidden sheets are left out; the notes say so, and
// what else was not taken as it stands.
func LoadExcel(name string, data []byte, p anwei.Plan) (r anwei.Roster, notes []string, err error) {
	sheets, notes, err := openSheets(name, data)
	if err != nil {
		return anwei.Roster{}, nil, err
	}
	w := workbook{Source: config.NewSource(name), name: name, first: map[string]int{}, said: map[string]bool{}}
	for _, s := range sheets {
		if t, ok := find(s); ok {
			w.table(t)
		}
	}
	if !w.found() {
		return anwei.Roster{}, nil, w.Err()
	}
	r = w.roster()
	cleaned, err := check(w.Source, p, &r)
	if err != nil {
		return anwei.Roster{}, nil, err
	}
	return r, append(notes, cleaned...), nil
}

// workbook gathers the rows of all sheets. Units and people take their final
// place only when their number is known, so that they can be marked there.
type workbook struct {
	*config.Source
	name   string
	units  []row
	people [][]row         // the rows of each person
	first  map[string]int  // where a userid stands in people
	said   map[string]bool // the units that were listed
	listed bool            // whether any sheet lists units
}

type row struct {
	table
	n int
}

func (w *workbook) table(t table) {
	if t.hasUnits() {
		w.listed = true
	}
	var columns []column
	if t.hasUnits() {
		columns = append(columns, unitName)
	}
	if t.hasPeople() || t.meansPeople() {
		columns = append(columns, personID, personName, personRole, personUnit)
	}
	if lacks := t.lacks(columns...); lacks != "" {
		var at int
		w.mark(&at, row{t, t.head}, "")
		w.Problem(&at, "工作表缺少%s一列；请补上，列的先后不限", lacks)
		return
	}
	for n := t.head + 1; n < len(t.Rows); n++ {
		r := row{t, n}
		if i := slices.IndexFunc(t.Rows[n], func(s string) bool { return strings.HasSuffix(s, intake.StruckNote) }); i >= 0 {
			var at int
			w.mark(&at, r, "")
			w.Problem(&at, "“%s”是划掉的；请删去这一行，或去掉删除线", strings.TrimSuffix(t.Rows[n][i], intake.StruckNote))
			continue
		}
		if t.hasUnits() && !t.blank(n, unitColumns()...) && !w.repeated(r) {
			w.units = append(w.units, r)
		}
		if t.hasPeople() && !t.blank(n, personID, personName, personPost, personPhone, personRole) {
			w.person(r)
		}
	}
}

// repeated reports whether an earlier row says the same of the same unit, as
// happens where units and people share a sheet.
func (w *workbook) repeated(r row) bool {
	cells := anwei.Each(unitColumns(), r.get)
	key := strings.Join(cells, "\x00")
	again := r.hasPeople() && w.said[key]
	w.said[key] = true
	return again
}

func (w *workbook) person(r row) {
	id := strings.ToLower(narrow(r.get(personID)))
	i, ok := w.first[id]
	if !ok || id == "" || w.people[i][0].get(personName) != r.get(personName) {
		w.first[id] = len(w.people)
		w.people = append(w.people, []row{r})
		return
	}
	w.people[i] = append(w.people[i], r)
}

// found reports whether there is a list of units, and says so if not.
func (w *workbook) found() bool {
	if !w.listed {
		w.FileProblem("没有找到单位的工作表；表头要有：%s", strings.Join(titles(unitColumns()), "、"))
	}
	return w.listed
}

func (w *workbook) roster() anwei.Roster {
	r := anwei.Roster{Units: make([]anwei.Unit, len(w.units)), People: make([]anwei.Person, len(w.people))}
	for i, from := range w.units {
		w.unit(&r.Units[i], from)
	}
	for i, from := range w.people {
		w.persona(&r.People[i], from)
	}
	return r
}

func (w *workbook) unit(u *anwei.Unit, from row) {
	*u = anwei.Unit{
		ID: anwei.UnitID(narrow(from.get(unitID))), Name: from.get(unitName), Kind: anwei.UnitKind(from.get(unitKind)),
		Parent: anwei.UnitID(from.get(unitParent)), Aliases: split(from.get(unitAliases)), Tags: split(from.get(unitTags)),
		Retired: w.truth(from, unitRetired),
	}
	w.mark(u, from, "")
	w.markColumn(&u.ID, from, unitID)
	w.markColumn(&u.Name, from, unitName)
	w.markColumn(&u.Kind, from, unitKind)
	w.markColumn(&u.Parent, from, unitParent)
	for i := range u.Aliases {
		w.markColumn(&u.Aliases[i], from, unitAliases)
	}
}

func (w *workbook) persona(p *anwei.Person, from []row) {
	head := from[0]
	*p = anwei.Person{
		ID: anwei.PersonID(narrow(head.get(personID))), Name: head.get(personName),
		Post: head.get(personPost), Phone: whole(narrow(head.get(personPhone))),
	}
	w.mark(p, head, "")
	w.markColumn(&p.ID, head, personID)
	w.markColumn(&p.Name, head, personName)
	w.markColumn(&p.Phone, head, personPhone)
	type origin struct {
		anwei.Assignment
		row
	}
	var roles []origin
	for _, r := range from {
		if r.blank(r.n, personRole, personUnit, personDeputy) {
			continue // somebody who is known but does nothing yet
		}
		units := split(r.get(personUnit))
		if len(units) == 0 {
			units = []string{""}
		}
		for _, u := range units {
			roles = append(roles, origin{anwei.Assignment{
				Role: anwei.Role(r.get(personRole)), Unit: anwei.UnitID(u), Deputy: w.truth(r, personDeputy),
			}, r})
		}
	}
	p.Roles = make([]anwei.Assignment, len(roles))
	for i, o := range roles {
		a := &p.Roles[i]
		*a = o.Assignment
		w.mark(a, o.row, "")
		w.markColumn(&a.Role, o.row, personRole)
		w.markColumn(&a.Unit, o.row, personUnit)
		w.markColumn(&a.Deputy, o.row, personDeputy)
	}
}

// truth reads 是 and 否, and tells what is neither.
func (w *workbook) truth(r row, c column) bool {
	switch text := strings.ToLower(narrow(r.get(c))); text {
	case "是", "√", "✓", "y", "yes", "true", "1":
		return true
	case "", "否", "×", "n", "no", "false", "0":
		return false
	default:
		var at int
		w.markColumn(&at, r, c)
		w.Problem(&at, "“%s”应当是“是”或“否”", text)
		return false
	}
}

func (w *workbook) markColumn(ptr any, r row, c column) {
	w.mark(ptr, r, titles([]column{c})[0])
}

// mark records the row that a value was read from, counted as Excel counts.
func (w *workbook) mark(ptr any, r row, field string) {
	w.Mark(ptr, w.name+"（"+r.Name+"）", r.n+1, field)
}

func (r row) get(c column) string { return r.cell(r.n, c) }

// split takes a cell with several names apart.
func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) })
}

// whole writes a number that Excel keeps as 1.35E+10 as people typed it.
func whole(s string) string {
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.ContainsAny(s, "eE.") && f == math.Trunc(f) && f > 0 && f < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return s
}
