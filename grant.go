package anwei

import "time"

// GrantID numbers the grants of a ledger from 1.
type GrantID uint32

// Grant is that one reporter asked another person to report in his place for a
// time. It counts once the other has accepted, and the trace of it stays.
type Grant struct {
	ID    GrantID  `json:"id"`
	From  PersonID `json:"from"`
	To    PersonID `json:"to"`
	Units []UnitID `json:"units"`
	// Since and Until are its first and last day.
	Since Date      `json:"since"`
	Until Date      `json:"until"`
	Words string    `json:"words"` // as typed
	Asked time.Time `json:"asked"`
	// Answered is when the deputy accepted or declined, zero until then.
	Answered time.Time `json:"answered,omitzero"`
	Declined bool      `json:"declined,omitempty"`
	// Revoked is when somebody took it back, and RevokedBy who.
	Revoked   time.Time `json:"revoked,omitzero"`
	RevokedBy PersonID  `json:"revoked_by,omitempty"`
}

// Waiting reports whether the deputy has still to answer on the day.
func (g Grant) Waiting(on Date) bool {
	return g.Answered.IsZero() && g.Revoked.IsZero() && !g.Until.Before(on)
}

// Holds reports whether the deputy may report in the other's place on the day.
func (g Grant) Holds(on Date) bool {
	return !g.Answered.IsZero() && !g.Declined && g.Revoked.IsZero() && !on.Before(g.Since) && !g.Until.Before(on)
}

// With returns the person with what the grants that hold on the day add: a deputy
// reporter of their units until their last day. What he holds already stays as it
// is. The person given is not changed.
func (p Person) With(grants []Grant, on Date) Person {
	roles := p.Roles[:len(p.Roles):len(p.Roles)]
	for _, g := range grants {
		if g.To != p.ID || !g.Holds(on) {
			continue
		}
		for _, u := range g.Units {
			if !(Person{Roles: roles}).ReportsFor(u) {
				roles = append(roles, Assignment{Role: Reporter, Unit: u, Deputy: true, Until: g.Until})
			}
		}
	}
	p.Roles = roles
	return p
}

// Standing returns the person without what is only for a time, as the roster has
// him.
func (p Person) Standing() Person {
	roles := Where(p.Roles, func(a Assignment) bool { return a.Until.IsZero() })
	p.Roles = roles
	return p
}
