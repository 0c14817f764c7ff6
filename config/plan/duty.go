package plan

import (
	"slices"
	"strings"
	"unicode"

	"anwei"
)

func (c checker) duties() {
	ids, titles := seen{}, seen{}
	for i := range c.plan.Duties {
		d := &c.plan.Duties[i]
		c.id(&d.ID, string(d.ID))
		c.once(ids, &d.ID, string(d.ID), "任务编号")
		c.required(&d.Title, d.Title, "任务名称")
		c.once(titles, &d.Title, d.Title, "任务名称")
		c.required(&d.Source, d.Source, "依据，即通知原文")
		c.audience(&d.Audience)
		c.recurrence(d)
		for k := range d.Asks {
			if !slices.Contains([]anwei.Detail{anwei.DetailDay, anwei.DetailPeople, anwei.DetailResult}, d.Asks[k]) {
				c.Problem(&d.Asks[k], "没有“%s”这一项可问；可以写的有：day、people、result", d.Asks[k])
			}
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
	switch k {
	case anwei.Month:
		return 28
	case anwei.Quarter:
		return 90
	case anwei.Half:
		return 181
	case anwei.Year:
		return 365
	}
	return 0
}
