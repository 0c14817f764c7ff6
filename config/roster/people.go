package roster

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/language/text"
)

func (c *checker) people() {
	if len(c.roster.People) == 0 {
		c.roster.People = nil
	}
	ids := map[anwei.PersonID]*anwei.Person{}
	for i := range c.roster.People {
		p := &c.roster.People[i]
		trim(&p.Name, &p.Post, &p.Phone)
		if id := text.Visible(string(p.ID)); id != string(p.ID) {
			c.cleaned = append(c.cleaned, fmt.Sprintf("“%s”的账号“%s”里有看不见的字符，已去掉", p.Name, id))
			p.ID = anwei.PersonID(id)
		}
		p.ID = anwei.PersonID(strings.TrimSpace(string(p.ID)))
		first, again := ids[p.ID.Folded()]
		switch p.Flaw(again) {
		case anwei.NoUserID:
			c.Problem(&p.ID, "缺少账号；请补上“%s”在企业微信通讯录里的账号", p.Name)
		case anwei.BadUserID:
			c.Problem(&p.ID, "账号“%s”不合要求；请照抄企业微信通讯录里的账号（字母、数字和 _ - . @，不超过64个字符）", p.ID)
		case anwei.TakenUserID:
			c.Problem(&p.ID, "账号“%s”重复（不分大小写），第%d行的“%s”已经用过；一个人只写一处，多个角色写在一起", p.ID, c.Line(first), first.Name)
		default:
			ids[p.ID.Folded()] = p
		}
		if p.Name == "" {
			c.Problem(&p.Name, "没有填写；请补上姓名")
		}
		if n := len(p.Phone); n != 11 && n > 8 && n < 14 && p.Phone[0] == '1' && strings.Trim(p.Phone, "0123456789") == "" {
			c.cleaned = append(c.cleaned, fmt.Sprintf("第%d行“%s”的手机号“%s”有%d位，应是11位，已照原样导入，请核对", c.Line(&p.Phone), p.Name, p.Phone, n))
		}
		c.roles(p)
	}
}

func (c *checker) roles(p *anwei.Person) {
	if len(p.Roles) == 0 {
		p.Roles = nil
	}
	for i := range p.Roles {
		a := &p.Roles[i]
		c.role(a)
		trim(&a.Unit)
		u, known := c.unit(string(a.Unit))
		if known {
			a.Unit = u.ID
		}
		switch a.Flaw(p.Roles[:i], known) {
		case anwei.NoUnit:
			c.Problem(&a.Unit, "没有写明是哪个单位；请补上单位的编号或名称")
		case anwei.UnknownUnit:
			c.Problem(&a.Unit, "名单里没有“%s”这个单位；请写单位的编号或名称", a.Unit)
		case anwei.BadDeputy:
			c.Problem(&a.Deputy, "只有填报员才有副手；请删去 deputy，或把角色改成填报员")
		case anwei.RoleTwice:
			c.Problem(a, "“%s”在这个单位的同一角色写了两次；请删去一处", p.Name)
		default:
		}
	}
}

func (c *checker) role(a *anwei.Assignment) {
	switch strings.TrimSpace(string(a.Role)) {
	case "reporter", "填报员", "填报人", "联络员":
		a.Role = anwei.Reporter
	case "office", "安委办":
		a.Role = anwei.Office
	case "leader", "领导":
		a.Role = anwei.Leader
	default:
		c.Problem(&a.Role, "角色“%s”不存在；可以写的有：填报员（reporter）、安委办（office）、领导（leader）", a.Role)
	}
}
