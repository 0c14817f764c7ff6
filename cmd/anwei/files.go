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
	"anwei/report/pdf"
	"anwei/storage"
)

// files makes the official tables from the ledger as it is now.
type files struct {
	store storage.Store
	rules rules
	now   func() time.Time
	// kept gives what people have sent; nil where that is not kept.
	kept pieces
}

var _ bot.Files = files{}

// File reads what the table needs in one short view, and compiles it after the
// view is closed.
func (f files) File(ctx context.Context, o anwei.Order) (anwei.File, error) {
	switch {
	case o.Picture:
		return f.picture(ctx, o)
	case o.Duties:
		return f.duties(ctx, o)
	case o.Notice != 0:
		return f.notice(ctx, o)
	case o.Table != "":
		return f.list(ctx, o)
	case o.Own:
		return f.own(ctx, o)
	}
	return f.book(ctx, o)
}

// printed is the file of pages that a table becomes. One that does not fit on the
// single page that it asks for goes over several rather than stay away.
func printed(t report.Table, name string) (anwei.File, error) {
	data, err := pdf.Encode(t)
	if err != nil && t.OnePage {
		t.OnePage = false
		data, err = pdf.Encode(t)
	}
	if err != nil {
		return anwei.File{}, fmt.Errorf("生成PDF %s：%w", name, err)
	}
	return anwei.File{Name: fileName(name) + ".pdf", Data: data}, nil
}

// workbook is the file of cells that tables become, a sheet each.
func workbook(t report.Table, name string, more ...report.Table) (anwei.File, error) {
	data, err := excel.Encode(append([]report.Table{t}, more...)...)
	if err != nil {
		return anwei.File{}, fmt.Errorf("生成工作簿 %s：%w", name, err)
	}
	return anwei.File{Name: fileName(name) + ".xlsx", Data: data}, nil
}

// fileName leaves out what no file's name may have.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, name)
}

// own makes the official sheet of one unit.
func (f files) own(ctx context.Context, o anwei.Order) (anwei.File, error) {
	in := report.Own{UpTo: o.Period}
	name := ""
	err := f.store.View(ctx, func(tx storage.Tx) error {
		s, err := f.source(tx, o)
		if err != nil {
			return err
		}
		if in.Form, err = s.form(o.Form); err != nil {
			return err
		}
		in.Unit, _ = s.roster.Unit(o.Unit)
		if in.Unit.ID == "" {
			return errors.New("没有写明是哪个单位的表")
		}
		in.People, in.Zone, in.At = s.roster.People, s.zone, s.at
		in.Reports, err = s.history(tx, in.Form, o.Unit)
		name = in.Unit.Name + "_" + in.Form.Title + "_" + o.Period.Chinese()
		if o.Snapshot != "" {
			name += "_" + o.Snapshot
		}
		return err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	if o.PDF {
		return printed(report.Sheet(in), name)
	}
	return workbook(report.Sheet(in), name)
}
