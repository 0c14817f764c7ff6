package main

import (
	"context"
	"fmt"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

// marks makes the list of a year's cards or help.
func (f files) marks(ctx context.Context, o anwei.Order) (anwei.File, error) {
	in := report.MarksInput{
		Plan: f.rules.plan, Group: o.Marks, Year: o.Period, Root: o.Unit, Zone: f.rules.zone, At: f.now(),
	}
	err := f.store.View(ctx, func(tx storage.Tx) error {
		var err error
		if in.Roster, err = tx.Roster(); err != nil {
			return err
		}
		in.Marks, err = tx.Marks()
		return err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	table := report.Marks(in)
	return workbook(table, table.Title+scopeSuffix(in.Roster, o.Unit))
}
