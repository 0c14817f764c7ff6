package main

import (
	"context"
	"fmt"

	"anwei"
	"anwei/report/tables"
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
	all := anwei.Order{Period: p, Snapshot: o.snapshot, Table: o.table}
	roster, err := viewed(ctx, f, func(d tables.Desk, l tables.Ledger) (anwei.Roster, error) { return d.Roster(l, all) })
	if err != nil {
		return nil, err
	}
	node, err := findUnit(roster, o.unit)
	if err != nil {
		return nil, err
	}
	all.Unit = node.ID
	switch {
	case o.duties:
		all.Duties, all.Duty = true, anwei.DutyID(o.duty)
		owes, err := viewed(ctx, f, func(d tables.Desk, l tables.Ledger) (bool, error) { return d.Owes(l, all) })
		if err == nil && !owes {
			err = fmt.Errorf("%s没有名单里的单位要完成的任务，或者还没有开始", p.Chinese())
		}
		return []anwei.Order{all}, err
	case o.table != "":
		return []anwei.Order{all}, nil
	}
	all.Form = anwei.FormID(o.form)
	out, err := viewed(ctx, f, func(d tables.Desk, l tables.Ledger) ([]anwei.Order, error) { return d.Each(l, all) })
	if err == nil && len(out) == 0 {
		form, _ := f.rules.plan.Form(all.Form) // it was checked
		err = fmt.Errorf("名单里没有要报%s的单位；请先用 anwei roster import 导入名单", form.Short)
	}
	if o.pdf {
		out = printedToo(out)
	}
	return out, err
}

// printedToo asks for each table as pages as well.
func printedToo(orders []anwei.Order) []anwei.Order {
	out := make([]anwei.Order, 0, 2*len(orders))
	for _, o := range orders {
		printed := o
		printed.Format = anwei.PDF
		out = append(out, o, printed)
	}
	return out
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
