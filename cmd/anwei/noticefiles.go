package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"anwei"
	"anwei/storage"
)

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
