package tables

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/report"
)

// source is where tables take what they show from: the ledger as it is, or what a
// snapshot holds of it, whose plan, roster and time then are the tables'. It keeps the
// first error, for which all that was read is void.
type source struct {
	Desk

	ledger Ledger
	roster anwei.Roster
	frozen *anwei.Snapshot // nil where it is the ledger as it is
	// places are those of the units in the roster, and below those of each one's
	// children; both are made when a part is asked for.
	places map[anwei.UnitID]int
	below  map[anwei.UnitID][]int
	err    error
}

func (s *source) note(err error) {
	if s.err == nil {
		s.err = err
	}
}

// lack notes what is not there, where there was no error before.
func (s *source) lack(format string, what ...any) { s.note(fmt.Errorf(format, what...)) }

// source reads what the tables of an extent are compiled from.
func (d Desk) source(l Ledger, at anwei.Extent) *source {
	s := &source{Desk: d, ledger: l}
	if at.Snapshot == "" {
		r, err := l.Roster()
		s.roster = r
		s.note(err)
	} else {
		s.thaw(at)
	}
	return s.of(at.Unit)
}

// of notes a unit that the roster lacks.
func (s *source) of(u anwei.UnitID) *source {
	if _, ok := s.roster.Unit(u); !ok && u != "" {
		s.lack("名单里没有编号为 %s 的单位", u)
	}
	return s
}

// thaw reads a snapshot with its plan.
func (s *source) thaw(at anwei.Extent) {
	snap, ok, err := s.ledger.Snapshot(at.Period, at.Snapshot)
	if s.note(err); !ok {
		s.lack("%s没有叫“%s”的定格", at.Period.Chinese(), at.Snapshot)
		return
	}
	p, ok, err := s.ledger.Plan(snap.Plan)
	if s.note(err); !ok {
		s.lack("定格“%s”用的方案（版本 %s）不在总账里", snap.Name, snap.Plan)
		return
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		s.lack("时区 %s：%w", p.Zone, err)
		return
	}
	s.Plan, s.Zone, s.Now, s.roster, s.frozen = p, zone, snap.At.In(zone), snap.Roster(), &snap
}

// form returns a form of the plan that the tables are compiled under.
func (s *source) form(id anwei.FormID) anwei.Form {
	f, ok := s.Plan.Form(id)
	if !ok {
		s.lack("方案里没有“%s”这张表", id)
	}
	return f
}

// reports returns the reports of a form by the units, bare as report.Sheaf has it; those of
// others may be among them. Of a small part of the units it reads no others.
func (s *source) reports(form anwei.FormID, p anwei.Period, of []anwei.Unit, bare bool) report.Reports {
	if s.frozen != nil {
		return report.ByUnit(s.thawed(*s.frozen, form, p))
	}
	const small = 4
	all := report.NewSheaf(bare)
	if len(of)*small > len(s.roster.Units) {
		s.note(s.ledger.EachReport(form, p, all.Add))
		return all
	}
	for _, u := range of {
		r, ok, err := s.ledger.Report(anwei.ReportKey{Form: form, Period: p, Unit: u.ID})
		if s.note(err); ok {
			all.Add(r)
		}
	}
	return all
}

// part returns the roster with the units at and below the root alone, in their order, at
// a cost that grows with them; without a root it returns all.
func (s *source) part(root anwei.UnitID) anwei.Roster {
	if root == "" {
		return s.roster
	}
	if s.places == nil {
		s.places, s.below = make(map[anwei.UnitID]int, len(s.roster.Units)), map[anwei.UnitID][]int{}
		for i, u := range s.roster.Units {
			s.places[u.ID] = i
			s.below[u.Parent] = append(s.below[u.Parent], i)
		}
	}
	at, known := s.places[root]
	if !known {
		return anwei.Roster{People: s.roster.People}
	}
	met := map[int]bool{at: true}
	for next := []int{at}; len(next) > 0; next = next[1:] {
		for _, i := range s.below[s.roster.Units[next[0]].ID] {
			if !met[i] { // parents may form a ring
				met[i], next = true, append(next, i)
			}
		}
	}
	out := anwei.Roster{People: s.roster.People, Units: make([]anwei.Unit, 0, len(met))}
	for _, i := range slices.Sorted(maps.Keys(met)) {
		out.Units = append(out.Units, s.roster.Units[i])
	}
	return out
}

// thawed rebuilds what a snapshot holds of a form and period.
func (s *source) thawed(snap anwei.Snapshot, form anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
	out := map[anwei.UnitID]anwei.Report{}
	for u, h := range snap.Of(form, p) {
		out[u] = s.rebuild(h)
	}
	return out
}

func (s *source) rebuild(h anwei.Held) anwei.Report {
	all, err := s.ledger.Revisions(h.Key)
	s.note(err)
	r, ok := h.AtRevision(all)
	if !ok {
		s.lack("%s 的第%d版不在总账里", h.Key, h.Revision)
	}
	return r
}

// history returns a unit's reports of a form, by period.
func (s *source) history(form anwei.FormID, u anwei.UnitID) map[anwei.Period]anwei.Report {
	if s.frozen == nil {
		all, err := s.ledger.History(form, u)
		s.note(err)
		return all
	}
	out := map[anwei.Period]anwei.Report{}
	for _, h := range s.frozen.Held {
		if h.Key.Form == form && h.Key.Unit == u {
			out[h.Key.Period] = s.rebuild(h)
		}
	}
	return out
}

// scope is what a table of several units is compiled from.
func (s *source) scope(form anwei.Form, at anwei.Extent) report.Scope {
	return s.scoped(form, at, false)
}

// scoped is scope, bare for who only counts what was answered.
func (s *source) scoped(form anwei.Form, at anwei.Extent, bare bool) report.Scope {
	part := s.part(at.Unit)
	in := report.Scope{
		Form: form, Period: at.Period, Root: at.Unit, Roster: part, Zone: s.Zone, At: s.Now, Reports: s.reports(form.ID, at.Period, part.Units, bare),
	}
	if s.frozen != nil {
		in.TopUp = s.frozen.TopUps[form.ID]
	} else if day, asks := form.TopUpDay(at.Period, s.Calendar); asks {
		in.TopUp = day
	}
	if at.Snapshot != "" || bare {
		return in // a snapshot knows no stamped sheets
	}
	in.Stamps = map[anwei.UnitID]anwei.StampState{}
	for _, u := range in.Units() {
		r, ok := in.Head(u.ID)
		if !ok {
			continue
		}
		pages, err := s.ledger.Evidence(anwei.ReportMatter(r.Key))
		if s.note(err); len(pages) == 0 {
			continue // it is StampMissing
		}
		r, _ = in.Report(u.ID)
		in.Stamps[u.ID], _ = anwei.Stamped(r, report.Code(r, u), pages)
	}
	return in
}

// scopes are those of all forms that are reported for the period, but for one.
func (s *source) scopes(at anwei.Extent, but anwei.FormID, bare bool) []report.Scope {
	return anwei.Each(anwei.Where(s.Plan.Forms, func(f anwei.Form) bool { return f.ID != but && f.Covers(at.Period) }), func(f anwei.Form) report.Scope {
		return s.scoped(f, at, bare)
	})
}

// revisions reads the revisions of all reports that the scopes show, of each up to the
// one that is shown.
func (s *source) revisions(scopes []report.Scope) map[anwei.ReportKey][]anwei.Revision {
	out := map[anwei.ReportKey][]anwei.Revision{}
	for _, in := range scopes {
		for _, u := range in.Units() {
			if r, ok := in.Head(u.ID); ok {
				all, err := s.ledger.Revisions(r.Key)
				s.note(err)
				out[r.Key] = all[:min(len(all), r.Revision)]
			}
		}
	}
	return out
}

// deeds reads what is known of the tasks.
func (s *source) deeds(tasks []report.Task) map[anwei.Matter]report.Deeds {
	out := make(map[anwei.Matter]report.Deeds)
	for _, t := range tasks {
		done, err := s.ledger.FulfilmentsOf(t.Duty.ID, t.Period)
		s.note(err)
		for _, u := range t.Units {
			m := t.Matter(u.ID)
			d := report.Deeds{Done: done[u.ID]}
			d.Promise, _, err = s.ledger.Promise(m)
			s.note(err)
			proofs, err := s.ledger.Evidence(m)
			s.note(err)
			d.Prove(proofs)
			out[m] = d
		}
	}
	return out
}

// thawedDeeds rebuilds what the snapshot holds of duties.
func (s *source) thawedDeeds() map[anwei.Matter]report.Deeds {
	out := make(map[anwei.Matter]report.Deeds, len(s.frozen.Owed))
	for _, h := range s.frozen.Owed {
		all, err := s.ledger.Fulfilments(h.Matter)
		s.note(err)
		out[h.Matter] = report.Thaw(h, all)
	}
	return out
}

// suffix ends the name of a file: the part of the tree and the snapshot it is of.
func (s *source) suffix(at anwei.Extent) string {
	var b strings.Builder
	if u, ok := s.roster.Unit(at.Unit); ok && u.Parent != "" {
		b.WriteString("_" + u.Name)
	}
	if at.Snapshot != "" {
		b.WriteString("_" + at.Snapshot)
	}
	return b.String()
}
