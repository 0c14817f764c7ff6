package plan

import (
	"anwei"
)

// marks checks the cards, the levels of help, and what proposes them.
func (c checker) marks() {
	ids, words := seen{}, seen{}
	for i := range c.plan.Marks {
		k := &c.plan.Marks[i]
		newID(c.flaws, ids, &k.ID, "挂牌编号")
		c.required(&k.Title, k.Title, "名称，例如 黄牌")
		c.once(words, &k.Title, k.Title, "挂牌名称")
		c.words(words, k.Words, "挂牌名称")
		known(c.flaws, &k.Group, "不认识“%s”；可以写的有：cards（红黄牌）、help（四级帮扶）", anwei.Cards, anwei.Help)
		c.audience(&k.Audience)
		c.required(&k.Notice, k.Notice, "通知单位的话")
		c.placeholders(&k.Notice, k.Notice, "unit", "mark", "reason", "office", "date")
		c.required(&k.Source, k.Source, "依据，即通知原文")
	}
	rules := seen{}
	for i := range c.plan.MarkRules {
		c.markRule(rules, &c.plan.MarkRules[i])
	}
}

// markRule checks that a rule is about just one thing that the plan has.
func (c checker) markRule(ids seen, r *anwei.MarkRule) {
	newID(c.flaws, ids, &r.ID, "建议挂牌的规则编号")
	if _, ok := c.plan.MarkKind(r.Mark); !ok {
		c.Problem(&r.Mark, "marks 里没有“%s”；请写其中一个编号", r.Mark)
	}
	form, ofForm := c.plan.Form(r.Form)
	_, ofCase := c.plan.CaseRule(r.Case)
	switch {
	case (r.Form == "") == (r.Case == ""):
		c.Problem(&r.Form, "要写 form（某张表）或 case（某类案件），只写一个")
	case r.Form != "" && !ofForm:
		c.Problem(&r.Form, "方案里没有“%s”这张表；请写 forms 里某张表的 id", r.Form)
	case r.Case != "" && !ofCase:
		c.Problem(&r.Case, "方案里没有“%s”这类案件；请写 cases 里某类案件的 id", r.Case)
	case ofForm && (r.Running < 1 || r.Overdue != 0):
		c.Problem(&r.Running, "请写 running：%s连续几期逾期或未报，至少1；overdue 只用于 case", form.Short)
	case ofCase && (r.Overdue < 1 || r.Running != 0):
		c.Problem(&r.Overdue, "请写 overdue：过期几天，至少1；running 只用于 form")
	}
	c.required(&r.Fact, r.Fact, "事由，例如 连续{n}个月{form}逾期或未报")
	if ofForm {
		c.placeholders(&r.Fact, r.Fact, "n", "form")
	} else if ofCase {
		c.placeholders(&r.Fact, r.Fact, "n", "case")
	}
	c.required(&r.Source, r.Source, "依据，即通知原文")
}

// rekey checks what is to be typed into another system. A plan may have nothing of
// the kind.
func (c checker) rekey() {
	r := &c.plan.Rekey
	if r.System == "" && r.Form == "" && len(r.Fields) == 0 {
		return
	}
	c.required(&r.System, r.System, "要补录到哪个系统，例如 全国安全生产治本攻坚三年行动信息系统")
	form, ok := c.plan.Form(r.Form)
	if !ok {
		c.Problem(&r.Form, "方案里没有“%s”这张表；请写要补录的表的编号，例如 figures", r.Form)
		return
	}
	if _, ok := c.plan.Duty(r.Duty); r.Duty != "" && !ok {
		c.Problem(&r.Duty, "方案里没有“%s”这项工作任务；请写录完就算完成的任务编号，没有就不写", r.Duty)
	}
	fields := seen{}
	for i := range r.Fields {
		f := &r.Fields[i]
		if _, ok := form.Field(f.Field); !ok {
			c.Problem(&f.Field, "%s里没有“%s”这个指标；请写该表指标的编号", form.Short, f.Field)
		}
		c.once(fields, &f.Field, string(f.Field), "补录的指标")
	}
	if words := anwei.WordsOf(r.Order(form)); len(words) > 0 {
		c.Problem(&r.Fields, "补录只能是数字指标，“%s”不是；请在 fields 里只写数字指标", words[0].Name)
	}
}
