package main

import (
	"context"
	"fmt"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

// list makes a list about the reports of a period. What it reads in the view compiles
// into tables after it.
func (f files) list(ctx context.Context, o anwei.Order) (anwei.File, error) {
	var compile func() []report.Table
	suffix := ""
	err := f.store.View(ctx, func(tx storage.Tx) error {
		s, err := f.source(tx, o)
		if err != nil {
			return err
		}
		switch o.Table {
		case anwei.RevisionsTable:
			compile, err = s.revisionList(tx, o)
		case anwei.MovesTable:
			compile, err = s.moveList(tx, o)
		case anwei.RekeyTable:
			compile, err = s.rekeyList(tx, o)
		default:
			err = fmt.Errorf("没有“%s”这种清单", o.Table)
		}
		suffix = s.suffix(o)
		return err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	tables := compile()
	return workbook(tables[0], tables[0].Name+"_"+o.Period.Chinese()+suffix, tables[1:]...)
}

func (s source) revisionList(tx storage.Tx, o anwei.Order) (func() []report.Table, error) {
	scopes, err := s.scopes(tx, o)
	if err != nil {
		return nil, err
	}
	all, err := s.allRevisions(tx, scopes)
	return func() []report.Table {
		return []report.Table{report.Revisions(report.RevisionsInput{Scopes: scopes, Revisions: all})}
	}, err
}

// moveList compares with the snapshot named, or with the newest.
func (s source) moveList(tx storage.Tx, o anwei.Order) (func() []report.Table, error) {
	scopes, err := s.scopes(tx, o)
	if err != nil {
		return nil, err
	}
	if len(scopes) == 0 {
		return nil, fmt.Errorf("%s没有要报的表", o.Period.Chinese())
	}
	var in *report.MovesInput
	if o.Snapshot == "" {
		in, err = newestMoves(tx, scopes)
	} else if snap, ok, e := tx.Snapshot(o.Period, o.Snapshot); e != nil || !ok {
		err = e
	} else {
		in, err = moves(tx, scopes, snap)
	}
	if err == nil && in == nil {
		err = fmt.Errorf("%s还没有定格过，或没有叫“%s”的定格", o.Period.Chinese(), o.Snapshot)
	}
	if err != nil {
		return nil, err
	}
	return func() []report.Table { return []report.Table{report.MovesTable(*in)} }, nil
}

func (s source) rekeyList(tx storage.Tx, o anwei.Order) (func() []report.Table, error) {
	form, err := s.form(s.plan.Rekey.Form)
	if err != nil {
		return nil, fmt.Errorf("方案没有写要补录到哪个系统（rekey）：%w", err)
	}
	in := report.RekeyInput{Rekey: s.plan.Rekey, Then: map[anwei.UnitID]anwei.Values{}}
	if in.Scope, err = s.scope(tx, form, o); err != nil {
		return nil, err
	}
	if in.Keyed, err = tx.Keyed(form.ID, o.Period); err != nil {
		return nil, err
	}
	for u, k := range in.Keyed {
		if k.Revision == 0 {
			continue
		}
		then, err := rebuild(tx, anwei.Held{Key: k.Key, Revision: k.Revision})
		if err != nil {
			return nil, err
		}
		in.Then[u] = then.Values
	}
	return func() []report.Table { return report.Rekey(in) }, nil
}
