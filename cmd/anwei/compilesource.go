package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

// source is where tables take their reports from: the ledger as it is, or what a
// snapshot holds of it, whose plan, roster and time then are the tables'.
type source struct {
	plan   anwei.Plan
	roster anwei.Roster
	zone   *time.Location
	// calendar tells the day from which a report has the figures of its whole period; a
	// snapshot knows that day.
	calendar anwei.Calendar
	at       time.Time
	// held is what the snapshot is made of, nil where it is the ledger as it is.
	held   map[anwei.ReportKey]anwei.Held
	frozen anwei.Snapshot
}

// source reads what an order is compiled from.
func (f files) source(tx storage.Tx, o anwei.Order) (source, error) {
	s := source{plan: f.rules.plan, zone: f.rules.zone, calendar: f.rules.calendar, at: f.now()}
	var err error
	if o.Snapshot == "" || o.Table == anwei.MovesTable {
		s.roster, err = tx.Roster()
	} else {
		s, err = f.thaw(tx, o)
	}
	if err != nil {
		return s, err
	}
	if _, ok := s.roster.Unit(o.Unit); !ok && o.Unit != "" {
		return s, errors.New("名单里没有编号为 " + string(o.Unit) + " 的单位")
	}
	return s, nil
}

// thaw reads a snapshot with its plan.
func (f files) thaw(tx storage.Tx, o anwei.Order) (source, error) {
	snap, ok, err := tx.Snapshot(o.Period, o.Snapshot)
	if err != nil {
		return source{}, err
	}
	if !ok {
		return source{}, fmt.Errorf("%s没有叫“%s”的定格", o.Period.Chinese(), o.Snapshot)
	}
	p, ok, err := tx.Plan(snap.Plan)
	if err != nil {
		return source{}, err
	}
	if !ok {
		return source{}, fmt.Errorf("定格“%s”用的方案（版本 %s）不在总账里", snap.Name, snap.Plan)
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		return source{}, fmt.Errorf("时区 %s：%w", p.Zone, err)
	}
	s := source{plan: p, roster: snap.Roster(), zone: zone, at: snap.At.In(zone), frozen: snap, held: map[anwei.ReportKey]anwei.Held{}}
	for _, h := range snap.Held {
		s.held[h.Key] = h
	}
	return s, nil
}

// form returns a form of the plan that the tables are compiled under.
func (s source) form(id anwei.FormID) (anwei.Form, error) {
	f, ok := s.plan.Form(id)
	if !ok {
		return f, fmt.Errorf("方案里没有“%s”这张表", id)
	}
	return f, nil
}

// reports returns the reports of a form and period, by unit.
func (s source) reports(tx storage.Tx, form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	if s.held == nil {
		return tx.Reports(form, p)
	}
	return thawed(tx, s.frozen, form, p)
}

// history returns a unit's reports of a form, by period.
func (s source) history(tx storage.Tx, form anwei.Form, u anwei.UnitID) (map[anwei.Period]anwei.Report, error) {
	if s.held == nil {
		return tx.History(form.ID, u)
	}
	out := map[anwei.Period]anwei.Report{}
	for p := form.First; !form.Last.Before(p); p = p.Next() {
		h, ok := s.held[anwei.ReportKey{Form: form.ID, Period: p, Unit: u}]
		if !ok {
			continue
		}
		r, err := rebuild(tx, h)
		if err != nil {
			return nil, err
		}
		out[p] = r
	}
	return out, nil
}

// revisions returns the revisions of a report, up to the one that the source has.
func (s source) revisions(tx storage.Tx, r anwei.Report) ([]anwei.Revision, error) {
	all, err := tx.Revisions(r.Key)
	return all[:min(len(all), r.Revision)], err
}

// scope is what a table of several units is compiled from.
func (s source) scope(tx storage.Tx, form anwei.Form, o anwei.Order) (report.Scope, error) {
	in := report.Scope{Form: form, Period: o.Period, Root: o.Unit, Roster: s.roster, Zone: s.zone, At: s.at}
	if s.held != nil {
		in.TopUp = s.frozen.TopUps[form.ID]
	} else if day, asks := form.TopUpDay(o.Period, s.calendar); asks {
		in.TopUp = day
	}
	var err error
	if in.Reports, err = s.reports(tx, form.ID, o.Period); err != nil || o.Snapshot != "" {
		return in, err // a snapshot knows no stamped sheets
	}
	in.Stamps = make(map[anwei.UnitID]anwei.StampState, len(in.Reports))
	for u, r := range in.Reports {
		pages, err := tx.Evidence(anwei.ReportMatter(r.Key))
		if err != nil {
			return in, err
		}
		in.Stamps[u], _ = anwei.Stamped(r, pages)
	}
	return in, nil
}

// scopes are those of all forms that are reported for the period.
func (s source) scopes(tx storage.Tx, o anwei.Order) ([]report.Scope, error) {
	var out []report.Scope
	for _, f := range s.plan.Forms {
		if !f.Covers(o.Period) {
			continue
		}
		in, err := s.scope(tx, f, o)
		if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
	return out, nil
}

// suffix ends the name of a file: the part of the tree and the snapshot it is of.
func (s source) suffix(o anwei.Order) string {
	var b strings.Builder
	if u, ok := s.roster.Unit(o.Unit); ok && u.Parent != "" {
		b.WriteString("_" + u.Name)
	}
	if o.Snapshot != "" {
		b.WriteString("_" + o.Snapshot)
	}
	return b.String()
}

// thawed rebuilds what a snapshot holds of a form and period.
func thawed(tx storage.Tx, s anwei.Snapshot, form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	out := map[anwei.UnitID]anwei.Report{}
	for u, h := range s.Of(form, p) {
		r, err := rebuild(tx, h)
		if err != nil {
			return nil, err
		}
		out[u] = r
	}
	return out, nil
}

func rebuild(tx storage.Tx, h anwei.Held) (anwei.Report, error) {
	all, err := tx.Revisions(h.Key)
	if err != nil {
		return anwei.Report{}, err
	}
	r, ok := h.AtRevision(all)
	if !ok {
		return r, fmt.Errorf("%s 的第%d版不在总账里", h.Key, h.Revision)
	}
	return r, nil
}
