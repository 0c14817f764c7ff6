package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"anwei"
	"anwei/bot"
	"anwei/report"
	"anwei/report/excel"
	"anwei/storage"
)

// files makes the official tables from the ledger as it is now.
type files struct {
	store storage.Store
	rules rules
	now   func() time.Time
}

var _ bot.Files = files{}

// File reads what the table needs in one short view, and compiles it after the
// view is closed.
func (f files) File(ctx context.Context, o anwei.Order) (anwei.File, error) {
	if o.Duties {
		return f.duties(ctx, o)
	}
	if o.Marks != "" {
		return f.marks(ctx, o)
	}
	form, ok := f.rules.plan.Form(o.Form)
	if !ok {
		return anwei.File{}, fmt.Errorf("方案里没有“%s”这张表", o.Form)
	}
	var table report.Table
	var name string
	var err error
	if o.Own {
		table, name, err = f.own(ctx, form, o)
	} else {
		table, name, err = f.county(ctx, form, o)
	}
	if err != nil {
		return anwei.File{}, err
	}
	return workbook(table, name)
}

// workbook is the file that a table becomes. What no file's name may have is left
// out of the name.
func workbook(t report.Table, name string) (anwei.File, error) {
	data, err := excel.Encode(t)
	if err != nil {
		return anwei.File{}, fmt.Errorf("生成工作簿 %s：%w", name, err)
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, name)
	return anwei.File{Name: name + ".xlsx", Data: data}, nil
}

func (f files) own(ctx context.Context, form anwei.Form, o anwei.Order) (report.Table, string, error) {
	in := report.Own{Form: form, UpTo: o.Period, Zone: f.rules.zone, At: f.now()}
	err := f.store.View(ctx, func(tx storage.Tx) error {
		roster, err := tx.Roster()
		if err != nil {
			return err
		}
		u, ok := roster.Unit(o.Unit)
		if !ok {
			return errors.New("名单里没有编号为 " + string(o.Unit) + " 的单位")
		}
		in.Unit, in.People = u, roster.People
		in.Reports, err = tx.History(form.ID, o.Unit)
		return err
	})
	if err != nil {
		return report.Table{}, "", fmt.Errorf("取数：%w", err)
	}
	return report.Sheet(in), in.Unit.Name + "_" + form.Title + "_" + o.Period.Chinese(), nil
}

func (f files) county(ctx context.Context, form anwei.Form, o anwei.Order) (report.Table, string, error) {
	in := report.Scope{Form: form, Period: o.Period, Root: o.Unit, Zone: f.rules.zone, At: f.now()}
	err := f.store.View(ctx, func(tx storage.Tx) error {
		var err error
		if in.Roster, err = tx.Roster(); err != nil {
			return err
		}
		in.Reports, err = tx.Reports(form.ID, o.Period)
		return err
	})
	if err != nil {
		return report.Table{}, "", fmt.Errorf("取数：%w", err)
	}
	return report.County(in), form.Title + "_" + o.Period.Chinese() + "_汇总", nil
}
