package contacts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"anwei"
	"anwei/bot/outbox"
	"anwei/bot/wecom"
)

// book is what the app sees of WeCom's.
type book struct {
	departments []wecom.Department
	members     []wecom.Member
}

// Kind is how a person differs between the roster and WeCom.
type Kind string

// The kinds of change.
const (
	New     Kind = "add"    // is new, and it is clear for which unit
	Renamed Kind = "rename" // has another name
	Open    Kind = "open"   // is new, and somebody has to decide
	Gone    Kind = "gone"   // is not seen in WeCom
)

// Change is a difference between the roster and WeCom, as a line of JSON has it.
type Change struct {
	Kind Kind           `json:"change"`
	ID   anwei.PersonID `json:"userid"`
	Name string         `json:"name,omitempty"`
	Old  string         `json:"old,omitempty"` // the name before
	Unit anwei.UnitID   `json:"unit,omitempty"`
	Why  string         `json:"why,omitempty"`

	person anwei.Person // of New
	title  string       // of the unit
}

func (c Change) line() string {
	who := fmt.Sprintf("%s（%s）", cmp.Or(c.Name, "姓名未知"), c.ID)
	switch c.Kind {
	case New:
		return who + " → " + c.title + "，填报员"
	case Renamed:
		return fmt.Sprintf("%s → %s（%s）", c.Old, c.Name, c.ID)
	case Gone:
		return c.title + who
	case Open:
	}
	return who + "：" + c.Why
}

type diff struct {
	seen, listed int
	changes      []Change
}

// compare compares the roster with the contacts. New people are looked for
// in the department and those below it alone, where one is given; its error is
// that there is no such department.
func compare(list anwei.Roster, seen book, department int) (diff, error) {
	d := diff{seen: len(seen.members), listed: len(list.People)}
	tree := newTree(list, seen.departments)
	if _, ok := tree.byID[department]; department != 0 && !ok {
		return d, fmt.Errorf("应用看不见部门%d；请在企业微信管理后台的通讯录里核对部门ID", department)
	}
	known := map[anwei.PersonID]anwei.Person{}
	for _, p := range list.People {
		known[p.ID.Folded()] = p
	}
	var fresh []Change
	for _, m := range seen.members {
		p, ok := known[m.ID.Folded()]
		delete(known, m.ID.Folded())
		switch {
		case ok && m.Name != "" && m.Name != p.Name:
			d.changes = append(d.changes, Change{Kind: Renamed, ID: p.ID, Name: m.Name, Old: p.Name})
		case !ok && tree.concerns(m, department):
			fresh = append(fresh, tree.place(m))
		}
	}
	d.changes = append(d.changes, settle(list, fresh)...)
	for _, p := range list.People { // in their order
		if _, left := known[p.ID.Folded()]; left {
			units := strings.TrimSuffix(outbox.Named(list, p), p.Name)
			d.changes = append(d.changes, Change{Kind: Gone, ID: p.ID, Name: p.Name, title: units})
		}
	}
	return d, nil
}

// settle leaves open whoever is not the only one for a unit that has no reporter:
// who of them reports, nobody but the office can say.
func settle(list anwei.Roster, fresh []Change) []Change {
	count := map[anwei.UnitID]int{}
	for _, c := range fresh {
		count[c.Unit]++
	}
	for i := range fresh {
		c := &fresh[i]
		if c.Kind != New {
			continue
		}
		switch {
		case slices.ContainsFunc(list.People, func(p anwei.Person) bool { return p.ReportsFirst(c.Unit) }):
			c.Kind, c.Why = Open, c.title+"已有填报员，看不出他是什么角色"
		case count[c.Unit] > 1:
			c.Kind, c.Why = Open, fmt.Sprintf("%s新来了%d人，看不出谁是填报员", c.title, count[c.Unit])
		}
	}
	return fresh
}

// tree is WeCom's departments, and which unit each of them is.
type tree struct {
	byID  map[int]wecom.Department
	units map[string][]anwei.Unit // by name and alias
}

func newTree(list anwei.Roster, departments []wecom.Department) tree {
	t := tree{byID: map[int]wecom.Department{}, units: map[string][]anwei.Unit{}}
	for _, d := range departments {
		t.byID[d.ID] = d
	}
	for _, u := range list.Units {
		if u.Retired || u.Parent == "" { // everybody is somewhere below the county
			continue
		}
		names := append([]string{u.Name}, u.Aliases...)
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			t.units[plainName(name)] = append(t.units[plainName(name)], u)
		}
	}
	return t
}

func plainName(s string) string { return strings.Join(strings.Fields(s), "") }

// above returns the department and those above it, from below.
func (t tree) above(id int) []wecom.Department {
	var up []wecom.Department
	for range len(t.byID) {
		d, ok := t.byID[id]
		if !ok {
			break
		}
		up = append(up, d)
		id = d.Parent
	}
	return up
}

func (t tree) concerns(m wecom.Member, department int) bool {
	return department == 0 || slices.ContainsFunc(m.Departments, func(id int) bool {
		return slices.ContainsFunc(t.above(id), func(d wecom.Department) bool { return d.ID == department })
	})
}

// place finds the unit of a new person by the names of his departments: for each
// the nearest one upwards that is called as a unit is.
func (t tree) place(m wecom.Member) Change {
	c := Change{Kind: Open, ID: m.ID, Name: m.Name}
	var found []anwei.Unit
	var unmatched []string
	for _, id := range m.Departments {
		units := t.unitsOf(id)
		for _, u := range units {
			if !slices.ContainsFunc(found, func(f anwei.Unit) bool { return f.ID == u.ID }) {
				found = append(found, u)
			}
		}
		if d := t.byID[id]; len(units) == 0 && d.Name != "" {
			unmatched = append(unmatched, "“"+d.Name+"”")
		}
	}
	switch {
	case len(found) > 1:
		titles := anwei.Each(found, func(u anwei.Unit) string { return u.Name })
		c.Why = "部门对上了几个单位：" + strings.Join(titles, "、")
		return c
	case len(found) == 0 && len(unmatched) > 0:
		c.Why = "未分配，部门" + strings.Join(unmatched, "、") + "对不上名单里的单位"
		return c
	case len(found) == 0:
		c.Why = "未分配，企业微信没有告诉本应用他的部门名称"
		return c
	}
	c.Unit, c.title = found[0].ID, found[0].Name
	if m.Name == "" {
		c.Why = "看来是" + c.title + "的，但企业微信没有告诉本应用他的姓名"
		return c
	}
	c.Kind = New
	c.person = anwei.Person{
		ID: m.ID, Name: m.Name, Post: m.Post, Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: c.Unit}},
	}
	return c
}

// unitsOf are the units that the nearest department upwards is called as.
func (t tree) unitsOf(id int) []anwei.Unit {
	for _, d := range t.above(id) {
		if units := t.units[plainName(d.Name)]; d.Name != "" && len(units) > 0 {
			return units
		}
	}
	return nil
}
