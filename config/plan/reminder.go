package plan

import "anwei"

func (c checker) reminders() {
	ids := seen{}
	for i := range c.plan.Reminders {
		r := &c.plan.Reminders[i]
		c.id(&r.ID, string(r.ID))
		c.once(ids, &r.ID, string(r.ID), "提醒编号")
		if f, ok := c.plan.Form(r.Form); !ok {
			c.Problem(&r.Form, "方案里没有“%s”这张表；请写某张表的 id", r.Form)
		} else if days := shortest(f.Every); days > 0 && (r.Days < -days || r.Days > days) {
			c.Problem(&r.Days, "距截止日%d天超出了一个报送期；请写%d到%d之间的数", r.Days, -days, days)
		}
		if !c.Written(&r.At) {
			c.Problem(&r.At, "没有填写；请补上提醒的时间，例如 at: 09:00")
		}
		c.recipients(r)
		c.required(&r.Text, r.Text, "提醒的话")
		c.placeholders(&r.Text, r.Text, "unit", "form", "period", "deadline", "state")
	}
}

func (c checker) recipients(r *anwei.ReminderRule) {
	if len(r.To) == 0 {
		c.Problem(&r.To, "没有写明提醒谁；请写 to，可以写的有：reporter、deputy、leader、office")
	}
	for i, to := range r.To {
		switch to {
		case anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice:
		default:
			c.Problem(&r.To[i], "不认识“%s”；可以写的有：reporter（填报员）、deputy（副手）、leader（本单位领导）、office（安委办）", to)
		}
	}
}
