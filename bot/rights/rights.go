// Package rights says who may make which effect: one table of effect × person × unit,
// which is asked where the effect is made, whatever led to it.
package rights

import (
	"slices"

	"anwei"
	"anwei/bot"
)

// standing is what somebody must be for a unit to make an effect there.
type standing int

// The standings, each within those above it but for self.
const (
	anyone   standing = iota // whoever spoke, also a stranger
	known                    // somebody of the roster
	reporter                 // one who reports for the unit, or is of its office
	office                   // one of the office of the unit
	whole                    // one of the office of every unit that stands below none
)

// need is what an effect asks of who makes it.
type need struct {
	as   standing
	unit anwei.UnitID
	// self is set where the effect is about one person, who alone may make it.
	self anwei.PersonID
	// false is set where the effect names an object that is not what it says.
	forged bool
}

// Lacks returns the first of the effects of a turn that the person may not make, and the
// unit that it is about. It looks at the roster, the grants and the objects themselves as
// they are in the ledger of the turn: what was so when something was asked counts for
// nothing, and neither does the unit that a button or an open question names.
func Lacks(t *bot.Turn) (lacking bot.Effect, at anwei.UnitID, lacks bool) {
	for _, e := range t.Out {
		for _, n := range needs(t, e) {
			if !meets(t, n) {
				return e, n.unit, true
			}
		}
	}
	return nil, "", false
}

// meets reports whether the person is what is needed.
func meets(t *bot.Turn, n need) bool {
	switch {
	case n.forged || n.as >= known && !t.In.Known:
		return false
	case n.self != "":
		return n.self == t.In.Person.ID
	}
	switch n.as {
	case anyone, known:
		return true
	case reporter:
		u, ok := t.In.Ledger.Unit(n.unit)
		return ok && (!u.Retired && t.In.Person.ReportsFor(n.unit) || t.Runs(n.unit))
	case office:
		return t.Runs(n.unit)
	case whole:
	}
	return bot.RunsWhole(t)
}

// needs is the table: what each effect asks. Whatever is only said, or only notes what
// was heard, asks nothing.
func needs(t *bot.Turn, e bot.Effect) []need {
	switch e := e.(type) {
	case bot.Say, bot.PutAudit, bot.AddMisheard:
		return nil
	case bot.Ask, bot.Read:
		return []need{{as: known}}
	case bot.SaveDraft:
		return of(reporter, e.Draft.Key.Unit)
	case bot.DropDraft:
		return of(reporter, e.Key.Unit)
	case bot.Confirm:
		return of(reporter, e.Report.Key.Unit)
	case bot.Handle:
		return of(handler(e.Handling.Kind), e.Key.Unit)
	case bot.PutKeyed:
		return of(reporter, e.Keyed.Key.Unit)
	case bot.PutReminded:
		return of(office, e.Reminded.Matter.Unit)
	case bot.AddSnapshot, bot.PutBaseline:
		return []need{{as: whole}}
	case bot.PutPromise, bot.AddFulfilment, bot.VoidFulfilment, bot.PutEvidence, bot.PutCase:
		return matterNeeds(t, e)
	case bot.PutNotice, bot.Post, bot.PutReceipt:
		return noticeNeeds(t, e)
	case bot.PutPerson, bot.PutUnit, bot.PutGrant, bot.PutMark, bot.PutWish:
		return peopleNeeds(t, e)
	}
	return nobody()
}

// nobody is what an effect needs that is not in the table.
func nobody() []need { return []need{{forged: true}} }

// of is one need at one unit.
func of(as standing, u anwei.UnitID) []need { return []need{{as: as, unit: u}} }

// handler is who does something with a report that is in.
func handler(k anwei.HandlingKind) standing {
	switch k {
	case anwei.UnlockAsk, anwei.Agreed, anwei.Disputed, anwei.ToppedUp:
		return reporter
	case anwei.Returned, anwei.Sealed, anwei.Unlocked, anwei.Submitted:
	}
	return office
}

// matterNeeds are those of what is told of duties and cases, and of what proves it.
func matterNeeds(t *bot.Turn, e bot.Effect) []need {
	switch e := e.(type) {
	case bot.PutPromise:
		return matter(t, e.Promise.Matter)
	case bot.AddFulfilment:
		return matter(t, e.Fulfilment.Matter)
	case bot.VoidFulfilment:
		return matter(t, e.Matter)
	case bot.PutEvidence:
		return matter(t, e.Evidence.Matter)
	case bot.PutCase:
		c := e.Case
		if !e.New {
			return matter(t, anwei.Matter{Case: c.ID, Unit: c.Unit})
		}
		for _, k := range t.In.Plan.Cases {
			if k.ID == c.Kind && slices.Contains(k.Open, anwei.Reporter) {
				return of(reporter, c.Unit)
			}
		}
		return of(office, c.Unit)
	default:
		return nobody()
	}
}

// matter is what telling of a matter asks. An object that is reached by its number has
// a unit of its own, which no button can name otherwise.
func matter(t *bot.Turn, m anwei.Matter) []need {
	switch {
	case m.Notice != 0:
		n, ok := t.In.Ledger.Notice(m.Notice)
		if t.OfOffice(n) {
			return []need{{as: known, forged: !ok}}
		}
		_, got := n.Receiver(t.In.Person.ID)
		return []need{{as: known, forged: !ok || !got, unit: m.Unit}}
	case m.Case != 0:
		c, ok := t.In.Ledger.Case(m.Case)
		return []need{{as: reporter, unit: c.Unit, forged: !ok || c.Unit != m.Unit}}
	}
	return of(reporter, m.Unit)
}

// noticeNeeds are those of notices: the office that sends one, and whoever got it.
func noticeNeeds(t *bot.Turn, e bot.Effect) []need {
	switch e := e.(type) {
	case bot.PutNotice:
		unit := e.Notice.Unit
		if old, ok := t.In.Ledger.Notice(e.Notice.ID); ok && !e.New {
			unit = old.Unit
		}
		return of(office, unit)
	case bot.Post:
		of := map[anwei.NoticeID]bool{} // a notice to thousands is read once
		var out []need
		for _, o := range e.Rows {
			if o.About == nil || of[o.About.Notice] {
				continue
			}
			of[o.About.Notice] = true
			if n, ok := t.In.Ledger.Notice(o.About.Notice); ok {
				out = append(out, need{as: office, unit: n.Unit})
			}
		}
		return out
	case bot.PutReceipt:
		n, ok := t.In.Ledger.Notice(e.Receipt.Notice)
		_, got := n.Receiver(e.Receipt.Person)
		return []need{{as: known, self: e.Receipt.Person, forged: !ok || !got}}
	default:
		return nobody()
	}
}

// peopleNeeds are those of the roster, of deputies, of marks and of what a person wants
// for himself.
func peopleNeeds(t *bot.Turn, e bot.Effect) []need {
	switch e := e.(type) {
	case bot.PutPerson:
		return personNeeds(t, e.Person)
	case bot.PutUnit:
		return of(office, e.Unit.ID)
	case bot.PutGrant:
		return grantNeeds(t, e.Grant, e.New)
	case bot.PutMark:
		return of(office, e.Mark.Unit)
	case bot.PutWish:
		return []need{{as: known, self: e.Wish.Person}}
	default:
		return nobody()
	}
}

// personNeeds asks for the office of each unit at which the person gets, loses or changes
// a role, and for that of one of his units where only his name or number changes.
func personNeeds(t *bot.Turn, p anwei.Person) []need {
	old, _ := t.In.Ledger.Roster().Person(p.ID)
	held := old.Standing().Roles
	var changed []need
	for _, a := range slices.Concat(held, p.Standing().Roles) {
		if slices.Contains(held, a) != slices.Contains(p.Roles, a) {
			changed = append(changed, need{as: office, unit: a.Unit})
		}
	}
	if len(changed) > 0 {
		return changed
	}
	for _, a := range old.Roles {
		changed = append(changed, need{as: office, unit: a.Unit})
	}
	if len(changed) == 0 {
		return []need{{as: whole}}
	}
	return changed
}

// grantNeeds asks that a new grant is given by who reports for its units himself, and
// that one that there is is answered or taken back by one of the two, or by an office of
// one of its units.
func grantNeeds(t *bot.Turn, g anwei.Grant, isNew bool) []need {
	if isNew {
		own := t.In.Person.Standing()
		return anwei.Each(g.Units, func(u anwei.UnitID) need {
			return need{as: reporter, unit: u, forged: g.From != own.ID || !own.ReportsFirst(u)}
		})
	}
	old, ok := t.In.Ledger.Grant(g.ID)
	if t.In.Person.ID == old.From || t.In.Person.ID == old.To || slices.ContainsFunc(old.Units, t.Runs) {
		return []need{{as: known, forged: !ok}}
	}
	return []need{{forged: true}}
}
