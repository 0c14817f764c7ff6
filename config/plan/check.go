package plan

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/config"
)

// checker tells what is wrong with a plan beyond how it is written.
type checker struct {
	*config.Source
	plan *anwei.Plan
}

func check(src *config.Source, p *anwei.Plan) {
	c := checker{src, p}
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

// span checks the two ends of a stretch of days.
func (c checker) span(fromAt any, from anwei.Date, toAt any, to anwei.Date) {
	if from.IsZero() {
		c.Problem(fromAt, "缺少开始日期；请写成 from: 2026-02-14")
	}
	if to.IsZero() {
		c.Problem(toAt, "缺少结束日期；请写成 to: 2026-12-31")
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		c.Problem(toAt, "结束日期 %s 早于开始日期 %s；请改正其中一个", to, from)
	}
}

func (c checker) kinds() {
	if len(c.plan.Kinds) == 0 {
		c.Problem(&c.plan.Kinds, "没有单位类型；至少写一种，例如 - {id: town, title: 镇}")
	}
	ids, titles := seen{}, seen{}
	for i := range c.plan.Kinds {
		k := &c.plan.Kinds[i]
		c.id(&k.ID, string(k.ID))
		c.once(ids, &k.ID, string(k.ID), "单位类型编号")
		c.required(&k.Title, k.Title, "单位类型的名称，例如 镇")
		c.once(titles, &k.Title, k.Title, "单位类型名称")
		for j := range k.Words {
			c.once(titles, &k.Words[j], k.Words[j], "单位类型名称")
		}
	}
}

func (c checker) phases() {
	p, ids := c.plan, seen{}
	for i := range p.Phases {
		ph := &p.Phases[i]
		c.id(&ph.ID, ph.ID)
		c.once(ids, &ph.ID, ph.ID, "阶段编号")
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
	ids := make([]string, 0, len(c.plan.Kinds))
	for _, k := range c.plan.Kinds {
		ids = append(ids, string(k.ID))
	}
	return strings.Join(ids, "、")
}

// required checks that a text was given. what names it, with an example where
// one helps.
func (c checker) required(ptr any, text, what string) {
	if strings.TrimSpace(text) == "" {
		c.Problem(ptr, "没有填写；请补上%s", what)
	}
}

// id checks that an id can stand in keys and file names.
func (c checker) id(ptr any, id string) {
	switch {
	case id == "":
		c.Problem(ptr, "缺少编号；请补上 id，用小写字母、数字和 _ - +，以字母开头")
	case !regexp.MustCompile(`^[a-z][a-z0-9_+-]{0,63}$`).MatchString(id):
		c.Problem(ptr, "编号“%s”不合要求；请用小写字母、数字和 _ - +，以字母开头，不超过64个字符", id)
	}
}

// seen remembers where each of a set of names was first met.
type seen map[string]any

// once checks that a name was not met before. Empty names are another problem.
func (c checker) once(names seen, ptr any, name, what string) {
	if name == "" {
		return
	}
	if first, ok := names[name]; ok {
		c.Problem(ptr, "%s“%s”重复，第%d行已经用过；请换一个", what, name, c.Line(first))
		return
	}
	names[name] = ptr
}

// placeholders checks that a text uses only the placeholders that will be filled in.
func (c checker) placeholders(ptr any, text string, known ...string) {
	allowed := "{" + strings.Join(known, "} {") + "}"
	rest := regexp.MustCompile(`\{[^{}]*\}`).ReplaceAllStringFunc(text, func(m string) string {
		if !slices.Contains(known, m[1:len(m)-1]) {
			c.Problem(ptr, "不认识“%s”；这里可以用的有：%s", m, allowed)
		}
		return ""
	})
	if strings.ContainsAny(rest, "{}") {
		c.Problem(ptr, "花括号没有成对；可以用的有：%s", allowed)
	}
}
