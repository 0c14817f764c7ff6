package plan

import (
	"strings"
	"unicode"

	"anwei"
)

func (c checker) duties() {
	ids, titles := seen{}, seen{}
	for i := range c.plan.Duties {
		d := &c.plan.Duties[i]
		newID(c.flaws, ids, &d.ID, "任务编号")
		c.required(&d.Title, d.Title, "任务名称")
		c.once(titles, &d.Title, d.Title, "任务名称")
		c.required(&d.Source, d.Source, "依据，即通知原文")
		c.audience(&d.Audience)
		c.recurrence(d)
		for k := range d.Asks {
			known(c.flaws, &d.Asks[k], "没有“%s”这一项可问；可以写的有：day、people、result", anwei.DetailDay, anwei.DetailPeople, anwei.DetailResult)
		}
		for k := range d.Told {
			if strings.ContainsFunc(d.Told[k], func(r rune) bool { return r != ' ' && !unicode.Is(unicode.Han, r) }) || len(strings.Fields(d.Told[k])) < 2 {
				c.Problem(&d.Told[k], "told（说法）写两个以上的词，用空格隔开，例如 镇长 检查 企业")
			}
		}
		switch {
		case d.Wanted < 0:
			c.Problem(&d.Wanted, "次数不能是负数；请写要求的次数，例如 1")
		case d.Wanted == 0 && d.When == "":
			c.Problem(&d.Wanted, "没有写明要求几次；请写 wanted: 1，只在某种情形下才有的请写 when")
		}
	}
}

// recurrence checks that a duty either recurs or has a last day, and that its
// reminder falls inside the time it is about.
func (c checker) recurrence(d *anwei.Duty) {
	days := 0
	switch {
	case d.Every != "" && !d.By.IsZero():
		c.Problem(&d.By, "every（周期）与 by（完成日期）只能写一个：周期性的写 every，一次性的写 by")
		return
	case d.Every != "":
		if !c.every(&d.Every, d.Every) {
			return
		}
		days = shortest(d.Every)
	case d.By.IsZero():
		c.Problem(&d.By, "没有写明时间；周期性的请写 every，一次性的请写 by: 2026-03-31")
		return
	default:
		c.inCampaign(&d.By, d.By)
		for day := c.plan.From; day.Before(d.By) && days < 366*10; day = day.AddDays(1) {
			days++
		}
	}
	if d.LeadDays < 0 {
		c.Problem(&d.LeadDays, "提前天数不能是负数；请写成 lead_days: 7")
	}
	if d.LeadDays > days {
		c.Problem(&d.LeadDays, "提前%d天比整个期间还长；请写%d天以内", d.LeadDays, days)
	}
}

// shortest returns how many days the shortest period of the kind has.
func shortest(k anwei.PeriodKind) int {
	return map[anwei.PeriodKind]int{anwei.Month: 28, anwei.Quarter: 90, anwei.Half: 181, anwei.Year: 365}[k]
}

func (c checker) cases() {
	ids, words := seen{}, seen{}
	for i := range c.plan.Cases {
		k := &c.plan.Cases[i]
		newID(c.flaws, ids, &k.ID, "案件类别编号")
		c.required(&k.Title, k.Title, "案件类别的名称，例如 快查快处")
		c.required(&k.Word, k.Word, "立案时说的词，例如 立案")
		c.once(words, &k.Word, k.Word, "立案时说的词")
		c.required(&k.Source, k.Source, "依据，即通知原文")
		c.openers(k)
		c.steps(k)
	}
}

func (c checker) openers(k *anwei.CaseRule) {
	if len(k.Open) == 0 {
		c.Problem(&k.Open, "没有写明谁可以立案；请写 open，可以写的有：office、reporter")
	}
	for i := range k.Open {
		known(c.flaws, &k.Open[i], "不认识“%s”；可以写的有：office（安委办）、reporter（填报员）", anwei.Office, anwei.Reporter)
	}
}

// steps checks that each step has one day.
func (c checker) steps(k *anwei.CaseRule) {
	if len(k.Steps) == 0 {
		c.Problem(&k.Steps, "没有写明步骤；至少写一步")
	}
	ids, named := seen{}, false
	for i := range k.Steps {
		s := &k.Steps[i]
		newID(c.flaws, ids, &s.ID, "步骤编号")
		c.required(&s.Title, s.Title, "步骤名称，例如 现场调查")
		named = named || s.Named
		if s.Days < 0 {
			c.Problem(&s.Days, "天数不能是负数；立案当日写 days: 0")
		}
		if s.MonthEnd && s.Named || s.Days > 0 && (s.MonthEnd || s.Named) {
			c.Problem(&s.Days, "days（立案后几天）、month_end（当月底）、named（立案时说明的日子）只能写一个")
		}
	}
	if named != (k.Months > 0) {
		c.Problem(&k.Months, "有 named（立案时说明期限）的步骤，要写 months（最长几个月）；没有的不要写")
	}
}
