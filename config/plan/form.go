package plan

import (
	"strings"
	"time"

	"anwei"
)

func (c checker) forms() {
	if len(c.plan.Forms) == 0 {
		c.Problem(&c.plan.Forms, "方案里没有表；至少写一张要报送的表")
	}
	ids, names := seen{}, seen{}
	for i := range c.plan.Forms {
		f := &c.plan.Forms[i]
		newID(c.flaws, ids, &f.ID, "表的编号")
		c.required(&f.Title, f.Title, "表的正式名称")
		c.required(&f.Short, f.Short, "表的简称，例如 调度表")
		c.once(names, &f.Short, f.Short, "表的叫法")
		c.words(names, f.Names, "表的叫法")
		c.audience(&f.Audience)
		c.deadline(&f.Deadline)
		one := formChecker{c, f}
		one.periods()
		one.groups()
		one.fields()
		one.checks()
	}
}

type formChecker struct {
	checker
	form *anwei.Form
}

// periods checks how often a form is reported, and from when to when.
func (c formChecker) periods() {
	if !c.every(&c.form.Every, c.form.Every) {
		return
	}
	like := anwei.PeriodOf(c.form.Every, time.Date(2026, time.February, 1, 0, 0, 0, 0, time.UTC))
	for _, end := range []*anwei.Period{&c.form.First, &c.form.Last} {
		switch {
		case end.IsZero():
			c.Problem(end, "没有填写；请补上，例如 %s", like)
		case end.Kind != c.form.Every:
			c.Problem(end, "“%s”与 every: %s 不一致；请写成像 %s 这样", end, c.form.Every, like)
		case !c.plan.From.IsZero() && end.Last().Before(c.plan.From):
			c.Problem(end, "%s 在行动开始（%s）之前；请改正", end.Chinese(), c.plan.From)
		case !c.plan.To.IsZero() && c.plan.To.Before(end.First()):
			c.Problem(end, "%s 在行动结束（%s）之后；请改正", end.Chinese(), c.plan.To)
		}
	}
	if !c.form.First.IsZero() && !c.form.Last.IsZero() && c.form.Last.Before(c.form.First) {
		c.Problem(&c.form.Last, "最后一期 %s 早于第一期 %s；请改正其中一个", c.form.Last, c.form.First)
	}
}

// every checks the length of a period.
func (c checker) every(ptr any, k anwei.PeriodKind) bool {
	if k.Valid() {
		return true
	}
	c.Problem(ptr, "周期“%s”不存在；请写 month（月）、quarter（季）、half（半年）或 year（年）", k)
	return false
}

func (c checker) deadline(d *anwei.Deadline) {
	if d.Day < 1 || d.Day > 31 {
		c.Problem(&d.Day, "截止日“%d”不存在；请写1到31，大于当月天数的按月末算", d.Day)
	}
	known(c.flaws, &d.Shift, "“%s”不认识；遇休息日不变写 keep，提前写 earlier，顺延写 later", anwei.Keep, anwei.Earlier, anwei.Later)
}

func (c formChecker) groups() {
	if len(c.form.Groups) == 0 {
		c.Problem(&c.form.Groups, "表里没有分组；至少写一组")
	}
	ids, words := seen{}, seen{}
	for i := range c.form.Groups {
		g := &c.form.Groups[i]
		newID(c.flaws, ids, &g.ID, "分组编号")
		c.required(&g.Title, g.Title, "分组的正式名称")
		c.required(&g.Name, g.Name, "分组在对话里的叫法")
		c.words(words, g.Words, "分组的叫法")
		if g.ID != "" && len(c.form.InGroup(g.ID)) == 0 {
			c.Problem(g, "分组“%s”里没有指标；请补上指标，或删去这一组", g.ID)
		}
	}
}

func (c formChecker) fields() {
	ids, names := seen{}, seen{}
	shorts, words := map[string]seen{}, map[string]seen{}
	for _, fd := range c.form.Fields {
		shorts[fd.Group], words[fd.Group] = seen{}, seen{}
	}
	for i := range c.form.Fields {
		fd := &c.form.Fields[i]
		newID(c.flaws, ids, &fd.ID, "指标编号")
		c.required(&fd.Title, fd.Title, "指标的正式名称")
		c.required(&fd.Name, fd.Name, "指标在对话里的叫法")
		c.once(names, &fd.Name, fd.Name, "指标叫法")
		c.required(&fd.Short, fd.Short, "指标在组内的简称")
		// Short names and words need only tell the fields of one group apart.
		c.once(shorts[fd.Group], &fd.Short, fd.Short, "同组指标的简称")
		c.words(words[fd.Group], fd.Words, "同组指标的同义词")
		c.fieldKind(fd)
		c.inGroup(fd)
		for k := range fd.Hints {
			if !c.hasKind(k) {
				c.ItemProblem(&fd.Hints, string(k), "没有“%s”这种单位类型；可以写的有：%s", k, c.kindList())
			}
		}
		if fd.Audience != nil {
			c.audience(fd.Audience)
		}
	}
}

func (c formChecker) fieldKind(fd *anwei.Field) {
	switch {
	case fd.Kind.Picks() && len(fd.Options) < 2:
		c.Problem(&fd.Options, "选择项至少要有两个选项；请写成 options: [甲, 乙]")
	case fd.Kind.Known() && !fd.Kind.Picks() && len(fd.Options) > 0:
		c.Problem(&fd.Options, "只有选择项（kind: choice）才有 options；请删去，或改 kind")
	case !fd.Kind.Known():
		kinds := anwei.Each(anwei.FieldKinds(), func(k [2]string) string { return k[0] + "（" + k[1] + "）" })
		c.Problem(&fd.Kind, "指标种类“%s”不存在；可以写的有：%s", fd.Kind, strings.Join(kinds, "、"))
	}
}

func (c formChecker) inGroup(fd *anwei.Field) {
	ids := make([]string, 0, len(c.form.Groups))
	for _, g := range c.form.Groups {
		if g.ID == fd.Group {
			return
		}
		ids = append(ids, g.ID)
	}
	c.Problem(&fd.Group, "表里没有“%s”这个分组；可以写的有：%s", fd.Group, strings.Join(ids, "、"))
}

func (c formChecker) checks() {
	ids := seen{}
	for i := range c.form.Checks {
		k := &c.form.Checks[i]
		newID(c.flaws, ids, &k.ID, "校验编号")
		known(c.flaws, &k.Level, "级别“%s”不存在；请写 error（错误，不能报送）或 doubt（提醒，说明原因后可报送）", anwei.ErrorLevel, anwei.DoubtLevel)
		c.sum(&k.Left)
		c.compared(k)
		c.missing(k)
		c.required(&k.Message, k.Message, "提示的话")
		c.placeholders(&k.Message, k.Message, "left", "right", "difference", "items")
	}
}

// compared checks that a check is of one kind: against other figures, with what is open
// from before or not, against what is usual, for a total, or for figures exchanged.
func (c formChecker) compared(k *anwei.Check) {
	kinds := 0
	for _, is := range []bool{k.Usual, k.Cumulative, k.Swapped, !k.Right.IsZero()} {
		if is {
			kinds++
		}
	}
	const one = "与别的数比写 right，与平时比写 usual: true，查累计数写 cumulative: true，查填反写 swapped: true"
	_, _, bound := k.Bound()
	switch {
	case kinds == 0:
		c.Problem(&k.Right, "没有写明与什么比；%s", one)
	case kinds > 1:
		c.Problem(&k.Left, "right、usual、cumulative、swapped 只能写一样：%s", one)
	case k.Right.IsZero() && (k.Op != "" || k.Carried):
		c.Problem(&k.Op, "op 和 carried 只与 right 一起写；请去掉")
	case k.Carried && !bound:
		c.Problem(&k.Carried, "carried 只用于一个数不多于另一个数，例如 left: rectified, right: hazards")
	case (k.Usual || k.Cumulative) && len(k.Left.Terms) != 1, k.Swapped && len(k.Left.Terms) < 2:
		c.Problem(&k.Left, "usual、cumulative 只看一个指标，swapped 至少要两个；请改 left")
	case !k.Right.IsZero() && k.Right.String() == k.Left.String():
		c.Problem(&k.Right, "左右两边都是“%s”；请写不同的指标", k.Left)
	case !k.Right.IsZero():
		c.sum(&k.Right)
	}
	if strings.Contains(k.Message, "{items}") == (k.Item == "") {
		c.Problem(&k.Item, "message 里的 {items} 由 item 来写，两个要一起有，例如 item: \"{n}.{name}（本月{left}，上月{right}）\"")
	}
	c.placeholders(&k.Item, k.Item, "n", "name", "other", "left", "right", "difference")
	if k.Floor < 0 {
		c.Problem(&k.Floor, "最小差额不能是负数；例如 floor: 10")
	}
	known(c.flaws, &k.Op, "不认识“%s”；可以写的有：<=、<、==、>=、>", "", anwei.AtMost, anwei.Below, anwei.Equal, anwei.AtLeast, anwei.Above)
}

func (c formChecker) missing(k *anwei.Check) {
	known(c.flaws, &k.Missing, "不认识“%s”；可以写的有：skip_any（缺一个就不查，可不写）、skip_all（一边全缺才不查）、zero（缺的当作0）", "", anwei.SkipAny, anwei.SkipAll, anwei.Zero)
	if k.NeedsReason && k.Level == anwei.ErrorLevel {
		c.Problem(&k.NeedsReason, "错误不能用说明原因放过；needs_reason 只用于 level: doubt")
	}
}

// sum checks that a sum names counts of its form.
func (c formChecker) sum(s *anwei.Sum) {
	if s.IsZero() {
		c.Problem(s, "没有写明是哪个数；请写某个指标的 id，或几个相加，例如 self_major + dept_major")
	}
	for _, t := range s.Terms {
		fd, ok := c.form.Field(t.Field)
		switch {
		case !ok:
			c.Problem(s, "表“%s”里没有指标“%s”；请写这张表里某个指标的 id", c.form.Short, t.Field)
		case !fd.Kind.Counts():
			c.Problem(s, "“%s”不是数字指标，不能比较大小；请换一个", fd.Name)
		}
	}
}
