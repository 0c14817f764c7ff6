package main

import (
	"context"
	"fmt"
	"slices"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

// month is all that the county's workbook of a period is compiled from.
type month struct {
	source

	scopes    []report.Scope // the ordered form first
	revisions map[anwei.ReportKey][]anwei.Revision
	duties    *report.DutiesInput // nil where there are none
	moves     *report.MovesInput  // nil where the period was never frozen
}

// book makes the county's workbook of a period: the form's table with the subtotals
// of the tree, how far the reporting is, the other forms, the duties of the quarter,
// the revisions, and what changed since the period was frozen last.
func (f files) book(ctx context.Context, o anwei.Order) (anwei.File, error) {
	var m month
	err := f.store.View(ctx, func(tx storage.Tx) (err error) {
		m, err = f.month(tx, o)
		return err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	table, name := report.County(m.scopes[0]), m.scopes[0].Form.Title+"_"+o.Period.Chinese()+"_汇总"+m.suffix(o)
	if o.Format == anwei.PDF {
		return printed(table, name)
	}
	return workbook(table, name, m.others()...)
}

// others are the sheets behind the form's own table. A form without figures has
// only how far its reporting is.
func (m month) others() []report.Table {
	if !figures(m.scopes[0].Form) {
		return []report.Table{report.Rates(report.RatesInput{Scopes: m.scopes[:1], Kinds: m.plan.Kinds})}
	}
	tables := []report.Table{report.Rates(report.RatesInput{Scopes: m.scopes, Kinds: m.plan.Kinds})}
	for _, s := range m.scopes[1:] {
		tables = append(tables, report.County(s))
	}
	if m.duties != nil {
		tables = append(tables, report.Duties(*m.duties))
	}
	tables = append(tables, report.Revisions(report.RevisionsInput{Scopes: m.scopes, Revisions: m.revisions}))
	if m.moves != nil {
		tables = append(tables, report.MovesTable(*m.moves))
	}
	return tables
}

func figures(f anwei.Form) bool {
	return slices.ContainsFunc(f.Fields, func(fd anwei.Field) bool { return fd.Kind == anwei.Count })
}

// month reads the workbook's input in one view.
func (f files) month(tx storage.Tx, o anwei.Order) (month, error) {
	var m month
	var err error
	if m.source, err = f.source(tx, o); err != nil {
		return m, err
	}
	first, err := m.form(o.Form)
	if err != nil {
		return m, err
	}
	all, err := m.source.scopes(tx, o)
	if err != nil {
		return m, err
	}
	m.scopes = make([]report.Scope, 1, len(all)+1)
	if m.scopes[0], err = m.scope(tx, first, o); err != nil {
		return m, err
	}
	for _, s := range all {
		if s.Form.ID != first.ID {
			m.scopes = append(m.scopes, s)
		}
	}
	if !figures(first) {
		return m, nil
	}
	if m.revisions, err = m.allRevisions(tx, m.scopes); err != nil {
		return m, err
	}
	if m.duties, err = m.beside(tx, o); err != nil || m.held != nil {
		return m, err
	}
	m.moves, err = newestMoves(tx, m.scopes)
	return m, err
}

// allRevisions reads the revisions of all reports that the scopes show.
func (s source) allRevisions(tx storage.Tx, scopes []report.Scope) (map[anwei.ReportKey][]anwei.Revision, error) {
	out := map[anwei.ReportKey][]anwei.Revision{}
	for _, in := range scopes {
		for _, u := range in.Units() {
			r, ok := in.Reports[u.ID]
			if !ok {
				continue
			}
			all, err := s.revisions(tx, r)
			if err != nil {
				return nil, err
			}
			out[r.Key] = all
		}
	}
	return out, nil
}

// beside reads the duties that stand beside the reports of the period, nil where there
// are none, and for a snapshot that has none.
func (s source) beside(tx storage.Tx, o anwei.Order) (*report.DutiesInput, error) {
	in := report.DutiesInput{Plan: s.plan, Period: report.DutiesBeside(o.Period), Root: o.Unit, Roster: s.roster, Zone: s.zone, At: s.at}
	tasks := in.Tasks()
	if len(tasks) == 0 || s.held != nil && s.frozen.Duties != in.Period {
		return nil, nil //nolint:nilnil // a book without the sheet
	}
	var err error
	if s.held != nil {
		in.Deeds, err = thawedDeeds(tx, s.frozen)
	} else {
		in.Deeds, err = deeds(tx, tasks)
	}
	return &in, err
}

// thawedDeeds rebuilds what a snapshot holds of duties.
func thawedDeeds(tx storage.Tx, s anwei.Snapshot) (map[anwei.Matter]report.Deeds, error) {
	out := make(map[anwei.Matter]report.Deeds, len(s.Owed))
	for _, h := range s.Owed {
		all, err := tx.Fulfilments(h.Matter)
		if err != nil {
			return nil, err
		}
		out[h.Matter] = report.Thaw(h, all)
	}
	return out, nil
}

// newestMoves compares with the newest snapshot of the period, nil where it has none.
func newestMoves(tx storage.Tx, scopes []report.Scope) (*report.MovesInput, error) {
	all, err := tx.Snapshots(scopes[0].Period)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return moves(tx, scopes, all[len(all)-1])
}

func moves(tx storage.Tx, scopes []report.Scope, s anwei.Snapshot) (*report.MovesInput, error) {
	in := report.MovesInput{Snapshot: s, Scopes: scopes}
	for _, now := range scopes {
		then, err := thawed(tx, s, now.Form.ID, now.Period)
		if err != nil {
			return nil, err
		}
		var failed error
		in.Moved = append(in.Moved, report.Moves(now, then, func(k anwei.ReportKey) []anwei.Revision {
			all, err := tx.Revisions(k)
			if err != nil {
				failed = err
			}
			return all
		}))
		if failed != nil {
			return nil, failed
		}
	}
	return &in, nil
}
