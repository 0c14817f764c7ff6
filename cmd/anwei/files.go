package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/bot/query"
	"anwei/cmd/anwei/house"
	"anwei/report/chart"
	"anwei/report/excel"
	"anwei/report/pdf"
	"anwei/report/tables"
	"anwei/storage"
)

// files makes the official tables from the ledger as it is now.
type files struct {
	store storage.Store
	rules house.Rules
	now   func() time.Time
	// kept gives what people have sent; nil where that is not kept.
	kept pieces
}

var (
	_ bot.Files     = files{}
	_ tables.Ledger = storage.Ledger{}
)

// desk is where tables are made under the rules.
func desk(r house.Rules, now time.Time) tables.Desk {
	words := tables.Words{Baseline: phrases.BaselineName, Tagged: query.TagName(r.Phrases)}
	return tables.Desk{Plan: r.Plan, Calendar: r.Calendar, Zone: r.Zone, Now: now, Words: words}
}

// File implements bot.Files.
func (f files) File(ctx context.Context, o anwei.Order) (anwei.File, error) {
	if piece, is := o.(anwei.PieceOrder); is {
		return f.noticePiece(ctx, piece)
	}
	return f.make(ctx, func(d tables.Desk, l tables.Ledger) (func() tables.Document, error) { return d.Read(l, o) })
}

// make reads what a document needs in one short view, and compiles it after that.
func (f files) make(ctx context.Context, read func(tables.Desk, tables.Ledger) (func() tables.Document, error)) (anwei.File, error) {
	compile, err := viewed(ctx, f, read)
	if err != nil {
		return anwei.File{}, err
	}
	return encode(compile())
}

// each makes the files of many orders in one view of a ledger that nobody waits for.
func (f files) each(ctx context.Context, orders []anwei.Order, fn func(anwei.Order, anwei.File) error) error {
	return f.store.View(ctx, func(tx storage.Ledger) error {
		return desk(f.rules, f.now()).ReadAll(tx, orders, func(o anwei.Order, d tables.Document) error {
			file, err := encode(d)
			if err != nil {
				return err
			}
			return fn(o, file)
		})
	})
}

// viewed reads something in one view of the ledger as it is.
func viewed[T any](ctx context.Context, f files, read func(tables.Desk, tables.Ledger) (T, error)) (out T, err error) {
	err = f.store.View(ctx, func(tx storage.Ledger) (err error) {
		out, err = read(desk(f.rules, f.now()), tx)
		return err
	})
	if err != nil {
		return out, fmt.Errorf("取数：%w", err)
	}
	return out, nil
}

// encode makes the file that a document becomes. Printed it is its first table; one
// that does not fit on the single page that it asks for goes over several rather than
// stay away.
func encode(d tables.Document) (anwei.File, error) {
	var data []byte
	var err error
	end := ".xlsx"
	switch {
	case d.Chart != nil:
		end = ".png"
		data, err = chart.Encode(*d.Chart, pdf.Font())
	case d.Format == anwei.PDF:
		end = ".pdf"
		t := d.Tables[0]
		if data, err = pdf.Encode(t); err != nil && t.OnePage {
			t.OnePage = false
			data, err = pdf.Encode(t)
		}
	default:
		data, err = excel.Encode(d.Tables...)
	}
	if err != nil {
		return anwei.File{}, fmt.Errorf("生成文件 %s：%w", d.Name+end, err)
	}
	return anwei.File{Name: fileName(d.Name) + end, Data: data}, nil
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

// pieces gives what was kept by its id, with the extension that its content has.
type pieces interface {
	Piece(id string) (data []byte, extension string, err error)
}

var _ pieces = evidenceFolder{}

// Piece implements pieces.
func (f evidenceFolder) Piece(id string) (data []byte, ext string, err error) {
	found, err := f.find(stem(id) + ".*")
	if err != nil || len(found) == 0 {
		return nil, "", errors.Join(errors.New("佐证目录里没有这个文件"), err)
	}
	if data, err = os.ReadFile(filepath.Join(f.dir, found[0])); err != nil {
		return nil, "", fmt.Errorf("读取附件：%w", err)
	}
	return data, filepath.Ext(found[0]), nil
}

// notFetchedError is why a piece of a notice has to wait.
type notFetchedError struct{}

func (notFetchedError) Error() string { return "附件还没有从企业微信取到" }

// Temporary is true: it is being fetched.
func (notFetchedError) Temporary() bool { return true }

// noticePiece is a picture or file of a notice, as it was sent to the bot.
func (f files) noticePiece(ctx context.Context, o anwei.PieceOrder) (anwei.File, error) {
	var piece anwei.Evidence
	err := f.store.View(ctx, func(tx storage.Ledger) error {
		n, _, err := tx.Notice(o.Notice)
		if err != nil {
			return err
		}
		all, err := tx.Evidence(anwei.Matter{Unit: n.Unit, Notice: n.ID})
		for _, e := range all {
			if e.ID == o.Piece {
				piece = e
			}
		}
		return err
	})
	switch {
	case err != nil:
		return anwei.File{}, fmt.Errorf("取附件：%w", err)
	case piece.ID == "" || piece.Lost != "":
		return anwei.File{}, errors.New("通知的附件没有取到：" + piece.Lost)
	case piece.Size == 0 || f.kept == nil:
		return anwei.File{}, notFetchedError{}
	}
	data, ext, err := f.kept.Piece(o.Piece)
	if err != nil {
		return anwei.File{}, err
	}
	return anwei.File{Name: fmt.Sprintf("通知%d号附件%d%s", o.Notice, o.N, ext), Data: data}, nil
}
