package tables

import (
	"errors"
	"time"

	"anwei"
	"anwei/report"
)

// Ledger is what tables are made of, read in one view of the ledger.
type Ledger interface {
	Roster() (anwei.Roster, error)
	Plan(version string) (anwei.Plan, bool, error)
	Baselines() ([]anwei.Baseline, error)
	InUseSince(form anwei.FormID) (anwei.Period, bool, error)

	Report(key anwei.ReportKey) (anwei.Report, bool, error)
	Reports(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error)
	EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report)) error
	Tallies(form anwei.FormID, p anwei.Period, of []anwei.Unit, asOf time.Time) ([]anwei.Tally, bool, error)
	Places() (map[anwei.UnitID]int, error)
	History(form anwei.FormID, u anwei.UnitID) (map[anwei.Period]anwei.Report, error)
	Revisions(key anwei.ReportKey) ([]anwei.Revision, error)
	Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool, error)
	Snapshots(p anwei.Period) ([]anwei.Snapshot, error)
	Keyed(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Keyed, error)

	Promise(m anwei.Matter) (anwei.Promise, bool, error)
	Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error)
	FulfilmentsOf(d anwei.DutyID, p anwei.Period) (map[anwei.UnitID][]anwei.Fulfilment, error)
	Evidence(m anwei.Matter) ([]anwei.Evidence, error)
	Cases(u anwei.UnitID, open bool) ([]anwei.Case, error)
	Marks() ([]anwei.Mark, error)

	Notice(id anwei.NoticeID) (anwei.Notice, bool, error)
	Receipts(id anwei.NoticeID) (map[anwei.PersonID]anwei.Receipt, error)
	Posted(n anwei.Notice) (map[anwei.PersonID]anwei.Posted, error)
}

// Desk is where tables are made: by which rules, when, and with which words.
type Desk struct {
	Plan     anwei.Plan
	Calendar anwei.Calendar
	Zone     *time.Location // of the plan
	Now      time.Time
	Words    Words
}

// Words are those that a picture has in common with the answer in text.
type Words struct {
	// Baseline names a baseline that the office has set.
	Baseline string
	// Tagged says that only units with the tag are meant, after their kind or alone.
	Tagged func(tag string, kind bool) string
}

// Document is what an order asks for.
type Document struct {
	Name   string // of its file
	Tables []Table
	Format anwei.Format // of the tables
	// Chart is set instead of the tables where a picture is ordered.
	Chart *Chart
}

var errNoTable = errors.New("a file of a notice is no table")

// Read reads what an order needs. What it returns compiles that, after the view.
func (d Desk) Read(l Ledger, o anwei.Order) (compile func() Document, err error) {
	return d.source(l, o.Of()).read(o)
}

// ReadAll reads and compiles what many orders need, one after the other up to the first
// error. What they have in common, the units and people or the snapshot, it reads once.
func (d Desk) ReadAll(l Ledger, orders []anwei.Order, fn func(anwei.Order, Document) error) error {
	var s *source
	var last anwei.Extent
	for _, o := range orders {
		at := o.Of()
		if s == nil || at.Snapshot != last.Snapshot || at.Period != last.Period {
			s, last = d.source(l, at), at
		}
		s.of(at.Unit)
		compile, err := s.read(o)
		if err != nil {
			return err
		}
		if err := fn(o, compile()); err != nil {
			return err
		}
	}
	return nil
}

// read reads what an order of the source's period and snapshot needs.
func (s *source) read(o anwei.Order) (compile func() Document, err error) {
	if s.err != nil {
		return nil, s.err
	}
	switch o := o.(type) {
	case anwei.BookOrder:
		compile = s.book(o)
	case anwei.SheetOrder:
		compile = s.own(o)
	case anwei.ListOrder:
		compile = s.list(o)
	case anwei.DutiesOrder:
		compile = s.duties(o)
	case anwei.MarksOrder:
		compile = s.marks(o)
	case anwei.ReceiptsOrder:
		compile = s.receipts(o)
	case anwei.PictureOrder:
		compile = s.picture(o)
	case anwei.PieceOrder:
		s.note(errNoTable)
	}
	return compile, s.err
}

// Cases reads all cases, those that are closed included, as Read does an order.
func (d Desk) Cases(l Ledger) (compile func() Document, err error) {
	s := d.source(l, anwei.Extent{})
	in := CasesInput{Plan: s.Plan, Roster: s.roster, Zone: s.Zone, At: s.Now}
	in.Cases, err = l.Cases("", false)
	s.note(err)
	return func() Document {
		t := Cases(in)
		return Document{Name: t.Title + "_" + anwei.DateOf(in.At).String(), Tables: []Table{t}}
	}, s.err
}

// Roster reads the units and people that the tables of an extent show: those of its
// snapshot, if it has one.
func (d Desk) Roster(l Ledger, at anwei.Extent) (anwei.Roster, error) {
	at.Unit = ""
	s := d.source(l, at)
	return s.roster, s.err
}

// Each returns the orders that a form's tables of a period are: the one of all units
// given and the own sheet of each unit in it. A unit with nobody below it has only its
// sheet. Of more units than manyUnits it returns in place of sheets the tables of the
// largest parts of the tree that have less.
func (d Desk) Each(l Ledger, all anwei.BookOrder) ([]anwei.Order, error) {
	s := d.source(l, all.Extent)
	form, roster := s.form(all.Form), s.part(all.Unit)
	in := report.Scope{Form: form, Period: all.Period, Root: all.Unit, Roster: roster, Reports: s.reports(form.ID, all.Period, roster.Units, true)}
	units := in.Units()
	var out []anwei.Order
	if len(units) > 1 || len(units) == 1 && units[0].ID != all.Unit {
		out = append(out, all)
	}
	var parts []report.Branch
	if len(units) > manyUnits {
		shown := report.Arrange(in.Roster, units)
		units, parts = shown.Units, shown.Branches
	}
	for next := 0; next < len(units); {
		for len(parts) > 0 && (parts[0].First < next || parts[0].End-parts[0].First > manyUnits) {
			parts = parts[1:]
		}
		if len(parts) > 0 && parts[0].First == next {
			part := all
			part.Unit, next = parts[0].Unit.ID, parts[0].End
			out = append(out, part)
			continue
		}
		own := anwei.SheetOrder(all)
		own.Unit = units[next].ID
		out, next = append(out, own), next+1
	}
	return out, s.err
}

// Freeze completes a snapshot of which period, name and time are given with what the
// ledger has.
func (d Desk) Freeze(l Ledger, snap anwei.Snapshot) (anwei.Snapshot, error) {
	s := d.source(l, anwei.Extent{})
	snap = report.Freeze(snap, d.Plan, d.Calendar, s.roster, func(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
		all, err := l.Reports(f, p)
		s.note(err)
		return all
	}, s.deeds)
	return snap, s.err
}
