package main

import (
	"context"
	"fmt"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

// settle takes for a table of its own what --form names besides forms.
func (o *compileOptions) settle() {
	switch o.form {
	case "duties":
		o.duties, o.formGiven = true, o.formGiven && o.cases
	case "cases":
		o.cases, o.formGiven = true, o.formGiven && o.duties
	case string(anwei.RevisionsTable), string(anwei.MovesTable), string(anwei.RekeyTable):
		o.table = anwei.TableKind(o.form)
	}
}

// orders asks for the county's workbook and the own sheet of each unit concerned, or
// for the one table that was named.
func (f files) orders(ctx context.Context, o compileOptions, p anwei.Period) ([]anwei.Order, error) {
	roster, err := f.rosterOf(ctx, o, p)
	if err != nil {
		return nil, err
	}
	node, err := nodeNamed(roster, o.unit)
	if err != nil {
		return nil, err
	}
	switch {
	case o.duties:
		in := report.DutiesInput{
			Plan: f.rules.plan, Duty: anwei.DutyID(o.duty), Period: p, Root: node.ID, Roster: roster, Zone: f.rules.zone, At: f.now(),
		}
		if len(in.Tasks()) == 0 {
			return nil, fmt.Errorf("%s没有名单里的单位要完成的任务，或者还没有开始", p.Chinese())
		}
		return []anwei.Order{{Duties: true, Duty: in.Duty, Period: p, Unit: node.ID}}, nil
	case o.table != "":
		return []anwei.Order{{Table: o.table, Period: p, Unit: node.ID, Snapshot: o.snapshot}}, nil
	}
	return f.formOrders(ctx, o, p, roster, node)
}

// formOrders asks for the table of all units and for each unit's own sheet. A node
// with nobody below it has only its sheet.
func (f files) formOrders(ctx context.Context, o compileOptions, p anwei.Period, roster anwei.Roster, node anwei.Unit) ([]anwei.Order, error) {
	form, _ := f.rules.plan.Form(anwei.FormID(o.form)) // it was checked
	all := anwei.Order{Form: form.ID, Period: p, Unit: node.ID, Snapshot: o.snapshot}
	scope := report.Scope{Form: form, Period: p, Root: node.ID, Roster: roster}
	if err := f.store.View(ctx, func(tx storage.Tx) error {
		s, err := f.source(tx, all)
		if err == nil {
			scope.Reports, err = s.reports(tx, form.ID, p)
		}
		return err
	}); err != nil {
		return nil, fmt.Errorf("取数：%w", err)
	}
	units := scope.Units()
	if len(units) == 0 {
		return nil, fmt.Errorf("名单里没有要报%s的单位；请先用 anwei roster import 导入名单", form.Short)
	}
	var out []anwei.Order
	if len(units) > 1 || units[0].ID != node.ID {
		out = append(out, all)
	}
	for _, u := range units {
		own := all
		own.Unit, own.Own = u.ID, true
		out = append(out, own)
	}
	if o.pdf {
		out = printedToo(out)
	}
	return out, nil
}

// printedToo asks for each table as pages as well.
func printedToo(orders []anwei.Order) []anwei.Order {
	var out []anwei.Order
	for _, o := range orders {
		printed := o
		printed.PDF = true
		out = append(out, o, printed)
	}
	return out
}

// rosterOf reads the roster that the tables have: that of the snapshot, if there is
// one.
func (f files) rosterOf(ctx context.Context, o compileOptions, p anwei.Period) (anwei.Roster, error) {
	var s source
	err := f.store.View(ctx, func(tx storage.Tx) (err error) {
		s, err = f.source(tx, anwei.Order{Period: p, Snapshot: o.snapshot, Table: o.table})
		return err
	})
	if err != nil {
		return s.roster, fmt.Errorf("读取名单：%w", err)
	}
	return s.roster, nil
}

// nodeNamed returns the unit with the id or the name, and none where nothing was
// named.
func nodeNamed(r anwei.Roster, name string) (anwei.Unit, error) {
	if name == "" {
		return anwei.Unit{}, nil
	}
	if u, ok := r.Unit(anwei.UnitID(name)); ok {
		return u, nil
	}
	for _, u := range r.Units {
		if u.Name == name {
			return u, nil
		}
	}
	return anwei.Unit{}, fmt.Errorf("名单里没有“%s”这个单位；--unit 请写名单里的编号或全称", name)
}

// about says in JSON what a file is.
func about(o anwei.Order) map[string]string {
	out := map[string]string{"period": o.Period.String()}
	if o.Unit != "" || o.Form != "" {
		out["unit"] = string(o.Unit)
	}
	switch {
	case o.Duties:
		out["table"], out["duty"] = "duties", string(o.Duty)
	case o.Table != "":
		out["table"] = string(o.Table)
	default:
		out["form"] = string(o.Form)
	}
	if o.Snapshot != "" {
		out["snapshot"] = o.Snapshot
	}
	return out
}
