package frame

import (
	"time"

	"anwei"
)

// MarkAct is what is said of marks, as the rows name it behind mark.
type MarkAct string

// What may be said of marks.
const (
	MarkPut      MarkAct = "put"      // 黄牌 南村镇 原因
	MarkWithdraw MarkAct = "withdraw" // 撤牌 南村镇 原因
	MarkPropose  MarkAct = "propose"  // 红黄牌: what the rules propose
	MarkYear     MarkAct = "year"     // 红黄牌 今年: the year's list
)

// MarkSaid is what was said of marks. What was not said is zero.
type MarkSaid struct {
	Act   MarkAct
	Group anwei.MarkGroup
	Kind  anwei.MarkID
	// N is the number of the mark: 撤牌 3号.
	N      int
	Units  []anwei.UnitID
	Either []anwei.UnitID
	// Last is set where the year before is meant.
	Last bool
	// Rest is the reason.
	Rest string
}

// Mark returns what is said of the plan's marks, if that is how a text is understood.
func Mark(readings []Reading, now time.Time) (MarkSaid, bool) {
	r, act, ok := first(readings, "mark")
	if !ok {
		return MarkSaid{}, false
	}
	said := MarkSaid{
		Act: MarkAct(act), Units: r.Units, Either: r.Either, Rest: r.Rest["why"],
		N: int(r.Number), Last: !r.Period.IsZero() && r.Period.Year < now.Year(),
	}
	if len(r.Days) > 0 { // 3号
		said.N = r.Days[0].On.Day
	}
	switch {
	case len(r.Marks) > 0:
		said.Group, said.Kind = r.Marks[0].Group, r.Marks[0].ID
	case r.Said("cards"):
		said.Group = anwei.Cards
	case r.Said("help"):
		said.Group = anwei.Help
	}
	return said, true
}
