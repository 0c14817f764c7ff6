package frame

import (
	"strings"

	"anwei"
)

// RosterAct is a change of the roster, as the rows name it behind roster.
type RosterAct string

// The changes of the roster.
const (
	RosterReplace RosterAct = "replace" // 换人: 南村镇填报员换成李四
	RosterAdd     RosterAct = "add"     // 加人
	RosterRetire  RosterAct = "retire"  // 停用
	RosterLog     RosterAct = "log"     // 改动记录
	RosterPhone   RosterAct = "phone"   // 李四的手机号改成13800000000
)

// RosterSaid is a change of the roster as understood. What was not said is zero.
type RosterSaid struct {
	Act   RosterAct
	Units []anwei.UnitID
	Role  anwei.Role
	// Deputy is set where a deputy reporter is meant.
	Deputy bool
	// Name, ID, Phone and Post are the new person's, or those of who is retired.
	Name  string
	ID    anwei.PersonID
	Phone string
	Post  string
	// Out is who gives the role up, or what is retired, as typed.
	Out string
}

// Roster returns a change of the roster, if that is how a text is understood.
func Roster(readings []Reading) (RosterSaid, bool) {
	r, act, ok := first(readings, "roster")
	if !ok {
		return RosterSaid{}, false
	}
	said := RosterSaid{
		Act: RosterAct(act), Units: append(r.Units, r.Either...), Name: r.Rest["name"], Out: r.Rest["out"] + r.Rest["who"],
		Phone: r.Phone, Post: r.Rest["post"], ID: anwei.PersonID(strings.TrimSpace(r.Rest["id"])),
	}
	if said.ID == "" && said.Act != RosterRetire {
		said.ID = anwei.PersonID(r.Account)
	}
	switch {
	case r.Said("deputy"):
		said.Role, said.Deputy = anwei.Reporter, true
	case r.Said("reporter"):
		said.Role = anwei.Reporter
	case r.Said("leader"):
		said.Role = anwei.Leader
	}
	if said.Act == RosterRetire && (len(said.Units) == 0 || len(r.People) > 0) {
		said.Name = said.Out
	}
	return said, true
}

// Account returns the account of a person, and what is said beside it, where it was
// asked: lisi, 账号是lisi, lisi 电话13800000000.
func Account(readings []Reading) (RosterSaid, bool) {
	r, _, ok := first(readings, "account")
	said := RosterSaid{ID: anwei.PersonID(strings.TrimSpace(r.Account + r.Rest["id"])), Phone: r.Phone, Post: r.Rest["post"]}
	return said, ok && said.ID != ""
}
