package tables

import (
	"fmt"

	"anwei"
	"anwei/report"
)

// manyUnits is up to how many units a workbook has everything.
const manyUnits = 5000

const tooMany = "单位超过%d家，本工作簿只有汇总表和报送情况；其他表、工作任务、修订清单和定格后变化请按下级单位分别生成。"

// book reads the county's workbook of a period: the form's table with the subtotals of
// the tree, how far the reporting is, the other forms, the duties of the quarter, the
// revisions, and what changed since the period was frozen last. A form without figures
// has only how far its reporting is behind its table; printed, a table stands alone. Of
// more units than manyUnits the book is the first two tables, whose rows are made when
// they are written, and says so: nobody turns the pages of the others.
func (s *source) book(o anwei.BookOrder) func() Document {
	form := s.form(o.Form)
	scopes := []report.Scope{s.scope(form, o.Extent)}
	many := len(scopes[0].Units()) > manyUnits && o.Format != anwei.PDF
	if many && !form.Counts() {
		s.lack("要报%s的单位超过%d家，一张表放不下，请按下级单位分别生成", form.Short, manyUnits)
		return nil
	}
	name := form.Title + "_" + o.Period.Chinese() + "_汇总" + s.suffix(o.Extent)
	whole := form.Counts() && o.Format != anwei.PDF && !many
	var revisions map[anwei.ReportKey][]anwei.Revision
	var owed *report.DutiesInput
	var moves *MovesInput
	if whole || many {
		scopes = append(scopes, s.scopes(o.Extent, form.ID, many)...)
	}
	if whole {
		revisions, owed = s.revisions(scopes), s.beside(o.Extent)
	}
	if whole && s.frozen == nil {
		moves = s.moves(scopes, "")
	}
	return func() Document {
		all := []Table{County(scopes[0])}
		if o.Format != anwei.PDF {
			all = append(all, Rates(RatesInput{Scopes: scopes, Kinds: s.Plan.Kinds}))
		}
		if many {
			all[0].Foot = append(all[0].Foot, Line{Left: fmt.Sprintf(tooMany, manyUnits)})
			return Document{Name: name, Tables: all, Format: o.Format}
		}
		all = append(all, anwei.Each(scopes[1:], County)...)
		if owed != nil {
			all = append(all, Duties(*owed))
		}
		if whole {
			all = append(all, Revisions(RevisionsInput{Scopes: scopes, Revisions: revisions}))
		}
		if moves != nil {
			all = append(all, MovesTable(*moves))
		}
		return Document{Name: name, Tables: all, Format: o.Format}
	}
}

// own reads the official sheet of one unit.
func (s *source) own(o anwei.SheetOrder) func() Document {
	in := Own{Form: s.form(o.Form), UpTo: o.Period, People: s.roster.People, Zone: s.Zone, At: s.Now}
	var known bool
	if in.Unit, known = s.roster.Unit(o.Unit); !known {
		s.lack("没有写明是哪个单位的表")
	}
	in.Reports = s.history(in.Form.ID, in.Unit.ID)
	name := in.Unit.Name + "_" + in.Form.Title + "_" + o.Period.Chinese()
	if n := in.Reports[o.Period].Revision; n > 1 { // two versions lie in one folder
		name += fmt.Sprintf("_第%d版", n)
	}
	if o.Snapshot != "" {
		name += "_" + o.Snapshot
	}
	return func() Document { return Document{Name: name, Tables: []Table{Sheet(in)}, Format: o.Format} }
}

// list reads a list about the reports of a period.
func (s *source) list(o anwei.ListOrder) func() Document {
	compile := func() []Table { return nil }
	switch o.Table {
	case anwei.RevisionsTable:
		in := RevisionsInput{Scopes: s.scopes(o.Extent, "", false)}
		in.Revisions = s.revisions(in.Scopes)
		compile = func() []Table { return []Table{Revisions(in)} }
	case anwei.MovesTable:
		scopes := s.scopes(o.Extent, "", false)
		if len(scopes) == 0 {
			s.lack("%s没有要报的表", o.Period.Chinese())
		}
		in := s.moves(scopes, o.Snapshot)
		if in == nil {
			s.lack("%s还没有定格过，或没有叫“%s”的定格", o.Period.Chinese(), o.Snapshot)
		}
		compile = func() []Table { return []Table{MovesTable(*in)} }
	case anwei.RekeyTable:
		in := s.rekey(o.Extent)
		compile = func() []Table { return Rekey(in) }
	default:
		s.lack("没有“%s”这种清单", o.Table)
	}
	return func() Document {
		all := compile()
		return Document{Name: all[0].Name + "_" + o.Period.Chinese() + s.suffix(o.Extent), Tables: all}
	}
}

// moves compares the scopes, all of one period, with the snapshot named, or with the
// newest; nil where there is none.
func (s *source) moves(scopes []report.Scope, name string) *MovesInput {
	if len(scopes) == 0 {
		return nil
	}
	all, err := s.ledger.Snapshots(scopes[0].Period)
	s.note(err)
	var in *MovesInput
	for _, snap := range all { // the oldest first
		if name == "" || snap.Name == name {
			in = &MovesInput{Snapshot: snap, Scopes: scopes}
		}
	}
	if in == nil {
		return nil
	}
	for _, now := range scopes {
		then := s.thawed(in.Snapshot, now.Form.ID, now.Period)
		in.Moved = append(in.Moved, report.Moves(now, then, func(k anwei.ReportKey) []anwei.Revision {
			all, err := s.ledger.Revisions(k)
			s.note(err)
			return all
		}))
	}
	return in
}

// rekey reads what is to be typed into the other system.
func (s *source) rekey(at anwei.Extent) report.RekeyInput {
	form, ok := s.Plan.Form(s.Plan.Rekey.Form)
	if !ok {
		s.lack("方案没有写要补录到哪个系统（rekey）")
	}
	in := report.RekeyInput{Scope: s.scope(form, at), Rekey: s.Plan.Rekey, Then: map[anwei.UnitID]anwei.Values{}}
	var err error
	in.Keyed, err = s.ledger.Keyed(form.ID, at.Period)
	s.note(err)
	for u, k := range in.Keyed {
		if k.Revision > 0 {
			in.Then[u] = s.rebuild(anwei.Held{Key: k.Key, Revision: k.Revision}).Values
		}
	}
	return in
}
