package plan

import "anwei"

func (c checker) cases() {
	ids, words := seen{}, seen{}
	for i := range c.plan.Cases {
		k := &c.plan.Cases[i]
		c.id(&k.ID, string(k.ID))
		c.once(ids, &k.ID, string(k.ID), "案件类别编号")
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
	for i, r := range k.Open {
		if r != anwei.Office && r != anwei.Reporter {
			c.Problem(&k.Open[i], "不认识“%s”；可以写的有：office（安委办）、reporter（填报员）", r)
		}
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
		c.id(&s.ID, string(s.ID))
		c.once(ids, &s.ID, string(s.ID), "步骤编号")
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
