package frame

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// DeskAct is what the office wants to have done with units or their reports.
type DeskAct string

// The acts of the office, as the rows name them behind office.
const (
	DeskReturn DeskAct = "return" // 退回
	DeskSeal   DeskAct = "seal"   // 收下
	DeskUnlock DeskAct = "unlock" // 解锁
	DeskBehalf DeskAct = "behalf" // 代录
	DeskChase  DeskAct = "chase"  // 催一下
)

// DeskSaid is an act as understood. What was not said is zero.
type DeskSaid struct {
	Act   DeskAct
	Units []anwei.UnitID
	// Either are the units that one name may mean.
	Either []anwei.UnitID
	// All is set where all units are meant: 收下全部已报.
	All bool
	// Bare is set where the act alone was said, 退回, and nothing that it is of.
	Bare   bool
	Form   anwei.FormID
	Period anwei.Period
	// Items are the numbers of the items that the rest names, from 1.
	Items []int
	// Rest is what was said besides: a reason or figures. It is empty where it
	// says nothing but the items.
	Rest string
}

// bareCost is what the rows of an act alone cost.
const bareCost = 3

// Desk returns what the office wants to have done, if that is how a text is
// understood.
func Desk(readings []Reading) (DeskSaid, bool) {
	r, act, ok := first(readings, "office")
	if !ok || act == "state" {
		return DeskSaid{}, false
	}
	said := DeskSaid{Act: DeskAct(act), Units: r.Units, Either: r.Either, Form: r.Form, Period: r.Period}
	said.Bare = r.Cost >= bareCost && len(r.Units)+len(r.Either) == 0
	said.All = said.Act == DeskSeal && len(r.Units)+len(r.Either) == 0 && !said.Bare
	if said.Rest = r.Rest["why"]; said.Act == DeskBehalf {
		if said.Rest = r.Rest["figures"]; r.Rest["item"] != "" {
			said.Rest = "改" + r.Rest["item"]
		}
	} else if said.Items = text.Items(said.Rest); onlyItems(said.Rest) {
		said.Rest = ""
	}
	return said, true
}

// AsksState returns the unit of which is asked how its report stands: 南村收下没,
// 南村的退回改了没. It is no wish to have any of that done.
func AsksState(readings []Reading) (anwei.UnitID, bool) {
	r, act, ok := first(readings, "office")
	if !ok || act != "state" || len(r.Units) != 1 || len(r.Either) > 0 || r.Cost > 0 {
		return "", false
	}
	return r.Units[0], true
}

// first returns the best reading where it is one of the family, and its intent
// within it.
func first(readings []Reading, family string) (r Reading, act string, ok bool) {
	for _, r = range readings {
		if act, ok = strings.CutPrefix(string(r.Intent), family+"."); ok {
			return r, act, true
		}
	}
	return Reading{}, "", false
}

// onlyItems reports whether a text names items and says nothing of them.
func onlyItems(left string) bool {
	for strings.Trim(left, stops+"，") != "" {
		_, size := text.ItemList(left)
		if size == 0 {
			return false
		}
		left = strings.TrimLeft(left[size:], stops+"，")
	}
	return true
}
