package plan

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/config"
)

// checker tells what is wrong with a plan beyond how it is written.
type checker struct {
	flaws
	plan *anwei.Plan
}

func check(src *config.Source, p *anwei.Plan) {
	c := checker{flaws{src}, p}
	c.campaign()
	c.kinds()
	c.phases()
	c.forms()
	c.duties()
	c.rekey()
	c.unheld()
	checkAnswers(c)
	checkWords(c)
	c.cases()
	c.marks()
	c.reminders()
	c.notices()
	c.bulletins()
	c.indicators()
}

func (c checker) campaign() {
	p := c.plan
	c.id(&p.ID, p.ID)
	c.required(&p.Title, p.Title, "方案名称")
	c.required(&p.Short, p.Short, "行动简称，例如 三大行动")
	c.required(&p.County, p.County, "县名，例如 泽州县")
	c.required(&p.Office, p.Office, "牵头办公室，例如 县安委办")
	if p.Version != "" {
		c.Problem(&p.Version, "版本号由程序按方案内容算出；请删去这一行")
	}
	c.required(&p.Zone, p.Zone, "时区，例如 Asia/Shanghai")
	if _, err := time.LoadLocation(p.Zone); err != nil || p.Zone == "Local" {
		c.Problem(&p.Zone, "没有“%s”这个时区；全国都用 Asia/Shanghai", p.Zone)
	}
	c.span(&p.From, p.From, &p.To, p.To)
}

func (c checker) kinds() {
	if len(c.plan.Kinds) == 0 {
		c.Problem(&c.plan.Kinds, "没有单位类型；至少写一种，例如 - {id: town, title: 镇}")
	}
	ids, titles := seen{}, seen{}
	for i := range c.plan.Kinds {
		k := &c.plan.Kinds[i]
		newID(c.flaws, ids, &k.ID, "单位类型编号")
		c.required(&k.Title, k.Title, "单位类型的名称，例如 镇")
		c.once(titles, &k.Title, k.Title, "单位类型名称")
		c.words(titles, k.Words, "单位类型名称")
	}
}

func (c checker) phases() {
	p, ids := c.plan, seen{}
	for i := range p.Phases {
		ph := &p.Phases[i]
		newID(c.flaws, ids, &ph.ID, "阶段编号")
		c.required(&ph.Title, ph.Title, "阶段名称")
		c.span(&ph.From, ph.From, &ph.To, ph.To)
		c.inCampaign(&ph.From, ph.From)
		c.inCampaign(&ph.To, ph.To)
		for j := range p.Phases[:i] {
			other := p.Phases[j]
			if !ph.To.Before(other.From) && !other.To.Before(ph.From) {
				c.Problem(&ph.From, "与阶段“%s”（%s 至 %s）重叠；各阶段的日期请前后衔接、互不重叠", other.Title, other.From, other.To)
			}
		}
	}
}

// inCampaign checks that a day that was given lies in the campaign.
func (c checker) inCampaign(ptr any, d anwei.Date) {
	p := c.plan
	if d.IsZero() || p.From.IsZero() || p.To.IsZero() {
		return
	}
	if d.Before(p.From) || p.To.Before(d) {
		c.Problem(ptr, "%s 不在行动期间（%s 至 %s）；请改正日期", d, p.From, p.To)
	}
}

// audience checks who is concerned. Units by name are in the roster, which is
// checked against the plan when it is loaded.
func (c checker) audience(a *anwei.Audience) {
	if len(a.Kinds) == 0 && len(a.Units) == 0 {
		c.Problem(a, "没有写明哪些单位；请写 kinds（单位类型）或 units（单位编号）")
	}
	if len(a.Kinds) == 0 && (len(a.Tags) > 0 || a.AnyTag) {
		c.Problem(&a.Tags, "tags 和 any_tag 要与 kinds 一起写；请补上单位类型")
	}
	if a.AnyTag && len(a.Tags) > 0 {
		c.Problem(&a.AnyTag, "any_tag（任一行业）与 tags（指定行业）只能写一个")
	}
	for i := range a.Kinds {
		c.kind(&a.Kinds[i], a.Kinds[i])
	}
}

func (c checker) kind(ptr any, k anwei.UnitKind) {
	if !c.hasKind(k) {
		c.Problem(ptr, "没有“%s”这种单位类型；可以写的有：%s", k, c.kindList())
	}
}

func (c checker) hasKind(k anwei.UnitKind) bool {
	return slices.ContainsFunc(c.plan.Kinds, func(x anwei.Kind) bool { return x.ID == k })
}

func (c checker) kindList() string {
	ids := anwei.Each(c.plan.Kinds, func(k anwei.Kind) string { return string(k.ID) })
	return strings.Join(ids, "、")
}
