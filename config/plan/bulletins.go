package plan

import (
	"anwei"
)

// bulletins checks when briefings and summaries are sent.
func (c checker) bulletins() {
	b := &c.plan.Bulletins
	if *b == (anwei.BulletinRules{}) {
		return
	}
	if _, ok := c.plan.Form(b.Form); !ok {
		c.Problem(&b.Form, "方案里没有“%s”这张表；请写简报和小结说的是哪张表", b.Form)
	}
	for _, at := range []*anwei.Clock{&b.Briefing, &b.Summary} {
		if *at != (anwei.Clock{}) && (at.String() < opens || at.String() > closes) {
			c.Problem(at, "%s 前和 %s 后不打扰人；请改在这两个时间之间", opens, closes)
		}
	}
	if b.Weekday < 0 || b.Weekday > 5 {
		c.Problem(&b.Weekday, "每周简报请定在周一到周五，写1到5")
	}
	if b.LeadDays < 0 || b.LeadDays > 22 {
		c.Problem(&b.LeadDays, "lead_days 是截止前几个工作日，请写0到22之间的数")
	}
	if b.Commend < 0 || b.Commend > 12 {
		c.Problem(&b.Commend, "commend 是连续几期，请写0到12之间的数")
	}
}
