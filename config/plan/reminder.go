package plan

import (
	"slices"

	"anwei"
)

func (c checker) reminders() {
	ids := seen{}
	for i := range c.plan.Reminders {
		r := &c.plan.Reminders[i]
		newID(c.flaws, ids, &r.ID, "提醒编号")
		c.about(r)
		c.anchor(r)
		switch {
		case !c.Written(&r.At):
			c.Problem(&r.At, "没有填写；请补上提醒的时间，例如 at: 09:00")
		default:
			c.hours(&r.At, "请改在这两个时间之间")
		}
		c.recipients(r)
		c.officeOnly(r)
		c.required(&r.Text, r.Text, "提醒的话")
		words := []string{"unit", "form", "duty", "case", "step", "period", "deadline", "left", "on", "state"}
		c.placeholders(&r.Text, r.Text, words...)
		c.placeholders(&r.Line, r.Line, words...)
		c.placeholders(&r.Draft, r.Draft, words...)
		for j := range i {
			c.twice(r, &c.plan.Reminders[j])
		}
	}
}

// about checks what the rule reminds of, and how far from its day.
func (c checker) about(r *anwei.ReminderRule) {
	kinds, days := 0, 366
	if r.Form != "" {
		kinds++
		f, ok := c.plan.Form(r.Form)
		if r.From == anwei.ByTopUp && ok && !f.TopUp {
			c.Problem(&r.From, "“%s”这张表没有写 top_up: true，不问有无变化；请补上，或去掉 from: top_up", r.Form)
		}
		if !ok {
			c.Problem(&r.Form, "方案里没有“%s”这张表；请写某张表的 id", r.Form)
		}
		if n := shortest(f.Every); n > 0 {
			days = n
		}
	}
	if r.Duties {
		kinds++
	}
	if r.Case != "" {
		kinds++
		if _, ok := c.plan.CaseRule(r.Case); !ok {
			c.Problem(&r.Case, "方案里没有“%s”这类案件；请写 cases 里的 id", r.Case)
		}
	}
	if kinds != 1 {
		c.Problem(&r.Form, "没有写明提醒什么，或写了几样；form（哪张表）、duties: true（工作任务）、case（哪类案件）请只写一个")
	}
	if r.Days < -days || r.Days > days {
		c.Problem(&r.Days, "距截止日%d天超出了一个报送期；请写%d到%d之间的数", r.Days, -days, days)
	}
}

// anchor checks from which day the rule counts.
func (c checker) anchor(r *anwei.ReminderRule) {
	switch r.From {
	case "", anwei.ByDeadline:
	case anwei.ByLead:
		if !r.Duties {
			c.Problem(&r.From, "lead（任务自己的提前量）只能用于 duties: true")
		}
	case anwei.ByReturn:
		if r.Form == "" || r.Ask || r.Running != 0 || r.Days < 0 || slices.Contains(r.To, anwei.ToOffice) {
			c.Problem(&r.From, "returned（退回、更正没有提交）只能用于 form（报表），写给填报的单位，不写 ask 和 running，days 写 0 或正数")
		}
	case anwei.ByPromise, anwei.ByArrangement:
		if r.Case != "" {
			c.Problem(&r.From, "案件没有承诺和安排；请去掉 from")
		}
	case anwei.ByTopUp:
		c.topUp(r)
	default:
		c.Problem(&r.From, "不认识“%s”；可以写的有：deadline（截止日，可不写）、lead（任务的提前量）、promised（承诺的日子）、arranged（安排的日子）、top_up（问有无变化的那天）、returned（退回、更正没有提交的那天）", r.From)
	}
}

// topUp checks a rule that asks whether a report that is in has changed.
func (c checker) topUp(r *anwei.ReminderRule) {
	switch {
	case r.Form == "":
		c.Problem(&r.From, "top_up（问有无变化的那天）只能用于 form（报表）")
	case r.Ask, r.Running != 0, slices.Contains(r.To, anwei.ToOffice), slices.Contains(r.To, anwei.ToLeader):
		c.Problem(&r.From, "有无变化只问填报的人：to 只写 reporter、deputy，不写 ask 和 running")
	case r.Days < 0:
		c.Problem(&r.Days, "问有无变化不能早于那一天；请写 0 或正数")
	}
}

func (c checker) recipients(r *anwei.ReminderRule) {
	if len(r.To) == 0 {
		c.Problem(&r.To, "没有写明提醒谁；请写 to，可以写的有：reporter、deputy、leader、office")
	}
	for i := range r.To {
		known(c.flaws, &r.To[i], "不认识“%s”；可以写的有：reporter（填报员）、deputy（副手）、leader（本单位领导）、office（安委办）", anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice)
	}
	if len(r.To) > 1 && slices.Contains(r.To, anwei.ToOffice) {
		c.Problem(&r.To, "发给安委办的是名单，与发给单位的话不同；请把 office 单独写成一条")
	}
}

// officeOnly checks what only a rule for the office may have.
func (c checker) officeOnly(r *anwei.ReminderRule) {
	office := slices.Contains(r.To, anwei.ToOffice)
	if r.Draft != "" && (!office || r.Form == "") {
		c.Problem(&r.Draft, "工作群的催报稿只能写在发给安委办（to: [office]）、提醒报表（form）的一条里")
	}
	if r.Running != 0 && (!office || r.Form == "") {
		c.Problem(&r.Running, "running（连续几期）只能写在发给安委办（to: [office]）、提醒报表（form）的一条里")
	}
	if r.Running < 0 {
		c.Problem(&r.Running, "期数不能是负数；例如连续3期写成 running: 3")
	}
	if r.Ask && (office || r.Case != "") {
		c.Problem(&r.Ask, "ask（问什么时候办）只能问填报的人，不能用于安委办和案件")
	}
}

// twice refuses two rules that tell the same people of the same thing on one day:
// only one of them would ever be heard.
func (c checker) twice(r, before *anwei.ReminderRule) {
	same := r.Form == before.Form && r.Duties == before.Duties && r.Case == before.Case &&
		r.From == before.From && r.Days == before.Days && r.Working == before.Working
	if !same {
		return
	}
	for _, to := range r.To {
		if slices.Contains(before.To, to) {
			c.Problem(&r.Days, "与“%s”同一天提醒同样的人；同一个人一天只收一条，请改日子或合成一条", before.ID)
			return
		}
	}
}

// notices checks how the office's notices are chased.
func (c checker) notices() {
	n := &c.plan.Notices
	for i := range n.To {
		known(c.flaws, &n.To[i], "不认识“%s”；可以写的有：reporter（填报员）、deputy（副手）、leader（本单位领导）", anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader)
	}
	for i := range n.Chase {
		k := &n.Chase[i]
		if (k.Hours > 0) == (k.Days > 0) || k.Hours < 0 || k.Days < 0 {
			c.Problem(&k.Hours, "hours（回复期限前几小时）和 days（发出后第几个工作日）请写一个，写正数")
		}
		if k.Days > 0 {
			c.hours(&k.At, "请写这两个时间之间的 at")
		}
		c.required(&k.Text, k.Text, "催通知的话")
		c.placeholders(&k.Text, k.Text, "notice", "deadline", "wants")
	}
	if n.DayBefore != (anwei.Clock{}) {
		c.hours(&n.DayBefore, "请改在这两个时间之间")
	}
	if n.Minutes < 0 || n.Minutes > 24*60 {
		c.Problem(&n.Minutes, "开会前%d分钟不对；请写0到1440之间的数", n.Minutes)
	}
}

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
		if *at != (anwei.Clock{}) {
			c.hours(at, "请改在这两个时间之间")
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
