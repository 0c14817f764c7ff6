package anwei

import (
	"slices"
	"time"
)

// Snapshot 定格 is the reports of a period, and the duties beside them, as they were at
// one time, under a name, so that what was handed up can be compiled again for ever and compared with what
// came later. It holds no figures: those are rebuilt from the revisions, which are
// kept for ever. What else a table shows, the units and the names of those who
// report, is in it.
type Snapshot struct {
	Period Period `json:"period"`
	// Name tells the snapshots of one period apart: 报市安委办, 截至10月22日17:00.
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	// By is who took it, empty for the operator at the machine.
	By PersonID `json:"by,omitempty"`
	// Plan is the version of the plan that its tables are compiled under.
	Plan   string   `json:"plan"`
	Units  []Unit   `json:"units"`
	People []Person `json:"people,omitempty"` // without their roles
	Held   []Held   `json:"held,omitempty"`
	// TopUps are the days from which on the reports of a form had the figures of the
	// whole period, as the working days were known then.
	TopUps map[FormID]Date `json:"top_ups,omitempty"`
	// Duties is the period whose duties it has, and Owed what was known of each; zero
	// for a snapshot from before any had them.
	Duties Period     `json:"duties,omitzero"`
	Owed   []HeldDuty `json:"owed,omitempty"`
}

// HeldDuty is what was known of one unit's duty in one of its periods, where anything
// was.
type HeldDuty struct {
	Matter Matter `json:"matter"`
	// Done are the numbers of the fulfilments that counted. They are kept for ever, and
	// may be void by now.
	Done []int `json:"done,omitempty"`
	// Promise is held whole, since a later one takes its place.
	Promise *Promise `json:"promise,omitempty"`
	// Proofs is how many pieces of evidence there were, and Lost how many more could
	// not be had.
	Proofs int `json:"proofs,omitempty"`
	Lost   int `json:"lost,omitempty"`
}

// Of returns those of the fulfilments of the matter that counted then, as they were.
func (h HeldDuty) Of(all []Fulfilment) []Fulfilment {
	var out []Fulfilment
	for _, f := range all {
		if slices.Contains(h.Done, f.N) {
			f.Void, f.Voided = "", time.Time{}
			out = append(out, f)
		}
	}
	return out
}

// Held says which revision of a report a snapshot is made of. A report that is not
// held had not come in.
type Held struct {
	Key      ReportKey `json:"key"`
	Revision int       `json:"revision"`
	Late     bool      `json:"late,omitempty"`
}

// Roster returns the units and people as they were.
func (s Snapshot) Roster() Roster { return Roster{Units: s.Units, People: s.People} }

// Of returns what is held of one form and period, by unit.
func (s Snapshot) Of(form FormID, p Period) map[UnitID]Held {
	out := map[UnitID]Held{}
	for _, h := range s.Held {
		if h.Key.Form == form && h.Key.Period == p {
			out[h.Key.Unit] = h
		}
	}
	return out
}

// AtRevision returns the report as it was after its revision h.Revision, rebuilt
// from its revisions, oldest first. It returns false where they do not reach that
// far.
func (h Held) AtRevision(all []Revision) (Report, bool) {
	if h.Revision < 1 || len(all) < h.Revision {
		return Report{}, false
	}
	r := Report{Key: h.Key, Values: Values{}, First: all[0].At, Late: h.Late, Revision: h.Revision}
	for _, rev := range all[:h.Revision] {
		for _, c := range rev.Changes {
			if c.New == nil {
				delete(r.Values, c.Field)
				continue
			}
			r.Values[c.Field] = *c.New
		}
		r.Plan, r.Reasons, r.By, r.At, r.Behalf = rev.Plan, rev.Reasons, rev.By, rev.At, rev.Behalf
	}
	return r, true
}
