package plan

import "anwei"

// notices checks how the office's notices are chased.
func (c checker) notices() {
	n := &c.plan.Notices
	for i, to := range n.To {
		switch to {
		case anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader:
		default:
			c.Problem(&n.To[i], "不认识“%s”；可以写的有：reporter（填报员）、deputy（副手）、leader（本单位领导）", to)
		}
	}
	for i := range n.Chase {
		k := &n.Chase[i]
		if (k.Hours > 0) == (k.Days > 0) || k.Hours < 0 || k.Days < 0 {
			c.Problem(&k.Hours, "hours（回复期限前几小时）和 days（发出后第几个工作日）请写一个，写正数")
		}
		if k.Days > 0 && (k.At.String() < opens || k.At.String() > closes) {
			c.Problem(&k.At, "%s 前和 %s 后不打扰人；请写这两个时间之间的 at", opens, closes)
		}
		c.required(&k.Text, k.Text, "催通知的话")
		c.placeholders(&k.Text, k.Text, "notice", "deadline", "wants")
	}
	if d := n.DayBefore; d != (anwei.Clock{}) && (d.String() < opens || d.String() > closes) {
		c.Problem(&n.DayBefore, "%s 前和 %s 后不打扰人；请改在这两个时间之间", opens, closes)
	}
	if n.Minutes < 0 || n.Minutes > 24*60 {
		c.Problem(&n.Minutes, "开会前%d分钟不对；请写0到1440之间的数", n.Minutes)
	}
}
