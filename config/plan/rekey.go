package plan

import "anwei"

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
