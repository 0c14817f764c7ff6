package language

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// LookAct is what the office wants to look at.
type LookAct string

// What the office looks at.
const (
	LookLate     LookAct = "late"     // 谁老是迟报
	LookMisheard LookAct = "misheard" // 有哪些话没听懂
	LookRecord   LookAct = "record"   // 操作记录
	LookRevised  LookAct = "revised"  // 谁改过数
	LookPending  LookAct = "pending"  // 谁的表还没收
	LookGroup    LookAct = "group"    // 群通报
	LookPromised LookAct = "promised" // 谁说有困难
	LookPeople   LookAct = "people"   // 南村镇填报员是谁
)

// LookSaid is what somebody wants to look at.
type LookSaid struct {
	Act LookAct
	// Units are those that are named, and Role who of them: empty for all.
	Units []anwei.UnitID
	Role  anwei.Role
	// All is set where the whole roster is meant.
	All bool
}

// longestLook is how many characters such a wish may have.
const longestLook = 24

// ReadLook reads what the office wants to look at, as people say it. All of the words
// have to be known.
func ReadLook(typed string, names *lexicon.Gazetteer) (LookSaid, bool) {
	typed = strings.TrimSpace(typed)
	if utf8.RuneCountInString(typed) > longestLook || strings.Contains(typed, "\n") {
		return LookSaid{}, false
	}
	for _, l := range looks() {
		all := true
		for _, some := range l.any {
			all = all && text.ContainsAny(typed, some...)
		}
		if all && madeOf(typed, politeWords(), lookWords(), slices.Concat(l.any...), l.more) {
			return LookSaid{Act: l.act}, true
		}
	}
	return readPeople(typed, names)
}

// look is a wish and the words for it: one of each list has to be said, and more may be.
type look struct {
	act  LookAct
	any  [][]string
	more []string
}

func lookWords() []string {
	return strings.Fields("谁 哪些 哪个 哪几个 哪几家 哪几 哪家 几家 几个 多少 有 有没有 还有 是 单位 镇 乡镇 部门 家 人 名单 清单 情况 今年 今天 近期 这几天 大家 他们 发我 发")
}

func looks() []look {
	late := strings.Fields("迟报 晚报 迟交 晚交 逾期 拖 拖拉 拖后腿 拖延 不按时 不及时 没按时 未按时 不准时")
	often := strings.Fields("常 经常 老 老是 老爱 总 总是 多次 屡次 连续 习惯 爱")
	unheard := strings.Fields("听不懂 没听懂 看不懂 没看懂 没懂 听不明白 没听明白 看不明白")
	return []look{
		{LookLate, [][]string{late, often}, strings.Fields("报 交 表 的 上报 报送")},
		{LookLate, [][]string{{"迟报名单", "晚报名单", "常迟报"}}, nil},
		{LookMisheard, [][]string{unheard}, strings.Fields("话 说 内容 什么 啥 机器人 助手 消息 句")},
		{LookRecord, [][]string{{"操作记录", "操作日志", "办理记录", "审计记录", "最近的操作", "操作历史"}}, nil},
		{LookRecord, [][]string{{"今天", "最近", "这几天"}, {"办了", "操作了", "做了"}}, strings.Fields("什么 啥 哪些 事 操作 我 我们 都")},
		{LookRevised, [][]string{{"改过", "改了", "更正过", "更正了", "修改过", "修改了", "动过"}, {"谁", "哪", "什么", "啥"}}, strings.Fields("数 数据 数字 报表 表 调度表 台账")},
		{LookPending, [][]string{{"待核", "待审", "待收", "没收", "未收", "没审", "未审", "没核", "未核", "等我审", "等我收"}}, strings.Fields("下 表 报表 的 几张 还 核 审 收")},
		{LookPromised, [][]string{{"说有困难", "有困难", "说明天报", "承诺", "答应", "答复", "说了哪天报", "说报不了", "报不了"}, {"谁", "哪", "单位", "名单"}}, strings.Fields("了 报 什么时候 哪天 过 都 回 的")},
		{LookGroup, [][]string{{"群通报", "催报稿", "群里通报", "通报到群", "发群里通报", "发到工作群", "发工作群", "发到群里", "发群里", "在群里通报", "在群里催", "群里催", "拟个通报", "写个通报", "拟通报", "拟一份通报", "写份通报", "通报一下没报", "通报一下未报", "通报没报", "通报未报"}}, strings.Fields("通报 草稿 稿 稿子 拟 写 份 催报 未报 没报 未报名单 名单 催 单位 工作 群 的")},
	}
}

// readPeople reads 南村镇填报员是谁, 教育局电话 and 花名册.
func readPeople(typed string, names *lexicon.Gazetteer) (LookSaid, bool) {
	s := LookSaid{Act: LookPeople}
	whole := strings.Fields("名单 花名册 通讯录 人员名单 人员名册 联系人名单 填报员名单 单位名单 联系方式 名册")
	if slices.ContainsFunc(whole, func(w string) bool { return strings.Contains(typed, w) }) &&
		madeOf(typed, politeWords(), whole, strings.Fields("导出 全部 所有 各单位 各镇 各部门 全县 填报员 发我 发 人员 单位 份")) {
		s.All = true
		return s, true
	}
	if madeOf(typed, politeWords(), strings.Fields("有 哪些 单位 人 填报员 都 是 谁 各单位")) && text.ContainsAny(typed, "有哪些单位", "有哪些人", "填报员都是谁", "填报员有哪些", "各单位填报员") {
		s.All = true
		return s, true
	}
	rest := typed
	for {
		named := names.Find(rest)
		if len(named) == 0 || !named[0].Exact || len(named[0].Units) != 1 {
			break
		}
		s.Units = append(s.Units, named[0].Units[0])
		after := rest[named[0].To:]
		if strings.HasPrefix(after, "长") { // 南村镇长
			after = "领导" + strings.TrimPrefix(after, "长")
		}
		rest = rest[:named[0].From] + " " + after
	}
	leads := text.ContainsAny(rest, "领导", "镇长", "局长", "书记", "主要负责人")
	reports := text.ContainsAny(rest, "填报员", "填报人", "联络员", "谁报", "谁填", "谁在报", "谁在填", "经办")
	switch {
	case leads && !reports:
		s.Role = anwei.Leader
	case reports && !leads:
		s.Role = anwei.Reporter
	}
	asked := strings.Fields("是谁 谁 哪个 哪位 叫什么 什么 名字 电话 手机 手机号 电话号码 号码 联系方式 联系人 多少 几号 是 找谁 联系 怎么 负责 管 报 填 在 报的 填的 人")
	who := strings.Fields("领导 分管领导 镇长 局长 书记 主要负责人 负责人 填报员 填报人 联络员 经办人 经办 联系人 人员")
	ok := len(s.Units) > 0 && text.ContainsAny(rest, "谁", "电话", "手机", "号码", "联系", "叫什么", "哪位", "是哪个", "填报员", "名字") && madeOf(rest, politeWords(), asked, who)
	return s, ok
}
