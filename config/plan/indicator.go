package plan

import (
	"anwei"
)

func (c checker) indicators() {
	ids, names := seen{}, seen{}
	for i := range c.plan.Indicators {
		x := &c.plan.Indicators[i]
		newID(c.flaws, ids, &x.ID, "考核指标编号")
		c.required(&x.Name, x.Name, "考核指标的名称，例如 整改率")
		c.once(names, &x.Name, x.Name, "考核指标的叫法")
		c.words(names, x.Words, "考核指标的叫法")
		c.required(&x.Source, x.Source, "依据，即通知里的原话")
		c.formula(x)
		c.direction(x)
	}
}

// formula checks that an indicator can be computed from the answers of its form.
func (c checker) formula(x *anwei.Indicator) {
	f, ok := c.plan.Form(x.Form)
	if !ok {
		c.Problem(&x.Form, "方案里没有“%s”这张表；请写 forms 里某张表的 id", x.Form)
		return
	}
	if fd, taken := f.Field(anwei.FieldID(x.ID)); taken {
		c.Problem(&x.ID, "编号“%s”已经是“%s”的编号；请换一个", x.ID, fd.Name)
	}
	switch {
	case x.Punctual && (!x.Numerator.IsZero() || !x.Denominator.IsZero() || x.Stock):
		c.Problem(&x.Punctual, "punctual 按报表份数算，不用再写 numerator、denominator、stock；请去掉")
	case x.Punctual:
	default:
		c.terms(formChecker{c, &f}, &x.Numerator)
		if !x.Denominator.IsZero() {
			c.terms(formChecker{c, &f}, &x.Denominator)
		}
	}
	switch {
	case x.Rate() && x.Times < 1:
		c.Problem(&x.Times, "没有写明乘数；百分比写 times: 100，每千次写 times: 1000")
	case !x.Rate() && x.Times != 0:
		c.Problem(&x.Times, "没有分母的指标不用写 times；请去掉，或补上 denominator")
	}
}

// terms checks a sum of an indicator, which is of one period: what is of several
// is added up by stock.
func (c checker) terms(f formChecker, s *anwei.Sum) {
	f.sum(s)
	for _, t := range s.Terms {
		if t.Of != anwei.ThisPeriod {
			c.Problem(s, "考核指标只用本期的数；“%s.%s”请改为 %s，要累计请写 stock: true", t.Of, t.Field, t.Field)
		}
	}
}

func (c checker) direction(x *anwei.Indicator) {
	known(c.flaws, &x.Better, "“%s”不认识；越高越好写 higher，越低越好写 lower", "", anwei.Higher, anwei.Lower)
	switch {
	case x.Baseline != nil && *x.Baseline < 0:
		c.Problem(&x.Baseline, "比较的水平不能是负数；例如 baseline: 1.2")
	case x.Baseline != nil && x.BaselineName == "":
		c.Problem(&x.BaselineName, "没有写明是什么水平；例如 baseline_name: 全国平均水平")
	}
}
