package frame

import (
	"slices"

	"anwei"
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
	LookAbsent   LookAct = "absent"   // 没报的给我列个电话
)

// LookSaid is what somebody wants to look at.
type LookSaid struct {
	Act LookAct
	// Units are those that are named, and Role who of them: empty for all.
	Units []anwei.UnitID
	Role  anwei.Role
	// All is set where the whole roster is meant.
	All bool
	// Period and Page are of a list that is long: when, and which page from 1; zero is
	// all times and the first page.
	Period anwei.Period
	Page   int
}

// Look returns what the office wants to look at, if that is how a text is understood.
func Look(readings []Reading) (LookSaid, bool) {
	r, act, ok := first(readings, "look")
	if !ok {
		return LookSaid{}, false
	}
	if act == "book" {
		return LookSaid{Act: LookPeople, All: true}, true
	}
	said := LookSaid{Act: LookAct(act), Units: slices.Concat(r.Units, r.Either), Period: r.Period, Page: int(r.Number)}
	if leads, reports := r.Said("headed"), r.Said("filling"); leads && !reports {
		said.Role = anwei.Leader
	} else if reports && !leads {
		said.Role = anwei.Reporter
	}
	return said, true
}

// HowTopic is what somebody asks how to do.
type HowTopic string

// What the office asks how to do.
const (
	HowNotice   HowTopic = "notice"   // 怎么发通知
	HowLater    HowTopic = "later"    // 能定时发吗
	HowFiles    HowTopic = "files"    // 能不能发文件
	HowRecall   HowTopic = "recall"   // 通知怎么撤回
	HowUndo     HowTopic = "undo"     // 撤销代录
	HowReturn   HowTopic = "return"   // 怎么退回
	HowSeal     HowTopic = "seal"     // 怎么收下
	HowUnlock   HowTopic = "unlock"   // 怎么解锁
	HowBehalf   HowTopic = "behalf"   // 怎么代录
	HowChase    HowTopic = "chase"    // 怎么催
	HowPeople   HowTopic = "people"   // 怎么换填报员
	HowMark     HowTopic = "mark"     // 怎么发黄牌
	HowCase     HowTopic = "case"     // 怎么立案
	HowSnapshot HowTopic = "snapshot" // 怎么定格
	HowRekey    HowTopic = "rekey"    // 怎么补录
	HowBriefing HowTopic = "briefing" // 怎么订简报
	HowTable    HowTopic = "table"    // 怎么导出汇总表
	HowBaseline HowTopic = "baseline" // 怎么设基准
	HowDeadline HowTopic = "deadline" // 截止时间延到25号
)

// How returns what somebody asks how to do, 怎么发通知, if that is how a text is
// understood; the wish to have a deadline moved, which nobody can by message, too.
func How(readings []Reading) (HowTopic, bool) {
	_, topic, ok := first(readings, "how")
	return HowTopic(topic), ok
}
