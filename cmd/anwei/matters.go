package main

import (
	"context"
	"errors"
	"fmt"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

// duties makes the table of the duties that an order asks for. It reads what the
// units owe in that period, and nothing of other periods.
func (f files) duties(ctx context.Context, o anwei.Order) (anwei.File, error) {
	if _, ok := f.rules.plan.Duty(o.Duty); !ok && o.Duty != "" {
		return anwei.File{}, fmt.Errorf("方案里没有“%s”这项任务", o.Duty)
	}
	in := report.DutiesInput{
		Plan: f.rules.plan, Duty: o.Duty, Period: o.Period, Root: o.Unit, Own: o.Own, Zone: f.rules.zone, At: f.now(),
	}
	err := f.store.View(ctx, func(tx storage.Tx) error {
		var err error
		if in.Roster, err = tx.Roster(); err != nil {
			return err
		}
		if _, ok := in.Roster.Unit(o.Unit); !ok && o.Unit != "" {
			return errors.New("名单里没有编号为 " + string(o.Unit) + " 的单位")
		}
		in.Deeds, err = deeds(tx, in.Tasks())
		return err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	table := report.Duties(in)
	return workbook(table, table.Title+"_"+o.Period.Chinese()+scopeSuffix(in.Roster, o.Unit))
}

// deeds reads what is known of the tasks.
func deeds(tx storage.Tx, tasks []report.Task) (map[anwei.Matter]report.Deeds, error) {
	out := make(map[anwei.Matter]report.Deeds)
	for _, t := range tasks {
		done, err := tx.FulfilmentsOf(t.Duty.ID, t.Period)
		if err != nil {
			return nil, err
		}
		for _, u := range t.Units {
			m := t.Matter(u.ID)
			d := report.Deeds{Done: done[u.ID]}
			if d.Promise, _, err = tx.Promise(m); err != nil {
				return nil, err
			}
			proofs, err := tx.Evidence(m)
			if err != nil {
				return nil, err
			}
			d.Prove(proofs)
			out[m] = d
		}
	}
	return out, nil
}

// cases makes the table of all cases, those that are closed included.
func (f files) cases(ctx context.Context) (anwei.File, error) {
	in := report.CasesInput{Plan: f.rules.plan, Zone: f.rules.zone, At: f.now()}
	err := f.store.View(ctx, func(tx storage.Tx) error {
		var err error
		if in.Roster, err = tx.Roster(); err != nil {
			return err
		}
		in.Cases, err = tx.Cases("", false)
		return err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	table := report.Cases(in)
	return workbook(table, table.Title+"_"+anwei.DateOf(in.At).String())
}

// scopeSuffix ends a file's name with the unit that the table is limited to.
func scopeSuffix(r anwei.Roster, id anwei.UnitID) string {
	if u, ok := r.Unit(id); ok {
		return "_" + u.Name
	}
	return ""
}
