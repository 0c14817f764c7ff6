package roster

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/config"
	"anwei/language/text"
	"anwei/report/intake"
)

// checker tells what is wrong with a roster, and writes it the one way that the
// rest of the program relies on.
type checker struct {
	*config.Source
	plan   anwei.Plan
	roster *anwei.Roster
	// named finds a unit by its id, its name or any alias.
	named map[string]*anwei.Unit
	// loosely finds one by a name with blanks in it, with 人民政府, with its county.
	loosely *intake.UnitNames
	cleaned []string // what was taken otherwise than it was written
}

// check returns what it took otherwise than it was written, as notes.
func check(src *config.Source, p anwei.Plan, r *anwei.Roster) ([]string, error) {
	c := &checker{Source: src, plan: p, roster: r, named: map[string]*anwei.Unit{}}
	c.units()
	c.people()
	c.planned()
	return c.cleaned, src.Err()
}

// unit finds the unit that is referred to by its id or a name.
func (c *checker) unit(name string) (*anwei.Unit, bool) {
	u, ok := c.named[name]
	if id, known := c.loosely.Find(name); !ok && known && name != "" {
		u, ok = c.named[string(id)]
	}
	return u, ok
}

func (c *checker) units() {
	if len(c.roster.Units) == 0 {
		c.Problem(&c.roster.Units, "名单里没有单位；请至少写一个")
	}
	ids := map[string]*anwei.Unit{}
	for i := range c.roster.Units {
		u := &c.roster.Units[i]
		trim(&u.ID, &u.Parent)
		trim(&u.Name)
		u.Name = closed(u.Name)
		u.Aliases, u.Tags = trimAll(u.Aliases), trimAll(u.Tags)
		c.unitID(ids, u)
		c.unitNames(u)
		c.kind(u)
	}
	for id, u := range ids {
		if first, ok := c.named[id]; ok && first.ID != u.ID {
			c.Problem(&u.ID, "编号“%s”与“%s”的名称或别名相同；请换一个", id, first.Name)
		}
		c.named[id] = u
	}
	c.loosely = intake.NewUnitNames(c.roster.Units)
	for i := range c.roster.Units {
		c.parent(&c.roster.Units[i])
	}
	for i := range c.roster.Units {
		c.ring(&c.roster.Units[i])
	}
}

func (c *checker) unitID(ids map[string]*anwei.Unit, u *anwei.Unit) {
	id := string(u.ID)
	switch first, again := ids[id]; {
	case id == "":
		c.Problem(&u.ID, "缺少编号；请给“%s”补上一个，用字母和数字，例如拼音，用过之后不要再改", u.Name)
	case !anwei.PlainID(id, "_-."):
		c.Problem(&u.ID, "编号“%s”不合要求；请用字母、数字和 _ - .，不超过64个字符", id)
	case again:
		c.Problem(&u.ID, "编号“%s”重复，第%d行的“%s”已经用过；请换一个", id, c.Line(first), first.Name)
	default:
		ids[id] = u
	}
}

func (c *checker) unitNames(u *anwei.Unit) {
	if u.Name == "" {
		c.Problem(&u.Name, "没有填写；请补上单位名称")
	} else {
		c.name(&u.Name, u.Name, u)
	}
	for j, alias := range u.Aliases {
		c.single(&u.Aliases[j], alias)
		if alias != u.Name {
			c.name(&u.Aliases[j], alias, u)
		}
	}
	for j, tag := range u.Tags {
		c.single(&u.Tags[j], tag)
	}
}

// single checks that an entry of a list is one word.
func (c *checker) single(ptr any, typed string) {
	if parts := split(typed); len(parts) != 1 || parts[0] != typed {
		c.Problem(ptr, "“%s”应当只写一个；几个请分开写成 [甲, 乙]", typed)
	}
}

// name takes a name for the unit and tells if another has it.
func (c *checker) name(ptr any, name string, u *anwei.Unit) {
	first, ok := c.named[name]
	switch {
	case !ok:
		c.named[name] = u
	case first == u:
		c.Problem(ptr, "别名“%s”写了两次；请删去一个", name)
	default:
		c.Problem(ptr, "“%s”也是“%s”（第%d行）的名称或别名；请改成能区分的叫法", name, first.Name, c.Line(first))
	}
}

func (c *checker) kind(u *anwei.Unit) {
	titles := make([]string, 0, len(c.plan.Kinds))
	for _, k := range c.plan.Kinds {
		if trimmed := strings.TrimSpace(string(u.Kind)); trimmed == string(k.ID) || trimmed == k.Title {
			u.Kind = k.ID
			return
		}
		titles = append(titles, k.Title+"（"+string(k.ID)+"）")
	}
	c.Problem(&u.Kind, "单位类型“%s”不在方案里；可以写的有：%s", u.Kind, strings.Join(titles, "、"))
}

func (c *checker) parent(u *anwei.Unit) {
	if u.Parent == "" {
		return
	}
	up, ok := c.unit(string(u.Parent))
	if !ok {
		c.Problem(&u.Parent, "名单里没有“%s”这个单位；请写上级单位的编号或名称", u.Parent)
		return
	}
	u.Parent = up.ID
}

// ring checks that going up from the unit does not come back to it.
func (c *checker) ring(u *anwei.Unit) {
	at := u
	for range c.roster.Units {
		up, ok := c.named[string(at.Parent)]
		if !ok || at.Parent == "" {
			return
		}
		if at = up; at == u {
			c.Problem(&u.Parent, "“%s”的上级单位一层层往上又回到了自己；请改正上级单位", u.Name)
			return
		}
	}
}

// planned checks that the units that the plan names are there.
func (c *checker) planned() {
	var all []anwei.Audience
	for _, f := range c.plan.Forms {
		all = append(all, f.Audience)
		for _, fd := range f.Fields {
			if fd.Audience != nil {
				all = append(all, *fd.Audience)
			}
		}
	}
	for _, d := range c.plan.Duties {
		all = append(all, d.Audience)
	}
	for _, a := range all {
		for _, id := range a.Units {
			if _, ok := c.roster.Unit(id); !ok {
				c.Problem(&c.roster.Units, "方案里写了编号为“%s”的单位，名单里没有；请补上，或修改方案", id)
			}
		}
	}
}

// trim takes the blanks off texts, and what nobody sees out of them: neither is ever meant.
func trim[T ~string](texts ...*T) {
	for _, s := range texts {
		*s = T(strings.TrimSpace(text.Visible(string(*s))))
	}
}

// closed writes a name that is spread for its looks, 南 村 镇, as one.
func closed(s string) string {
	parts := strings.Fields(s)
	for _, p := range parts {
		if utf8.RuneCountInString(p) > 1 {
			return s
		}
	}
	return strings.Join(parts, "")
}

// trimAll takes the blanks off a list in place, and makes an empty list none.
func trimAll(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	for i := range list {
		trim(&list[i])
	}
	return list
}
