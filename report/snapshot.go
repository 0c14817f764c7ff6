package report

import (
	"cmp"
	"slices"
	"time"

	"anwei"
)

// Freeze completes a snapshot of which period, name, time and person are given: it
// takes from reports what is in of each form of the plan that is reported for the
// period, with the earlier periods of its year, which the units' own sheets show; and
// from deeds what is known of the duties that stand beside them.
func Freeze(s anwei.Snapshot, plan anwei.Plan, calendar anwei.Calendar, roster anwei.Roster,
	reports func(anwei.FormID, anwei.Period) map[anwei.UnitID]anwei.Report, deeds func([]Task) map[anwei.Matter]Deeds,
) anwei.Snapshot {
	s.Plan, s.Units = plan.Version, slices.Clone(roster.Units)
	s.People, s.Held, s.TopUps = nil, nil, nil
	for _, p := range roster.People {
		if p.Has(anwei.Reporter) || p.Has(anwei.Office) {
			s.People = append(s.People, anwei.Person{ID: p.ID, Name: p.Name, Post: p.Post, Phone: p.Phone})
		}
	}
	for _, f := range plan.Forms {
		if !f.Covers(s.Period) {
			continue
		}
		if day, asks := f.TopUpDay(s.Period, calendar); asks {
			if s.TopUps == nil {
				s.TopUps = map[anwei.FormID]anwei.Date{}
			}
			s.TopUps[f.ID] = day
		}
		for p := (anwei.Period{Kind: f.Every, Year: s.Period.Year, N: 1}); !s.Period.Before(p); p = p.Next() {
			for _, r := range reports(f.ID, p) {
				s.Held = append(s.Held, anwei.Held{Key: r.Key, Revision: r.Revision, Late: r.Late})
			}
		}
	}
	slices.SortFunc(s.Held, func(a, b anwei.Held) int { return cmp.Compare(a.Key.String(), b.Key.String()) })
	s.Duties = DutiesBeside(s.Period)
	tasks := DutiesInput{Plan: plan, Period: s.Duties, Roster: roster}.Tasks()
	s.Owed = owed(tasks, deeds(tasks))
	return s
}

// Same reports whether two snapshots of one period are made of the same reports,
// duties, units and plan: compiled, they differ in their time alone.
func Same(a, b anwei.Snapshot) bool {
	return a.Period == b.Period && a.Plan == b.Plan && slices.Equal(a.Held, b.Held) &&
		a.Duties == b.Duties && slices.EqualFunc(a.Owed, b.Owed, sameDuty) &&
		slices.EqualFunc(a.Units, b.Units, func(u, v anwei.Unit) bool {
			return u.ID == v.ID && u.Name == v.Name && u.Kind == v.Kind && u.Parent == v.Parent && u.Retired == v.Retired
		})
}

// Moved is one unit whose report is no longer what a snapshot holds.
type Moved struct {
	Unit anwei.Unit
	// Came is set where the report was not in when the snapshot was taken; then
	// Moves are not listed. At is when it came.
	Came  bool
	At    time.Time
	Moves []Move
}

// Move is one figure that changed. Old and New are nil where it was not answered.
type Move struct {
	Field    anwei.Field
	Old, New *anwei.Value
	// Revision is the newest one that changed the figure, confirmed at At by By.
	Revision int
	At       time.Time
	By       anwei.PersonID
}

// Moves returns what changed of the reports of one form and period since a
// snapshot, by unit in the order of the scope. A figure that was changed and
// changed back has not moved. Now is the scope as it is, then what the snapshot
// holds of it, and revisions all that there are of a report.
func Moves(now Scope, then map[anwei.UnitID]anwei.Report, revisions func(anwei.ReportKey) []anwei.Revision) []Moved {
	var out []Moved
	for _, u := range now.Units() {
		r, in := now.Report(u.ID)
		old, held := then[u.ID]
		switch {
		case !in || held && old.Revision == r.Revision:
		case !held:
			out = append(out, Moved{Unit: u, Came: true, At: r.First})
		default:
			changes := anwei.Changes(now.Form.Fields, old.Values, r.Values)
			if len(changes) == 0 {
				continue
			}
			m := Moved{Unit: u, At: r.At}
			all := revisions(r.Key)
			for _, c := range changes {
				m.Moves = append(m.Moves, moved(now.Form, c, all))
			}
			out = append(out, m)
		}
	}
	return out
}

// moved finds the revision that changed the figure last.
func moved(form anwei.Form, c anwei.Change, all []anwei.Revision) Move {
	f, _ := form.Field(c.Field)
	m := Move{Field: f, Old: c.Old, New: c.New}
	for _, rev := range all {
		for _, d := range rev.Changes {
			if d.Field == c.Field {
				m.Revision, m.At, m.By = rev.N, rev.At, rev.By
			}
		}
	}
	return m
}

// Count returns how many units' figures changed, how many figures, and how many
// units came in.
func Count(all []Moved) (units, figures, came int) {
	for _, m := range all {
		if m.Came {
			came++
			continue
		}
		units++
		figures += len(m.Moves)
	}
	return units, figures, came
}
