package anwei

import "strings"

// Flaw is what is wrong with an entry of a roster, whichever way it came: from a
// file, or from a message of the office. Each way words it as its reader needs.
type Flaw string

// The flaws that an entry may have.
const (
	NoFlaw      Flaw = ""
	NoUserID    Flaw = "no-userid"    // a person without a userid
	BadUserID   Flaw = "bad-userid"   // one that cannot be WeCom's
	TakenUserID Flaw = "taken-userid" // one that another entry has
	NoUnit      Flaw = "no-unit"      // a role at no unit
	UnknownUnit Flaw = "unknown-unit" // a role at a unit that the roster lacks
	BadDeputy   Flaw = "bad-deputy"   // a deputy who is no reporter
	RoleTwice   Flaw = "role-twice"   // a role that the person holds at the unit already
)

// Folded is the userid in lower case, as the ledger has it and as userids are compared:
// WeCom tells none apart by case. Yet some, the opaque ones, it takes only as it writes
// them, so that on the way to WeCom no userid is folded.
func (id PersonID) Folded() PersonID { return PersonID(strings.ToLower(string(id))) }

// Flaw says what is wrong with the person's userid; taken is set where another
// entry has it.
func (p Person) Flaw(taken bool) Flaw {
	switch {
	case p.ID == "":
		return NoUserID
	case !PlainID(string(p.ID), "_-.@"):
		return BadUserID
	case taken:
		return TakenUserID
	}
	return NoFlaw
}

// Flaw says what is wrong with the assignment of a person who holds others; known
// is set where the roster has the unit.
func (a Assignment) Flaw(others []Assignment, known bool) Flaw {
	switch {
	case a.Unit == "":
		return NoUnit
	case !known:
		return UnknownUnit
	case a.Deputy && a.Role != Reporter:
		return BadDeputy
	}
	for _, o := range others {
		if o.Role == a.Role && o.Unit == a.Unit {
			return RoleTwice
		}
	}
	return NoFlaw
}

// PlainID reports whether a text is 1 to 64 letters, digits and the other signs.
func PlainID(s, others string) bool {
	for _, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (r < '0' || r > '9') && !strings.ContainsRune(others, r) {
			return false
		}
	}
	return s != "" && len(s) <= 64
}
